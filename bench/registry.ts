// `npm run bench -- registry [--citizens 8000000] [--delta 100000] [--keep]`: the population cache with generated people, encrypted,
// against the same code on an unencrypted file in the same run, and against PostgreSQL with pg_trgm where that is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PersonRow, Provenance } from '#contract/citizen.ts';
import { readPersonRow } from '#domain/citizen/person-row.ts';
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { citizens, citizensToday } from '#fixtures/make/citizens.ts';
import { dice } from '#fixtures/make/dice.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { openReadDb, openWriteDb, type ReadDb, type WriteDb } from '#store/database/database.ts';
import { migrate } from '#store/migrations/migrate.ts';
import { migrationsOf } from '#store/migrations/migrations.ts';
import { applyDelta, type FeedChange } from '#store/registry/delta.ts';
import { createDictionary } from '#store/registry/dictionary.ts';
import { importFile } from '#store/registry/import-file.ts';
import { checkQuality } from '#store/registry/quality-check.ts';
import { qualityIndicators } from '#store/registry/quality-figures.ts';
import { citizenByNumber } from '#store/registry/read-citizen.ts';
import { rememberingDivisions } from '#store/registry/remembering-divisions.ts';
import { rollPage } from '#store/registry/roll.ts';
import { search } from '#store/registry/search.ts';
import { benchKey } from './registry/key.ts';
import { openPlain, openPlainReader } from './registry/plain-db.ts';
import { measurePostgres, postgresPrograms } from './registry/postgres.ts';
import { inTurns, ms, percentile, ratio, row, type Samples } from './registry/samples.ts';

const option = (name: string, fallback: number) =>
  Number(process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length] ?? fallback);
const count = option('citizens', 200_000);
const deltaSize = Math.min(option('delta', 100_000), count);
/** A commune has about this many people. */
const communes = Math.max(1, Math.round(count / 40_000));
const divisions = createDivisions(fictitiousDivisions(communes));
const folder = mkdtempSync(join(tmpdir(), 'truc-ban-bench-'));
const files = { encrypted: join(folder, 'registry.db'), plain: join(folder, 'plain.db') };
const now = () => new Date(`${citizensToday}T06:00:00Z`);
const generated = (seed: number, from = 0, to = count) =>
  skip(citizens({ count: to, seed, defects: 0.05, divisions: divisions.tables }), from);

function* skip<T>(all: Iterable<T>, first: number): Generator<T> {
  let at = 0;
  for (const each of all) if (at++ >= first) yield each;
}

async function writeRows(name: string, rows: Iterable<PersonRow>): Promise<string> {
  const path = join(folder, name);
  const out = createWriteStream(path);
  let text = '';
  for (const each of rows) {
    text += `${JSON.stringify(each)}\n`;
    if (text.length < 1 << 18) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  return path;
}

async function fill(db: WriteDb, path: string): Promise<number> {
  migrate(db, migrationsOf('registry'), now());
  const began = performance.now();
  await importFile(db, { path, format: 'ndjson', divisions, by: 'bench', now });
  const seconds = (performance.now() - began) / 1000;
  db.pragma('wal_checkpoint(TRUNCATE)');
  return seconds;
}

const luck = dice(11, 5);
const someone = Array.from(skip(citizens({ count: Math.min(count, 50_000) }), 0));
const person = () => someone[luck.below(someone.length)];

/** What officers type: whole names and parts of them, with and without marks, in order and out of it. */
function typedNames(amount: number): readonly string[] {
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
  return Array.from(
    { length: amount },
    (_, at) => shapes[at % shapes.length]?.((person()?.hoTen ?? '').split(' ')) ?? '',
  );
}

function show(what: string, [encrypted = [], plain = []]: readonly Samples[], points: readonly [number, number]): void {
  for (const point of points) {
    const [one, other] = [percentile(encrypted, point), percentile(plain, point)];
    row(`${what}, p${point}`, ms(one), ms(other), ratio(one, other));
  }
}

function readers(): readonly { readonly db: ReadDb; readonly dictionary: ReturnType<typeof createDictionary> }[] {
  const both = [openReadDb({ file: files.encrypted, key: benchKey }), openPlainReader(files.plain)];
  return both.map((db) => ({ db, dictionary: createDictionary(db) }));
}

/** Lookups while another process imports; ends with it. */
async function whileImporting(path: string, numbers: readonly string[]): Promise<Samples> {
  const writer = fileURLToPath(new URL('./registry/writer.ts', import.meta.url));
  const child = spawn(process.execPath, [writer, files.encrypted, path, String(communes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let ended = false;
  child.on('close', () => {
    ended = true;
  });
  const db = openReadDb({ file: files.encrypted, key: benchKey });
  const dictionary = createDictionary(db);
  const samples: number[] = [];
  for (let at = 0; !ended; at++) {
    const [time] = inTurns(
      [numbers[at % numbers.length] ?? ''],
      [(number) => void citizenByNumber(db, number, dictionary)],
    );
    samples.push(time?.[0] ?? 0);
    if (at % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  db.close();
  return samples;
}

/** Changes as an upstream sends them: most people changed, some new, some gone. */
function changes(): readonly FeedChange[] {
  const provenance: Provenance = {
    source: 'upstream',
    at: now().toISOString(),
    by: 'bench',
    act: null,
    basis: null,
    reason: null,
  };
  const context = { divisions: rememberingDivisions(divisions), recorded: provenance };
  const made: FeedChange[] = [];
  for (const known of citizens({ count: deltaSize, seed: 1, divisions: divisions.tables })) {
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

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

async function main(): Promise<void> {
  const made = await timed(() => writeRows('people.ndjson', generated(1)));
  row(
    `${count} people in ${communes} communes, ${Math.round(statSync(made.result).size / 1e6)} MB, made in ${made.seconds.toFixed(0)} s`,
    'encrypted',
    'plain',
    'ratio',
  );
  const [plainDb, db] = [openPlain(files.plain, 'write'), openWriteDb({ file: files.encrypted, key: benchKey })];
  const plainSeconds = await fill(plainDb, made.result);
  const seconds = await fill(db, made.result);
  row(
    'import, people a second',
    Math.round(count / seconds),
    Math.round(count / plainSeconds),
    ratio(count / seconds, count / plainSeconds),
  );
  const sizes = [files.encrypted, files.plain].map((file) => statSync(file).size);
  row('file, bytes a person', ...sizes.map((size) => Math.round(size / count)), ratio(sizes[0] ?? 0, sizes[1] ?? 0));

  const numbers = Array.from({ length: 20_000 }, () => person()?.soDinhDanh ?? '');
  const names = typedNames(800);
  const both = readers();
  const lookup = both.map(
    ({ db, dictionary }) =>
      (number: string) =>
        void citizenByNumber(db, number, dictionary),
  );
  inTurns(numbers.slice(0, 5_000), lookup);
  const quiet = inTurns(numbers, lookup);
  show('lookup by number, whole record', quiet, [50, 99]);
  const find = both.map(
    ({ db, dictionary }) =>
      (text: string) =>
        void search(db, { text }, dictionary),
  );
  inTurns(names.slice(0, 80), find);
  show('name search', inTurns(names, find), [50, 95]);
  const within = both.map(
    ({ db, dictionary }) =>
      (text: string) =>
        void search(db, { text, area: '90000' }, dictionary),
  );
  show('name search within a commune', inTurns(names, within), [50, 95]);
  const roll = both.map(
    ({ db, dictionary }) =>
      (offset: number) =>
        void rollPage(db, { area: '90000', offset, limit: 50 }, dictionary),
  );
  show(
    'a page of the roll, anywhere',
    inTurns(
      Array.from({ length: 300 }, () => luck.below(40_000)),
      roll,
    ),
    [50, 95],
  );
  for (const { db } of both) db.close();

  const more = await writeRows('more.ndjson', generated(1, count, count + Math.max(50_000, count >> 3)));
  const busy = await whileImporting(more, numbers);
  row(
    'lookup while another process imports, p50 (quiet)',
    ms(percentile(busy, 50)),
    '',
    ratio(percentile(busy, 50), percentile(quiet[0] ?? [], 50)),
  );
  row(
    'the same, p99 (quiet)',
    ms(percentile(busy, 99)),
    '',
    ratio(percentile(busy, 99), percentile(quiet[0] ?? [], 99)),
  );
  const read = await timed(changes);
  const applied = await timed(() => applyDelta(db, { feed: 'bench', after: 0, changes: read.result }, { now }));
  row(`delta of ${deltaSize}: reading, applying`, `${read.seconds.toFixed(1)} s`, `${applied.seconds.toFixed(1)} s`);
  const checked = await timed(() => checkQuality(db, { divisions, on: citizensToday, now }));
  const figures = await timed(() => qualityIndicators(db));
  row(
    'quality rules, people a second; figures of the board',
    Math.round(count / checked.seconds),
    ms(figures.seconds * 1000),
  );
  db.close();
  plainDb.close();
  await againstPostgres(numbers.slice(0, 2_000), names);
}

async function againstPostgres(numbers: readonly string[], names: readonly string[]): Promise<void> {
  const programs = postgresPrograms();
  const figures =
    programs === null ? null : await measurePostgres(programs, { folder, people: generated(1), numbers, names });
  if (figures === null) row('PostgreSQL is not installed or did not start: no comparison with it');
  else {
    row(
      'PostgreSQL with pg_trgm (unencrypted): lookup p50, p99',
      ms(percentile(figures.lookups, 50)),
      ms(percentile(figures.lookups, 99)),
    );
    row('name search p50, p95', ms(percentile(figures.searches, 50)), ms(percentile(figures.searches, 95)));
  }
}

try {
  await main();
} finally {
  if (process.argv.includes('--keep')) process.stdout.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
