import type { Corners, Pixels } from '#contract/pixels.ts';
import type { TextLine } from '#contract/vision.ts';
import { boxMeans, greysOf, shrunk } from '#domain/ocr-b/greys.ts';
import { straightZone } from '#domain/ocr-b/straight-zone.ts';
import { makeTemplates, type Templates } from '#domain/ocr-b/templates.ts';
import type { OcrEngine } from './engine.ts';

let templates: Templates | null = null;

/** The second opinion on a machine readable zone: found and made straight by our own reader, read by the other one. */
export async function readZone(engine: OcrEngine, pixels: Pixels): Promise<readonly TextLine[]> {
  templates ??= makeTemplates();
  const zone = straightZone(pixels, templates);
  if (zone === null) return [];
  const lines = await engine.read(zone.pixels);
  return lines.map(({ text, confidence, box }) => {
    const at = Math.min(zone.lineCount - 1, Math.floor((box.y + box.height / 2) / zone.lineHeight));
    return { text: text.replace(/[^0-9A-Z<]/g, ''), confidence, box: boxOfLine(zone.corners, at, zone.lineCount) };
  });
}

/** The upright box around one of the lines between four corners. */
function boxOfLine([a, b, c, d]: Corners, line: number, lineCount: number): TextLine['box'] {
  const along = (from: { x: number; y: number }, to: { x: number; y: number }, share: number) => {
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };
  const shares = [line / lineCount, (line + 1) / lineCount] as const;
  const corners = shares.flatMap((share) => [along(a, d, share), along(b, c, share)]);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** More than this is made smaller: the engine's time grows with the pixels. */
const mostPixels = 4_000_000;

/** Printed Vietnamese anywhere on a picture, from the top; light and guilloche are evened out first. */
export async function readPrint(engine: OcrEngine, pixels: Pixels): Promise<readonly TextLine[]> {
  const factor = Math.ceil(Math.sqrt((pixels.width * pixels.height) / mostPixels));
  const greys = shrunk(greysOf(pixels), factor);
  const { width, height } = greys;
  const paper = boxMeans(greys.values, width, height, 24);
  const bytes = greys.values.map((value, at) => {
    const light = Math.max(1, paper[at] as number);
    return Math.min(255, (value / light) * 215);
  });
  const lines = await engine.read({ width, height, channels: 1, bytes });
  const enlarged = lines.map(({ box, ...line }) => {
    const sizes = { width: box.width * factor, height: box.height * factor };
    return { ...line, box: { x: box.x * factor, y: box.y * factor, ...sizes } };
  });
  return enlarged.sort((one, other) => one.box.y - other.box.y);
}
