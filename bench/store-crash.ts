// `npm run bench -- store-crash [kills] [kind …]`: kills an import, a migration, a backup, a restore, a change of the key, a saving of captures,
// an officer who takes dossiers in (`draft`) and a desk that completes and acknowledges them (`dossier`), each so many times at random
// moments spread over all of it, and a desk that does everything in turn; looks after each kill that nothing acknowledged is lost
// and no file is damaged. Ends with an error at the first thing that is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crashAgainAndAgain, prepareCrashProfile } from '#store/testing/crash-harness.ts';
import { killAgain } from '#store/testing/kills/kill-again.ts';
import { killTrials } from '#store/testing/kills/trials.ts';

const kills = Number(process.argv[2] ?? 500);
const wanted = process.argv.slice(3);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
const say = (line: string) => process.stdout.write(`${line}\n`);
const sayCounts = (counts: Readonly<Record<string, number>>) => {
  for (const [what, count] of Object.entries(counts).sort(([, a], [, b]) => b - a))
    say(`  ${String(count).padStart(5)}  ${what}`);
};

/** Now and then a word on the error output: hundreds of kills take minutes. */
const noteKill = (name: string) => (killed: number) => {
  if (killed % 50 === 0) process.stderr.write(`${name}: ${killed} kills\n`);
};

async function inFolder<T>(
  work: (folder: string) => Promise<T>,
): Promise<{ readonly result: T; readonly seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-crash-'));
  const began = performance.now();
  const result = await work(folder);
  // Kept when the work throws: what the kill left is what one wants to look at.
  rmSync(folder, { recursive: true, force: true });
  return { result, seconds: Math.round((performance.now() - began) / 1000) };
}

for (const trial of killTrials.filter(({ name }) => isWanted(name))) {
  const { result, seconds } = await inFolder((folder) =>
    killAgain(trial, { folder, kills, random: Math.random, onKill: noteKill(trial.name) }),
  );
  say(
    `${trial.name}: ${result.kills} kills within ${Math.round(result.usualMs)} ms of work, in ${seconds} s; nothing acknowledged lost, no file damaged; left:`,
  );
  sayCounts(result.left);
}
if (isWanted('everything')) {
  const { result, seconds } = await inFolder(async (folder) => {
    await prepareCrashProfile(folder);
    return await crashAgainAndAgain(folder, kills, Math.random);
  });
  say(
    `everything in turn: ${kills} kills in ${seconds} s, ${result.acknowledged} entries acknowledged, none lost; killed during:`,
  );
  sayCounts(result.hit);
}
