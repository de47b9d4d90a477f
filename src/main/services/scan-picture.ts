import { FailureError, failure } from '#contract/failures.ts';
import { type RecognisedScan, recogniseBytes, recogniseMrz } from '#domain/scan/recognise-scan.ts';
import type { Vision } from '#ports/vision.ts';

/** What a picture can be of use as: a code or a zone that says something. */
export type UsefulScan = Exclude<RecognisedScan, { readonly is: 'garbled' | 'somethingElse' }>;

/**
 * Finds the code of a card in a picture file, else its machine readable zone, else the code of an insurance card; of many codes
 * the card's is taken.
 * @throws FailureError `image.undecodable`, `qr.notFound`, `qr.garbled`, `qr.notACard`
 */
export async function scanInPicture(
  vision: Pick<Vision, 'pixels' | 'codes' | 'mrz'>,
  bytes: Uint8Array,
): Promise<UsefulScan> {
  const pixels = await vision.pixels(bytes);
  // A picture is taken over by whoever looks at it.
  const codes = await vision.codes({ ...pixels, bytes: Uint8Array.from(pixels.bytes) });
  const found = codes.map((code) => recogniseBytes(code.bytes));
  const card = found.find(({ is }) => is === 'card2021' || is === 'card2024');
  if (card !== undefined) return usefulScan(card);
  const { read, lines } = await vision.mrz(pixels);
  const zone = read ? recogniseMrz(lines) : null;
  const best = [zone, ...found].find((scan) => scan?.is === 'mrz' || scan?.is === 'insurance');
  return usefulScan(best ?? found.find(({ is }) => is === 'garbled') ?? found[0] ?? null);
}

/** @throws FailureError `qr.notFound`, `qr.garbled`, `qr.notACard` for what is of no use */
export function usefulScan(scan: RecognisedScan | null): UsefulScan {
  if (scan === null) throw new FailureError(failure('qr.notFound'));
  if (scan.is === 'garbled') throw new FailureError(failure('qr.garbled'));
  if (scan.is === 'somethingElse') throw new FailureError(failure('qr.notACard'));
  return scan;
}
