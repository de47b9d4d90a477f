import { createRequire } from 'node:module';
import type { Pixels } from '#contract/pixels.ts';
import type { TextLine } from '#contract/vision.ts';
import { encodePng } from '../image/png.ts';
import { checkLanguage, languageFolder, type OcrLanguage, outsideArchive } from './language-data.ts';

/** What of tesseract.js is used. */
type Tesseract = {
  createWorker(
    language: string,
    engine: number,
    options: Readonly<Record<string, unknown>>,
    config: Readonly<Record<string, string>>,
  ): Promise<TesseractWorker>;
};
type TesseractWorker = {
  setParameters(parameters: Readonly<Record<string, string>>): Promise<unknown>;
  recognize(image: Uint8Array, options: object, output: object): Promise<{ readonly data: Page }>;
  terminate(): Promise<unknown>;
};
type Page = {
  readonly blocks: readonly { readonly paragraphs: readonly { readonly lines: readonly Line[] }[] }[] | null;
};
type Line = {
  readonly text: string;
  readonly confidence: number;
  readonly bbox: { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };
};

/** A recogniser with its data and settings. */
export type OcrEngine = { read(pixels: Pixels): Promise<readonly TextLine[]>; close(): Promise<void> };

/** How the two uses are set up. Which engine: measured, see bench/capture/mrz.ts and the note below. */
const uses = {
  /** The old engine: the neural one invents letters in the fillers. One block of text, no dictionaries. */
  mrz: {
    language: 'eng',
    engine: 0,
    config: { load_system_dawg: '0', load_freq_dawg: '0' },
    parameters: { tessedit_pageseg_mode: '6', tessedit_char_whitelist: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<' },
  },
  /** The neural engine: on drawn cards it reads three times as many fields as the old one. Text anywhere on the picture. */
  vie: { language: 'vie', engine: 1, config: {}, parameters: { tessedit_pageseg_mode: '11' } },
} as const satisfies Record<string, { language: OcrLanguage; engine: number; config: object; parameters: object }>;
export type OcrUse = keyof typeof uses;

/**
 * Starts tesseract with data of this installation alone: read from the folder, unpacked in memory, never fetched, never cached.
 * @throws FailureError `ocr.dataWrong`
 */
export async function openEngine(use: OcrUse, folderOf = languageFolder): Promise<OcrEngine> {
  const { language, engine, config, parameters } = uses[use];
  const langPath = folderOf(language);
  checkLanguage(language, langPath);
  const require = createRequire(import.meta.url);
  const tesseract: Tesseract = require('tesseract.js');
  const workerPath = outsideArchive(require.resolve('tesseract.js/src/worker-script/node/index.js'));
  const offline = { workerPath, langPath, gzip: true, cacheMethod: 'none', legacyCore: true, legacyLang: true };
  // Without a handler the package throws what a call rejects with once more, where nobody catches it.
  const worker = await tesseract.createWorker(language, engine, { ...offline, errorHandler: () => undefined }, config);
  await worker.setParameters({ ...parameters, debug_file: '/dev/null' });
  return {
    async read(pixels) {
      const { data } = await worker.recognize(encodePng(pixels), {}, { text: false, blocks: true });
      const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((each) => each.lines));
      return lines.map(lineOf).filter(({ text }) => text !== '');
    },
    close: async () => void (await worker.terminate()),
  };
}

function lineOf({ text, confidence, bbox: { x0, y0, x1, y1 } }: Line): TextLine {
  const box = { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
  return { text: text.normalize('NFC').replace(/\s+/g, ' ').trim(), confidence, box };
}
