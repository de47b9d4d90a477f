/** Combining tone marks in the order dictionaries sort them: huyền, hỏi, ngã, sắc, nặng. */
export const toneMarks = '\u0300\u0309\u0303\u0301\u0323';

/** A letter in parts: what it is without its tone mark (ă, â, ê, ô, ơ, ư, đ stay), the mark, and its plain Latin letter. */
export type LetterParts = { readonly base: string; readonly tone: string; readonly plain: string };

const bases = [...'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz'];

/**
 * Small letters in NFC and their parts: every letter of Vietnamese, and those other languages share its marks with (ñ). A
 * table, because names are taken apart a hundred million times when a city is imported.
 */
export const letterParts: ReadonlyMap<string, LetterParts> = new Map(
  bases.flatMap((base) => {
    const plain = base === 'đ' ? 'd' : (base.normalize('NFD')[0] ?? base);
    return ['', ...toneMarks]
      .map((tone) => [(base + tone).normalize('NFC'), { base, tone, plain }] as const)
      .filter(([letter]) => letter.length === 1);
  }),
);

/**
 * A lower-case syllable (NFC) with its tone mark at the end: the same wherever in the syllable the mark was typed. More
 * marks than one, which no word has, stand in the order of their code points.
 */
export function toneLast(syllable: string): string {
  let [letters, tones] = ['', ''];
  for (const char of syllable) {
    const parts = letterParts.get(char);
    if (parts !== undefined) {
      letters += parts.base;
      tones += parts.tone;
    } else if (toneMarks.includes(char)) tones += char;
    else letters += char;
  }
  return letters + (tones.length > 1 ? [...tones].sort().join('') : tones);
}

/** A lower-case syllable without any mark, đ as d. */
export function plainLetters(syllable: string): string {
  let letters = '';
  for (const char of syllable) letters += letterParts.get(char)?.plain ?? stripped(char);
  return letters;
}

function stripped(char: string): string {
  return char < '\u0080' ? char : char.normalize('NFD').replace(/\p{M}/gu, '');
}

// q takes its u along: quy and qui are one spelling apart, thuy and thui are two words.
const finalY = /^(qu|[bcdđghklmnpqrstvx]+)y(?=[\u0300\u0309\u0303\u0301\u0323]*$)/;

/** A syllable of `toneLast` or `plainLetters` with y written i where only the onset stands before it (mỹ, lý, kỳ, quý). */
export function iForY(syllable: string): string {
  return syllable.includes('y') ? syllable.replace(finalY, '$1i') : syllable;
}
