// `npm run bench -- crash-state [moments|all] [kind …]`: records every write, flush and change of a name of a desk that works, puts together
// what a power cut at each moment may leave (every prefix of the writes, and what may be missing of it because it was never flushed),
// opens that as a desk does and looks that nothing acknowledged is lost. Ends with an error at the first thing that is, and when a
// desk that does not wait for its disk is not found out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longDossierTrial } from '#store/testing/kills/dossier-trial.ts';
import type { KillTrial } from '#store/testing/kills/kill-trial.ts';
import { hastyTrial, splitTrial, unsyncedTrial } from '#store/testing/kills/negative-controls.ts';
import { killTrials } from '#store/testing/kills/trials.ts';
import { compileRecorder } from '#store/testing/replay/record.ts';
import { type ReplayFigures, replayTrial } from '#store/testing/replay/replay-trial.ts';

const [wantedMoments = '150', ...wanted] = process.argv.slice(2);
const moments = wantedMoments === 'all' ? null : Number(wantedMoments);
const say = (line: string) => process.stdout.write(`${line}\n`);

// The population cache promises less (it can be imported again), and its import is for kills alone.
const trials = [...killTrials, longDossierTrial].filter(({ name }) => name !== 'import');
const controls = [unsyncedTrial, splitTrial, hastyTrial];

const compiled = mkdtempSync(join(tmpdir(), 'truc-ban-recorder-'));
const library = compileRecorder(compiled);
if (library === null) throw new Error('the recorder needs Linux and a C compiler (npm run setup)');

async function replay(trial: KillTrial, most: number | null, library: string): Promise<ReplayFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-replay-'));
  const onState = (states: number) => {
    if (states % 500 === 0) process.stderr.write(`${trial.name}: ${states} states\n`);
  };
  try {
    return await replayTrial(trial, { folder, library, moments: most, random: Math.random, onState });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  for (const trial of trials.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const began = performance.now();
    const { changes, flushes, moments: seen, ofMoments, states, sorts } = await replay(trial, moments, library);
    const seconds = Math.round((performance.now() - began) / 1000);
    say(
      `${trial.name}: ${changes} writes and ${flushes} flushes; ${states} states of ${seen} moments (of ${ofMoments}), in ${seconds} s; nothing acknowledged lost; of the unflushed there was:`,
    );
    for (const [what, count] of Object.entries(sorts)) say(`  ${String(count).padStart(5)}  ${what}`);
  }
  for (const control of controls) {
    const found = await replay(control, 200, library).catch((error: Error) => error);
    if (!(found instanceof Error)) throw new Error(`${control.name} was not found out`);
    const cause = found.cause instanceof Error ? found.cause.message : '';
    say(`${control.name}: found out, as it must be: ${found.message}: ${cause}`);
  }
} finally {
  rmSync(compiled, { recursive: true, force: true });
}
