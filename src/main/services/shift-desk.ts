import type { DeskApi } from '#contract/api.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import type { PlannedShift, Shift, ShiftState, ShiftView, shiftApi } from '#contract/shift.ts';
import { localDay, localMinute } from '#domain/shift/local-time.ts';
import { plannedShiftAt } from '#domain/shift/plan.ts';
import { closeShift, openShift, takeOver } from '#domain/shift/shift.ts';
import { leftOf, shiftView } from '#domain/shift/shift-view.ts';
import type { DossierStore, KeptDossier } from '#ports/dossier-store.ts';
import type { Ids } from '#ports/environment.ts';
import { lineOf } from './dossier-line.ts';
import { shiftObject } from './dossier-object.ts';
import type { DossierRules } from './dossier-sealing.ts';
import type { Permit } from './permit.ts';
import { seeQueue } from './see-queue.ts';
import type { SessionDesk } from './session-desk.ts';
import { mustShift, needShift, type ShiftBook } from './shift-book.ts';

/** What the desk of shifts rests on. */
export type ShiftDeskParts = DossierRules & {
  readonly store: DossierStore;
  readonly book: ShiftBook;
  readonly session: Pick<SessionDesk, 'permit' | 'show'>;
  /** Numbers of shifts: UUIDs of version 7. */
  readonly ids: Ids;
  readonly station: () => string;
  readonly plan: () => readonly PlannedShift[];
  readonly changed: (state: ShiftState) => void;
  /** A shift was opened, closed or took dossiers over: whoever has one of them in hand looks at it anew. Not waited for. */
  readonly passed: () => void;
  /** A shift was closed, by an officer: both books may be compared. Not waited for. */
  readonly closed: (officer: string) => void;
  readonly report: (where: string, error: unknown) => string;
};

/** Shifts of this desk: who answers for which dossier. */
export type ShiftDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, keyof (typeof shiftApi)['commands']>;
  /** To be told that a minute went by: the planned shift may be another one now. */
  tick(): void;
};

type Desk = ShiftDeskParts & { state: ShiftState };

/** Shifts that are looked through for what nobody took over. */
const looked = 200;

/** Opens the desk with the shift the book has, and tells of it. @throws FailureError `storage.*` */
export async function openShiftDesk(parts: ShiftDeskParts): Promise<ShiftDesk> {
  const desk: Desk = { ...parts, state: await stateOf(parts) };
  parts.changed(desk.state);
  parts.book.onChange(() => show(desk));
  return {
    handlers: {
      'shift.open': (asked) => open(desk, asked),
      'shift.close': (asked) => close(desk, asked),
      'shift.takeOver': () => takeOverNow(desk),
      'shift.list': ({ limit }) => list(desk, limit),
      'shift.dossiers': ({ shift }) => dossiersOf(desk, shift),
    },
    tick() {
      const now = planned(desk)?.name ?? null;
      if (now !== desk.state.now) tell(desk, { ...desk.state, now });
    },
  };
}

const planned = ({ plan, clock }: Pick<Desk, 'plan' | 'clock'>) => plannedShiftAt(plan(), localMinute(clock.now()));

function tell(desk: Desk, state: ShiftState): void {
  desk.state = state;
  desk.changed(state);
}

/** What cannot be read now is shown as it was: the act itself was kept. */
async function show(desk: Desk): Promise<void> {
  try {
    tell(desk, await stateOf(desk));
  } catch (error) {
    desk.report('shift.show', error);
  }
}

async function stateOf(desk: ShiftDeskParts): Promise<ShiftState> {
  const open = desk.book.open();
  const [waiting] = await waitingShifts(desk);
  return {
    open: open === null ? null : await viewOf(desk, open),
    plan: desk.plan(),
    now: planned(desk)?.name ?? null,
    waiting: waiting === undefined ? null : await viewOf(desk, waiting),
  };
}

async function viewOf({ store }: Pick<Desk, 'store'>, shift: Shift): Promise<ShiftView> {
  return shiftView(shift, await store.ofShift(shift.id));
}

/** Closed shifts whose open dossiers nobody took over, newest first; one whose dossiers were all taken up one by one is none. */
async function waitingShifts({ store }: Pick<Desk, 'store'>): Promise<readonly Shift[]> {
  const left = (await store.shifts(looked)).filter(
    ({ closed }) => closed !== null && closed.handOver.takenOverBy === null && closed.handOver.dossiers.length > 0,
  );
  const found = await Promise.all(
    left.map(async (shift) => (leftOf(shift, await store.ofShift(shift.id)).length > 0 ? [shift] : [])),
  );
  return found.flat();
}

async function open(
  desk: Desk,
  { plan: wanted, reason, takeOver: takes }: Input<DeskApi, 'shift.open'>,
): Promise<void> {
  const { clock, book, ids, station } = desk;
  const permit = await desk.session.permit({ permission: 'shift.manage' });
  const now = clock.now();
  await book.change(async (current) => {
    const opened = openShift({
      ...{ id: ids(), station: station(), by: permit.officer.id, at: now.toISOString(), minute: localMinute(now) },
      // The shift that was meant counts in its own hours; out of them somebody says why.
      plan: desk.plan().filter(({ name }) => name === wanted),
      ...{ reason, current },
    });
    const { shift } = mustShift(opened);
    const over = takes ? await overtaken(desk, shift, permit) : { shift, from: [], dossiers: [], records: [] };
    const record = permit.record({
      ...{ action: 'shift.opened', object: shiftObject(shift.id) },
      result: { code: shift.plan, count: over.dossiers.length },
    });
    const { dossiers, from } = over;
    const records = [record, ...over.records];
    const at = shift.openedAt;
    await desk.store.save({ dossiers, sittings: [], shifts: [...from, over.shift], records, at });
    return { open: over.shift, answer: undefined };
  });
  desk.passed();
}

type Overtaken = {
  readonly shift: Shift;
  readonly from: readonly Shift[];
  readonly dossiers: readonly KeptDossier[];
  readonly records: readonly ReturnType<Permit['record']>[];
};

/** The shift with everything earlier ones left, and those with its name on their hand-over. */
async function overtaken(desk: Desk, into: Shift, permit: Permit): Promise<Overtaken> {
  const by = permit.officer.id;
  const at = desk.clock.now().toISOString();
  let over: Overtaken = { shift: into, from: [], dossiers: [], records: [] };
  for (const from of (await waitingShifts(desk)).toReversed()) {
    const left = await Promise.all((from.closed?.handOver.dossiers ?? []).map((id) => desk.store.one(id)));
    const marks = new Map(left.map(({ dossier, mark }) => [dossier.id, mark]));
    const done = mustShift(takeOver(over.shift, from, { by, at, dossiers: left.map(({ dossier }) => dossier) }));
    const moved = done.dossiers.map((dossier) => ({ dossier, mark: marks.get(dossier.id) ?? '' }));
    const object = shiftObject(from.id);
    const record = permit.record({ action: 'shift.takenOver', object, result: { count: moved.length } });
    over = {
      shift: done.shift,
      from: [...over.from, done.from],
      dossiers: [...over.dossiers, ...moved],
      records: [...over.records, record],
    };
  }
  return over;
}

async function takeOverNow(desk: Desk): Promise<void> {
  const permit = await desk.session.permit({ permission: 'shift.manage' });
  await desk.book.change(async (current) => {
    const { shift, from, dossiers, records } = await overtaken(desk, needShift(current), permit);
    if (from.length === 0) return { open: current, answer: undefined };
    const at = desk.clock.now().toISOString();
    await desk.store.save({ dossiers, sittings: [], shifts: [...from, shift], records, at });
    return { open: shift, answer: undefined };
  });
  desk.passed();
}

async function close(desk: Desk, { devices, note }: Input<DeskApi, 'shift.close'>): Promise<void> {
  const permit = await desk.session.permit({ permission: 'shift.manage' });
  await desk.book.change(async (current) => {
    const shift = needShift(current);
    const at = desk.clock.now().toISOString();
    const dossiers = await desk.store.ofShift(shift.id);
    const closed = mustShift(closeShift(shift, { by: permit.officer.id, at, dossiers, devices, note })).shift;
    const object = shiftObject(shift.id);
    const record = permit.record({ action: 'shift.closed', object, result: { count: closed.entries.length } });
    await desk.store.save({ dossiers: [], sittings: [], shifts: [closed], records: [record], at });
    return { open: null, answer: undefined };
  });
  desk.passed();
  desk.closed(permit.officer.id);
}

async function list(desk: Desk, limit: number): Promise<ShiftView[]> {
  await desk.session.permit({ permission: 'shift.manage' });
  return Promise.all((await desk.store.shifts(limit)).map((shift) => viewOf(desk, shift)));
}

async function dossiersOf(desk: Desk, id: string) {
  const { session, store, clock, kinds, calendar } = desk;
  const permit = await session.permit(seeQueue);
  const object = shiftObject(id);
  const count = (lines: readonly unknown[]) => lines.length;
  return session.show(permit, { action: 'queue.seen', object, result: { code: 'shift' }, count }, async () => {
    const entries = (await store.shift(id))?.entries ?? [];
    const kept = await Promise.all(entries.map(({ dossier }) => store.one(dossier)));
    const ground = { kinds, on: localDay(clock.now()), calendar };
    return kept.map(({ dossier }) => lineOf(dossier, ground));
  });
}
