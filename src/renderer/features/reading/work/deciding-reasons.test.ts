import { describe, expect, it } from 'vitest';
import { sampleVerdict } from '../../../testing/sample-desk.ts';
import { decidingReasons } from './deciding-reasons.ts';

describe('decidingReasons', () => {
  it('has nothing to explain of a plain genuine card, missing lists and expiry included', () => {
    const verdict = sampleVerdict({
      expired: true,
      checks: {
        revocation: { outcome: 'warning', reasons: ['revocation.noList'] },
        expiry: { outcome: 'warning', reasons: ['document.expired'] },
      },
    });
    expect(decidingReasons(verdict)).toEqual([]);
  });

  it('names disproofs before gaps, and a clone once though both proofs failed', () => {
    const verdict = sampleVerdict({
      verdict: 'notGenuine',
      checks: {
        signer: { outcome: 'unknown', reasons: ['signer.noAnchor'] },
        chipAuthentication: { outcome: 'failed', reasons: ['chip.caFailed'] },
        activeAuthentication: { outcome: 'failed', reasons: ['chip.aaFailed'] },
      },
    });
    expect(decidingReasons(verdict)).toEqual(['chip.caFailed']);
  });

  it('names the cause, not what follows from it', () => {
    const verdict = sampleVerdict({
      verdict: 'cannotTell',
      checks: {
        signer: { outcome: 'unknown', reasons: ['signer.noAnchor'] },
        chipAuthentication: { outcome: 'unknown', reasons: ['chip.keyUnproved'] },
      },
    });
    expect(decidingReasons(verdict)).toEqual(['signer.noAnchor']);
  });

  it('keeps a consequence that stands alone', () => {
    const verdict = sampleVerdict({ checks: { holder: { outcome: 'warning', reasons: ['holder.noPortrait'] } } });
    expect(decidingReasons(verdict)).toEqual(['holder.noPortrait']);
  });
});
