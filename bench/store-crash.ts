// `npm run bench -- store-crash [kills]`: kills a desk that writes, migrates, backs up, restores and changes its key, again and
// again at random moments, and looks after each kill that nothing acknowledged is lost and no file is damaged.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashAgainAndAgain, prepareCrashProfile, removeCrashProfile } from '#store/testing/crash-harness.ts';

const kills = Number(process.argv[2] ?? 500);
const folder = mkdtempSync(join(tmpdir(), 'truc-ban-crash-'));
await prepareCrashProfile(folder);
const began = performance.now();
const { hit, acknowledged } = await crashAgainAndAgain(folder, kills, Math.random);
const seconds = Math.round((performance.now() - began) / 1000);
removeCrashProfile(folder);
process.stdout.write(
  `${kills} kills in ${seconds} s, ${acknowledged} entries acknowledged, none lost, no file damaged\n`,
);
for (const [step, count] of Object.entries(hit).sort(([, a], [, b]) => b - a))
  process.stdout.write(`  during ${step.padEnd(10)} ${String(count).padStart(5)}\n`);
