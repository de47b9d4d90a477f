import { expect, it } from 'vitest';
import { foundMrzSchema } from '#contract/vision.ts';
import { mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { findMrz } from './mrz.ts';

it('what is found can cross to the host', () => {
  const { pixels, lines } = mrzPicture(mrzTiers.mid, { seed: 3, place: 1 });
  const found = findMrz(pixels);
  expect(foundMrzSchema.parse(found)).toEqual(found);
  expect(found.lines).toEqual(lines);
  const nothing = findMrz({ width: 2, height: 2, channels: 3, bytes: new Uint8Array(12) });
  expect(foundMrzSchema.parse(nothing)).toEqual(nothing);
});
