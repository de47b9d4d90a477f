import type { SecretFault } from '#contract/officers.ts';

/** Shortest secret: a phrase of a few words. There is no forced change: it makes people count up (NIST SP 800-63B §3.1.1.2). */
export const shortestSecret = 12;
/** Longest secret, in characters. */
export const longestSecret = 128;

/** Words that every guesser tries first here, folded. */
const common = [
  'matkhau', 'password', 'congan', 'canhsat', 'vietnam', 'trucban', 'phuongmau', 'anhyeuem', 'qwerty', 'admin', 'iloveyou', 'hanoi', 'abc', 'welcome', 'letmein',
]; // biome-ignore format: a list

const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters without marks and case, digits; nothing else. */
function folded(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^a-z0-9]/g, '');
}

/**
 * What is wrong with a secret somebody wants to have, in the order to say it; nothing is asked of its kinds of characters.
 * `names` are what anybody knows of them: id, name, station.
 */
export function secretFaults(secret: string, names: readonly string[]): readonly SecretFault[] {
  const text = secret.normalize('NFKC');
  const characters = [...text];
  const plain = folded(text);
  const faults: readonly (readonly [SecretFault, boolean])[] = [
    ['tooShort', characters.length < shortestSecret],
    ['tooLong', characters.length > longestSecret],
    ['onlyDigits', /^[\d\s.+()/-]*$/.test(text)],
    ['fewCharacters', new Set(text.toLowerCase()).size < 5],
    ['sequence', plain !== '' && remainder(plain, rowPieces) < plain.length / 2],
    ['ownName', plain !== '' && remainder(plain, namePieces(names)) < shortestSecret / 2],
    ['common', plain !== '' && remainder(plain, common) < shortestSecret / 2],
  ];
  return faults.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

/** Runs along the alphabet, the digits and the keyboard, either way: four and longer. */
const rowPieces = rows
  .flatMap((row) => [row, [...row].reverse().join('')])
  .flatMap((row) => Array.from({ length: row.length - 3 }, (_, at) => row.slice(at, at + 4)));

function namePieces(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [folded(name), ...name.split(/\s+/).map(folded)]).filter((piece) => piece.length >= 3);
}

/** Letters of `plain` that are in no piece and are no digits: what a guesser who knows the pieces still has to find. */
function remainder(plain: string, pieces: readonly string[]): number {
  const covered = new Array<boolean>(plain.length).fill(false);
  let found = false;
  for (const piece of pieces) {
    for (let at = plain.indexOf(piece); at >= 0; at = plain.indexOf(piece, at + 1)) {
      covered.fill(true, at, at + piece.length);
      found = true;
    }
  }
  if (!found) return plain.length;
  return [...plain].filter((character, at) => !covered[at] && !/\d/.test(character)).length;
}
