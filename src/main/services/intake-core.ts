import type { Dossier } from '#contract/dossier.ts';
import { FailureError } from '#contract/failures.ts';
import type { Permission, Purpose } from '#contract/officers.ts';
import { kindOf } from '#domain/dossier/when.ts';
import { permissionsOf } from '#domain/officers/permissions.ts';
import type { IntakeDeskParts } from './intake-desk.ts';
import { seatedPerson } from './intake-facts.ts';
import { happeningsOf } from './intake-records.ts';
import { type Leave, type Seat, touchedAt } from './intake-seat.ts';
import { intakeStateOf } from './intake-view.ts';
import { refuse } from './office.ts';
import { createTurns, type Turns } from './turns.ts';

/** What is to be kept of an act: the seat as it is afterwards. */
export type Keeping = {
  readonly before: Seat | null;
  readonly after: Omit<Seat, 'savedAt'>;
  readonly leave: Leave;
  /** Why somebody is served outside the hours of the shift. */
  readonly reason?: string | null;
  /** The dossier that became complete by it. */
  readonly completed?: string;
};

/** What leave is asked for: a dossier of the desk, or a kind that somebody comes for. Nothing is said of whether there is one. */
export type About = { readonly dossier: string | null } | { readonly kind: string | undefined };

/** What the acts of the intake share: the seat, the one turn everything takes, and the one way to keep what was done. */
export type IntakeCore = {
  readonly parts: IntakeDeskParts;
  readonly inTurn: Turns;
  seat(): Seat | null;
  /** @throws FailureError `intake.nobody` */
  seated(): Seat;
  /** Seats somebody whose dossiers are kept as they are, or nobody. */
  become(seat: Seat | null): void;
  drafts(): readonly Dossier[];
  /** Reads what there is to come back to. Never throws: it is read again with the next act. */
  readDrafts(): Promise<void>;
  /** Everybody leaves the desk; what is still under way shows nothing any more. */
  vacate(): void;
  /** Leave for an act on a dossier, before anything is said about it. @throws FailureError `session.*` */
  permit(permission: Permission, about: About): Promise<Leave>;
  /** Keeps an act, and only then shows it. @throws FailureError `session.nobody` when its officer has left, `storage.*`, `shift.*`, `dossier.*`, `capture.*`: nothing has changed */
  keep(keeping: Keeping): Promise<void>;
  show(): void;
};

/** Begins with nobody. */
export function createIntakeCore(parts: IntakeDeskParts): IntakeCore {
  const { captures, changed } = parts;
  let seat: Seat | null = null;
  let drafts: readonly Dossier[] = [];
  /** Grows whenever everybody leaves. */
  let era = 0;
  const show = () => changed(intakeStateOf({ parts, seat, drafts }));
  const become = (next: Seat | null) => {
    const [before, now] = [seat, next].map((each) => (each === null ? null : seatedPerson(each.sitting, each.known)));
    seat = next;
    if (before?.number !== now?.number || before?.formerly.join() !== now?.formerly.join())
      captures.seatPerson(now ?? null);
    show();
  };
  return {
    parts,
    inTurn: createTurns(),
    seat: () => seat,
    seated: () => seat ?? refuse('intake.nobody'),
    become,
    drafts: () => drafts,
    async readDrafts() {
      const then = era;
      const found = await draftsOf(parts);
      if (then !== era || found === null) return;
      drafts = found;
      show();
    },
    vacate() {
      era += 1;
      drafts = [];
      become(null);
    },
    async permit(permission, about) {
      const then = era;
      const permit = await parts.session.permit({ permission, purpose: purposeOf(parts, seat, about) });
      const { id, roles } = permit.officer;
      const stamp = { by: id, at: parts.clock.now().toISOString() };
      return { permit, stamp, asker: { is: 'officer', id, permissions: permissionsOf(roles) }, era: then };
    },
    async keep(keeping) {
      const { era: then } = keeping.leave;
      if (then !== era) refuse('session.nobody');
      const after = await keepSeat(parts, keeping);
      // Whoever has left while it was written finds it among the drafts.
      if (then === era) become(after);
    },
    show,
  };
}

/** Null where they could not be read. */
async function draftsOf({ session, dossiers, keeper, report }: IntakeDeskParts): Promise<readonly Dossier[] | null> {
  const state = session.state();
  if (state.state !== 'signedIn') return null;
  try {
    const shift = openShiftOf(keeper);
    const own = await dossiers.drafts({ officer: state.officer.id });
    const shared = shift === null ? [] : await dossiers.drafts({ shift });
    const found = new Map([...own, ...shared].map(({ dossier }) => [dossier.id, dossier]));
    return [...found.values()].sort(
      (one, other) => cameBack(other) - cameBack(one) || (touchedAt(one) < touchedAt(other) ? 1 : -1),
    );
  } catch (error) {
    if (!(error instanceof FailureError)) report('intake', error);
    return null;
  }
}

/** What the upstream sent back comes first: somebody waits for it who was told it was done. */
function cameBack({ state }: Dossier): 0 | 1 {
  return state === 'returned' ? 1 : 0;
}

function openShiftOf(keeper: IntakeDeskParts['keeper']): string | null {
  try {
    return keeper.shift().id;
  } catch (error) {
    if (error instanceof FailureError) return null;
    throw error;
  }
}

/** Why, as the kind says; for what is on no desk it is some procedure or other. */
function purposeOf({ kinds }: IntakeDeskParts, seat: Seat | null, about: About): Purpose {
  const there = 'dossier' in about ? seat?.dossiers.find(({ id }) => id === about.dossier) : undefined;
  const kind = there === undefined ? null : kindOf(kinds, there.kind);
  const asked = 'kind' in about ? kinds.find(({ code }) => code === about.kind) : kind;
  return { code: asked?.purpose ?? 'thuTucHanhChinh', note: null };
}

async function keepSeat({ keeper, kinds }: IntakeDeskParts, keeping: Keeping): Promise<Seat> {
  const { before, after, leave, reason = null, completed } = keeping;
  const { permit, stamp } = leave;
  const last = (id: string) => before?.dossiers.find((dossier) => dossier.id === id) ?? null;
  const dossiers = after.dossiers.filter((dossier) => dossier !== last(dossier.id));
  const sittings = after.sitting === before?.sitting ? [] : [after.sitting];
  if (dossiers.length === 0 && sittings.length === 0 && before !== null) return { ...after, savedAt: before.savedAt };
  const records = dossiers.flatMap((dossier) => {
    // Of several dossiers each is on record with the purpose of its own kind.
    const purpose = { code: kindOf(kinds, dossier.kind).purpose, note: null };
    return happeningsOf(last(dossier.id), dossier).map((happening) => ({ ...permit.record(happening), purpose }));
  });
  const act = { dossiers, sittings, records, at: stamp.at };
  if (completed === undefined) {
    await keeper.keep(act, { reason });
    return { ...after, savedAt: stamp.at };
  }
  const done = await keeper.complete(act, completed);
  return { ...after, dossiers: after.dossiers.map((each) => (each.id === done.id ? done : each)), savedAt: stamp.at };
}
