import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { FoundMrz } from '#contract/vision.ts';
import { people } from '#fixtures/people/people.ts';
import { type PictureReaders, scanInPicture } from './scan-picture.ts';

const f01 = people().find(({ id }) => id === 'F01');
const card = f01?.qr ?? '';
const garbled = card.replace('ặ', '\ufffd');
const poster = 'https://example.invalid/';
const insurance = `GD4010199990001|${Buffer.from('Đặng Thị Mẫu Hòa').toString('hex')}|14/02/2004|2|-`;
const noZone: FoundMrz = { lines: [], read: false, margins: [], corners: null, guidance: 'noZone' };
const zone: FoundMrz = { ...noZone, lines: [...(f01?.mrz ?? [])], read: true };
const corner = { x: 0, y: 0 };

/** Looks at a picture of which the bytes are lost once they were looked at for codes, as those of another thread are. */
function look(codes: readonly string[], found: FoundMrz, second: readonly string[] | null = null) {
  const pixels = { width: 1, height: 1, channels: 1, bytes: Uint8Array.of(7) } as const;
  const vision: PictureReaders['vision'] = {
    async pixels() {
      return pixels;
    },
    async codes({ bytes }) {
      bytes.fill(0);
      return codes.map((text) => ({
        ...{ symbology: 'qr', bytes: new TextEncoder().encode(text), text },
        corners: [corner, corner, corner, corner],
      }));
    },
    async mrz({ bytes }) {
      expect(bytes).toEqual(Uint8Array.of(7));
      bytes.fill(0);
      return found;
    },
  };
  const print: PictureReaders['print'] = {
    async read({ bytes }, language) {
      if (second === null) throw new Error('not asked for');
      expect([bytes, language]).toEqual([Uint8Array.of(7), 'mrz']);
      return second.map((text) => ({ text, confidence: 60, box: { x: 0, y: 0, width: 1, height: 1 } }));
    },
  };
  return scanInPicture({ vision, print }, Uint8Array.of(1));
}

describe('scanInPicture', () => {
  it.each([
    ['the card among other codes', [poster, insurance, garbled, card], zone, 'card2021'],
    ['the zone, where no code is of a card', [poster, insurance], zone, 'mrz'],
    ['the insurance card, where nothing better is', [poster, insurance], noZone, 'insurance'],
  ] as const)('gives %s', async (_, codes, found, is) => {
    expect(await look(codes, found)).toMatchObject({ is });
  });

  it.each([
    ['qr.notFound', [], noZone],
    ['qr.notFound', [], { ...zone, read: false }],
    ['qr.notACard', [poster], noZone],
    ['qr.garbled', [poster, garbled], noZone],
  ] as const)('is %s otherwise', async (code, codes, found) => {
    await expect(look(codes, found)).rejects.toMatchObject({ failure: { code } });
  });

  it('asks the second reader where a zone is seen and not read, and believes it by check digits alone', async () => {
    const seen: FoundMrz = { ...noZone, corners: [corner, corner, corner, corner], guidance: 'blur' };
    const lines = f01?.mrz ?? [];
    expect(await look([], seen, lines)).toMatchObject({ is: 'mrz' });
    const wrong = lines.map((line, at) => (at === 1 ? line.replace('040214', '040215') : line));
    await expect(look([], seen, wrong)).rejects.toMatchObject({ failure: { code: 'qr.notFound' } });
  });

  it('of a file that is no picture says so', async () => {
    const vision = {
      pixels: () => Promise.reject(new FailureError(failure('image.undecodable'))),
      codes: () => Promise.reject(new Error('not asked for')),
      mrz: () => Promise.reject(new Error('not asked for')),
    };
    const print = { read: () => Promise.reject(new Error('not asked for')) };
    await expect(scanInPicture({ vision, print }, new Uint8Array())).rejects.toMatchObject({
      failure: { code: 'image.undecodable' },
    });
  });
});
