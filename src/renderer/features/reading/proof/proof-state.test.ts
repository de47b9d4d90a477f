import { describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { finishedReading, sampleHolder, sampleReading, sampleVerdict } from '../../../testing/sample-desk.ts';
import { proofState } from './proof-state.ts';

const pending = { groups: { outcome: 'pending' }, chipAuthentication: { outcome: 'pending' } } as const;

describe('proofState', () => {
  it('follows a reading from nothing to its verdict', () => {
    expect(proofState(null)).toEqual({ kind: 'idle' });
    expect(proofState(sampleReading())).toEqual({ kind: 'awaitingKey' });
    expect(proofState(sampleReading({ phase: 'reading' }))).toEqual({ kind: 'proving' });
    const early = sampleVerdict({ verdict: 'cannotTell', checks: pending });
    expect(proofState(sampleReading({ phase: 'reading', verdict: early }))).toEqual({ kind: 'identityProved' });
    expect(proofState(finishedReading(sampleVerdict()))).toEqual({ kind: 'verdict', verdict: 'genuine' });
  });

  it('never says proved of an identity whose signer is not', () => {
    const verdict = sampleVerdict({
      checks: { ...pending, signer: { outcome: 'unknown', reasons: ['signer.noAnchor'] } },
    });
    expect(proofState(sampleReading({ phase: 'reading', verdict, identityMs: 300 }))).toEqual({ kind: 'proving' });
  });

  it('says at once what is disproved, though bytes are still coming', () => {
    const verdict = sampleVerdict({ verdict: 'notGenuine', checks: { sod: { outcome: 'failed' } } });
    expect(proofState(sampleReading({ phase: 'reading', verdict }))).toEqual({
      kind: 'verdict',
      verdict: 'notGenuine',
    });
  });

  it('has its own headline for genuine data of an unchecked chip', () => {
    expect(proofState(finishedReading(sampleVerdict({ chip: 'unchecked' })))).toEqual({
      kind: 'verdict',
      verdict: 'genuineData',
    });
  });

  it('gives no verdict on a chip that was never opened, but does on one that was read in part', () => {
    const verdict = sampleVerdict({ verdict: 'cannotTell' });
    const unopened = finishedReading(verdict, { holder: null, failure: failure('access.unsupported') });
    expect(proofState(unopened)).toEqual({ kind: 'stopped' });
    const pulled = finishedReading(verdict, { holder: sampleHolder, failure: failure('card.removed') });
    expect(proofState(pulled)).toEqual({ kind: 'verdict', verdict: 'cannotTell' });
  });
});
