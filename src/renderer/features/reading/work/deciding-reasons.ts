import type { Check, Reason, Verdict } from '#contract/verdict.ts';

const weights: Readonly<Record<Check['outcome'], number>> = {
  failed: 0,
  unknown: 1,
  warning: 2,
  notApplicable: 3,
  pending: 3,
  passed: 3,
};
/** Said by the verdict block already, or true of every card today. */
const quiet: ReadonlySet<Reason> = new Set(['document.expired', 'revocation.noList', 'groups.notPermitted']);
/** Follow from another reason, and say nothing new beside it. */
const consequences: ReadonlySet<Reason> = new Set(['chip.keyUnproved', 'holder.noPortrait', 'groups.unread']);
/** Mean the same to the officer as an earlier one. */
const sameAs: Partial<Record<Reason, Reason>> = { 'chip.aaFailed': 'chip.caFailed' };

/** The reasons that explain a verdict, the gravest kind only, at most three: what stands in the way of a plain genuine. */
export function decidingReasons(verdict: Verdict): readonly Reason[] {
  const speaking = verdict.checks
    .filter(({ outcome }) => weights[outcome] < 3)
    .map(({ outcome, reasons }) => ({ weight: weights[outcome], reasons: reasons.filter((each) => !quiet.has(each)) }))
    .filter(({ reasons }) => reasons.length > 0);
  const gravest = Math.min(...speaking.map(({ weight }) => weight));
  const all = speaking.filter(({ weight }) => weight === gravest).flatMap(({ reasons }) => reasons);
  const distinct = all.filter((reason, index) => {
    const twin = sameAs[reason];
    return all.indexOf(reason) === index && !(twin && all.includes(twin));
  });
  const causes = distinct.filter((reason) => !consequences.has(reason));
  return (causes.length > 0 ? causes : distinct).slice(0, 3);
}
