import { describe, expect, it } from 'vitest';
import { enDossier } from './en-dossier.ts';
import { viDossier } from './vi-dossier.ts';

describe.each([
  ['vi', viDossier],
  ['en', enDossier],
] as const)('words of dossiers and shifts in %s', (_, { findings, ...lists }) => {
  it('are there, short, in NFC, and different within their list', () => {
    for (const list of Object.values(lists)) {
      const texts = Object.values(list);
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) {
        expect(text).toBe(text.normalize('NFC'));
        expect(text).toMatch(/^\S.{1,110}\S$|^\S\S$/);
      }
    }
  });

  it('explain every finding and say what to do', () => {
    for (const { title, explanation, remedy } of Object.values(findings)) {
      expect(title).toMatch(/^\p{Lu}.{3,60}[^.]$/u);
      for (const sentence of [explanation, remedy]) expect(sentence).toMatch(/^\p{Lu}.{10,140}\.$/u);
    }
    const titles = Object.values(findings).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe('English words', () => {
  it('are no copies of the Vietnamese', () => {
    const vi = Object.values(viDossier.findings).map(({ title }) => title);
    expect(Object.values(enDossier.findings).filter(({ title }) => vi.includes(title))).toEqual([]);
  });
});
