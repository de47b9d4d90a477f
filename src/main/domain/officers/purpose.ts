import type { Purpose } from '#contract/officers.ts';

/** What is wrong with a purpose: nothing said, `other` without words, or a number of a person in the words. */
export type PurposeFault = 'missing' | 'noteMissing' | 'noteHasNumber';

const shortest = 5;

/** Judges a purpose. Digits that could be somebody's number have no place in a log. */
export function purposeFault(purpose: Purpose | null): PurposeFault | null {
  if (purpose === null) return 'missing';
  const note = purpose.note?.trim() ?? '';
  if (purpose.code === 'other' && note.length < shortest) return 'noteMissing';
  return /(?:\d[\s.]?){9,}/.test(note) ? 'noteHasNumber' : null;
}
