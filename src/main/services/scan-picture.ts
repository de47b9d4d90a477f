import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import { repairedLines } from '#domain/ocr-b/repair.ts';
import { type RecognisedScan, recogniseBytes, recogniseMrz } from '#domain/scan/recognise-scan.ts';
import type { PrintReader, Vision } from '#ports/vision.ts';

/** What a picture can be of use as: a code or a zone that says something. */
export type UsefulScan = Exclude<RecognisedScan, { readonly is: 'garbled' | 'somethingElse' }>;

/** What looks at pictures of codes and zones. */
export type PictureReaders = {
  readonly vision: Pick<Vision, 'pixels' | 'codes' | 'mrz'>;
  readonly print: Pick<PrintReader, 'read'>;
};

/**
 * Finds the code of a card in a picture file, else its machine readable zone, else the code of an insurance card; of many codes
 * the card's is taken. A zone that is seen and not read is given to the second reader: there is one picture only, and no next
 * frame.
 * @throws FailureError `image.undecodable`, `qr.notFound`, `qr.garbled`, `qr.notACard`
 */
export async function scanInPicture({ vision, print }: PictureReaders, bytes: Uint8Array): Promise<UsefulScan> {
  const pixels = await vision.pixels(bytes);
  const codes = await vision.codes(copyOf(pixels));
  const found = codes.map((code) => recogniseBytes(code.bytes));
  const card = found.find(({ is }) => is === 'card2021' || is === 'card2024');
  if (card !== undefined) return usefulScan(card);
  const lines = await zoneIn({ vision, print }, pixels);
  const zone = lines === null ? null : recogniseMrz(lines);
  const best = [zone, ...found].find((scan) => scan?.is === 'mrz' || scan?.is === 'insurance');
  return usefulScan(best ?? found.find(({ is }) => is === 'garbled') ?? found[0] ?? null);
}

/** The lines of a zone, proved by every check digit; null where there are none. */
async function zoneIn({ vision, print }: PictureReaders, pixels: Pixels): Promise<readonly string[] | null> {
  const { read, lines, corners } = await vision.mrz(copyOf(pixels));
  if (read) return lines;
  if (corners === null) return null;
  return repairedLines((await print.read(pixels, 'mrz')).map(({ text }) => text));
}

/** A picture is taken over by whoever looks at it. */
const copyOf = (pixels: Pixels): Pixels => ({ ...pixels, bytes: Uint8Array.from(pixels.bytes) });

/** @throws FailureError `qr.notFound`, `qr.garbled`, `qr.notACard` for what is of no use */
export function usefulScan(scan: RecognisedScan | null): UsefulScan {
  if (scan === null) throw new FailureError(failure('qr.notFound'));
  if (scan.is === 'garbled') throw new FailureError(failure('qr.garbled'));
  if (scan.is === 'somethingElse') throw new FailureError(failure('qr.notACard'));
  return scan;
}
