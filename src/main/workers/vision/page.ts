import type { Pixels } from '#contract/pixels.ts';
import type { FoundPage, MadePage } from '#contract/vision.ts';
import { findPage as find } from '#domain/page/find-page.ts';
import { type EncodeJpeg, makePage as make, type PageWanted } from '#domain/page/make-page.ts';

/** `page.find` of the vision worker: one sheet or card in a frame. */
export function findPage(pixels: Pixels): FoundPage {
  return find(pixels);
}

/**
 * `page.make` of the vision worker: a page cut out, made straight and written by the codec given.
 * @throws FailureError `page.corners`, `page.overCap`
 */
export function makePage(wanted: PageWanted, encodeJpeg: EncodeJpeg): Promise<MadePage> {
  return make(wanted, encodeJpeg);
}
