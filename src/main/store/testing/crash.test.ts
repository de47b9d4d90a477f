import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { crashAgainAndAgain, prepareCrashProfile, removeCrashProfile } from './crash-harness.ts';

const folder = mkdtempSync(join(tmpdir(), 'truc-ban-crash-'));
afterAll(() => removeCrashProfile(folder));

it('loses nothing it acknowledged in 40 kills, whatever it was doing', { timeout: 180_000 }, async () => {
  await prepareCrashProfile(folder);
  const { kills, hit, acknowledged } = await crashAgainAndAgain(folder, 40, Math.random);
  expect(kills).toBe(40);
  expect(acknowledged).toBeGreaterThan(40);
  expect(Object.keys(hit).length).toBeGreaterThanOrEqual(3);
});
