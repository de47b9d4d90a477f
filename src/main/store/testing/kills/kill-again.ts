import { spawn } from 'node:child_process';
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
};

const child = fileURLToPath(new URL('./trial-child.ts', import.meta.url));
const rehearsals = 3;

/**
 * Kills a trial at moments spread evenly over all of it, until so many kills have hit it, and inspects after each.
 * @throws Error of the first inspection that fails
 */
export async function killAgain(trial: KillTrial, { folder, kills, random }: Killing): Promise<KillFigures> {
  await trial.prepare(folder);
  const left: Record<string, number> = {};
  const times: number[] = [];
  let [killed, ended] = [0, 0];
  while (killed < kills) {
    trial.before(folder);
    const rehearsing = times.length < rehearsals;
    const run = await runOnce(trial.name, folder, rehearsing ? null : random() * Math.max(...times));
    const what = await inspected(trial, folder, { said: run.said, when: `kill ${killed}` });
    if (rehearsing) times.push(run.ms);
    else if (run.said.includes('end')) ended++;
    else {
      killed++;
      left[what] = (left[what] ?? 0) + 1;
    }
  }
  return { name: trial.name, kills: killed, ended, usualMs: Math.max(...times), left };
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
function runOnce(name: string, folder: string, killAfter: number | null): Promise<Run> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, name, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let [text, began, over] = ['', 0, 0];
    running.stdout.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (began === 0) {
        began = performance.now();
        if (killAfter !== null) killAt(began + killAfter, () => running.kill('SIGKILL'));
      }
      if (over === 0 && /^end$/m.test(text)) over = performance.now();
    });
    running.on('error', reject);
    running.on('close', (code, signal) => {
      const said = text.split('\n').slice(0, -1);
      if (code === 0 || signal === 'SIGKILL') resolve({ said, ms: over - began });
      else reject(new Error(`${name} ended with ${code}`));
    });
  });
}

/** Timers keep whole milliseconds; the rest is waited out, so that any moment can be hit. */
function killAt(moment: number, kill: () => void): void {
  setTimeout(
    () => {
      while (performance.now() < moment);
      kill();
    },
    Math.max(0, Math.floor(moment - performance.now()) - 1),
  );
}
