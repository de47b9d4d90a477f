/** What was put right in a text that was to be stored; the letters and tone marks of a name are never changed. */
export type TextRepair = 'composition' | 'letterD' | 'invisible' | 'spaces';

/** A text fit to be stored, and what had to be repaired for it. */
export type TidyText = { readonly text: string; readonly repairs: readonly TextRepair[] };

// U+00D0 and U+0189 look like Đ; their lower-case letters do not, so they break searching and case.
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['\u00d0', 'Đ'],
  ['\u0189', 'Đ'],
  ['\u00f0', 'đ'],
  ['\u0256', 'đ'],
]);

const invisible = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

const suspicious =
  /[\u00d0\u0189\u00f0\u0256\p{Cc}\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060-\u2069\u3000\ufeff]| {2}|^ | $/u;

/**
 * Text as it is stored: NFC, the letter Đ in its own code point, no invisible characters, single spaces. Tone marks stay
 * where the paper has them: a name is kept as on the birth certificate.
 */
export function tidyText(text: string): TidyText {
  // Nearly every text is clean, and an import of a city has a hundred million of them.
  if (!suspicious.test(text) && text.normalize('NFC') === text) return { text, repairs: [] };
  const repairs: TextRepair[] = [];
  const step = (before: string, after: string, repair: TextRepair): string => {
    if (before !== after) repairs.push(repair);
    return after;
  };
  const composed = step(text, text.normalize('NFC'), 'composition');
  const lettered = step(composed, composed.replace(/[\u00d0\u0189\u00f0\u0256]/g, repairLetter), 'letterD');
  const spaced = lettered.replace(/[\t\r\n\u00a0\u2000-\u200a\u202f\u3000]/g, ' ');
  const visible = step(spaced, spaced.replace(invisible, ''), 'invisible');
  const single = visible.replace(/ {2,}/g, ' ').trim();
  if (single !== visible || spaced !== lettered) repairs.push('spaces');
  return { text: single, repairs };
}

function repairLetter(letter: string): string {
  return lookalikes.get(letter) ?? letter;
}
