import { looksMojibake } from './mojibake.ts';
import { tidyText } from './name-text.ts';

/** What is wrong with the characters of a stored text (domain rule DQ13). */
export type TextDefect =
  | 'notComposed'
  | 'letterD'
  | 'invisible'
  | 'spaces'
  | 'mojibake'
  | 'legacyEncoding'
  | 'digits'
  | 'mixedCase';

const vietnamese = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz';
/** Letters that also occur in names of the highlands' languages (Kđăm, Čư, Ơi̯) are let through as far as NFC has them. */
const highland = 'čĕĭŏŭñ';
const known = new Set(vietnamese + highland);

/** Characters that old fonts use for Vietnamese letters and that no Vietnamese name has. */
const residue = /[¡-¿×÷ÄÅÆÇËÎÏÑÖØÜÞßäåæçëîïöøüþû]/i;

/** The defects of a name's characters, most telling first; empty for a clean one. */
export function nameDefects(name: string): readonly TextDefect[] {
  const found = new Set<TextDefect>(textDefects(name));
  if (/\p{N}/u.test(name)) found.add('digits');
  if (mixesCase(name)) found.add('mixedCase');
  return [...found];
}

/** The defects of any stored text's characters: composition, wrong Đ, spaces, wrong decoding. */
export function textDefects(text: string): readonly TextDefect[] {
  const { repairs } = tidyText(text);
  const found: TextDefect[] = [];
  if (looksMojibake(text)) found.push('mojibake');
  else if (hasResidue(text)) found.push('legacyEncoding');
  if (repairs.includes('composition')) found.push('notComposed');
  if (repairs.includes('letterD')) found.push('letterD');
  if (repairs.includes('invisible')) found.push('invisible');
  if (repairs.includes('spaces')) found.push('spaces');
  return found;
}

function hasResidue(text: string): boolean {
  return [...tidyText(text).text.toLowerCase()].some((char) => !known.has(char) && residue.test(char));
}

/** Upper case within a word that does not stand in capitals as a whole: `nGUYỄN`, `VăN`. */
function mixesCase(name: string): boolean {
  return name
    .normalize('NFC')
    .split(/[\s'’-]+/)
    .some((word) => /\p{Ll}\p{Lu}/u.test(word) || (/\p{Lu}{2}/u.test(word) && /\p{Ll}/u.test(word)));
}
