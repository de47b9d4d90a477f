import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { PersonRow, Provenance } from '#contract/citizen.ts';
import { readPersonRow } from '#domain/citizen/person-row.ts';
import { createDivisions, type Divisions } from '#domain/citizen/units/divisions.ts';
import { citizens, citizensToday } from '#fixtures/make/citizens.ts';
import { dice } from '#fixtures/make/dice.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import type { FeedChange } from '#store/registry/delta.ts';
import { rememberingDivisions } from '#store/registry/remembering-divisions.ts';

/** The people of a bench: as many as wanted, never all in memory. */
export type Population = {
  readonly count: number;
  readonly communes: number;
  readonly divisions: Divisions;
  /** Everybody, one after the other. */
  rows(): Iterable<PersonRow>;
  /** Writes everybody to a file. */
  write(name: string): Promise<string>;
  /** Writes people who are not among them. */
  writeMore(name: string, amount: number): Promise<string>;
  /** People from all over the file, in no order; known once it was written. */
  sample(): readonly PersonRow[];
};

export const benchNow = () => new Date(`${citizensToday}T06:00:00Z`);
const sampleSize = 100_000;
/** A commune has about this many people. */
const communeSize = 40_000;

export function makePopulation(count: number, folder: string): Population {
  const communes = Math.max(1, Math.round(count / communeSize));
  const tables = fictitiousDivisions(communes);
  const all = (to: number) => citizens({ count: to, seed: 1, defects: 0.05, divisions: tables });
  const step = Math.max(1, Math.floor(count / sampleSize));
  let sampled: PersonRow[] = [];
  return {
    count,
    communes,
    divisions: createDivisions(tables),
    rows: () => all(count),
    async write(name) {
      sampled = [];
      const path = await writeRows(join(folder, name), all(count), (row, at) => {
        if (at % step === 0 && sampled.length < sampleSize) sampled.push(row);
      });
      sampled = shuffled(sampled);
      return path;
    },
    writeMore: (name, amount) => writeRows(join(folder, name), skip(all(count + amount), count)),
    sample: () => sampled,
  };
}

function* skip<T>(all: Iterable<T>, first: number): Generator<T> {
  let at = 0;
  for (const each of all) if (at++ >= first) yield each;
}

async function writeRows(
  path: string,
  rows: Iterable<PersonRow>,
  look: (row: PersonRow, at: number) => void = () => undefined,
): Promise<string> {
  const out = createWriteStream(path);
  let [text, at] = ['', 0];
  for (const row of rows) {
    look(row, at++);
    text += `${JSON.stringify(row)}\n`;
    if (text.length < 1 << 18) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  return path;
}

function shuffled<T>(items: readonly T[]): T[] {
  const luck = dice(11, 5);
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = luck.below(at + 1);
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** What officers type: whole names and parts of them, with and without marks, in order and out of it. */
export function typedNames(people: readonly PersonRow[], amount: number): readonly string[] {
  const unmarked = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[Đđ]/g, 'd').toLowerCase();
  const shapes: readonly ((words: readonly string[]) => string)[] = [
    (words) => words.join(' '),
    (words) => unmarked(words.join(' ')),
    (words) => unmarked(words.slice(0, -1).join(' ')),
    (words) => unmarked(`${words[0]} ${words.at(-1)}`),
    (words) => unmarked(`${words.at(-1)} ${words[0]}`),
    (words) => unmarked(words.join(' ').slice(0, -1)),
    (words) => unmarked(words.at(-1) ?? ''),
    (words) => unmarked(`${words[1]} ${words.at(-1)}`),
  ];
  return people.slice(0, amount).map(({ hoTen }, at) => shapes[at % shapes.length]?.((hoTen ?? '').split(' ')) ?? '');
}

/** Changes as an upstream sends them, of people anywhere in the file, in no order: most changed, some gone. */
export function changesOf(people: readonly PersonRow[], divisions: Divisions): readonly FeedChange[] {
  const at = benchNow().toISOString();
  const provenance: Provenance = { source: 'upstream', at, by: 'bench', act: null, basis: null, reason: null };
  const context = { divisions: rememberingDivisions(divisions), recorded: provenance };
  const made: FeedChange[] = [];
  for (const known of people) {
    const sequence = made.length + 1;
    if (sequence % 50 === 0) made.push({ sequence, kind: 'remove', number: known.soDinhDanh ?? '', provenance });
    else {
      const values =
        sequence % 5 === 0 ? { hoTen: `${known.hoTen} AN` } : { dienThoai: `050${String(sequence).padStart(7, '0')}` };
      const read = readPersonRow({ ...known, ...values }, context);
      if (read.kind === 'citizen') made.push({ sequence, kind: 'upsert', citizen: read.citizen });
    }
  }
  return made;
}
