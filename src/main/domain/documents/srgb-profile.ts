import { concat } from '../bytes.ts';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function words(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setUint32(4 * index, value >>> 0);
  });
  return bytes;
}

/** s15Fixed16Number: sixteen bits before the point, sixteen behind. */
const fixed = (value: number) => Math.round(value * 65_536);

/** multiLocalizedUnicodeType with one text in English. */
function text(value: string): Uint8Array {
  const utf16 = new Uint8Array(2 * value.length);
  for (let index = 0; index < value.length; index++) utf16[2 * index + 1] = value.charCodeAt(index);
  return concat(ascii('mluc'), words(0, 1, 12), ascii('enUS'), words(utf16.length, 28), utf16);
}

const place = (x: number, y: number, z: number) => concat(ascii('XYZ '), words(0, fixed(x), fixed(y), fixed(z)));

/** parametricCurveType 3 with the numbers of IEC 61966-2-1: a power of 2.4 above 0.04045, a straight line below. */
const curve = concat(
  ascii('para'),
  words(0),
  Uint8Array.of(0, 3, 0, 0),
  words(...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(fixed)),
);

/** Bradford's adaptation of D65 to D50, as a v4 profile must name it. */
const adaptation = concat(
  ascii('sf32'),
  words(0, ...[1.0478, 0.0229, -0.0501, 0.0295, 0.9905, -0.0171, -0.0092, 0.0151, 0.7517].map(fixed)),
);

/** Tags in the order they are written: primaries of sRGB adapted to D50 (ICC, sRGB profiles), one curve for all three channels. */
const tags: readonly (readonly [names: readonly string[], data: Uint8Array])[] = [
  [['desc'], text('sRGB IEC61966-2.1')],
  [['cprt'], text('No copyright, use freely')],
  [['wtpt'], place(0.9642, 1, 0.8249)],
  [['rXYZ'], place(0.4361, 0.2225, 0.0139)],
  [['gXYZ'], place(0.3851, 0.7169, 0.0971)],
  [['bXYZ'], place(0.1431, 0.0606, 0.7139)],
  [['rTRC', 'gTRC', 'bTRC'], curve],
  [['chad'], adaptation],
];

/**
 * A display profile of sRGB: version 4.2, three primaries and a curve (ICC.1:2004-10, §7 and §8.3.3). What a PDF/A names as the
 * colours its pictures are meant in.
 */
export function srgbProfile(): Uint8Array {
  const count = tags.reduce((sum, [names]) => sum + names.length, 0);
  const directory: Uint8Array[] = [words(count)];
  const bodies: Uint8Array[] = [];
  let offset = 128 + 4 + 12 * count;
  for (const [names, data] of tags) {
    for (const name of names) directory.push(concat(ascii(name), words(offset, data.length)));
    const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
    padded.set(data);
    bodies.push(padded);
    offset += padded.length;
  }
  return concat(header(offset), ...directory, ...bodies);
}

function header(size: number): Uint8Array {
  const date = Uint8Array.of(0x07, 0xea, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0);
  const whitePoint = words(fixed(0.9642), fixed(1), fixed(0.8249));
  return concat(
    ...[words(size, 0, 0x0420_0000), ascii('mntrRGB XYZ '), date, ascii('acsp'), words(0, 0, 0, 0, 0, 0, 0)],
    ...[whitePoint, words(0), new Uint8Array(44)],
  );
}
