import { describe, expect, it } from 'vitest';
import { failure, failureCodes } from '#contract/failures.ts';
import { checkIds, reasons } from '#contract/verdict.ts';
import { describeFailure, describeVerdict, verdictKind, wording } from './wording.ts';

const languages = ['vi', 'en'] as const;

describe.each(languages)('wording in %s', (language) => {
  const words = wording(language);

  it.each(failureCodes)('says what %s means and what to do, without the code in the sentence', (code) => {
    const { text, remedy } = describeFailure(failure(code), language);
    expect(text).toMatch(/^\S.*\.$/);
    expect(remedy).toMatch(/^\S.*\.$/);
    expect(`${text} ${remedy}`).not.toMatch(/undefined|null|NaN|!/);
    expect(text).not.toContain(code.includes('.') ? code : '“internal”');
  });

  it('has short words for every reason and check', () => {
    for (const reason of reasons) {
      expect(words.reasons[reason].text.length).toBeGreaterThan(5);
      expect(words.reasons[reason].text.length).toBeLessThan(60);
      expect(words.reasons[reason].meaning).toMatch(/\.$/);
    }
    for (const id of checkIds) expect(words.checks[id].length).toBeGreaterThan(5);
  });

  it('is written in NFC, so that marks are drawn and compared as one', () => {
    const all =
      JSON.stringify(words) + failureCodes.map((code) => describeFailure(failure(code), language).text).join();
    expect(all).toBe(all.normalize('NFC'));
  });
});

describe('describeFailure', () => {
  it('names the attempts left when the card says so', () => {
    expect(describeFailure(failure('access.wrongKey', { left: 2 }), 'vi').text).toBe(
      'Chưa mở được chip. Sáu số cuối không khớp với thẻ này (còn 2 lần).',
    );
    expect(describeFailure(failure('access.wrongKey'), 'vi').text).not.toContain('còn');
  });

  it('names the zone when the wrong key was the machine readable one', () => {
    expect(describeFailure(failure('access.wrongKey', { kind: 'mrz' }), 'vi').text).toContain('mã máy đọc');
  });
});

describe('verdictKind', () => {
  it('is a plain genuine only when the chip itself was proved', () => {
    expect(verdictKind({ verdict: 'genuine', chip: 'proved' })).toBe('genuine');
    expect(verdictKind({ verdict: 'genuine', chip: 'unchecked' })).toBe('genuineData');
    expect(verdictKind({ verdict: 'notGenuine', chip: 'unchecked' })).toBe('notGenuine');
    expect(describeVerdict({ verdict: 'genuine', chip: 'unchecked' }, 'vi').headline).toBe(
      'Dữ liệu thật — chưa kiểm được chip',
    );
  });
});
