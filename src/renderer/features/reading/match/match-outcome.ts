import type { FaceMatch } from '#contract/capture.ts';

/** What a match says by now: the same person, another, or nothing before the officer has spoken. */
export type MatchOutcome = 'same' | 'undecided' | 'other';

/** A failed challenge is never the same person, whatever the score says. */
export function matchOutcome({ comparison, challenge, decision }: FaceMatch): MatchOutcome {
  if (challenge.is === 'failed' || comparison.band === 'noMatch') return 'other';
  if (comparison.band === 'match') return 'same';
  return decision === null ? 'undecided' : decision.same ? 'same' : 'other';
}
