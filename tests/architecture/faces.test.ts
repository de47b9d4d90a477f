import { describe, expect, it } from 'vitest';
import { deskApi } from '#contract/api.ts';
import { faceApi } from '#contract/face.ts';
import { filesOf, importsOf, targetOf, textOf } from './source-tree.ts';

// A face is compared with one other face, never with many: there is no place in this program where a search could begin.

const product = filesOf('src/**/*.{ts,tsx}').filter(
  (file) => !/\.test\.tsx?$/.test(file) && !file.includes('/testing/'),
);
const targetsOf = (file: string) => importsOf(file).flatMap((found) => targetOf(found) ?? []);
const isOfFaces = (file: string) =>
  /^src\/main\/(domain\/face\/|workers\/face|ports\/face-engine|contract\/face)/.test(file);

/** Files that deal with faces: those of the engine, and whoever imports one of them. */
const aboutFaces = product.filter((file) => isOfFaces(file) || targetsOf(file).some(isOfFaces));

/** Who may put two descriptors side by side, and why. */
const comparers: Readonly<Record<string, string>> = {
  'src/main/services/capture-task-face-match.ts': 'the live face with the portrait of the chip on the desk',
  'src/main/cli/face-commands.ts': 'two picture files that were named',
};

describe('faces', () => {
  it('are looked at in files this test knows', () => {
    expect(aboutFaces.length).toBeGreaterThan(20);
    expect(aboutFaces).toEqual(expect.arrayContaining(Object.keys(comparers)));
  });

  it('are never held as a list, map or set of descriptors', () => {
    const lists =
      /(?:Float32Array(?:<[^>]*>)?|[Dd]escriptor)\[\]|(?:Array|Set|Iterable|Map|Record)<[^;{}()]*(?:Float32Array|Descriptor)|array\(\s*faceDescriptorSchema/;
    expect(aboutFaces.filter((file) => lists.test(textOf(file)))).toEqual([]);
    for (const sample of [
      'readonly Float32Array[]',
      'Map<string, Float32Array>',
      'Array<Descriptor>',
      'z.array(faceDescriptorSchema)',
    ])
      expect(lists.test(sample), sample).toBe(true);
  });

  it('are compared two at a time, by these files alone', () => {
    const users = product.filter(
      (file) => !file.endsWith('domain/face/bands.ts') && /\bcompareFaces\(/.test(textOf(file)),
    );
    expect(users.sort()).toEqual(Object.keys(comparers).sort());
    expect(textOf('src/main/domain/face/bands.ts')).toContain('compareFaces(a: Float32Array, b: Float32Array, ');
  });

  it('are asked about one picture at a time', () => {
    for (const [name, { input }] of Object.entries(faceApi.commands)) {
      const asked = 'shape' in input ? Object.keys(input.shape) : [];
      expect(asked, name).toEqual(name === 'face.warmUp' ? [] : ['pixels']);
    }
  });

  it('have nothing to do with the population cache or what is kept on disk', () => {
    const kept = product.filter((file) =>
      /^src\/main\/(store|domain\/citizen)\/|^src\/main\/services\/registry/.test(file),
    );
    expect(kept.length).toBeGreaterThan(50);
    expect(
      kept.filter((file) => targetsOf(file).some((target) => /domain\/face\/|face-engine|workers\/face/.test(target))),
    ).toEqual([]);
    expect(kept.filter((file) => /faceDescriptor|compareFaces/.test(textOf(file)))).toEqual([]);
  });

  it('never reach the window as numbers: no command of the desk carries a descriptor', () => {
    const carrying = product.filter((file) => textOf(file).includes('faceDescriptorSchema'));
    expect(carrying).toEqual(['src/main/contract/face.ts']);
    expect(Object.keys(deskApi.commands).filter((name) => name.startsWith('face.'))).toEqual([]);
  });
});
