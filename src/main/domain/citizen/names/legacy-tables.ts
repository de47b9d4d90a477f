// TCVN 5712:1993 (VN3), the fonts .VnTime: one byte per letter. Capitals with tone marks have no byte of their own.
const tcvn3Rows: readonly (readonly [first: number, letters: string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
];

/** The letters of TCVN3 by byte, 80 to FF; a byte that is not in the table is none. */
export const tcvn3: ReadonlyMap<number, string> = new Map(
  tcvn3Rows.flatMap(([first, letters]) => [...letters].map((letter, index) => [first + index, letter] as const)),
);

/** Single letters of VNI-Windows by byte; they take tone marks of `vniMarks` after them. */
export const vniLetters: ReadonlyMap<number, string> = new Map([
  [0xd1, 'Đ'],
  [0xf1, 'đ'],
  [0xd4, 'Ơ'],
  [0xf4, 'ơ'],
  [0xd6, 'Ư'],
  [0xf6, 'ư'],
  [0xcd, 'Í'],
  [0xed, 'í'],
  [0xcc, 'Ì'],
  [0xec, 'ì'],
  [0xc6, 'Ỉ'],
  [0xe6, 'ỉ'],
  [0xd3, 'Ĩ'],
  [0xf3, 'ĩ'],
  [0xd2, 'Ị'],
  [0xf2, 'ị'],
  [0xce, 'Ỵ'],
  [0xee, 'ỵ'],
]);

const circumflex = '\u0302';
const breve = '\u0306';
const [grave, hook, tilde, acute, dot] = ['\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];

const vniLowerMarks: readonly (readonly [number, string])[] = [
  [0xf9, acute],
  [0xf8, grave],
  [0xfb, hook],
  [0xf5, tilde],
  [0xef, dot],
  [0xe2, circumflex],
  [0xe1, circumflex + acute],
  [0xe0, circumflex + grave],
  [0xe5, circumflex + hook],
  [0xe3, circumflex + tilde],
  [0xe4, circumflex + dot],
  [0xea, breve],
  [0xe9, breve + acute],
  [0xe8, breve + grave],
  [0xfa, breve + hook],
  [0xfc, breve + tilde],
  [0xeb, breve + dot],
];

/** Marks of VNI-Windows by byte, after the vowel they belong to; capitals have marks 20 (hex) lower. */
export const vniMarks: ReadonlyMap<number, string> = new Map(
  vniLowerMarks.flatMap(([byte, marks]) => [
    [byte, marks],
    [byte - 0x20, marks],
  ]),
);

/** Marks of VIQR (RFC 1456) by character, after the vowel. */
export const viqrMarks: ReadonlyMap<string, string> = new Map([
  ['^', circumflex],
  ['(', breve],
  ['+', '\u031b'],
  ["'", acute],
  ['`', grave],
  ['?', hook],
  ['~', tilde],
  ['.', dot],
]);
