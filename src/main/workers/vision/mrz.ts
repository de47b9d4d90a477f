import type { Pixels } from '#contract/pixels.ts';
import type { FoundMrz } from '#contract/vision.ts';
import { findMrz as findWith } from '#domain/ocr-b/find-mrz.ts';
import { makeTemplates, type Templates } from '#domain/ocr-b/templates.ts';

let templates: Templates | null = null;

/** Finds and reads the machine readable zone in a picture; the templates are made for the first one. Never throws. */
export function findMrz(pixels: Pixels): FoundMrz {
  templates ??= makeTemplates();
  return findWith(pixels, templates);
}
