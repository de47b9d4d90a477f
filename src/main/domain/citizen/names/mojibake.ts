/** A text as read: clean, repaired, or refused because what was lost cannot be brought back. */
export type ReadText =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'repaired'; readonly text: string }
  | { readonly kind: 'refused' };

// Where Windows-1252 differs from Latin-1. Bytes 81, 8D, 8F, 90 and 9D have no character there and come through as controls.
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** A lead byte of UTF-8 read as a letter, then a continuation byte read as anything. */
const broken = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;
const strange = /[\ufffd\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff61-\uff9f]/;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Undoes UTF-8 that was read as Latin-1 or Windows-1252, once or twice over. Refuses what cannot be undone: replacement
 * characters, letters of other scripts (a scanner that guessed Big5 or Shift-JIS), bytes that got lost on the way.
 */
export function repairMojibake(text: string): ReadText {
  let current = text;
  for (let round = 0; broken.test(current); round++) {
    const undone = round < 2 ? undo(current) : null;
    if (undone === null) return { kind: 'refused' };
    current = undone;
  }
  if (strange.test(current)) return { kind: 'refused' };
  return current === text ? { kind: 'clean', text } : { kind: 'repaired', text: current };
}

/** Whether a text shows the marks of a wrong decoding. */
export function looksMojibake(text: string): boolean {
  return broken.test(text) || strange.test(text);
}

function undo(text: string): string | null {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const special = windows1252.indexOf(char);
    if (code > 0xff && special < 0) return null;
    bytes.push(special < 0 ? code : 0x80 + special);
  }
  try {
    return decoder.decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
