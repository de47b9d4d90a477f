import type { Dossier } from '#contract/dossier.ts';
import type { Failure } from '#contract/failures.ts';
import type { PlannedShift, Shift } from '#contract/shift.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { localMinute } from '#domain/shift/local-time.ts';
import { adoptDossier, followDossier, outcomeOf, takeDossier } from '#domain/shift/shift.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { DossierChange, DossierStore, KeptDossier, Outbox } from '#ports/dossier-store.ts';
import type { DossierAct } from './dossier-keeper.ts';
import type { DossierRules, SealingParts } from './dossier-sealing.ts';
import type { Happening } from './permit.ts';
import { mustShift, needShift, type ShiftBook } from './shift-book.ts';
import type { Turns } from './turns.ts';

/** What the keeper rests on. */
export type KeeperParts = DossierRules &
  SealingParts & {
    readonly store: Pick<DossierStore, 'save' | 'inState' | 'one'>;
    readonly outbox: Pick<Outbox, 'next' | 'complete'>;
    readonly log: Pick<AuditLog, 'append' | 'object'>;
    readonly book: ShiftBook;
    readonly plan: () => readonly PlannedShift[];
    /** A record of what this desk did by itself. */
    readonly record: (happening: Happening) => AuditDraft;
    /** Drafts or what waits for a key are others now: the board counts anew. */
    readonly queueChanged: () => void;
    /** Something can be sent. */
    readonly queued: () => void;
    /** Logs a bug and returns its short id. */
    readonly report: (where: string, error: unknown) => string;
  };

/** What keeping shares: why dossiers were not sealed, and the turn in which numbers are drawn and used. */
export type Keeping = KeeperParts & { readonly failures: Map<string, Failure>; readonly inSealing: Turns };

type Acting = { readonly act: DossierAct; readonly reason: string | null };

/**
 * Writes an act with what it makes of the open shift, in one transaction that `write` is. Nobody else writes a shift meanwhile.
 * @throws FailureError `shift.none`, `shift.refused`, and what `write` throws
 */
export async function writeAct(
  keeping: Keeping,
  { act, reason }: Acting,
  write: (change: DossierChange) => Promise<void>,
): Promise<{ readonly dossiers: readonly Dossier[]; readonly shiftChanged: boolean }> {
  const marks = await Promise.all(act.dossiers.map((dossier) => markOf(keeping, dossier)));
  const { sittings, records, at } = act;
  return keeping.book.change(async (open) => {
    let entered: Entered = { shift: open, dossiers: [] };
    for (const dossier of act.dossiers) entered = enter(keeping, entered, { dossier, act, reason });
    const { shift, dossiers } = entered;
    const shifts = shift === null || shift === open ? [] : [shift];
    const kept = dossiers.map((dossier, n): KeptDossier => ({ dossier, mark: marks[n] ?? '' }));
    await write({ dossiers: kept, sittings, shifts, records, at });
    return { open: shift, answer: { dossiers, shiftChanged: shifts.length > 0 } };
  });
}

/** The open shift with what became of dossiers, the same one if nothing did; and the dossiers as they are kept. */
type Entered = { readonly shift: Shift | null; readonly dossiers: readonly Dossier[] };

function enter(keeping: Keeping, { shift, dossiers }: Entered, entering: Entering): Entered {
  const { dossier } = entering;
  const entry = shift?.entries.find((each) => each.dossier === dossier.id);
  if (shift === null || entry === undefined) {
    // What an earlier shift finished or let go may end without any; what is worked on is the open one's.
    const isNew = dossier.shift === shift?.id;
    if (!isNew && outcomeOf(dossier) !== 'open') return { shift, dossiers: [...dossiers, dossier] };
    const mine = needShift(shift);
    const after = isNew ? takenInto(keeping, mine, entering) : adoptedInto(mine, entering);
    return { shift: followed(after, dossier), dossiers: [...dossiers, { ...dossier, shift: mine.id }] };
  }
  // Whoever has it in hand may still have it as the earlier shift's.
  return { shift: followed(shift, dossier), dossiers: [...dossiers, { ...dossier, shift: shift.id }] };
}

function followed(shift: Shift, dossier: Dossier): Shift {
  const entry = shift.entries.find((each) => each.dossier === dossier.id);
  return entry?.outcome === outcomeOf(dossier) ? shift : mustShift(followDossier(shift, dossier)).shift;
}

type Entering = Acting & { readonly dossier: Dossier };

function takenInto({ plan, clock }: Keeping, shift: Shift, { dossier, act, reason }: Entering): Shift {
  const { id, officer: by } = dossier;
  const now = { at: act.at, minute: localMinute(clock.now()) };
  return mustShift(takeDossier(shift, { dossier: id, by, reason, ...now, plan: plan() })).shift;
}

function adoptedInto(shift: Shift, { dossier, act }: Entering): Shift {
  const by = act.records.find(({ officer }) => officer !== null)?.officer ?? dossier.officer;
  return mustShift(adoptDossier(shift, dossier, { by, at: act.at })).shift;
}

async function markOf({ log }: Keeping, { subject }: Dossier): Promise<string> {
  const { mark } = await log.object('citizen', subject.number);
  if (mark === null) throw new TypeError('a log without a key for its marks');
  return mark;
}
