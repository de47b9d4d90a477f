import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { openEngine } from './engine.ts';
import { checkLanguage, languageFolder, languages, type OcrLanguage, outsideArchive } from './language-data.ts';

const folder = mkdtempSync(join(tmpdir(), 'truc-ban-ocr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wrong = (file: string) => ({ failure: failure('ocr.dataWrong', { file }) });

describe('recognition data', () => {
  it.each(Object.keys(languages) as OcrLanguage[])(
    'of this installation are those that were measured: %s',
    (language) => {
      expect(() => checkLanguage(language, languageFolder(language))).not.toThrow();
    },
  );

  it('are refused when they are missing or others, before an engine is started with them', async () => {
    const { file } = languages.eng;
    expect(() => checkLanguage('eng', folder)).toThrowError(expect.objectContaining(wrong(file)));
    writeFileSync(join(folder, file), 'a model somebody put here');
    expect(() => checkLanguage('eng', folder)).toThrowError(expect.objectContaining(wrong(file)));
    await expect(openEngine('mrz', () => folder)).rejects.toMatchObject(wrong(file));
  });

  it('of an installed program are those beside its archive, where they are', () => {
    const inside = join(folder, 'app.asar', 'node_modules', 'some-package');
    expect(outsideArchive(inside)).toBe(inside);
    const outside = join(folder, 'app.asar.unpacked', 'node_modules', 'some-package');
    mkdirSync(outside, { recursive: true });
    expect(outsideArchive(inside)).toBe(outside);
    expect(outsideArchive(folder)).toBe(folder);
  });
});
