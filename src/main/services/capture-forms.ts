import type { PaperCode, Signature } from '#contract/capture.ts';
import type { MadePage } from '#contract/vision.ts';
import { dpiOf, paperOf } from '#domain/documents/papers.ts';
import { pdfOfPages } from '#domain/documents/pdf-a.ts';
import { signatureSvg } from '#domain/signature/draw.ts';
import { strokesJson } from '#domain/signature/tidy.ts';
import type { SignatureDrawing } from '#ports/imaging.ts';
import type { MadePart } from './capture-records.ts';

/** What a file of pages says of itself: nothing of the person. */
export type Binding = { readonly paper: PaperCode; readonly id: string; readonly at: Date };

/** Pages put together to one file. */
export function bindPages(pages: readonly MadePage[], { paper: code, id, at }: Binding): Uint8Array {
  const paper = paperOf(code);
  const sized = pages.map(({ jpeg, width, height }) => ({ jpeg, width, height, dpi: dpiOf(paper, { width, height }) }));
  return pdfOfPages({ pages: sized, title: paper.name.vi, id, at: at.toISOString() });
}

/** Width of a signature's picture, in pixels: 300 dots per inch of a line of 85 mm. */
const pngWidth = 1000;

/** A tidy signature in all its forms: lines for a form, a picture for a file, and how it was written. */
export async function formsOfSignature(
  signature: Signature,
  { signaturePng }: SignatureDrawing,
): Promise<readonly MadePart[]> {
  const svg = new TextEncoder().encode(signatureSvg(signature));
  return [
    { name: 'signature.svg', mime: 'image/svg+xml', bytes: svg },
    { name: 'signature.png', mime: 'image/png', bytes: await signaturePng(signature, pngWidth) },
    { name: 'strokes.json', mime: 'application/json', bytes: strokesJson(signature) },
  ];
}
