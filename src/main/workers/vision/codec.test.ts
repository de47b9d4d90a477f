import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import { blank, pasted } from '#fixtures/make/degrade.ts';
import { encodePng } from '../image/png.ts';
import { createPictureCodec, type PictureCodec } from './codec.ts';
import { exifOrientation, pictureSize } from './picture-size.ts';

let codec: PictureCodec;
/** 48 by 32, white, the upper left quarter dark. */
const picture = pasted(blank({ width: 48, height: 32 }, 3), blank({ width: 24, height: 16 }, 3, 20), { x: 0, y: 0 });
const portrait = readFileSync(new URL('../../../../fixtures/people/portraits/F13.jp2', import.meta.url));

const quarter = ({ width, height, channels, bytes }: Pixels, x: number, y: number) => {
  const at = Math.floor((y + 0.5) * (height / 2)) * width + Math.floor((x + 0.5) * (width / 2));
  return (bytes[at * channels] ?? 0) < 128 ? 'dark' : 'light';
};

const undecodable = async (bytes: Uint8Array) => {
  const thrown = await codec.pixels(bytes).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(FailureError);
  expect(thrown).toMatchObject({ failure: { code: 'image.undecodable' } });
};

/** Exif data with nothing but an orientation, behind the start of the image. */
function withOrientation(jpeg: Uint8Array, orientation: number, order: 'II' | 'MM'): Uint8Array {
  const tiff = Buffer.alloc(26);
  const word = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 0);
  word(42, 2);
  long(8, 4);
  word(1, 8);
  word(0x0112, 10);
  word(3, 12);
  long(1, 14);
  word(orientation, 18);
  const head = Buffer.from([0xff, 0xe1, 0, tiff.length + 8, ...Buffer.from('Exif\0\0')]);
  return Uint8Array.from(Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]));
}

let jpeg: Uint8Array;
let png: Uint8Array;

beforeAll(async () => {
  codec = createPictureCodec();
  jpeg = await codec.jpeg(picture, 90);
  png = encodePng(picture);
});

describe('pictures', () => {
  it('in every format come with all their pixels', async () => {
    expect(await codec.pixels(png)).toEqual(picture);
    const fromJpeg = await codec.pixels(jpeg);
    expect([fromJpeg.width, fromJpeg.height, fromJpeg.channels]).toEqual([48, 32, 3]);
    expect([quarter(fromJpeg, 0, 0), quarter(fromJpeg, 1, 0), quarter(fromJpeg, 0, 1)]).toEqual([
      'dark',
      'light',
      'light',
    ]);
    expect(await codec.pixels(portrait)).toMatchObject({ width: 480, height: 640, channels: 3 });
  });

  it('in grey are written too', async () => {
    const grey = await codec.pixels(await codec.jpeg(blank({ width: 9, height: 7 }, 1, 100), 95));
    expect([grey.width, grey.height, Math.abs((grey.bytes[0] ?? 0) - 100) < 3]).toEqual([9, 7, true]);
  });

  it.each([
    [1, 'II', [48, 32, 0, 0]],
    [3, 'MM', [48, 32, 1, 1]],
    [6, 'II', [32, 48, 1, 0]],
    [8, 'MM', [32, 48, 0, 1]],
    [77, 'II', [48, 32, 0, 0]],
  ] as const)('of orientation %i (%s) stand upright', async (orientation, order, [width, height, x, y]) => {
    const turned = await codec.pixels(withOrientation(jpeg, orientation, order));
    expect([turned.width, turned.height]).toEqual([width, height]);
    for (const column of [0, 1])
      for (const row of [0, 1]) expect(quarter(turned, column, row)).toBe(column === x && row === y ? 'dark' : 'light');
  });
});

describe('what is no picture', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['chance', Uint8Array.from({ length: 5000 }, (_, at) => (at * 167 + 13) % 256)],
    ['a PDF', Uint8Array.from(Buffer.from('%PDF-1.7\n%âãÏÓ\n'))],
    ['the start of a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ])('%s', async (_, bytes) => {
    await undecodable(bytes);
    expect((await codec.pixels(png)).width).toBe(48);
  });

  it('a JPEG cut off anywhere, and the next one is read all the same', async () => {
    for (let length = 0; length < jpeg.length; length += 37) await undecodable(jpeg.subarray(0, length));
    await undecodable(jpeg.subarray(0, -1));
    expect((await codec.pixels(jpeg)).width).toBe(48);
  });

  it('a PNG cut off anywhere, and the next one is read all the same', async () => {
    for (let length = 0; length < png.length - 12; length += 11) await undecodable(png.subarray(0, length));
    expect((await codec.pixels(png)).width).toBe(48);
  });

  it('a JPEG with spoiled insides never breaks the next one', async () => {
    for (let at = 2; at < jpeg.length - 2; at += 13)
      await codec.pixels(jpeg.with(at, 0xff)).catch((error: unknown) => expect(error).toBeInstanceOf(FailureError));
    expect((await codec.pixels(jpeg)).width).toBe(48);
  });
});

describe('a bomb', () => {
  it.each([8000, 65_535])('of %i pixels each way is refused by its headers', async (side) => {
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(side, 16);
    bomb.writeUInt32BE(side, 20);
    await undecodable(bomb);
    const frame = Buffer.from(jpeg);
    const at =
      frame.indexOf(Buffer.from([0xff, 0xc2])) >= 0
        ? frame.indexOf(Buffer.from([0xff, 0xc2]))
        : frame.indexOf(Buffer.from([0xff, 0xc0]));
    frame.writeUInt16BE(side, at + 5);
    frame.writeUInt16BE(side, at + 7);
    await undecodable(frame);
  });
});

describe('headers', () => {
  it('say the size of each format', () => {
    expect([jpeg, png, portrait].map((bytes) => pictureSize(bytes))).toEqual([
      { kind: 'jpeg', width: 48, height: 32 },
      { kind: 'png', width: 48, height: 32 },
      { kind: 'jpeg2000', width: 480, height: 640 },
    ]);
  });

  it('that lie about their directories say no orientation', () => {
    const exif = withOrientation(jpeg, 6, 'MM');
    expect(exifOrientation(exif)).toBe(6);
    for (let at = 4; at < 40; at++) expect(exifOrientation(exif.with(at, 0xff))).toBeGreaterThanOrEqual(1);
  });
});
