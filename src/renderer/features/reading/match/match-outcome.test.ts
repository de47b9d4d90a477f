import { describe, expect, it } from 'vitest';
import type { FaceMatch } from '#contract/capture.ts';
import { matchOutcome } from './match-outcome.ts';

const match = (band: FaceMatch['comparison']['band'], parts: Partial<FaceMatch> = {}): FaceMatch => ({
  comparison: { score: 0.5, band, thresholds: { match: 0.45, noMatch: 0.35 } },
  challenge: { is: 'passed', steps: ['blink'] },
  decision: null,
  camera: { name: 'thử', simulated: true },
  at: '2026-11-22T13:00:00.000Z',
  ...parts,
});
const decided = (same: boolean) => ({ decision: { same, officer: 'CB001', at: '2026-11-22T13:00:01.000Z' } });

describe('matchOutcome', () => {
  it('follows a clear score, and waits for the officer between', () => {
    expect([matchOutcome(match('match')), matchOutcome(match('noMatch')), matchOutcome(match('officer'))]).toEqual([
      ...['same', 'other', 'undecided'],
    ]);
    expect(matchOutcome(match('officer', decided(true)))).toBe('same');
    expect(matchOutcome(match('officer', decided(false)))).toBe('other');
  });

  it('is never the same person where the challenge failed, whatever the score or anybody says', () => {
    const failed = { challenge: { is: 'failed', fault: 'flat' } } as const;
    expect(matchOutcome(match('match', failed))).toBe('other');
    expect(matchOutcome(match('officer', { ...failed, ...decided(true) }))).toBe('other');
  });
});
