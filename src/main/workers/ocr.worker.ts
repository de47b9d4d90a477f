import { serve } from '#contract/rpc.ts';
import { ocrApi } from '#contract/vision.ts';
import { type OcrEngine, type OcrUse, openEngine } from './ocr/engine.ts';
import { readPrint, readZone } from './ocr/read-text.ts';
import { reportOnStandardError } from './report.ts';
import { starterPort } from './thread-port.ts';

/** Engines are started when first needed, and kept; one that could not start is tried again. */
const engines = new Map<OcrUse, Promise<OcrEngine>>();

function engineFor(use: OcrUse): Promise<OcrEngine> {
  const there = engines.get(use);
  if (there !== undefined) return there;
  const opening = openEngine(use);
  engines.set(use, opening);
  opening.catch(() => engines.delete(use));
  return opening;
}

serve(
  ocrApi,
  starterPort(),
  {
    'text.read': async ({ pixels, language }) => {
      const lines = await (language === 'mrz' ? readZone : readPrint)(await engineFor(language), pixels);
      return [...lines];
    },
  },
  reportOnStandardError,
);
