import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { killAgain } from './kill-again.ts';
import type { KillTrial } from './kill-trial.ts';
import { hastyTrial, splitTrial } from './negative-controls.ts';

/** A sound desk outlives thousands; each of these is found out after a few. */
const most = 60;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-controls-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const foundOut = async (trial: KillTrial): Promise<string> => {
  try {
    await killAgain(trial, { folder, kills: most, random: Math.random });
    return 'nothing';
  } catch (error) {
    return String(error instanceof Error && error.cause);
  }
};

it('kills find out a desk that queues a dossier in two transactions', { timeout: 240_000 }, async () => {
  expect(await foundOut(splitTrial)).toContain('a dossier without its packet');
});

it('kills find out a desk that answers before it has saved', { timeout: 240_000 }, async () => {
  expect(await foundOut(hastyTrial)).toMatch(/is gone|dossier\.unknown/);
});
