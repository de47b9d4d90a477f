import { isProved } from './spell.ts';

/** What another reader takes for a digit or a letter, and what it then is. */
const asDigit: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
};
const asLetter: Readonly<Record<string, string>> = { 0: 'O', 1: 'I', 2: 'Z', 4: 'A', 5: 'S', 6: 'G', 8: 'B' };

/** What stands where on a Vietnamese card: digit, letter, or as it is. */
const forms = [`AAAAA${'9'.repeat(22)}--9`, `9999999-9999999AAA${'-'.repeat(11)}9`, 'A'.repeat(30)];
const fixed = ['IDVNM', 'VNM'];

/**
 * Three lines as another reader read them, with digits where digits belong and letters where letters do. Given back only where
 * every check digit and the form of a Vietnamese card then prove them; null otherwise. The name stays unproved.
 */
export function repairedLines(lines: readonly string[]): readonly string[] | null {
  if (lines.length !== 3 || lines.some((line) => line.length !== 30)) return null;
  const [first = '', second = '', third = ''] = lines.map((line, at) => {
    const form = forms[at] ?? '';
    return Array.from(line, (character, column) => {
      // Only M, F and a filler stand for the sex, and H and N are neither's look but M's.
      if (at === 1 && column === 7 && (character === 'H' || character === 'N')) return 'M';
      const sort = form.charAt(column);
      return (sort === '9' ? asDigit[character] : sort === 'A' ? asLetter[character] : undefined) ?? character;
    }).join('');
  });
  const repaired = [fixed[0] + first.slice(5), second.slice(0, 15) + fixed[1] + second.slice(18), third];
  // The words that are the same on every card may be misread by one letter, as M is for H: no more.
  const near = (text: string, word: string) => [...word].filter((letter, at) => text.charAt(at) !== letter).length <= 1;
  const plausible = near(first, 'IDVNM') && near(second.slice(15), 'VNM');
  return plausible && isProved(repaired) ? repaired : null;
}
