import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { killAgain } from './kill-again.ts';
import { killTrials } from './trials.ts';

/** As many as the quick suite has time for; `npm run bench -- store-crash` does hundreds of each. */
const kills = 10;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-kills-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each(killTrials)('$name outlives a kill at any moment', { timeout: 240_000 }, async (trial) => {
  const figures = await killAgain(trial, { folder, kills, random: Math.random });
  expect(figures.kills).toBe(kills);
  expect(Object.values(figures.left).reduce((sum, count) => sum + count, 0)).toBe(kills);
});
