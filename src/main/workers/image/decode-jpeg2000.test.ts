import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { decodeJpeg2000, type Jpeg2000Codec, loadCodec } from './decode-jpeg2000.ts';
import { encodePng } from './png.ts';

let codec: Jpeg2000Codec;
const portrait = readFileSync(new URL('../../../../fixtures/people/portraits/F13.jp2', import.meta.url));

const undecodable = (bytes: Uint8Array) => {
  let thrown: unknown = null;
  try {
    decodeJpeg2000(codec, bytes);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(FailureError);
  expect(thrown).toMatchObject({ failure: { code: 'image.undecodable' } });
};

beforeAll(async () => {
  codec = await loadCodec();
});

describe('decodeJpeg2000', () => {
  it('makes a PNG of the same size', () => {
    const decoded = decodeJpeg2000(codec, portrait);
    expect(decoded).toMatchObject({ mime: 'image/png', width: 480, height: 640 });
    const header = Buffer.from(decoded.bytes.buffer);
    expect(header.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([480, 640]);
  });

  it('refuses an image cut off in its headers, at every length', () => {
    for (let length = 0; length < 160; length++) undecodable(portrait.subarray(0, length));
  });

  it.each([
    ['no width', 8, 0],
    ['a width over all limits', 8, 0x7fff_ffff],
    ['a height over all limits', 12, 0x7fff_ffff],
  ])('refuses %s before decoding', (_name, offset, value) => {
    const siz = portrait.indexOf(Buffer.from('ff4fff51', 'hex'));
    const changed = Buffer.from(portrait);
    changed.writeUInt32BE(value, siz + offset);
    undecodable(changed);
  });

  it('refuses what is no JPEG 2000', () => {
    undecodable(new Uint8Array(10_000));
  });
});

describe('encodePng', () => {
  it('keeps every sample', () => {
    const bytes = Uint8Array.from({ length: 12 }, (_, index) => index * 20);
    const png = Buffer.from(encodePng({ width: 2, height: 2, channels: 3, bytes }));
    const length = png.readUInt32BE(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    expect([...rows]).toEqual([0, ...bytes.subarray(0, 6), 0, ...bytes.subarray(6)]);
  });

  it('refuses pixels that do not fill the image', () => {
    expect(() => encodePng({ width: 2, height: 2, channels: 1, bytes: new Uint8Array(3) })).toThrow(RangeError);
  });
});
