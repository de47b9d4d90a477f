/** One key going down: its name or letter, and when, in ms. */
export type Stroke = { readonly key: string; readonly at: number };

/**
 * What a key is part of. `alone`: of nothing a scanner does. `within`: of a card's code that is under way. A text: it ended
 * the code of a card, which is this.
 */
export type Heard = 'alone' | 'within' | { readonly qr: string };

/** Knows the burst of a hand scanner, which types like a keyboard, from the typing of a hand; keeps nothing of the latter. */
export type ScannerEar = { hear(stroke: Stroke): Heard; forget(): void };

/** Longest pause between two keys of a scanner, in ms: no hand types twelve digits and a stroke as evenly as that. */
const pauseMs = 100;
const longest = 1000;
/** The number of a card and the stroke after it: whatever begins otherwise is not the code of a card. */
const beginning = /^\d{12}\|/;
const leastFields = 6;
/** A key is a letter, or has a name in ASCII letters and digits (`Shift`, `F4`). Letters may come decomposed: several code points. */
const named = /^[A-Z][A-Za-z0-9]+$/;
/** Keys that go down beside letters, and those an input method stands before. */
const silent: ReadonlySet<string> = new Set([
  ...['Shift', 'CapsLock', 'AltGraph', 'Alt', 'Control', 'NumLock'],
  ...['Dead', 'Process', 'Unidentified', 'Compose'],
]);

export function createScannerEar(): ScannerEar {
  let text = '';
  let last = Number.NEGATIVE_INFINITY;
  const forget = () => {
    text = '';
  };
  return {
    forget,
    hear({ key, at }) {
      if (at - last > pauseMs) forget();
      last = at;
      if (silent.has(key)) return 'alone';
      if (key === 'Enter') {
        const qr = text.normalize('NFC');
        forget();
        return isCard(qr) ? { qr } : 'alone';
      }
      // An input method between scanner and window takes letters back to put them with their marks.
      if (key === 'Backspace') text = [...text].slice(0, -1).join('');
      else if (named.test(key) || text.length + key.length > longest) forget();
      else text += key;
      return beginning.test(text) ? 'within' : 'alone';
    },
  };
}

/** Whether this looks like the code of a card: its number first, and fields between strokes. */
function isCard(text: string): boolean {
  return beginning.test(text) && text.split('|').length >= leastFields;
}
