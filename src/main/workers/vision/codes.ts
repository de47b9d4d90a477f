import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { Pixels } from '#contract/pixels.ts';
import type { FoundCode } from '#contract/vision.ts';
import { boxMean, greyPixels, sharpened } from '#domain/image/sharpen.ts';
import { imageData } from './codec.ts';
import { wasmFile } from './wasm-file.ts';

/** Finds QR codes in pictures. */
export type CodeFinder = {
  /**
   * Every code that can be read, at most twenty, with its bytes as they stand in it. A picture in which there is none is looked
   * at again sharpened, for a lens out of focus, and once more smoothed, for a dark one.
   */
  find(pixels: Pixels): Promise<readonly FoundCode[]>;
};

/**
 * Other kinds of codes, and white ones on black, stand on no card and no paper that is known here, and looking for them takes
 * several times as long. Codes turned by any angle are found all the same.
 */
const options: ReaderOptions = {
  formats: ['QRCode'],
  tryHarder: true,
  tryRotate: false,
  tryInvert: false,
  maxNumberOfSymbols: 20,
  textMode: 'Plain',
};

/** Makes a finder. @throws Error where the reader's program is missing from this installation */
export async function createCodeFinder(): Promise<CodeFinder> {
  await prepareZXingModule({
    overrides: {
      wasmBinary: wasmFile('zxing-wasm/reader/zxing_reader.wasm').buffer,
      print: nothing,
      printErr: nothing,
    },
    fireImmediately: true,
  });
  return {
    async find(pixels) {
      const grey = greyPixels(pixels);
      for (const look of looks) {
        const results = await readBarcodes(imageData(look(grey)), options);
        const found = results.filter(({ isValid }) => isValid).map(foundCode);
        if (found.length > 0) return found;
      }
      return [];
    },
  };
}

const looks: readonly ((grey: Pixels) => Pixels)[] = [
  (grey) => grey,
  (grey) => sharpened(grey, 2, 3),
  (grey) => boxMean(grey, 1),
];

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What a reader guesses to be Big5 or Latin-1 is UTF-8 nearly always. */
function textOf(bytes: Uint8Array, guessed: string): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return guessed;
  }
}

const nothing = () => undefined;

function foundCode({ bytes, text, position }: ReadResult): FoundCode {
  const { topLeft, topRight, bottomRight, bottomLeft } = position;
  return {
    symbology: 'qr',
    // The decoder's memory is its own.
    bytes: Uint8Array.from(bytes),
    text: textOf(bytes, text),
    corners: [topLeft, topRight, bottomRight, bottomLeft],
  };
}
