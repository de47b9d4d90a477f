import { foldText } from './fold.ts';
import { tidyText } from './name-text.ts';

/**
 * A full name in parts. Names that begin with a marker of the highlands (Y, H', K'), of a people that puts the family
 * name elsewhere, or of one word are not split: which part is the family name is not to be guessed from the order.
 */
export type NameParts =
  | { readonly kind: 'whole'; readonly words: readonly string[] }
  | { readonly kind: 'split'; readonly family: string; readonly middle: readonly string[]; readonly given: string };

const markers = /^(y|h|k|ha|ka|rơ|ksor|siu)$/i;
const otherOrders = new Set([
  ...['ede', 'hmong', 'mong', 'giarai', 'jrai', 'bana', 'bahnar', 'xodang', 'mnong', 'coho', 'kho', 'gietrieng'],
]);

/** The parts of a name as far as they are sure; `ethnicity` (dân tộc) is the text of the record, null when not known. */
export function nameParts(name: string, ethnicity: string | null): NameParts {
  const words = tidyText(name)
    .text.split(' ')
    .filter((word) => word !== '');
  const [family = '', ...rest] = words;
  const given = rest.at(-1);
  const people = foldText(ethnicity ?? '').replaceAll(' ', '');
  if (given === undefined || markers.test(family.replace(/['’]/g, '')) || otherOrders.has(people))
    return { kind: 'whole', words };
  return { kind: 'split', family, middle: rest.slice(0, -1), given };
}
