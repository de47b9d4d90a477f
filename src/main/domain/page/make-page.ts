import { FailureError, failure } from '#contract/failures.ts';
import type { Corners, Pixels } from '#contract/pixels.ts';
import type { MadePage } from '#contract/vision.ts';
import { cutOut, turnedCorners, wholeCorners } from './cut-out.ts';
import { mostLongSide, type PageSize, pageSize } from './page-shape.ts';
import { skewOf } from './skew.ts';

/** A picture to make a page of: by its corners, or whole (`null`), which is then only made straight. */
export type PageWanted = {
  readonly pixels: Pixels;
  readonly corners: Corners | null;
  /** Quarter turns clockwise. */
  readonly turns: number;
  readonly mostBytes: number;
};

/** Writes a JPEG of a quality of 1 to 100. */
export type EncodeJpeg = (pixels: Pixels, quality: number) => Promise<Uint8Array>;

/** Qualities that are tried, and about how large a file is with each. */
const qualities = [
  { quality: 85, size: 1 },
  { quality: 75, size: 0.64 },
  { quality: 65, size: 0.48 },
  { quality: 55, size: 0.38 },
  { quality: 45, size: 0.3 },
  { quality: 35, size: 0.25 },
] as const;
/** How large a file is with the least of them. */
const leastSize = 0.25;
/** Long side below which print is no longer legible: A4 at about 70 dots per inch. */
const leastLongSide = 800;

/**
 * Cuts a page out, makes it straight and writes it as a JPEG of at most `mostBytes`: first by a lower quality, down to 35, then by
 * a smaller size, as long as it stays legible.
 * @throws FailureError `page.corners` for corners that are none; `page.overCap` when it does not fit
 */
export async function makePage(wanted: PageWanted, encode: EncodeJpeg): Promise<MadePage> {
  const { pixels, mostBytes } = wanted;
  const corners = cornersOf(wanted);
  const full = wanted.corners === null ? wholeSize(wanted) : pageSize(corners, pixels);
  const least = Math.min(leastLongSide, Math.max(full.width, full.height));
  for (let scale = 1; ; ) {
    const size = {
      width: Math.max(1, Math.round(full.width * scale)),
      height: Math.max(1, Math.round(full.height * scale)),
    };
    if (Math.max(size.width, size.height) < least) throw new FailureError(failure('page.overCap', { mostBytes }));
    const tried = await fitted(cutOut(pixels, corners, size), mostBytes, encode);
    if (tried.page !== null) return tried.page;
    scale *= Math.min(0.9, Math.max(0.3, Math.sqrt(mostBytes / tried.least) * 0.95));
  }
}

function cornersOf({ pixels, corners, turns }: PageWanted): Corners {
  const plain = corners ?? wholeCorners(pixels, (skewOf(pixels) * Math.PI) / 180);
  // A whole picture is itself, whatever its size; only corners that were found or drawn can be wrong.
  if (corners === null) return plain.map((_, index) => plain[(index + 4 - (turns & 3)) % 4]) as unknown as Corners;
  return turnedCorners(plain, turns, pixels);
}

/** A whole picture keeps its size, as far as a page may be large. */
function wholeSize({ pixels: { width, height }, turns }: PageWanted): PageSize {
  const scale = Math.min(1, mostLongSide / Math.max(width, height));
  const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
  return turns % 2 === 0 ? { width: w, height: h } : { width: h, height: w };
}

type Tried = { readonly page: MadePage | null; readonly least: number };

/** The best quality that fits; or the length at the least one, as far as it was tried. */
async function fitted(page: PageSize & Pixels, mostBytes: number, encode: EncodeJpeg): Promise<Tried> {
  let least = Number.POSITIVE_INFINITY;
  for (let at = 0; at < qualities.length; ) {
    const { quality, size } = qualities[at] as (typeof qualities)[number];
    const jpeg = await encode(page, quality);
    if (jpeg.length <= mostBytes)
      return { page: { jpeg: Uint8Array.from(jpeg), width: page.width, height: page.height, quality }, least };
    least = (jpeg.length * leastSize) / size;
    const fits = qualities.findIndex((each) => (jpeg.length * each.size) / size <= mostBytes);
    // Sizes are estimates: where none seems to fit but the least nearly does, it is tried.
    if (fits < 0 && least > 1.3 * mostBytes) break;
    at = Math.max(at + 1, fits < 0 ? qualities.length - 1 : fits);
  }
  return { page: null, least };
}
