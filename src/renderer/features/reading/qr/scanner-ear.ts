/** One key going down: its name or letter, and when, in ms. */
export type Stroke = { readonly key: string; readonly at: number };

/**
 * What a key is part of. `alone`: of nothing a scanner does. `within`: of a code that is under way. A text: it ended a code,
 * which is this.
 */
export type Heard = 'alone' | 'within' | { readonly code: string };

/** Knows the burst of a hand scanner, which types like a keyboard, from the typing of a hand; keeps nothing of the latter. */
export type ScannerEar = { hear(stroke: Stroke): Heard; forget(): void };

/** Longest pause between two keys of a scanner, in ms: no hand types twelve digits and a stroke as evenly as that. */
const pauseMs = 100;
const longest = 1000;

/** A kind of code: how it must begin to be one under way, and whether an Enter ends it or is inside it. */
type Kind = { readonly begins: RegExp; readonly ends: (text: string) => 'whole' | 'goesOn' | 'never' };

const fields = (text: string) => text.split('|').length;

/** Whatever begins otherwise is no code of ours. */
const kinds: readonly Kind[] = [
  /** A card: its number and the stroke after it. */
  { begins: /^\d{12}\|/, ends: (text) => (fields(text) >= 6 ? 'whole' : 'never') },
  /** A health insurance card: its code, of 15 characters or of ten digits, and the stroke after it. */
  { begins: /^(?:[A-Z]{2}\d{13}|\d{10})\|/, ends: (text) => (fields(text) >= 6 ? 'whole' : 'never') },
  /** A machine readable zone of three lines, with or without an Enter after each. */
  {
    begins: /^I[A-Z<][A-Z<]{3}[A-Z0-9<]/,
    ends: (text) => {
      const letters = text.replaceAll('\n', '');
      if (!/^[A-Z0-9<]+$/.test(letters) || letters.length % 30 !== 0) return 'never';
      return letters.length === 90 ? 'whole' : letters.length < 90 ? 'goesOn' : 'never';
    },
  },
];
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
  const kind = () => kinds.find(({ begins }) => begins.test(text));
  const enter = (): Heard => {
    const end = kind()?.ends(text.normalize('NFC')) ?? 'never';
    if (end === 'goesOn') {
      text += '\n';
      return 'within';
    }
    const code = text.normalize('NFC');
    forget();
    return end === 'whole' ? { code } : 'alone';
  };
  return {
    forget,
    hear({ key, at }) {
      if (at - last > pauseMs) forget();
      last = at;
      if (silent.has(key)) return 'alone';
      if (key === 'Enter') return enter();
      // An input method between scanner and window takes letters back to put them with their marks.
      if (key === 'Backspace') text = [...text].slice(0, -1).join('');
      else if (named.test(key) || text.length + key.length > longest) forget();
      else text += key;
      return kind() ? 'within' : 'alone';
    },
  };
}
