// `npm run bench -- store [rows]`: what encryption costs. The same table of made-up people in plain SQLite and under each cipher
// and page size, measured in turns within one run; the last column of each line is the ratio to plain SQLite at 4096 bytes.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BindingDatabase, loadSqlite } from '#store/database/sqlite-binding.ts';

const rows = Number(process.argv[2] ?? 200_000);
const rounds = 5;
const folder = mkdtempSync(join(tmpdir(), 'truc-ban-bench-'));
const Binding = loadSqlite();
const key = Buffer.concat([Buffer.from('raw:'), randomBytes(48)]);

type Kind = { readonly cipher: string | null; readonly page: number };
const kinds: readonly Kind[] = [
  { cipher: null, page: 4096 },
  { cipher: null, page: 8192 },
  { cipher: 'aegis', page: 4096 },
  { cipher: 'aegis', page: 8192 },
  { cipher: 'chacha20', page: 4096 },
  { cipher: 'sqlcipher', page: 4096 },
];
const nameOf = ({ cipher, page }: Kind) => `${cipher ?? 'plain'} ${page}`;
const fileOf = (kind: Kind) => join(folder, `${nameOf(kind).replace(' ', '-')}.db`);

function open(kind: Kind): BindingDatabase {
  const database = new Binding(fileOf(kind), { readonly: false, fileMustExist: false, timeout: 0 });
  if (kind.cipher !== null) {
    database.pragma(`cipher = '${kind.cipher}'`);
    database.key(Buffer.from(key));
  }
  database.pragma(`page_size = ${kind.page}`);
  database.pragma('journal_mode = WAL');
  database.pragma('temp_store = MEMORY');
  database.pragma('cache_size = -65536');
  database.pragma('synchronous = FULL');
  return database;
}

const numberAt = (index: number) => String(((index * 7919) % rows) + 1e11).slice(0, 12);

function load(kind: Kind): number {
  const database = open(kind);
  database.exec('CREATE TABLE person (number TEXT PRIMARY KEY, name TEXT, rest TEXT) WITHOUT ROWID');
  database.exec('CREATE INDEX person_name ON person (name)');
  const insert = database.prepare('INSERT OR IGNORE INTO person VALUES (?, ?, ?)');
  const began = performance.now();
  for (let at = 0; at < rows; at += 5000) {
    database.exec('BEGIN');
    for (let row = at; row < Math.min(at + 5000, rows); row++)
      insert.run(numberAt(row), `NGUYỄN VĂN MẪU ${(row * 31) % rows}`, 'x'.repeat(350));
    database.exec('COMMIT');
  }
  const ms = performance.now() - began;
  database.close();
  return ms;
}

/** Times of one operation in microseconds. */
function times(count: number, run: (at: number) => void): number[] {
  const taken: number[] = [];
  for (let at = 0; at < count; at++) {
    const began = performance.now();
    run(at);
    taken.push((performance.now() - began) * 1000);
  }
  return taken;
}

const at = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

type Figures = { open: number[]; cold: number[]; warm: number[]; commit: number[]; scan: number[] };

function measure(kind: Kind, figures: Figures, round: number): void {
  figures.open.push(
    ...times(5, () => {
      const database = open(kind);
      database.prepare('SELECT count(*) FROM sqlite_schema').get();
      database.close();
    }),
  );
  const database = open(kind);
  const find = database.prepare('SELECT * FROM person WHERE number = ?');
  figures.cold.push(...times(2000, (index) => find.get(numberAt((round * 2000 + index) * 104_729))));
  for (let index = 0; index < 20_000; index++) find.get(numberAt(index * 104_729));
  figures.warm.push(...times(20_000, (index) => find.get(numberAt(index * 104_729))));
  const change = database.prepare('UPDATE person SET rest = ? WHERE number = ?');
  // Each value is new: SQLite does not write what is there already.
  const changed = (index: number) => `${round}.${index}`.padEnd(350, 'y');
  figures.commit.push(...times(200, (index) => change.run(changed(index), numberAt((round * 200 + index) * 104_729))));
  figures.scan.push(...times(1, () => database.prepare('SELECT sum(length(rest)) FROM person').get()));
  database.close();
}

const row = (...cells: readonly string[]) =>
  process.stdout.write(`${cells.map((cell, index) => (index === 0 ? cell.padEnd(16) : cell.padStart(17))).join('')}\n`);

const figures = new Map<Kind, Figures & { load: number }>();
for (const kind of kinds) figures.set(kind, { open: [], cold: [], warm: [], commit: [], scan: [], load: load(kind) });
for (let round = 0; round < rounds; round++)
  for (const kind of kinds) measure(kind, figures.get(kind) as Figures, round);

const plain = figures.get(kinds[0] as Kind);
if (plain === undefined) throw new Error('nothing measured');
process.stdout.write(`${rows} people; each cell: figure (ratio to plain 4096)\n`);
row('', 'open ms', 'get p50 µs', 'get p99 µs', 'cold get p50 µs', 'commit p50 ms', 'scan ms', 'load s', 'MB');
for (const kind of kinds) {
  const own = figures.get(kind);
  if (own === undefined) continue;
  const cell = (value: number, base: number, unit: number) =>
    `${(value / unit).toFixed(2)} (${(value / base).toFixed(2)})`;
  const pick = (name: keyof Figures, part: number, unit = 1) => cell(at(own[name], part), at(plain[name], part), unit);
  const size = statSync(fileOf(kind)).size;
  row(
    nameOf(kind),
    pick('open', 0.5, 1000),
    pick('warm', 0.5),
    pick('warm', 0.99),
    pick('cold', 0.5),
    pick('commit', 0.5, 1000),
    pick('scan', 0.5, 1000),
    cell(own.load, plain.load, 1000),
    cell(size, statSync(fileOf(kinds[0] as Kind)).size, 1e6),
  );
}
rmSync(folder, { recursive: true, force: true });
