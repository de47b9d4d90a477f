import type { CapturePartName } from '#contract/capture.ts';
import type { Citizen } from '#contract/citizen.ts';
import type { Dossier, Sitting } from '#contract/dossier.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Role } from '#contract/officers.ts';
import type { ShiftState } from '#contract/shift.ts';
import { toHex } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { calendar, day, factsOf, moved, opened, sampleId, signed } from '#domain/dossier/testing/sample-dossiers.ts';
import { kindOn } from '#domain/dossier/when.ts';
import { defaultPlan } from '#domain/shift/plan.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { SealPacket } from '#ports/upstream.ts';
import { openDecisionDesk } from '../decision-desk.ts';
import { type DossierAct, openDossierKeeper } from '../dossier-keeper.ts';
import { draftBy, type Happening } from '../permit.ts';
import { openQueueDesk } from '../queue-desk.ts';
import { openShiftBook } from '../shift-book.ts';
import { openShiftDesk } from '../shift-desk.ts';
import { FakeDeskFile } from './fake-desk-file.ts';
import { createTestOffice } from './test-office.ts';

const digest = (text: string | Uint8Array) =>
  toHex(hash('SHA-256', typeof text === 'string' ? new TextEncoder().encode(text) : text));

export const trialDesk = 'd5'.repeat(32);
export const trialKey = { kid: 'ab'.repeat(32), publicKey: 'MAU=' } as const;
export const context = { signal: new AbortController().signal };
export { sampleId };

/** The kind every dossier of the trial is of, in force on its day. */
export const trialKind = kindOn(dossierKinds, 'eIdLevel2', day) ?? never();

/** The shift that the first `shift.open` of a trial makes. */
export const firstShift = sampleId(800);

/** Dossiers of a made-up grown-up, with their card on the desk, in the first shift. */
export function trialDossiers(citizen: Citizen) {
  const whole = { kind: trialKind, facts: factsOf(citizen, { card: true }) };
  return {
    draft: (n: number, over: Partial<Dossier> = {}): Dossier => ({ ...opened(trialKind, whole.facts, n), ...over }),
    /** Signed, with a portrait, and complete. */
    complete: (n: number, over: Partial<Dossier> = {}): Dossier => ({
      ...moved(signed(opened(trialKind, whole.facts, n), whole), ['complete'], whole),
      ...over,
    }),
  };
}

const sittingOf = (subject: string, dossiers: readonly string[]): Sitting => ({
  ...{ id: sampleId(900), subject, openedAt: '2026-11-22T08:00:00.000Z', officer: 'CB001' },
  ...{ captures: [], dossiers },
});

/** Keeper, shifts, board and decisions over a file in memory, as an office puts them together. */
export type BoardTrial = Awaited<ReturnType<typeof boardTrial>>;

export async function boardTrial(file = new FakeDeskFile()) {
  const office = createTestOffice();
  const { session, time } = office;
  const told = {
    states: [] as ShiftState[],
    queued: 0,
    queueChanged: 0,
    passed: 0,
    closed: [] as string[],
    reports: [] as unknown[],
  };
  const own = { key: null as typeof trialKey | null, sealed: 0, beforeSeal: async () => undefined as unknown };
  const captures = fakeCaptures();
  const report = (where: string, error: unknown) => {
    told.reports.push(where, error);
    return 'abc123';
  };
  const seal: SealPacket = async (input) => {
    await own.beforeSeal();
    own.sealed += 1;
    const parts = input.parts.map(({ record, name, bytes }) => ({ record, name, sha256: digest(bytes) }));
    const sealed = new TextEncoder().encode(
      canonicalJson({ ids: input.ids, dossier: input.dossier, parts, at: own.sealed }),
    );
    return {
      metadata: { ...input.ids, size: sealed.length, sha256: digest(sealed), sig: `e30..${'A'.repeat(86)}` },
      sealed,
    };
  };
  const log = {
    append: (records: Parameters<typeof file.append>[0]) => file.append(records),
    object: async (kind: 'citizen', number: string) => ({ kind, masked: '•••', mark: digest(number).slice(0, 32) }),
  } as never;
  const record = (happening: Happening) =>
    draftBy(null, happening, { wall: time.clock.now().getTime(), monotonic: time.monotonic() });
  const rules = { kinds: dossierKinds, calendar, clock: time.clock };
  const sealing = { captures, seal, deskId: trialDesk, sealing: () => own.key };
  const book = await openShiftBook(file, 'MẪU');
  const shared = { ...rules, ...sealing, store: file, outbox: file, log, book, record, session, report };
  const queued = () => void told.queued++;
  const keeper = openDossierKeeper({
    ...{ ...shared, queued, plan: () => defaultPlan },
    queueChanged: () => void told.queueChanged++,
  });
  let shifts = 800;
  const shift = await openShiftDesk({
    ...{ ...shared, ids: () => sampleId(shifts++), station: () => 'MẪU', plan: () => defaultPlan },
    store: file as never,
    changed: (state) => void told.states.push(state),
    passed: () => void told.passed++,
    closed: (officer) => void told.closed.push(officer),
  });
  const queue = openQueueDesk({ ...shared, keeper, queued });
  const decisions = openDecisionDesk(shared);
  return {
    ...{ office, time, file, told, own, captures, keeper, shift, queue, decisions, book, rules, record, report },
    state: () => told.states.at(-1) ?? never(),
    signIn: (...roles: readonly Role[]) => office.signIn(...roles),
    /** Opens a shift as the officer who is there, without a reason. */
    open: (takeOver = false) =>
      shift.handlers['shift.open']({ plan: told.states.at(-1)?.now ?? null, reason: null, takeOver }, context),
    close: () => shift.handlers['shift.close']({ devices: [], note: null }, context),
    /** Keeps dossiers as the intake would. */
    keep: (...dossiers: readonly Dossier[]) => keeper.keep(act(dossiers)),
    act,
  };
  function act(dossiers: readonly Dossier[]): DossierAct {
    const by = draftBy({ id: 'CB001' } as never, { action: 'dossier.changed' }, { wall: 0, monotonic: 1 });
    const sittings = dossiers.slice(0, 1).map(({ subject }) =>
      sittingOf(
        subject.number,
        dossiers.map(({ id }) => id),
      ),
    );
    return { dossiers, sittings, records: [by], at: time.clock.now().toISOString() };
  }
}

/** Captures by record and part; what was given out is remembered, so that a test can look whether it was overwritten. */
function fakeCaptures() {
  const parts = new Map<string, Uint8Array>();
  const given: Uint8Array[] = [];
  const failing = new Map<string, FailureError>();
  for (const name of ['signature.svg', 'signature.png', 'strokes.json'])
    put('record-signature-5', name as CapturePartName);
  put('record-portrait-1', 'portrait.jpg');
  function put(record: string, name: CapturePartName, bytes = new TextEncoder().encode(`${record} ${name}`)) {
    parts.set(`${record} ${name}`, bytes);
  }
  return {
    ...{ parts, given, failing, put },
    async part(record: string, name: CapturePartName): Promise<Uint8Array> {
      const why = failing.get(record);
      if (why !== undefined) throw why;
      const found = parts.get(`${record} ${name}`);
      if (found === undefined) throw new FailureError(failure('capture.unknown'));
      const copy = Uint8Array.from(found);
      given.push(copy);
      return copy;
    },
  };
}

/** The failure an act ends with: its code and its fault if it names one; null when it is done. */
export async function failing(work: () => unknown): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { code, params } = error.failure;
    return params.fault === undefined ? code : `${code} ${params.fault}`;
  }
}

function never(): never {
  throw new RangeError('not there');
}
