import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { openReadDb } from '../database/database.ts';
import { checkFile } from '../database/health.ts';
import { query } from '../database/query.ts';
import { importRuns } from './import-run.ts';
import { search } from './search.ts';
import { createTestRegistry, testKey } from './testing/test-registry.ts';

/** `REGISTRY_KILLS` asks for more than the quick suite has time for. */
const kills = Number(process.env.REGISTRY_KILLS ?? 20);
const child = fileURLToPath(new URL('./testing/import-child.ts', import.meta.url));
const count = 2000;
const counts = query<
  Record<never, never>,
  { people: number; numbers: number; keys: number; rolled: number; lost: number }
>(
  'test.counts',
  `SELECT (SELECT count(*) FROM citizen) AS people, (SELECT count(DISTINCT number) FROM citizen) AS numbers,
     (SELECT count(*) FROM name_key) AS keys, (SELECT count(*) FROM roll) AS rolled,
     (SELECT count(*) FROM folded_name WHERE id NOT IN (SELECT name FROM name_key)) AS lost`,
);

type Ended = { readonly promised: number; readonly killed: boolean };

/** Lets the import run, and kills it so many milliseconds after it first promised something; `null`: never. */
function importOnce(file: string, path: string, killAfter: number | null): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const importing = spawn(process.execPath, [child, file, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    importing.stdout.on('data', (bytes: Buffer) => {
      if (said === '' && killAfter !== null) setTimeout(() => importing.kill('SIGKILL'), killAfter);
      said += bytes.toString();
    });
    importing.on('error', reject);
    importing.on('close', (code, signal) => {
      const promised = Number(/(\d+)\n[^\n]*$/.exec(said)?.[1] ?? 0);
      if (code === 0 || signal === 'SIGKILL') resolve({ promised, killed: signal === 'SIGKILL' });
      else reject(new Error(`the import ended with ${code}`));
    });
  });
}

it(`loses and doubles nothing in ${kills} kills at any moment`, { timeout: 20_000 + kills * 5_000 }, async () => {
  const registry = createTestRegistry(fictitiousDivisions(0));
  registry.db.close();
  let [done, round] = [0, 0];
  for (let killed = 0; killed < kills; round++) {
    const path = join(registry.folder, `${round}.ndjson`);
    const rows = [...citizens({ count, seed: round + 1 })].map((row) => ({ ...row, thuongTru: '', xa: '' }));
    // Each file has people of its own: the number's last digits but one group are moved on by the round.
    const own = rows.map((row, at) => ({ ...row, soDinhDanh: String(990_000_000_000 + round * count + at) }));
    writeFileSync(path, own.map((row) => `${JSON.stringify(row)}\n`).join(''));
    for (let finished = false; !finished; ) {
      const ended = await importOnce(registry.file, path, killed < kills ? randomInt(60) : null);
      killed += ended.killed ? 1 : 0;
      const db = openReadDb({ file: registry.file, key: testKey });
      checkFile(db);
      const run = importRuns(db)[0];
      const reached = run?.line ?? 0;
      finished = run?.endedAt != null;
      expect(reached).toBeGreaterThanOrEqual(ended.promised);
      const all = done + reached;
      expect(db.get(counts)).toEqual({ people: all, numbers: all, keys: all, rolled: all, lost: 0 });
      const last = search(db, { text: String(990_000_000_000 + all - 1) }, registry.dictionary).found;
      expect(last.map(({ name }) => name)).toEqual([own[reached - 1]?.hoTen]);
      db.close();
    }
    done += count;
  }
  registry.dispose();
});
