import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonRow } from '#contract/citizen.ts';
import { foldText } from '#domain/citizen/names/fold.ts';
import type { Samples } from './samples.ts';

const versions = '/usr/lib/postgresql';

/** Where PostgreSQL's own programs are, or null where it is not installed. */
export function postgresPrograms(): string | null {
  const newest = existsSync(versions) ? readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0] : undefined;
  const programs = newest === undefined ? null : join(versions, newest, 'bin');
  return programs !== null && existsSync(join(programs, 'initdb')) ? programs : null;
}

export type PostgresFigures = { readonly lookups: Samples; readonly searches: Samples; readonly loadSeconds: number };
type Asked = {
  readonly folder: string;
  readonly people: Iterable<PersonRow>;
  readonly numbers: readonly string[];
  readonly names: readonly string[];
};

/** Loads the same people into a PostgreSQL of its own and asks the same questions through psql's clock; null where it will not start. */
export async function measurePostgres(
  programs: string,
  { folder, people, numbers, names }: Asked,
): Promise<PostgresFigures | null> {
  const home = join(folder, 'postgres');
  mkdirSync(home);
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o755);
    spawnSync('chown', ['postgres', home]);
  }
  const run = (program: string, args: readonly string[]) => {
    const path = join(programs, program);
    const [command, given] = asRoot ? ['runuser', ['-u', 'postgres', '--', path, ...args]] : [path, args];
    return spawnSync(command, given, { cwd: home, encoding: 'utf8', maxBuffer: 1 << 28 });
  };
  const data = join(home, 'data');
  if (run('initdb', ['-D', data, '-A', 'trust', '-U', 'bench', '--no-sync', '-E', 'UTF8']).status !== 0) return null;
  const options = `-k ${home} -c listen_addresses='' -c shared_buffers=256MB -c fsync=off -c jit=off`;
  if (run('pg_ctl', ['-D', data, '-w', '-l', join(home, 'log'), '-o', options, 'start']).status !== 0) return null;
  const psql = (file: string) =>
    run('psql', ['-h', home, '-U', 'bench', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file]);
  try {
    const began = performance.now();
    const table = await writeTable(home, people);
    const script = join(home, 'load.sql');
    writeFileSync(script, loading(table));
    const loaded = psql(script);
    if (loaded.status !== 0) return null;
    const loadSeconds = (performance.now() - began) / 1000;
    const ask = (sql: readonly string[]) => {
      const file = join(home, 'ask.sql');
      writeFileSync(file, `\\timing on\n${sql.join('\n')}\n`);
      return [...psql(file).stdout.matchAll(/^Time: ([\d.]+) ms/gm)].map(([, time]) => Number(time));
    };
    const lookups = ask(numbers.map((number) => `SELECT * FROM citizen WHERE number = '${number}';`));
    return { loadSeconds, lookups, searches: ask(names.map(searching)) };
  } finally {
    run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
  }
}

async function writeTable(home: string, people: Iterable<PersonRow>): Promise<string> {
  const path = join(home, 'people.tsv');
  const out = createWriteStream(path);
  for (const { soDinhDanh, hoTen = '', ngaySinh, thuongTru } of people)
    if (!out.write(`${[soDinhDanh, hoTen, foldText(hoTen), ngaySinh, thuongTru].join('\t')}\n`))
      await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  return path;
}

function loading(table: string): string {
  return `CREATE EXTENSION pg_trgm;
CREATE TABLE citizen (number text, name text, folded text, birth text, address text);
\\copy citizen FROM '${table}'
ALTER TABLE citizen ADD PRIMARY KEY (number);
CREATE INDEX ON citizen USING gin (folded gin_trgm_ops);
VACUUM ANALYZE citizen;`;
}

function searching(typed: string): string {
  const folded = foldText(typed);
  const words = folded.split(' ').map((word) => `folded LIKE '%${word}%'`);
  return `SELECT * FROM citizen WHERE ${words.join(' AND ')} ORDER BY similarity(folded, '${folded}') DESC LIMIT 50;`;
}
