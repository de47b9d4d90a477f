import { beforeAll, describe, expect, it } from 'vitest';
import type { Pixels } from '#contract/pixels.ts';
import { foundCodeSchema } from '#contract/vision.ts';
import { recogniseBytes } from '#domain/scan/recognise-scan.ts';
import { blank, noisy, pasted, resized } from '#fixtures/make/degrade.ts';
import { dice } from '#fixtures/make/dice.ts';
import { cardPayload, qrPicture } from '#fixtures/make/qr-images.ts';
import { qrSymbol } from '#fixtures/make/qr-symbol.ts';
import { type CodeFinder, createCodeFinder } from './codes.ts';

let finder: CodeFinder;
const payload = cardPayload(dice(3, 1), 1);
const utf8 = new TextEncoder();

/** A code of four pixels for each module. */
const code = async (content: string | Uint8Array): Promise<Pixels> => {
  const symbol = await qrSymbol(content);
  return resized(symbol, symbol.width * 4, symbol.height * 4);
};

beforeAll(async () => {
  finder = await createCodeFinder();
});

describe('a code', () => {
  it.each(['webcam', 'blur', 'tiny'] as const)('in a %s picture is read, byte for byte', async (tier) => {
    const { pixels, payload: inside } = await qrPicture(tier, 2);
    const found = await finder.find(pixels);
    expect(found.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([inside]);
    expect(foundCodeSchema.array().parse(found)[0]).toMatchObject({ symbology: 'qr', text: inside });
  });

  it('with the number of its encoding, and without, says the same', async () => {
    const sheet = blank({ width: 900, height: 330 }, 1);
    const [as, bare] = [await code(payload), await code(utf8.encode(payload))];
    const found = await finder.find(pasted(pasted(sheet, as, { x: 40, y: 40 }), bare, { x: 500, y: 40 }));
    expect(found.map(({ bytes }) => recogniseBytes(bytes))).toMatchObject([
      { is: 'card2021', text: payload },
      { is: 'card2021', text: payload },
    ]);
  });

  it('of bytes that are no text keeps them', async () => {
    const bytes = Uint8Array.from({ length: 64 }, (_, at) => (at * 37 + 200) % 256);
    const found = await finder.find(
      pasted(blank({ width: 300, height: 300 }, 3), coloured(await code(bytes)), { x: 40, y: 40 }),
    );
    expect(found[0]?.bytes).toEqual(bytes);
  });

  it('of a card is among many others', async () => {
    let sheet = blank({ width: 1000, height: 800 }, 1);
    for (let at = 0; at < 11; at++) {
      const content = at === 7 ? payload : `https://example.invalid/${at}`;
      sheet = pasted(sheet, await code(utf8.encode(content)), {
        x: 20 + (at % 4) * 245,
        y: 20 + Math.floor(at / 4) * 245,
      });
    }
    const found = await finder.find(sheet);
    expect(found).toHaveLength(11);
    expect(found.filter(({ bytes }) => recogniseBytes(bytes).is === 'card2021')).toHaveLength(1);
  });
});

const coloured = ({ width, height, bytes }: Pixels): Pixels => ({
  ...{
    width,
    height,
    channels: 3,
    bytes: Uint8Array.from({ length: bytes.length * 3 }, (_, at) => bytes[Math.floor(at / 3)] ?? 0),
  },
});

describe('no code', () => {
  it.each([
    ['one pixel', blank({ width: 1, height: 1 }, 1)],
    ['a line', blank({ width: 700, height: 1 }, 3, 0)],
    ['white', blank({ width: 640, height: 480 }, 1)],
    ['noise', noisy(blank({ width: 320, height: 240 }, 1, 128), 80, dice(1, 1))],
  ])('is in %s', async (_, pixels) => {
    expect(await finder.find(pixels)).toEqual([]);
  });
});
