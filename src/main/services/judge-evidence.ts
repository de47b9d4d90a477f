import type { Evidence, FileName } from '#contract/evidence.ts';
import type { Verdict } from '#contract/verdict.ts';
import type { Clock } from '#ports/environment.ts';
import type { Verifier } from '#ports/verifier.ts';

/** Files that lie outside the travel document application and are there before any key is given. */
const outside: ReadonlySet<FileName> = new Set(['EF.CardAccess', 'EF.CardSecurity', 'EF.DIR', 'EF.ATR/INFO']);

/** The verdict on a read, or null when it failed before anything of the document was in: that is a failure, not a doubt. */
export async function judgeRead(evidence: Evidence, verifier: Verifier, clock: Clock): Promise<Verdict | null> {
  const opened = evidence.files.some(({ name }) => !outside.has(name));
  if (!opened && evidence.failure !== null) return null;
  return verifier.verify(evidence, { now: clock.now(), partial: false, recorded: false });
}
