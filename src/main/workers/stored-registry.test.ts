import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditDraft } from '#domain/audit/record.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { databaseFile, keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedRegistry } from './stored-registry.ts';
import { startThread } from './thread-port.ts';

let folder: string;
let ring: KeyRing;
let link: StoreLink<StoreOperations>;

const open = async () => {
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  return storedRegistry(link);
};
const written = (lines: Iterable<object>) => {
  const path = join(folder, 'people.ndjson');
  writeFileSync(path, Array.from(lines, (line) => JSON.stringify(line)).join('\n'));
  return { path, format: null, by: 'CB001' };
};
const never = new AbortController().signal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-registry-link-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
});
afterEach(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the population cache through the database threads', () => {
  it('knows the whole administrative order from the first opening on', async () => {
    const registry = await open();
    expect(registry.damage()).toBeNull();
    await registry.import(written(people()), { signal: never, onProgress: () => undefined });
    expect(await registry.summary()).toMatchObject({ people: 20 });
    const { found } = await registry.search({ text: '079301999911', area: null, birthYear: null, limit: 5 });
    const person = await registry.person(found[0]?.id ?? 0, '2026-11-22');
    expect(person?.unitNames).toEqual({ '26882': 'Phường An Hội Tây, Thành phố Hồ Chí Minh' });
    const names = (await registry.areas()).map(({ name }) => name);
    expect(names).toHaveLength(18);
    expect(names.filter((name) => !/, (?:Thành phố|Tỉnh) /.test(name))).toEqual([]);
  });

  it('lets an import be stopped and gone on with, while the log is written between its batches', async () => {
    const registry = await open();
    const log = storedAuditLog(link, storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' }));
    const file = written(citizens({ count: 8000 }));
    const stop = new AbortController();
    const importing = registry.import(file, {
      signal: stop.signal,
      onProgress: ({ added }) => added > 0 && stop.abort(),
    });
    await expect(importing).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
    const [run] = await registry.imports();
    expect(run).toMatchObject({ endedAt: null });
    let ended = false;
    const again = registry.import(file, { signal: never, onProgress: () => undefined }).finally(() => {
      ended = true;
    });
    for (let records = 0; records < 3; records++) await log.append([read]);
    // The log has a writer of its own: three durable records are there long before thousands of people are.
    expect(ended).toBe(false);
    expect(await again).toMatchObject({ id: run?.id, added: 8000 });
  });

  it('is put aside when it is damaged and begun anew, while the rest of the desk goes on', async () => {
    await open();
    await link.close();
    const damaged = databaseFile(folder, 'registry');
    writeFileSync(damaged, readFileSync(damaged).fill(7, 9000, 9100));
    writeFileSync(`${damaged}-wal`, '');
    const registry = await open();
    expect(registry.damage()).toMatchObject({ code: 'storage.damaged' });
    await expect(registry.summary()).rejects.toMatchObject({ failure: { code: 'storage.damaged' } });
    await registry.rebuild();
    expect(registry.damage()).toBeNull();
    expect(await registry.summary()).toEqual({ people: 0, asOf: null });
    await registry.import(written(people()), { signal: never, onProgress: () => undefined });
    expect(await registry.summary()).toMatchObject({ people: 20 });
    expect(readdirSync(folder).filter((name) => name.startsWith('registry.db.aside-'))).toHaveLength(1);
    expect(await link.run('anchors.load', undefined)).toEqual([]);
  });
});

const read: AuditDraft = {
  ...{ at: '2026-11-22T06:00:00.000Z', monotonic: 1, officer: 'CB001', role: 'thuNhan', action: 'card.read' },
  ...{ object: null, purpose: null, result: { outcome: 'done', code: null, count: null } },
};
