import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BoundUpstream, UpstreamStore } from '#ports/upstream-store.ts';
import { changeOf, sampleRecord } from '#store/dossiers/testing/sample-dossiers.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedUpstream } from './stored-upstream.ts';
import { startThread } from './thread-port.ts';

let folder: string;
let ring: KeyRing;
let link: StoreLink<StoreOperations>;
let store: UpstreamStore;
const place = () => storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });

const open = async () => {
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  store = storedUpstream(link, place());
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-upstream-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  await open();
});
afterEach(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (digit: string) => ({ kid: digit.repeat(64), publicKey: 'MFkw' });
const upstream: BoundUpstream = {
  ...{ url: 'https://mau.invalid', authorityPem: 'PEM', name: 'Tuyến trên MẪU', kind: 'reference', limit: 4096 },
  ...{ sealing: key('a'), signing: key('b'), standing: 'approved', since: '2026-11-22T08:00:00.000Z' },
};

it('what the desk knows of its upstream is there after the next start, and in a backup', async () => {
  await store.bind(upstream, [sampleRecord('upstream.changed')]);
  await store.advance({ decisions: 3 }, changeOf([], { records: [sampleRecord('dossier.decided')] }));
  const lists = [{ id: 'reasons', version: 1, from: '2026-01-01', codes: [] }];
  await store.keepCodeLists(lists);
  const backup = await link.backup();
  await store.bind(null, []);
  await store.advance({ decisions: 9, registry: 'ward 4' }, null);
  const { epoch } = link.opened;
  await link.restore(backup);
  await open();
  expect(link.opened.epoch).toBe(epoch + 1);
  expect(await store.bound()).toEqual(upstream);
  expect(await store.cursors()).toEqual({ decisions: 3, registry: null, trust: 0 });
  expect(await store.codeLists()).toEqual(lists);
  expect((await storedAuditLog(link, place()).tail()).sequence).toBeGreaterThanOrEqual(2);
});
