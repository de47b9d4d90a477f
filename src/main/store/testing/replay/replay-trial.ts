import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KillTrial } from '../kills/kill-trial.ts';
import { type CrashState, crashStates } from './crash-states.ts';
import { record } from './record.ts';
import { type Files, filesFound, followRecording, losable, type RecordedDisk } from './recorded-disk.ts';

/** What a replay came to. */
export type ReplayFigures = {
  readonly name: string;
  /** Writes, changes of size and of names that were recorded, and flushes among them. */
  readonly changes: number;
  readonly flushes: number;
  /** Moments looked at, of how many there are. */
  readonly moments: number;
  readonly ofMoments: number;
  readonly states: number;
  /** How many states there were of each sort. */
  readonly sorts: Readonly<Record<string, number>>;
};

export type Replaying = {
  /** Empty; the trial's folder is made in it. */
  readonly folder: string;
  /** The compiled recorder. */
  readonly library: string;
  /** So many moments, spread over the run at random; null for every one. */
  readonly moments: number | null;
  readonly random: () => number;
  readonly onState?: (states: number) => void;
};

const child = fileURLToPath(new URL('../kills/trial-child.ts', import.meta.url));

/**
 * Runs a trial to its end, writing down what it does to its files, then puts together what power cuts may leave of that and inspects
 * each: whatever was said before the cut has to be there.
 * @throws Error of the first inspection that fails
 */
export async function replayTrial(trial: KillTrial, replaying: Replaying): Promise<ReplayFigures> {
  const { folder, library, random, onState } = replaying;
  // What is found is laid out where it was: paths that were said go on meaning what they did.
  const root = join(folder, 'profile');
  mkdirSync(root);
  await trial.prepare(root);
  trial.before(root);
  const before = filesIn(root);
  const disk = followRecording(
    before,
    await record([child, trial.name, root], { library, root, log: join(folder, 'log') }),
  );
  const moments = momentsOf(disk, replaying);
  const sorts: Record<string, number> = {};
  let states = 0;
  for (const moment of moments)
    for (const state of crashStates(disk, moment, random)) {
      await inspectState(trial, root, { disk, state });
      sorts[state.what] = (sorts[state.what] ?? 0) + 1;
      states++;
      onState?.(states);
    }
  const flushes = disk.steps.filter(({ is }) => is === 'flushed' || is === 'folderFlushed').length;
  const counted = {
    changes: disk.changes.length,
    flushes,
    moments: moments.length,
    ofMoments: allMoments(disk).length,
  };
  return { name: trial.name, ...counted, states, sorts };
}

type Found = { readonly disk: RecordedDisk; readonly state: CrashState };

async function inspectState(trial: KillTrial, folder: string, { disk, state }: Found): Promise<void> {
  layOut(folder, filesFound(disk, state.moment, state));
  const said = saidBefore(disk, state.moment);
  try {
    await trial.inspect(folder, said);
  } catch (cause) {
    const unflushed = losable(disk, state.moment).length;
    const when = `before step ${state.moment} of ${disk.steps.length}, after ${JSON.stringify(said.at(-1) ?? null)}`;
    throw new Error(`${trial.name}, ${when}: of ${unflushed} unflushed changes ${state.what} arrived`, { cause });
  }
}

/** Moments at which something else may be found than at the one before, or something more was said. */
function allMoments({ steps }: RecordedDisk): readonly number[] {
  return Array.from({ length: steps.length + 1 }, (_, at) => at).filter(
    (at) => at === 0 || steps[at - 1]?.is !== 'opened',
  );
}

/** Half of those that are chosen come right after something was said: a promise that was given too early shows there. */
function momentsOf(disk: RecordedDisk, { moments, random }: Replaying): readonly number[] {
  const all = allMoments(disk);
  if (moments === null || moments >= all.length) return all;
  const afterWords = all.filter((at) => disk.steps[at - 1]?.is === 'said');
  const pick = (list: readonly number[]) => list[Math.floor(random() * list.length)] ?? 0;
  return Array.from({ length: moments }, (_, n) => pick(n % 2 === 0 && afterWords.length > 0 ? afterWords : all));
}

function saidBefore({ steps }: RecordedDisk, moment: number): readonly string[] {
  return steps
    .slice(0, moment)
    .flatMap((step) => (step.is === 'said' ? step.text.split('\n') : []))
    .filter((line) => line !== '' && !line.startsWith('at '));
}

function filesIn(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [path.slice(folder.length + 1), new Uint8Array(readFileSync(path))]));
}

function layOut(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}
