import type { DossierState } from '#contract/dossier-kind.ts';
import type { Permission } from '#contract/officers.ts';

/** What must hold for a step of a dossier's life. */
export type Requirement =
  | 'identified' | 'form' | 'captures' | 'documents' | 'reviewed' | 'signed' | 'deliverable' | 'lapsedInIntake' | 'lapsedWithCard'; // biome-ignore format: a list

/**
 * What a step does to the dossier besides: `freeze` says what devices were lacking, `settle` works deadline and fee out, `reopen`
 * takes review, consent and signature back, `revise` does that for a new revision.
 */
export type TransitionEffect = 'none' | 'freeze' | 'settle' | 'reopen' | 'revise';

/** One way from a state to another: who may go it, what must hold, and whether a reason is said (a note, or a code of refusal). */
export type TransitionRule = {
  readonly from: DossierState;
  readonly to: DossierState;
  readonly by: { readonly officer: Permission } | 'desk' | 'upstream';
  readonly needs: readonly Requirement[];
  readonly why: 'none' | 'note' | 'refusal';
  readonly effect: TransitionEffect;
};

const may = (officer: Permission) => ({ officer });
const intake: readonly DossierState[] = ['new', 'capturing', 'awaitingCorrection', 'awaitingSignature'];
const content = ['identified', 'form', 'captures', 'documents', 'reviewed'] as const;
/** What was taken is looked at once more wherever it is sealed; who asks was judged when it was signed. */
const sealed = ['form', 'captures', 'documents', 'reviewed', 'signed'] as const;

const fromIntake = (to: DossierState, rule: Pick<TransitionRule, 'by' | 'why'>): readonly TransitionRule[] =>
  intake.map((from) => ({ from, to, needs: [], effect: 'none' as const, ...rule }));

/**
 * Every way a dossier can go. MỚI → ĐANG THU NHẬN ⇄ CHỜ ĐIỀU CHỈNH → CHỜ KÝ → HOÀN THÀNH → CHỜ TRUYỀN → ĐÃ TRUYỀN →
 * (TRUNG ƯƠNG TRẢ LẠI → ĐANG THU NHẬN) → ĐÃ DUYỆT → THẺ VỀ → ĐÃ TRẢ; TỪ CHỐI, HỦY, LƯU QUÁ HẠN aside. A complete dossier is locked:
 * from then on it leaves by the centre's decision alone. A kind takes the ways between the states it has.
 */
export const transitionTable: readonly TransitionRule[] = [
  { from: 'new', to: 'capturing', by: may('dossier.receive'), needs: ['identified'], why: 'none', effect: 'none' },
  { from: 'capturing', to: 'awaitingCorrection', by: may('dossier.receive'), needs: [], why: 'note', effect: 'none' },
  { from: 'awaitingCorrection', to: 'capturing', by: may('dossier.receive'), needs: ['identified'], why: 'note', effect: 'reopen' },
  { from: 'capturing', to: 'awaitingSignature', by: may('dossier.capture'), needs: content, why: 'none', effect: 'freeze' },
  { from: 'awaitingSignature', to: 'capturing', by: may('dossier.capture'), needs: [], why: 'note', effect: 'reopen' },
  { from: 'awaitingSignature', to: 'complete', by: may('dossier.capture'), needs: [...content, 'signed'], why: 'none', effect: 'settle' },
  { from: 'complete', to: 'queued', by: 'desk', needs: sealed, why: 'none', effect: 'none' },
  { from: 'queued', to: 'sent', by: 'desk', needs: [], why: 'none', effect: 'none' },
  { from: 'sent', to: 'approved', by: 'upstream', needs: [], why: 'none', effect: 'none' },
  { from: 'sent', to: 'returned', by: 'upstream', needs: [], why: 'note', effect: 'none' },
  { from: 'sent', to: 'refused', by: 'upstream', needs: [], why: 'note', effect: 'none' },
  { from: 'returned', to: 'capturing', by: may('dossier.receive'), needs: [], why: 'note', effect: 'revise' },
  { from: 'returned', to: 'refused', by: may('dossier.approve'), needs: [], why: 'refusal', effect: 'none' },
  { from: 'returned', to: 'cancelled', by: may('dossier.approve'), needs: [], why: 'note', effect: 'none' },
  { from: 'returned', to: 'lapsed', by: 'desk', needs: [], why: 'note', effect: 'none' },
  { from: 'approved', to: 'cardArrived', by: may('dossier.handOver'), needs: [], why: 'none', effect: 'none' },
  { from: 'cardArrived', to: 'handedOver', by: may('dossier.handOver'), needs: ['deliverable'], why: 'none', effect: 'none' },
  { from: 'cardArrived', to: 'lapsed', by: 'desk', needs: [], why: 'note', effect: 'none' },
  ...fromIntake('refused', { by: may('dossier.approve'), why: 'refusal' }),
  ...fromIntake('cancelled', { by: may('dossier.receive'), why: 'note' }),
  ...fromIntake('lapsed', { by: 'desk', why: 'note' }),
  { from: 'lapsed', to: 'capturing', by: may('dossier.receive'), needs: ['lapsedInIntake', 'identified'], why: 'note', effect: 'reopen' },
  { from: 'lapsed', to: 'cardArrived', by: may('dossier.handOver'), needs: ['lapsedWithCard'], why: 'note', effect: 'none' },
  { from: 'lapsed', to: 'cancelled', by: may('dossier.purge'), needs: ['lapsedInIntake'], why: 'note', effect: 'none' },
]; // biome-ignore format: a table

/** The way between two states, if a kind with these states goes it; null where there is none. */
export function wayBetween(
  from: DossierState,
  to: DossierState,
  states: readonly DossierState[],
): TransitionRule | null {
  const rule = transitionTable.find((each) => each.from === from && each.to === to);
  return rule !== undefined && states.includes(from) && states.includes(to) ? rule : null;
}

/** Every way out of a state for a kind. */
export function waysFrom(from: DossierState, states: readonly DossierState[]): readonly TransitionRule[] {
  return states.includes(from) ? transitionTable.filter((each) => each.from === from && states.includes(each.to)) : [];
}
