import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KillTrial } from './kill-trial.ts';

/** What kills of one thing came to. */
export type KillFigures = {
  readonly name: string;
  /** Kills between its beginning and its end. */
  readonly kills: number;
  /** Runs that had ended before the kill came. */
  readonly ended: number;
  /** How long it takes when nobody kills it, in ms. */
  readonly usualMs: number;
  /** What the kills left, and how often. */
  readonly left: Readonly<Record<string, number>>;
};

export type Killing = {
  /** Empty; it is left as the last kill left it. */
  readonly folder: string;
  readonly kills: number;
  readonly random: () => number;
  readonly onKill?: (kills: number) => void;
};

const child = fileURLToPath(new URL('./trial-child.ts', import.meta.url));
const rehearsals = 3;
/** So often a run is left alone, to see how long it takes by now. */
const leftAlone = 20;
/** Kills reach a little beyond the usual time, so that slower runs are hit at their end too. */
const beyond = 1.2;

/**
 * Kills a trial at moments spread evenly over all of it, until so many kills have hit it, and inspects after each.
 * @throws Error of the first inspection that fails
 */
export async function killAgain(trial: KillTrial, killing: Killing): Promise<KillFigures> {
  // Compiled once for all runs: starting a child would take longer than all it does.
  const cache = mkdtempSync(join(tmpdir(), 'truc-ban-compiled-'));
  try {
    return await killWith(trial, killing, cache);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

async function killWith(
  trial: KillTrial,
  { folder, kills, random, onKill }: Killing,
  cache: string,
): Promise<KillFigures> {
  await trial.prepare(folder);
  const left: Record<string, number> = {};
  const times: number[] = [];
  let [killed, ended] = [0, 0];
  for (let round = 0; killed < kills; round++) {
    trial.before(folder);
    const alone = times.length < rehearsals || round % leftAlone === 0;
    const killAfter = alone ? null : random() * beyond * usualOf(times);
    const run = await runOnce([trial.name, folder], { cache, killAfter });
    const what = await inspected(trial, folder, { said: run.said, when: `kill ${killed}` });
    if (run.said.includes('end')) {
      times.push(run.ms);
      if (!alone) ended++;
    } else {
      left[what] = (left[what] ?? 0) + 1;
      killed++;
      onKill?.(killed);
    }
  }
  return { name: trial.name, kills: killed, ended, usualMs: usualOf(times), left };
}

/** The middle one of the last few: a machine that does other things too is now faster, now slower. */
function usualOf(times: readonly number[]): number {
  const last = times.slice(-5).sort((a, b) => a - b);
  return last[Math.floor(last.length / 2)] ?? 0;
}

type Seen = { readonly said: readonly string[]; readonly when: string };

async function inspected(trial: KillTrial, folder: string, { said, when }: Seen): Promise<string> {
  try {
    return await trial.inspect(folder, said);
  } catch (cause) {
    throw new Error(`${trial.name}, ${when}: after ${JSON.stringify(said.at(-1))}`, { cause });
  }
}

type Run = { readonly said: readonly string[]; readonly ms: number };

/** Runs the child; kills it so many ms after it said that it begins, or (null) lets it end. */
function runOnce(
  given: readonly string[],
  { cache, killAfter }: { readonly cache: string; readonly killAfter: number | null },
): Promise<Run> {
  const env = { ...process.env, NODE_COMPILE_CACHE: cache };
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, ...given], { stdio: ['ignore', 'pipe', 'inherit'], env });
    let [text, isAimed] = ['', killAfter === null];
    running.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const [began] = momentsIn(text);
      if (isAimed || began === undefined) return;
      isAimed = true;
      killAt(began + (killAfter ?? 0), () => running.kill('SIGKILL'));
    });
    running.on('error', reject);
    running.on('close', (code, signal) => {
      const [began = 0, over = began] = momentsIn(text);
      const said = text.split('\n').filter((line) => line !== '' && !line.startsWith('at '));
      if (code === 0 || signal === 'SIGKILL') resolve({ said, ms: over - began });
      else reject(new Error(`${given[0]} ended with ${code}`));
    });
  });
}

/** When the child began and ended, as far as it has said so. */
function momentsIn(text: string): readonly number[] {
  return [...text.matchAll(/^at ([\d.]+)\n/gm)].map(([, moment]) => Number(moment));
}

const clock = () => performance.timeOrigin + performance.now();

/** Timers keep whole milliseconds; the rest is waited out, so that any moment can be hit. */
function killAt(moment: number, kill: () => void): void {
  setTimeout(
    () => {
      while (clock() < moment);
      kill();
    },
    Math.max(0, Math.floor(moment - clock()) - 1),
  );
}
