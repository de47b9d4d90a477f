import { describe, expect, it } from 'vitest';
import type { FieldComparison } from '#contract/comparison.ts';
import type { Reading } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import {
  finishedReading,
  sampleDesk,
  sampleReader,
  sampleReading,
  sampleVerdict,
} from '../../../testing/sample-desk.ts';
import { doneComparison, otherHouse, sampleComparison } from '../../../testing/sample-people.ts';
import { nextActs } from './next-acts.ts';

const officer = {
  mayUpdate: true,
  mayLookUp: true,
  mayMatch: false,
  mayCapture: false,
  mayReceive: false,
  confirmed: false,
};
const onReader = { ...officer, readers: [{ name: sampleReader, simulated: false, card: 'present' as const }] };
const taken = { ...officer, readers: sampleDesk().readers };

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

  it('offers the face and the camera to whoever may use them, unless the card is disproved', () => {
    const person = { ...taken, mayMatch: true, mayCapture: true };
    const others = (verdict: 'genuine' | 'notGenuine', portrait: Reading['portrait'] = 'ready') =>
      nextActs({ kind: 'finished', reading: finishedReading(sampleVerdict({ verdict }), { portrait }) }, person).others;
    expect(others('genuine')).toEqual(['match', 'capture', 'files']);
    expect(others('genuine', 'undecodable')).toEqual(['capture', 'files']);
    expect(others('notGenuine')).toEqual(['files']);
  });

  it('opens a dossier for whoever the card is proved to be, and for nobody else', () => {
    const reception = { ...taken, mayReceive: true };
    const others = (verdict: 'genuine' | 'cannotTell' | 'notGenuine') =>
      nextActs({ kind: 'finished', reading: finishedReading(sampleVerdict({ verdict })) }, reception).others;
    expect(others('genuine')).toEqual(['intake', 'files']);
    expect(others('cannotTell')).toEqual(['files']);
    expect(others('notGenuine')).toEqual(['files']);
  });

  it('has nothing on Enter while a key is typed or a chip is read', () => {
    expect(nextActs({ kind: 'awaitingKey', reading: sampleReading() }, onReader).main).toBeNull();
    expect(nextActs({ kind: 'reading', reading: sampleReading({ phase: 'reading' }) }, onReader)).toEqual({
      main: null,
      others: ['stop'],
    });
  });
});

describe('nextActs after a comparison', () => {
  const finished = (comparison: Reading['comparison'], verdict = sampleVerdict()) =>
    ({ kind: 'finished', reading: finishedReading(verdict, { comparison }) }) as const;
  const only: Partial<FieldComparison> = {
    values: { chip: 'A', mrz: null, qr: null, record: null },
    level: 'notice',
    meaning: 'onlyOnCard',
    act: 'boSung',
  };

  it('confirms where card and record agree, then goes on to the next card', () => {
    const agreed = finished(doneComparison());
    expect(nextActs(agreed, taken)).toEqual({ main: 'confirm', others: ['record', 'another', 'files'] });
    expect(nextActs(agreed, { ...taken, confirmed: true })).toEqual({ main: 'another', others: ['record', 'files'] });
  });

  it('takes from the card first what it has newer, and offers what the record lacks', () => {
    expect(nextActs(finished(doneComparison(otherHouse)), taken).main).toBe('take');
    expect(nextActs(finished(doneComparison({ religion: only })), taken)).toEqual({
      main: 'confirm',
      others: ['take', 'record', 'another', 'files'],
    });
  });

  it('opens the record where something has to be compared, and where card and record contradict', () => {
    const warned = doneComparison({ name: { level: 'warning', meaning: 'marksDiffer', act: 'doiChieu' } });
    expect(nextActs(finished(warned), taken)).toMatchObject({ main: 'record' });
    const blocked = doneComparison({ birth: { level: 'blocking', meaning: 'birthDiffers' }, religion: only });
    const acts = nextActs(finished(blocked), taken);
    expect(acts.main).toBe('record');
    expect(acts.others).not.toContain('take');
  });

  it('changes nothing from a card that is not proved, nor for somebody who may not', () => {
    const doubted = finished(doneComparison(otherHouse), sampleVerdict({ verdict: 'cannotTell' }));
    expect(nextActs(doubted, taken)).toEqual({ main: 'another', others: ['record', 'files'] });
    const reception = { ...taken, mayUpdate: false };
    expect(nextActs(finished(doneComparison(otherHouse)), reception).main).toBe('another');
    expect(nextActs(finished(doneComparison()), { ...reception, mayLookUp: false }).others).toEqual(['files']);
  });

  it('searches for somebody the cache does not know, and says nothing without an answer', () => {
    const absent = doneComparison({}, { comparison: sampleComparison({}, 'absent'), person: null });
    expect(nextActs(finished(absent), taken)).toEqual({ main: 'another', others: ['search', 'files'] });
    expect(nextActs(finished({ state: 'noData', contradicted: [] }), taken)).toEqual({
      main: 'another',
      others: ['files'],
    });
  });
});
