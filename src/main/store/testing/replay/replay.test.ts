import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { dossierTrial } from '../kills/dossier-trial.ts';
import { draftTrial } from '../kills/draft-trial.ts';
import type { KillTrial } from '../kills/kill-trial.ts';
import { unsyncedTrial } from '../kills/negative-controls.ts';
import { compileRecorder } from './record.ts';
import { replayTrial } from './replay-trial.ts';

const all = mkdtempSync(join(tmpdir(), 'truc-ban-replay-'));
const library = compileRecorder(all);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(all, 'trial-'));
});
afterAll(() => rmSync(all, { recursive: true, force: true }));

const replay = (trial: KillTrial, moments: number) =>
  replayTrial(trial, { folder, library: library ?? '', moments, random: Math.random });

// The recorder is a library that Linux loads before the program, compiled here: with the compiler that the set-up installs.
describe.skipIf(library === null)('a power cut (needs Linux and a C compiler)', () => {
  it.each([
    { trial: dossierTrial, moments: 8 },
    { trial: draftTrial, moments: 8 },
  ])('takes nothing that was acknowledged: $trial.name', async ({ trial, moments }) => {
    const figures = await replay(trial, moments);
    expect(figures.flushes).toBeGreaterThan(20);
    expect(figures.changes).toBeGreaterThan(200);
    expect(figures.states).toBeGreaterThan(2 * moments);
  });

  it('finds out a desk that does not wait for its disk (synchronous = OFF), which outlives every kill', async () => {
    const found = await replay(unsyncedTrial, 20).catch((error: Error) => error);
    expect(String(found)).toContain('dossier-unsynced, before step');
    expect(String(found instanceof Error && found.cause)).toMatch(/is gone|dossier\.unknown/);
  });
});
