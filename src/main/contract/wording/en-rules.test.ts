import { describe, expect, it } from 'vitest';
import { qualityRules, ruleInfo } from '#domain/citizen/quality/rules.ts';
import { enRules, ruleWords } from './en-rules.ts';

describe('the words of the rules', () => {
  it('are in English for each, and nowhere in Vietnamese', () => {
    expect(Object.keys(enRules)).toHaveLength(qualityRules.length);
    for (const { title, explanation, way } of Object.values(enRules))
      expect([title, explanation, way].join(' ').replaceAll('Đ', '')).not.toMatch(
        /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i,
      );
    expect(new Set(Object.values(enRules).map(({ title }) => title)).size).toBe(qualityRules.length);
  });

  it('come in the language asked for', () => {
    const [rule] = qualityRules.map(ruleInfo);
    if (rule === undefined) throw new RangeError('there are rules');
    expect(ruleWords(rule, 'vi')).toEqual({ title: rule.title, explanation: rule.explanation, way: rule.fix.way });
    expect(ruleWords(rule, 'en')).toBe(enRules.DQ01);
  });
});
