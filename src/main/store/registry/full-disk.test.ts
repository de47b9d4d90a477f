import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { checkFile } from '../database/health.ts';
import { importRuns } from './import-run.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';

let registry: TestRegistry;
beforeEach(() => {
  registry = createTestRegistry(fictitiousDivisions(1));
});
afterEach(() => registry.dispose());

const people = 3000;

/** Lets the file grow by so many pages more: SQLite then says what it says of a full disk. */
function allowPages(more: number): void {
  registry.db.pragma(`max_page_count = ${Number(registry.db.pragma('page_count')) + more}`);
}

it('an import that fills the disk says so, keeps what it reported, and goes on once there is room', async () => {
  const path = join(registry.folder, 'mau.ndjson');
  writeFileSync(path, [...citizens({ count: people })].map((row) => `${JSON.stringify(row)}\n`).join(''));
  let reported = 0;
  allowPages(100);
  const onProgress = ({ added }: { readonly added: number }) => {
    reported = added;
  };
  await expect(registry.import(path, { batch: 100, onProgress })).rejects.toMatchObject({
    failure: { code: 'storage.full', retryable: true },
  });
  expect(reported).toBeGreaterThan(0);
  expect(reported).toBeLessThan(people);
  expect(importRuns(registry.db)[0]).toMatchObject({ added: reported, endedAt: null });
  checkFile(registry.db);

  allowPages(100_000);
  expect(await registry.import(path)).toMatchObject({ added: people, changed: 0, setAside: 0 });
  expect(importRuns(registry.db)).toHaveLength(1);
});
