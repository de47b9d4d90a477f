// `npm run bench -- registry [--people 8000000] [--delta 100000] [--plain copied] [--folder <where>] [--keep]`: the population cache
// with generated people, encrypted, against the same code on an unencrypted file in the same run, and against PostgreSQL with
// pg_trgm where that is installed. `--plain copied`: the unencrypted file is a decrypted copy and not imported again, which halves
// the time; rates of importing are then compared with the people added afterwards. Eight million people take 25 GB of disk.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { citizensToday } from '#fixtures/make/citizens.ts';
import { dice } from '#fixtures/make/dice.ts';
import { openReadDb, openWriteDb, type ReadDb, type WriteDb } from '#store/database/database.ts';
import { migrate } from '#store/migrations/migrate.ts';
import { migrationsOf } from '#store/migrations/migrations.ts';
import { applyDelta } from '#store/registry/delta.ts';
import { createDictionary } from '#store/registry/dictionary.ts';
import { importFile } from '#store/registry/import-file.ts';
import { checkQuality } from '#store/registry/quality-check.ts';
import { qualityIndicators } from '#store/registry/quality-figures.ts';
import { citizenByNumber } from '#store/registry/read-citizen.ts';
import { rollPage } from '#store/registry/roll.ts';
import { search } from '#store/registry/search.ts';
import { benchKey } from './registry/key.ts';
import { decryptCopy, openPlain, openPlainReader } from './registry/plain-db.ts';
import { benchNow, changesOf, makePopulation, typedNames } from './registry/population.ts';
import { measurePostgres, postgresPrograms } from './registry/postgres.ts';
import { inTurns, ms, percentile, ratio, row, type Samples } from './registry/samples.ts';

const option = (name: string, fallback: string) =>
  process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length] ?? fallback;
const count = Number(option('people', '200000'));
const deltaSize = Number(option('delta', '100000'));
const folder = mkdtempSync(join(option('folder', tmpdir()), 'truc-ban-bench-'));
const population = makePopulation(count, folder);
const kinds = ['encrypted', 'plain'] as const;
type Kind = (typeof kinds)[number];
const fileOf = (kind: Kind) => join(folder, `${kind}.db`);
const openToWrite = (kind: Kind): WriteDb =>
  kind === 'plain' ? openPlain(fileOf(kind), 'write') : openWriteDb({ file: fileOf(kind), key: benchKey });
const openToRead = (kind: Kind): ReadDb =>
  kind === 'plain' ? openPlainReader(fileOf(kind)) : openReadDb({ file: fileOf(kind), key: benchKey });

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

/** The same work on each file, one after the other: seconds of each. */
async function onEach(work: (db: WriteDb) => unknown, which: readonly Kind[] = kinds): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (const kind of which) {
    const db = openToWrite(kind);
    seconds.push((await timed(() => work(db))).seconds);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  }
  return seconds;
}

function showRate(what: string, people: number, [encrypted = 0, plain]: readonly number[]): void {
  const [one, other] = [people / encrypted, plain === undefined ? null : people / plain];
  row(what, Math.round(one), other === null ? '' : Math.round(other), other === null ? '' : ratio(one, other));
}

function show(what: string, [encrypted = [], plain = []]: readonly Samples[], points: readonly [number, number]): void {
  for (const point of points) {
    const [one, other] = [percentile(encrypted, point), percentile(plain, point)];
    row(`${what}, p${point}`, ms(one), ms(other), ratio(one, other));
  }
}

const isPlainCopied = option('plain', 'imported') === 'copied';

async function fill(db: WriteDb, path: string): Promise<void> {
  migrate(db, migrationsOf('registry'), benchNow());
  const { divisions } = population;
  const began = performance.now();
  let said = 0;
  const onProgress = ({ line }: { readonly line: number }) => {
    if (line - said < 250_000) return;
    said = line;
    process.stderr.write(`${line} people after ${Math.round((performance.now() - began) / 1000)} s\n`);
  };
  await importFile(db, { path, format: 'ndjson', divisions, by: 'bench', now: benchNow, onProgress });
}

async function importing(): Promise<void> {
  const made = await timed(() => population.write('people.ndjson'));
  const megabytes = Math.round(statSync(made.result).size / 1e6);
  row(
    `${count} people in ${population.communes} communes, ${megabytes} MB, made in ${made.seconds.toFixed(0)} s`,
    ...kinds,
    'ratio',
  );
  const seconds = await onEach((db) => fill(db, made.result), isPlainCopied ? ['encrypted'] : kinds);
  if (isPlainCopied) decryptCopy(fileOf('encrypted'), fileOf('plain'));
  rmSync(made.result);
  showRate('import, people a second', count, seconds);
  const sizes = kinds.map((kind) => statSync(fileOf(kind)).size);
  row('file, bytes a person', ...sizes.map((size) => Math.round(size / count)), ratio(sizes[0] ?? 0, sizes[1] ?? 0));
}

/** Asks both files in turns, so that whatever else the machine does falls on both. */
function reading(numbers: readonly string[], names: readonly string[]): Samples {
  const both = kinds.map((kind) => {
    const db = openToRead(kind);
    return { db, dictionary: createDictionary(db) };
  });
  const asking = <T>(ask: (reader: (typeof both)[number], item: T) => unknown) =>
    both.map((reader) => (item: T) => void ask(reader, item));
  const lookUp = asking<string>(({ db, dictionary }, number) => citizenByNumber(db, number, dictionary));
  inTurns(numbers.slice(0, 5_000), lookUp);
  const lookups = inTurns(numbers, lookUp);
  show('lookup by number, whole record', lookups, [50, 99]);
  const find = asking<string>(({ db, dictionary }, text) => search(db, { text }, dictionary));
  inTurns(names.slice(0, 80), find);
  show('name search', inTurns(names, find), [50, 95]);
  const within = asking<string>(({ db, dictionary }, text) => search(db, { text, area: '90000' }, dictionary));
  show('name search within a commune', inTurns(names, within), [50, 95]);
  const roll = asking<number>(({ db, dictionary }, offset) =>
    rollPage(db, { area: '90000', offset, limit: 50 }, dictionary),
  );
  const luck = dice(3, 1);
  const offsets = Array.from({ length: 300 }, () => luck.below(Math.min(40_000, count)));
  show('a page of the roll, anywhere', inTurns(offsets, roll), [50, 95]);
  for (const { db } of both) db.close();
  return lookups[0] ?? [];
}

/** Lookups while another process imports; ends with it. */
async function whileImporting(kind: Kind, path: string, numbers: readonly string[]): Promise<Beside> {
  const writer = fileURLToPath(new URL('./registry/writer.ts', import.meta.url));
  const given = [writer, fileOf(kind), path, String(population.communes), kind];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'inherit'] });
  const began = performance.now();
  let ended = 0;
  child.on('close', () => {
    ended = performance.now();
  });
  const db = openToRead(kind);
  const dictionary = createDictionary(db);
  const samples: number[] = [];
  for (let at = 0; ended === 0; at++) {
    const number = numbers[at % numbers.length] ?? '';
    const asked = performance.now();
    citizenByNumber(db, number, dictionary);
    samples.push(performance.now() - asked);
    if (at % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  db.close();
  return { samples, seconds: (ended - began) / 1000 };
}

type Beside = { readonly samples: Samples; readonly seconds: number };

async function readingBeside(numbers: readonly string[], quiet: Samples): Promise<void> {
  const added = 50_000;
  const path = await population.writeMore('more.ndjson', added);
  const beside: Beside[] = [];
  for (const kind of kinds) beside.push(await whileImporting(kind, path, numbers));
  const busy = beside.map(({ samples }) => samples);
  showRate(
    `${added} more beside lookups, people a second`,
    added,
    beside.map(({ seconds }) => seconds),
  );
  show('lookup while another process imports', busy, [50, 99]);
  for (const point of [50, 99]) {
    const [one, other] = [percentile(busy[0] ?? [], point), percentile(quiet, point)];
    row(`the same against a quiet file, p${point}`, ms(one), ms(other), ratio(one, other));
  }
}

async function changing(): Promise<void> {
  const { divisions } = population;
  const read = await timed(() => changesOf(population.sample().slice(0, deltaSize), divisions));
  const delta = { feed: 'bench', after: 0, changes: read.result };
  const [encrypted = 0, plain = 0] = await onEach((db) => applyDelta(db, delta, { now: benchNow }));
  row(
    `delta of ${read.result.length}, anybody in no order (reading it: ${read.seconds.toFixed(1)} s)`,
    `${encrypted.toFixed(1)} s`,
    `${plain.toFixed(1)} s`,
    ratio(encrypted, plain),
  );
}

async function judging(): Promise<void> {
  const db = openToWrite('encrypted');
  const { divisions } = population;
  const checked = await timed(() => checkQuality(db, { divisions, on: citizensToday, now: benchNow }));
  const figures = await timed(() => qualityIndicators(db));
  row(
    'quality rules, people a second; figures of the board',
    Math.round(count / checked.seconds),
    ms(figures.seconds * 1000),
  );
  db.close();
}

async function againstPostgres(numbers: readonly string[], names: readonly string[]): Promise<void> {
  const programs = postgresPrograms();
  const figures =
    programs === null ? null : await measurePostgres(programs, { folder, people: population.rows(), numbers, names });
  if (figures === null) {
    row('PostgreSQL is not installed or did not start: no comparison with it');
    return;
  }
  const { lookups, searches, loadSeconds } = figures;
  row('PostgreSQL with pg_trgm (unencrypted): people a second', Math.round(count / loadSeconds));
  row('lookup by number p50, p99', ms(percentile(lookups, 50)), ms(percentile(lookups, 99)));
  row('name search p50, p95', ms(percentile(searches, 50)), ms(percentile(searches, 95)));
}

async function main(): Promise<void> {
  await importing();
  const numbers = population
    .sample()
    .slice(0, 20_000)
    .map(({ soDinhDanh }) => soDinhDanh ?? '');
  const names = typedNames(population.sample(), 800);
  const quiet = reading(numbers, names);
  await readingBeside(numbers, quiet);
  await changing();
  await judging();
  row(`most memory of this process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  for (const kind of kinds) rmSync(fileOf(kind));
  await againstPostgres(numbers.slice(0, 2_000), names);
}

try {
  await main();
} finally {
  if (process.argv.includes('--keep')) process.stdout.write(`${folder}\n`);
  else rmSync(folder, { recursive: true, force: true });
}
