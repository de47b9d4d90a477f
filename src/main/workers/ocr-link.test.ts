import { existsSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { repairedLines } from '#domain/ocr-b/repair.ts';
import { blank } from '#fixtures/make/degrade.ts';
import { mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { linkPrintReader } from './ocr-link.ts';
import { startThread } from './thread-port.ts';

const reader = linkPrintReader(() => startThread('ocr'));
afterAll(() => reader.close());

it('gives a second opinion on a zone, with the place of each line', { timeout: 30_000 }, async () => {
  const { pixels, lines } = mrzPicture(mrzTiers.clean, { seed: 1, place: 1 });
  const read = await reader.read(pixels, 'mrz');
  expect(repairedLines(read.map(({ text }) => text))).toEqual(lines);
  const tops = read.map(({ box }) => box.y);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  for (const { box } of read) expect(box.width).toBeGreaterThan(0.7 * pixels.width);
});

it('sees nothing where there is nothing, and writes nothing beside the program', { timeout: 30_000 }, async () => {
  const empty = blank({ width: 200, height: 120 }, 3, 230);
  expect(await reader.read(empty, 'mrz')).toEqual([]);
  expect(await reader.read(empty, 'vie')).toEqual([]);
  for (const file of ['eng.traineddata', 'vie.traineddata']) expect(existsSync(file)).toBe(false);
});
