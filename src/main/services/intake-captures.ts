import type { DeskApi } from '#contract/api.ts';
import type { CaptureRecord } from '#contract/capture.ts';
import type { CaptureName } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { addCapture, capturesOf, exceptCapture } from '#domain/dossier/captures.ts';
import { isDraft } from '#domain/dossier/change.ts';
import { addDocument, removeDocument } from '#domain/dossier/documents.ts';
import { takeShared } from '#domain/dossier/sitting.ts';
import { type Acting, acting, change, keepOne } from './intake-acting.ts';
import type { IntakeCore } from './intake-core.ts';
import { must, refuseFor } from './intake-seat.ts';

type Command = 'intake.take' | 'intake.except' | 'intake.document' | 'intake.removeDocument';

/** What is taken of the person and of their papers, and why something is not. */
export function captureActs(core: IntakeCore): Pick<Handlers<DeskApi>, Command> {
  const on = (dossier: string) => ({ dossier, anew: false, permission: 'dossier.receive' }) as const;
  return {
    'intake.take': (asked) =>
      acting(core, { dossier: asked.dossier, anew: false, permission: 'dossier.capture' }, (now) =>
        take(core, now, asked),
      ),
    'intake.except': ({ dossier: id, ...exception }) =>
      change(core, { ...on(id), permission: 'dossier.capture' }, ({ dossier, kind }, { stamp }) =>
        exceptCapture(dossier, kind, { ...exception, ...stamp }),
      ),
    'intake.document': (asked) => acting(core, on(asked.dossier), (now) => show(core, now, asked)),
    'intake.removeDocument': ({ dossier: id, ...document }) =>
      change(core, on(id), ({ dossier }) => removeDocument(dossier, document)),
  };
}

/** The engine says first whether it is wanted; then it is kept; then the dossiers name it. */
async function take(core: IntakeCore, now: Acting, asked: Input<DeskApi, 'intake.take'>): Promise<void> {
  const { seat, whole, leave } = now;
  const { dossier, kind } = whole;
  const record = recordOf(core, now, asked.record);
  if (record.kind !== kindOfRecord[asked.capture]) unknown();
  const taken = { capture: asked.capture, record: record.id, at: record.takenAt, by: record.officer };
  const own = must(addCapture(dossier, kind, taken));
  await keepCapture(core, now, record.id);
  if (!capturesOf(dossier, kind).some(({ capture, shared }) => capture === asked.capture && shared))
    return keepOne(core, now, own);
  const table = { dossiers: seat.dossiers, kinds: core.parts.kinds };
  const shared = takeShared(seat.sitting, table, taken);
  if (!shared.ok) return refuseFor(shared.faults);
  const { sitting, dossiers } = shared;
  return core.keep({ before: seat, after: { ...seat, sitting, dossiers }, leave });
}

const kindOfRecord: Readonly<Record<CaptureName, CaptureRecord['kind'] | null>> = {
  portrait: 'portrait',
  signature: 'signature',
  fingerprints: null,
  iris: null,
};

async function show(core: IntakeCore, now: Acting, asked: Input<DeskApi, 'intake.document'>): Promise<void> {
  const { whole, leave } = now;
  const { paper, shown } = asked;
  if (!isDraft(whole.dossier)) refuseFor([{ code: 'state.locked', about: whole.dossier.state }]);
  const added = must(addDocument(whole.dossier, whole.kind, { paper, shown, ...leave.stamp }));
  if (shown.as === 'capture') {
    const { id, quality } = recordOf(core, now, shown.record);
    if (quality.of !== 'document' || quality.paper !== paper) unknown();
    await keepCapture(core, now, id);
  }
  return keepOne(core, now, added);
}

/** A capture of the person who is served, and of nobody else. @throws FailureError `capture.unknown` */
function recordOf({ parts }: IntakeCore, { seat }: Acting, id: string): CaptureRecord {
  return parts.captures.record(id, seat.sitting.subject);
}

/** Its bytes are durable before a dossier names it; kept already, it stays as it is. @throws FailureError `session.*`, `storage.*` */
async function keepCapture({ parts }: IntakeCore, { whole }: Acting, id: string): Promise<void> {
  await parts.captures.keep([id], { code: whole.kind.purpose, note: null });
}

function unknown(): never {
  throw new FailureError(failure('capture.unknown'));
}
