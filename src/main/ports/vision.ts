import type { Corners, Pixels } from '#contract/pixels.ts';
import type { FoundCode, FoundMrz, FoundPage, MadePage, TextLine } from '#contract/vision.ts';

/** What is worked out of pictures; runs elsewhere. A picture is taken over: its bytes may be gone afterwards. */
export type Vision = {
  /** Pixels of a JPEG, PNG or JPEG 2000. @throws FailureError `image.undecodable` */
  pixels(bytes: Uint8Array): Promise<Pixels>;
  /** Quality of 1 to 100. */
  jpeg(pixels: Pixels, quality: number): Promise<Uint8Array>;
  codes(pixels: Pixels): Promise<readonly FoundCode[]>;
  mrz(pixels: Pixels): Promise<FoundMrz>;
  page(pixels: Pixels): Promise<FoundPage>;
  makePage(page: {
    readonly pixels: Pixels;
    readonly corners: Corners | null;
    /** Quarter turns clockwise. */
    readonly turns: number;
    readonly mostBytes: number;
  }): Promise<MadePage>;
  close(): Promise<void>;
};

/** Reads printed text; runs elsewhere. */
export type PrintReader = {
  /** `mrz` is the second opinion on a machine readable zone. @throws FailureError `ocr.dataWrong` */
  read(pixels: Pixels, language: 'vie' | 'mrz'): Promise<readonly TextLine[]>;
  close(): Promise<void>;
};
