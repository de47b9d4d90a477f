import type { FailureCode } from '../failures.ts';
import type { FailureWords } from './words.ts';

type PageCode = Extract<FailureCode, `page.${string}` | `signature.${string}`>;

const kilobytes = (bytes: string | number | undefined) =>
  bytes === undefined ? '' : ` of ${Math.floor(Number(bytes) / 1000)} kB`;

/** What may go wrong with photographed papers and with signatures, in English. */
export const enPageFailures: Readonly<Record<PageCode, FailureWords>> = {
  'page.corners': {
    text: () => 'The four corners of the paper do not make a usable shape.',
    remedy: 'Take the picture again with all four corners in it, or move the corners onto the edges of the paper.',
  },
  'page.overCap': {
    text: ({ mostBytes }) => `This page cannot be made to fit the limit${kilobytes(mostBytes)} and stay legible.`,
    remedy:
      'Take it again on a plain, well lit table; if that does not help, have the administrator raise the limit for a page.',
  },
  'page.notJpeg': {
    text: ({ page }) =>
      page === undefined
        ? 'The picture of a page is no usable JPEG.'
        : `The picture of page ${page} is no usable JPEG.`,
    remedy: 'Remove that page and take it again.',
  },
  'signature.empty': {
    text: () => 'There is no signature yet.',
    remedy: 'Ask the person to sign inside the box; a dot or a short dash is no signature.',
  },
  'signature.malformed': {
    text: () => 'The strokes that arrived are not valid.',
    remedy:
      'Clear the box and ask for the signature again. If it goes on, unplug the signature pad and plug it in again.',
  },
};
