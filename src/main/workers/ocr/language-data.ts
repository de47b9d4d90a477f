import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FailureError, failure } from '#contract/failures.ts';

/**
 * Recognition data by SHA-256: exactly these were measured. They are tessdata 4.0.0, both engines in one file, as the npm
 * packages `@tesseract.js-data/eng` and `/vie` 1.0.0 carry them.
 */
export const languages = {
  eng: { file: 'eng.traineddata.gz', sha256: 'ed350f3752f81ee8f38769edc14d92d997dababe23b565c59879372cc46a2468' },
  vie: { file: 'vie.traineddata.gz', sha256: 'a2732b8e9f701e727dc7ad131581dad23b99c116465d2b5748416de26bde4c5e' },
} as const;
export type OcrLanguage = keyof typeof languages;

/** Where the data of a language stand in this installation; the folder alone, nothing is read. */
export function languageFolder(language: OcrLanguage): string {
  try {
    const require = createRequire(import.meta.url);
    return outsideArchive(join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0'));
  } catch (error) {
    throw new FailureError(failure('ocr.dataWrong', { file: languages[language].file }), error);
  }
}

/** Where an installed program keeps what cannot be used from inside its archive; elsewhere the path as it is. */
export function outsideArchive(path: string): string {
  const outside = path.replace(/\bapp\.asar(?=[\\/])/, 'app.asar.unpacked');
  return outside !== path && existsSync(outside) ? outside : path;
}

/** Makes sure that a folder holds the data we know. @throws FailureError `ocr.dataWrong` when they are missing or others */
export function checkLanguage(language: OcrLanguage, folder: string): void {
  const { file, sha256 } = languages[language];
  let found: string;
  try {
    found = createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  } catch (error) {
    throw new FailureError(failure('ocr.dataWrong', { file }), error);
  }
  if (found !== sha256) throw new FailureError(failure('ocr.dataWrong', { file }));
}
