import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditDraft } from '#domain/audit/record.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { CaptureStore } from '#ports/capture-store.ts';
import { sampleCapture, sampleMark } from '#store/captures/testing/sample-capture.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openStoreLink, type StoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedCaptures } from './stored-captures.ts';
import { startThread } from './thread-port.ts';

let folder: string;
let ring: KeyRing;
let link: StoreLink<StoreOperations>;
let store: CaptureStore;
let log: AuditLog;

const open = async () => {
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1000 },
    start: () => startThread('db'),
    onSlow: () => undefined,
  });
  const place = storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' });
  store = storedCaptures(link, place);
  log = storedAuditLog(link, place);
};
const record = (action: AuditDraft['action'], officer = 'CB001'): AuditDraft => ({
  ...{ at: '2026-11-22T06:00:00.000Z', monotonic: 1, officer, role: 'thuNhan', action, object: null, purpose: null },
  result: { outcome: 'done', code: null, count: 1 },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-captures-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  await open();
});
afterEach(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('captures through the database threads', () => {
  it('are kept, shown after the next start, and removed, each with its record', async () => {
    const [one, two] = [sampleCapture('one', 400_000), sampleCapture('two')];
    await store.save([one, two], [record('capture.saved')]);
    // What the desk still holds is its own: the thread wiped a copy.
    expect(one.parts[0]?.bytes).toEqual(sampleCapture('one', 400_000).parts[0]?.bytes);
    await link.close();
    await open();
    expect((await store.of(sampleMark)).map(({ id, saved }) => [id, saved])).toEqual([
      ['one', true],
      ['two', true],
    ]);
    expect(await store.part('one', 'portrait.jpg')).toEqual(one.parts[0]?.bytes);
    await store.remove('one', [record('capture.removed')]);
    await expect(store.part('one', 'portrait.jpg')).rejects.toMatchObject({ failure: { code: 'capture.unknown' } });
    expect((await store.of(sampleMark)).map(({ id }) => id)).toEqual(['two']);
    expect((await log.tail()).sequence).toBe(2);
  });

  it('are not kept when their record cannot be', async () => {
    const broken = record('capture.saved', 'CB\ud800');
    await expect(store.save([sampleCapture('one')], [broken])).rejects.toMatchObject({ failure: { code: 'internal' } });
    expect(await store.of(sampleMark)).toEqual([]);
  });
});
