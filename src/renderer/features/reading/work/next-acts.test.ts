import { describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import {
  finishedReading,
  sampleDesk,
  sampleReader,
  sampleReading,
  sampleVerdict,
} from '../../../testing/sample-desk.ts';
import { nextActs } from './next-acts.ts';

const onReader = [{ name: sampleReader, simulated: false, card: 'present' as const }];
const taken = sampleDesk().readers;

describe('nextActs', () => {
  it('after a proved card the obvious act is the next card', () => {
    const reading = finishedReading(sampleVerdict());
    expect(nextActs({ kind: 'finished', reading }, onReader)).toEqual({ main: 'another', others: ['again', 'files'] });
    expect(nextActs({ kind: 'finished', reading }, taken)).toEqual({ main: 'another', others: ['files'] });
  });

  it('after a failure that may pass it is the same card, if it is still there', () => {
    const reading = finishedReading(sampleVerdict({ verdict: 'cannotTell' }), { failure: failure('read.timeout') });
    expect(nextActs({ kind: 'finished', reading }, onReader).main).toBe('again');
    expect(nextActs({ kind: 'finished', reading }, taken).main).toBe('another');
  });

  it('after a chip that refuses six digits it is the machine readable zone', () => {
    const refused = (kind: string) =>
      finishedReading(sampleVerdict(), { failure: failure('access.unsupported', { kind }), files: [] });
    expect(nextActs({ kind: 'finished', reading: refused('can') }, onReader)).toEqual({
      main: 'mrz',
      others: ['another'],
    });
    expect(nextActs({ kind: 'finished', reading: refused('mrz') }, onReader).main).toBe('another');
  });

  it('offers the import where the root is missing', () => {
    const checks = { signer: { outcome: 'unknown', reasons: ['signer.noAnchor' as const] } } as const;
    const verdict = sampleVerdict({
      verdict: 'cannotTell',
      checks: { signer: { ...checks.signer, reasons: ['signer.noAnchor'] } },
    });
    expect(nextActs({ kind: 'finished', reading: finishedReading(verdict) }, onReader).others).toContain('importTrust');
  });

  it('has nothing on Enter while a key is typed or a chip is read', () => {
    expect(nextActs({ kind: 'awaitingKey', reading: sampleReading() }, onReader).main).toBeNull();
    expect(nextActs({ kind: 'reading', reading: sampleReading({ phase: 'reading' }) }, onReader)).toEqual({
      main: null,
      others: ['stop'],
    });
  });
});
