import type { DeskApi } from '#contract/api.ts';
import type { CapturePartName, PrefilledField } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import { printedFields } from '#domain/printed/printed-fields.ts';
import type { KeptCapture } from '#ports/capture-store.ts';
import { type CaptureCore, failureIn } from './capture-core.ts';
import type { CaptureDeskParts } from './capture-desk.ts';
import { admitToCaptures, type CaptureOffice, draftOf, note, permitCapture, personOf } from './capture-office.ts';
import { type HeldCapture, wipe } from './capture-records.ts';

type Command = 'capture.part' | 'capture.readText' | 'capture.save' | 'capture.discard';
type Desk = { readonly core: CaptureCore; readonly parts: CaptureDeskParts };

/** What is done with captures once they were taken: seen, read, kept and given up. */
export function keepingOf(core: CaptureCore, parts: CaptureDeskParts): Pick<Handlers<DeskApi>, Command> {
  const desk: Desk = { core, parts };
  return {
    'capture.part': (asked) => part(desk, asked),
    'capture.readText': ({ id }) => readText(desk, id),
    'capture.save': (asked) => saveCaptures(core, parts, asked),
    'capture.discard': ({ id }) => discard(desk, id),
  };
}

/** Somebody who may work with citizens here, and the capture they name. @throws FailureError `session.*`, `capture.unknown` */
async function named({ core, parts }: Desk, id: string) {
  const office = await parts.office();
  await admitToCaptures(office);
  return { office, held: core.records.find(id) };
}

/** Why a capture is worked with again: why it was taken, or that what is kept is put in order. */
const purposeOf = ({ purpose }: HeldCapture): Purpose => purpose ?? { code: 'lamSach', note: null };

async function part(desk: Desk, { id, name, purpose }: Input<DeskApi, 'capture.part'>): Promise<Uint8Array> {
  const { office, held } = await named(desk, id);
  if (held.bytes === null) return keptPart(office, { held, name, purpose });
  await permitCapture(office, 'dossier.capture', purposeOf(held));
  return copyOfPart(desk.core.records.find(id), name);
}

/** @throws FailureError `capture.unknown` */
function copyOfPart({ bytes }: HeldCapture, name: CapturePartName): Uint8Array {
  const found = bytes?.get(name);
  if (found === undefined) throw new FailureError(failure('capture.unknown'));
  return Uint8Array.from(found);
}

type Asked = { readonly held: HeldCapture; readonly name: CapturePartName; readonly purpose: Purpose | null };

/** Seeing what the profile keeps of somebody is sensitive: a purpose, a fresh proof, and a record each time. */
async function keptPart(office: CaptureOffice, { held, name, purpose }: Asked): Promise<Uint8Array> {
  const { record, number } = held;
  const permit = await permitCapture(office, 'citizen.biometrics', purpose);
  const object = await personOf(office, number);
  const result = { code: record.kind };
  try {
    return await office.session.show(permit, { action: 'citizen.biometricsSeen', object, result }, () =>
      office.store.part(record.id, name),
    );
  } catch (error) {
    if (failureIn(error)?.code === 'capture.damaged')
      await note(office, permit, { action: 'capture.damagedFound', number, result });
    throw error;
  }
}

/** A number that was read is shown like every other: its last three digits. */
function masked(field: PrefilledField): PrefilledField {
  return field.field === 'number' ? { ...field, text: maskNumber(field.text) } : field;
}

/** Reads the first page of a document. What is kept in the profile is not read: it would be seen without a proof. */
async function readText(desk: Desk, id: string): Promise<PrefilledField[]> {
  const { core, parts } = desk;
  const { office, held } = await named(desk, id);
  const { quality } = held.record;
  if (quality.of !== 'document' || held.bytes === null) throw new FailureError(failure('capture.unknown'));
  await permitCapture(office, 'dossier.capture', purposeOf(held));
  const pixels = await parts.engines.vision.pixels(copyOfPart(core.records.find(id), 'page.jpg'));
  try {
    const prefill = printedFields(await parts.print.read(pixels, 'vie')).map(masked);
    core.records.change(id, { prefill });
    return prefill;
  } finally {
    wipe([pixels.bytes]);
  }
}

/**
 * Keeps captures together with the record of it.
 * @throws FailureError `session.*`, `purpose.*`, `capture.unknown`, `capture.noSubject`, `storage.*`
 */
export async function saveCaptures(
  core: CaptureCore,
  parts: Pick<CaptureDeskParts, 'office'>,
  { ids, purpose }: { readonly ids: readonly string[]; readonly purpose: Purpose },
): Promise<void> {
  const office = await parts.office();
  await admitToCaptures(office);
  const permit = await permitCapture(office, 'dossier.capture', purpose);
  const wanted = [...new Set(ids)].map((id) => core.records.find(id)).filter(({ record }) => !record.saved);
  refuseUnderReview(core, ids);
  const [first] = wanted;
  if (first === undefined) return;
  const { number } = first;
  if (number === null || wanted.some((each) => each.number !== number))
    throw new FailureError(failure('capture.noSubject'));
  const mark = (await personOf(office, number))?.mark ?? null;
  if (mark === null) throw new FailureError(failure('capture.noSubject'));
  const result = { code: [...new Set(wanted.map(({ record }) => record.kind))].join(' '), count: wanted.length };
  const record = await draftOf(office, permit, { action: 'capture.saved', number, result });
  await office.store.save(
    wanted.map(({ record: { id } }) => kept(core.records.find(id), mark)),
    [record],
  );
  for (const { record: saved } of wanted)
    if (core.records.has(saved.id)) core.records.change(saved.id, { saved: true });
}

function kept({ record, bytes }: HeldCapture, mark: string): KeptCapture {
  return { record, mark, parts: [...(bytes ?? [])].map(([name, content]) => ({ name, bytes: content })) };
}

/** What nobody has said yes to yet is the task's. @throws FailureError `capture.unknown` */
function refuseUnderReview(core: CaptureCore, ids: readonly string[]): void {
  const task = core.going()?.task.view();
  const inReview = task?.is === 'portrait' ? task.record : null;
  if (inReview !== null && ids.includes(inReview)) throw new FailureError(failure('capture.unknown'));
}

async function discard(desk: Desk, id: string): Promise<void> {
  const { core } = desk;
  const { office, held } = await named(desk, id);
  refuseUnderReview(core, [id]);
  const permit = await permitCapture(office, 'dossier.capture', purposeOf(held));
  const { record, number } = held;
  const happening = { action: 'capture.removed', number, result: { code: record.kind } } as const;
  if (record.saved) await office.store.remove(id, [await draftOf(office, permit, happening)]);
  else await note(office, permit, happening);
  core.records.drop(id);
}
