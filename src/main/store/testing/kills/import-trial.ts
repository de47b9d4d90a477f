import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { openReadDb } from '../../database/database.ts';
import { checkFile } from '../../database/health.ts';
import { query } from '../../database/query.ts';
import { importFile } from '../../registry/import-file.ts';
import { importRuns } from '../../registry/import-run.ts';
import { openTestRegistry, testKey } from '../../registry/testing/test-registry.ts';
import { type KillTrial, need } from './kill-trial.ts';

/** Lines of a file; every tenth cannot be read, and every line of the last third is somebody of before with another phone. */
const lines = 900;
const firstOfAgain = 600;
/** Files of people of their own in one registry; then a new one, or the checks would take longer than the imports. */
const filesOfRegistry = 30;

const isBroken = (at: number) => at % 10 === 9;
const numberOf = (file: number, at: number) => 990_000_000_000 + file * lines + (at % firstOfAgain);
const phoneOf = (at: number) => `050${String(at).padStart(7, '0')}`;

function lineOf(file: number, at: number): string {
  if (isBroken(at)) return `{"soDinhDanh":"99`;
  const number = numberOf(file, at);
  const letters = [...String(number)].map((digit) => 'ABCDEGHIKL'[Number(digit)]).join('');
  return JSON.stringify({
    soDinhDanh: String(number),
    hoTen: `NGUYỄN MẪU ${letters}`,
    gioiTinh: 'Nam',
    ngaySinh: '02/03/1990',
    dienThoai: phoneOf(at),
  });
}

const counts = query<Record<never, never>, Counted>(
  'kill.counts',
  `SELECT (SELECT count(*) FROM citizen) AS people, (SELECT count(*) FROM name_key) AS keys, (SELECT count(*) FROM roll) AS rolled,
     (SELECT count(*) FROM name_word WHERE name_word MATCH 'mau') AS words, (SELECT count(*) FROM change) AS changes,
     (SELECT count(*) FROM handle) AS phones, (SELECT count(*) FROM set_aside) AS aside`,
);
type Counted = Readonly<Record<'people' | 'keys' | 'rolled' | 'words' | 'changes' | 'phones' | 'aside', number>>;
const newestPhone = query<{ number: number }, { value: number }>(
  'kill.phone',
  'SELECT h.value FROM citizen c JOIN handle h ON h.citizen = c.id WHERE c.number = :number',
);

/** What a registry holds after so many whole files and so many lines of the next. */
function expectedAfter(files: number, reached: number): Counted {
  const upTo = (to: number) => {
    const good = Array.from({ length: to }, (_, at) => at).filter((at) => !isBroken(at));
    const people = good.filter((at) => at < firstOfAgain).length;
    return { people, changes: good.length - people, aside: to - good.length };
  };
  const [whole, part] = [upTo(lines), upTo(reached)];
  const people = files * whole.people + part.people;
  const changes = files * whole.changes + part.changes;
  return {
    people,
    keys: people,
    rolled: people,
    words: people,
    phones: people,
    changes,
    aside: files * whole.aside + part.aside,
  };
}

const fileNumber = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.ndjson')).length - 1;
const pathOf = (folder: string, file: number) => join(folder, `${file}.ndjson`);
const registryOf = (folder: string) => join(folder, 'registry.db');

function nextFile(folder: string, file: number): void {
  writeFileSync(pathOf(folder, file), Array.from({ length: lines }, (_, at) => `${lineOf(file, at)}\n`).join(''));
}

/** What was said to be imported is there, nothing is there twice, and the next run of the same file goes on from there. */
export const importTrial: KillTrial = {
  name: 'import',
  prepare: async (folder) => nextFile(folder, 0),
  before(folder) {
    const file = fileNumber(folder);
    if (readFileSync(join(folder, 'ended.txt'), { encoding: 'utf8', flag: 'a+' }) !== String(file)) return;
    if (file + 1 < filesOfRegistry) return nextFile(folder, file + 1);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    nextFile(folder, 0);
  },
  async run(folder, say) {
    const db = openTestRegistry(registryOf(folder));
    say('begin');
    await importFile(db, {
      path: pathOf(folder, fileNumber(folder)),
      format: 'ndjson',
      divisions: createDivisions({ since: '', source: '', provinces: [], units: [], oldUnits: [] }),
      by: 'CB001',
      now: () => new Date(),
      batch: 20,
      onProgress: ({ line }) => say(`reached ${line}`),
    });
    say('end');
    db.close();
  },
  async inspect(folder, said) {
    const file = fileNumber(folder);
    openTestRegistry(registryOf(folder)).close();
    const db = openReadDb({ file: registryOf(folder), key: testKey });
    checkFile(db);
    const runs = importRuns(db);
    const run = runs.length > file ? runs[0] : undefined;
    const reached = run?.line ?? 0;
    const promised = Number(said.findLast((line) => line.startsWith('reached'))?.split(' ')[1] ?? 0);
    need(reached >= promised, `line ${reached} of ${promised} acknowledged`);
    if (said.includes('end')) need(run?.endedAt != null, 'an acknowledged import is open');
    const [found, expected] = [db.get(counts), expectedAfter(file, reached)];
    need(
      JSON.stringify(sorted(found ?? {})) === JSON.stringify(sorted(expected)),
      `found ${JSON.stringify(found)} after line ${reached}`,
    );
    for (const at of [0, reached - 1, reached - 2].filter((each) => each >= 0 && each < reached && !isBroken(each))) {
      const last = at < firstOfAgain && at + firstOfAgain < reached ? at + firstOfAgain : at;
      const phone = db.get(newestPhone, { number: numberOf(file, at) })?.value;
      need(phone === Number(`1${phoneOf(last)}`) || isBroken(last), `the phone of line ${at}`);
    }
    db.close();
    if (run?.endedAt != null) writeFileSync(join(folder, 'ended.txt'), String(file));
    return run === undefined
      ? 'not begun'
      : run.endedAt === null
        ? reached === 0
          ? 'begun'
          : 'part of it'
        : 'all of it';
  },
};

function sorted(counted: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(counted).sort(([a], [b]) => (a < b ? -1 : 1));
}
