import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { profileHealthSchema } from '#contract/profile.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { operations } from '#store/operations/operations.ts';
import { databaseFile, keyFilePath } from '#store/profile-paths.ts';
import { healthOf } from './profile-health.ts';
import { openSlowQueries } from './slow-queries.ts';
import { openStoreLink } from './store-link.ts';
import { startThread } from './thread-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'truc-ban-health-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the health of an open profile', () => {
  it('says how its files, backups and keys are, and what was slow', async () => {
    const at = { path: keyFilePath(folder), profile: 'demo', profileId: 'p1', now: new Date() } as const;
    const ring = await createKeyRing({ ...at, holders: [{ by: 'nothing' }] });
    // A file of somebody else's in the place of the population cache.
    writeFileSync(databaseFile(folder, 'registry'), 'THỬ '.repeat(4000));
    const slow = openSlowQueries();
    const link = await openStoreLink({
      ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1e9 },
      start: () => startThread('db'),
      onSlow: slow.note,
    });
    try {
      const made = await link.backup();
      for (const ms of [120, 700, 300]) slow.note({ name: 'citizen.search', ms });
      slow.note({ name: 'audit.page', ms: 101 });
      const damaged = failure('storage.damaged', { file: 'desk.db' });
      const checked = { at: '2026-11-22T08:00:00.000Z', failure: damaged };
      const upkeep = { checked: (role: string) => (role === 'desk' ? checked : null) };
      const health = await healthOf({ folder, link, ring, upkeep, slow, freeBytes: async () => 12 });
      expect(profileHealthSchema.parse(health)).toEqual(health);
      expect(health).toMatchObject({ place: folder, profileId: 'p1', epoch: 1, freeBytes: 12, keyGeneration: 1 });
      expect(health.backups).toEqual([made]);
      expect(health.keyHolders).toEqual([{ by: 'nothing', count: 1 }]);
      const [desk, registry] = health.files;
      expect(desk).toMatchObject({ role: 'desk', opened: { migratedFrom: 0, wasUnclean: false }, checked });
      const sizes = ['', '-wal'].map((end) => statSync(`${databaseFile(folder, 'desk')}${end}`).size);
      expect(desk?.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
      expect(registry).toMatchObject({ role: 'registry', opened: { code: 'storage.foreign' }, checked: null });
      expect(health.slow).toEqual([
        { name: 'citizen.search', times: 3, worstMs: 700 },
        { name: 'audit.page', times: 1, worstMs: 101 },
      ]);
    } finally {
      await link.close();
    }
  });
});
