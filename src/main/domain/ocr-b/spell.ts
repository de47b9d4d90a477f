import { mrzCheck } from '#domain/chip/mrz.ts';
import type { CellMatch } from './match.ts';
import type { ZoneMatch } from './read-zone.ts';
import { alphabet } from './templates.ts';

/** What a zone says. `read` only where check digits and form prove it; otherwise the lines are the likeliest characters. */
export type Spelled = {
  readonly lines: readonly string[];
  readonly read: boolean;
  /** Smallest lead of a character over the next best one, by line. */
  readonly margins: readonly number[];
};

const digits = '0123456789';
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** What may stand in a column, by a sign: see `patterns`. */
const classes: Readonly<Record<string, string>> = {
  9: digits, d: `${digits}<`, A: letters, a: `${letters}<`, x: `${digits}${letters}<`, s: 'MFX<', c: 'IAC', p: 'P', '<': '<', I: 'I', D: 'D', V: 'V', N: 'N', M: 'M',
}; // biome-ignore format: a table

/**
 * What may stand where, likeliest form first: the Vietnamese card (facts of its zone: numbers are digits, and what is not used
 * is filled), then what ICAO 9303-5, -4 and -6 allow.
 */
const patterns: Readonly<Record<number, readonly (readonly string[])[]>> = {
  30: [
    [`IDVNM${'9'.repeat(22)}<<9`, `dddddd9sdddddd9VNM${'<'.repeat(11)}9`, 'n'],
    [`caaaa${'x'.repeat(25)}`, `dddddd9sdddddd9Aaa${'x'.repeat(11)}9`, 'n'],
  ],
  44: [[`pa${'a'.repeat(3)}n`, `${'x'.repeat(9)}9Aaadddddd9sdddddd9${'x'.repeat(14)}d9`]],
  36: [[`ca${'a'.repeat(3)}n`, `${'x'.repeat(9)}xAaadddddd9sdddddd9${'x'.repeat(7)}9`]],
};

/** Least lead that characters without a check digit (kind, state, sex) must have to be believed. */
const leastLead = 0.02;
/** How far characters that are the same on every card may be behind what the picture looks like: print that says otherwise counts. */
const mostBehind = 0.03;
/**
 * The name has no check digit at all: each of its characters must be seen, and lead over every other letter by a share of what
 * it would without noise. An O is much like a Q, so little is expected of it there; an A is like nothing.
 */
const leastNameLead = 0.06;
const leastSeen = { likeness: 0.4, contrast: 0.3 };

/** What is spelled: lines of compared cells, and how like the characters are to each other. */
type Compared = Pick<ZoneMatch, 'cells' | 'width' | 'alike'>;

/** Spells a zone of two or three lines of compared cells. */
export function spell({ cells, width, alike }: Compared): Spelled {
  for (const [index, pattern] of (patterns[width] ?? []).entries()) {
    const lines = cells.map((line, at) => spellLine(line, pattern[at] ?? ''));
    const margins = cells.map((line, at) => marginOf(line, lines[at] ?? ''));
    // A Vietnamese card has its own form or none.
    if (index > 0 && isVietnamese(lines)) break;
    const sound =
      isProved(lines) && believed(cells, lines) && asPrinted(cells, pattern) && nameSeen({ cells, alike }, lines);
    if (sound) return { lines, read: true, margins };
  }
  const lines = cells.map((line) => line.map(({ best }) => alphabet[best] ?? '<').join(''));
  return { lines, read: false, margins: cells.map((line, at) => marginOf(line, lines[at] ?? '')) };
}

function spellLine(cells: readonly CellMatch[], pattern: string): string {
  const name = pattern.indexOf('n');
  const fixed = name < 0 ? cells : cells.slice(0, name);
  const start = fixed.map((cell, at) => likeliest(cell, classes[pattern[at] ?? 'x'] ?? '<').character).join('');
  return name < 0 ? start : start + spellName(cells.slice(name));
}

/** The likeliest of some characters, and how like it is. */
function likeliest({ scores }: CellMatch, among: string): { readonly character: string; readonly score: number } {
  let [character, score] = ['<', -2];
  for (const each of among) {
    const one = scores[alphabet.indexOf(each)] ?? -1;
    if (one > score) [character, score] = [each, one];
  }
  return { character, score };
}

/**
 * Ways a name may go on (ICAO 9303-3 §4.6): words with one filler between them, two once before the given names, fillers alone
 * at the end. From each state: where a letter leads, and where a filler.
 */
const nameStates: readonly { readonly letter: number | null; readonly filler: number | null }[] = [
  { letter: 1, filler: null },
  { letter: 1, filler: 2 },
  { letter: 1, filler: 3 },
  { letter: 4, filler: 6 },
  { letter: 4, filler: 5 },
  { letter: 4, filler: 6 },
  { letter: null, filler: 6 },
];

type Way = { readonly text: string; readonly score: number };

/** The likeliest of all texts that may be a name. */
function spellName(cells: readonly CellMatch[]): string {
  let ways: readonly (Way | null)[] = nameStates.map((_, state) => (state === 0 ? { text: '', score: 0 } : null));
  for (const cell of cells) {
    const letter = likeliest(cell, letters);
    const filler = likeliest(cell, '<');
    const next: (Way | null)[] = nameStates.map(() => null);
    ways.forEach((way, state) => {
      if (way === null) return;
      for (const [to, each] of [
        [nameStates[state]?.letter, letter],
        [nameStates[state]?.filler, filler],
      ] as const) {
        if (to === null || to === undefined) continue;
        const score = way.score + each.score;
        if (score > (next[to]?.score ?? Number.NEGATIVE_INFINITY))
          next[to] = { text: way.text + each.character, score };
      }
    });
    ways = next;
  }
  return ways.reduce((best, way) => (way !== null && way.score > (best?.score ?? -99) ? way : best), null)?.text ?? '';
}

/** Whether every check digit of a zone is right, and on a Vietnamese card the number is there twice and all the form is kept. */
export function isProved(lines: readonly string[]): boolean {
  const { complete, checks } = mrzCheck(lines.join('\n'));
  if (!complete || checks.length === 0 || checks.some(({ ok }) => ok !== true)) return false;
  if (isVietnamese(lines)) return hasVietnameseForm(lines);
  const second = lines[1] ?? '';
  return /^[MFX<]$/.test(lines.length === 3 ? second.charAt(7) : second.charAt(20));
}

/** Whether a card names Viet Nam as its state or as its holder's. */
function isVietnamese([first = '', second = '', ...more]: readonly string[]): boolean {
  return more.length === 1 && (first.startsWith('VNM', 2) || second.startsWith('VNM', 15));
}

function hasVietnameseForm([first = '', second = '']: readonly string[]): boolean {
  const form = /^IDVNM(\d{9})\d\d{3}(\d{9})<<\d$/.exec(first);
  return form !== null && form[1] === form[2] && /^[\d<]{6}\d[MFX<]\d{6}\dVNM<{11}\d$/.test(second);
}

/** Characters that no check digit covers must stand out by themselves, among those that may stand there. */
function believed(cells: readonly (readonly CellMatch[])[], lines: readonly string[]): boolean {
  const [line, column] = lines.length === 3 ? [1, 7] : [1, 20];
  const cell = cells[line]?.[column];
  const sex = lines[line]?.charAt(column) ?? '';
  if (cell === undefined) return false;
  const other = likeliest(cell, 'MFX<'.replace(sex, ''));
  const issuer = lines[0]?.slice(0, 5) ?? '';
  const head = cells[0]?.slice(0, 5) ?? [];
  const lead = (each: CellMatch, character: string) => leadOf(each, character);
  const vietnamese = issuer === 'IDVNM';
  return (
    (cell.scores[alphabet.indexOf(sex)] ?? -1) - other.score > leastLead &&
    (vietnamese || head.every((each, at) => lead(each, issuer.charAt(at)) > leastLead))
  );
}

/** Whether what the form alone says (kind, state, fillers) is also what is printed there. */
function asPrinted(cells: readonly (readonly CellMatch[])[], pattern: readonly string[]): boolean {
  return cells.every((line, at) =>
    line.every((cell, column) => {
      const only = classes[pattern[at]?.charAt(column) ?? 'x'] ?? '';
      return (
        only.length !== 1 || (cell.scores[alphabet.indexOf(only)] ?? -1) > (cell.scores[cell.best] ?? 1) - mostBehind
      );
    }),
  );
}

/** Whether no character of the line with the name is washed out by light, or might as well be another. */
function nameSeen({ cells, alike }: Pick<Compared, 'cells' | 'alike'>, lines: readonly string[]): boolean {
  const contrasts = cells.flat().map(({ contrast }) => contrast);
  const usual = contrasts.sort((a, b) => a - b)[contrasts.length >> 1] ?? 0;
  const at = lines.length === 3 ? 2 : 0;
  const name = lines[at] ?? '';
  return (cells[at] ?? []).every((cell, column) => {
    const likeness = cell.scores[alphabet.indexOf(name.charAt(column))] ?? -1;
    const seen = likeness > leastSeen.likeness && cell.contrast > leastSeen.contrast * usual;
    // Behind two fillers and before a third nothing but fillers can stand.
    const after = name.slice(Math.max(0, column - 2), column) === '<<' && /^<+$/.test(name.slice(column));
    return seen && (after || shareOfLead(cell, name.charAt(column), alike) > leastNameLead);
  });
}

/** The lead over the nearest other letter, as a share of what it is on a picture without noise. */
function shareOfLead({ scores }: CellMatch, character: string, alike: Float32Array): number {
  const own = alphabet.indexOf(character);
  const score = scores[own] ?? -1;
  const shares = Array.from(`${letters}<`, (letter) => {
    const other = alphabet.indexOf(letter);
    const apart = 1 - (alike[own * alphabet.length + other] ?? 0);
    return other === own ? 1 : (score - (scores[other] ?? -1)) / (apart * score);
  });
  return Math.min(...shares);
}

function leadOf({ scores }: CellMatch, character: string): number {
  let next = -1;
  scores.forEach((score, at) => {
    if (alphabet[at] !== character && score > next) next = score;
  });
  return (scores[alphabet.indexOf(character)] ?? -1) - next;
}

function marginOf(cells: readonly CellMatch[], line: string): number {
  const leads = cells.map((cell, at) => leadOf(cell, line.charAt(at)));
  return Math.min(1, Math.max(0, Math.min(...leads)));
}
