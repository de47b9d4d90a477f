import { describe, expect, it } from 'vitest';
import { enOfficers } from './en-officers.ts';
import { viOfficers } from './vi-officers.ts';

describe.each([
  ['vi', viOfficers],
  ['en', enOfficers],
] as const)('words of officers and the log in %s', (_, words) => {
  it('are there, short, in NFC, and different within their list', () => {
    for (const list of Object.values(words)) {
      const texts = Object.values(list);
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) {
        expect(text).toBe(text.normalize('NFC'));
        expect(text).toMatch(/^\S.{1,70}$/);
      }
    }
  });
});
