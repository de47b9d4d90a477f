import { appendFileSync, closeSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Faults } from './inspect.ts';

/** What a world came to, as the ledger keeps it: figures alone. */
export type Entry = {
  readonly at: string;
  readonly kills: { readonly desk: number; readonly upstream: number };
  readonly dossiers: number;
  readonly receipts: number;
  readonly seconds: number;
  readonly faults: Readonly<Record<keyof Faults, number>>;
};

/** A kept list of worlds, a line of JSON each; it is added to by every run, and a run that was stopped loses its unfinished worlds alone. */
export type Ledger = {
  readonly file: string;
  add(entry: Entry): void;
  entries(): readonly Entry[];
};

/** Where ledgers are kept unless somebody says otherwise. */
export const usualLedger = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'truc-ban', 'chaos');

export function openLedger(folder: string): Ledger {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'ledger.jsonl');
  return {
    file,
    add(entry) {
      appendFileSync(file, `${JSON.stringify(entry)}\n`);
      const handle = openSync(file, 'r+');
      fsyncSync(handle);
      closeSync(handle);
    },
    entries: () => linesOf(file).flatMap(entryIn),
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A line that a power cut left unfinished counts for nothing. */
function entryIn(line: string): readonly Entry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Entry];
  } catch {
    return [];
  }
}

/** All of it together. */
export function sumOf(entries: readonly Entry[]): Omit<Entry, 'at'> & { readonly all: number } {
  const sum = (of: (entry: Entry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  const kills = { desk: sum((entry) => entry.kills.desk), upstream: sum((entry) => entry.kills.upstream) };
  const faults = {
    lost: sum((entry) => entry.faults.lost),
    doubled: sum((entry) => entry.faults.doubled),
    absent: sum((entry) => entry.faults.absent),
    gaps: sum((entry) => entry.faults.gaps),
    left: sum((entry) => entry.faults.left),
  };
  return {
    ...{ kills, faults, all: kills.desk + kills.upstream },
    ...{
      dossiers: sum((entry) => entry.dossiers),
      receipts: sum((entry) => entry.receipts),
      seconds: sum((entry) => entry.seconds),
    },
  };
}
