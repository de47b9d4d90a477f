import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditAction, AuditQuery } from '#contract/audit.ts';
import type { Station } from '#contract/profile.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { defaultMonths, keptFrom, purgeStatement } from '#domain/audit/retention.ts';
import { headStatement, judgeSeal, sealKeys, signSeal } from '#domain/audit/seal.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import { createKeyRing, type KeyRing } from '#store/keys/key-ring.ts';
import { operations, type StoreOperations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openDeskSigner } from './desk-signer.ts';
import { openStoreLink, type StoreLink } from './store-link.ts';
import { storedAuditLog, storedAuditPlace } from './stored-audit-log.ts';
import { storedOfficers } from './stored-officers.ts';
import { storedProfile } from './stored-profile.ts';
import { startThread, type ThreadHandle } from './thread-port.ts';

let folder: string;
let ring: KeyRing;
let link: StoreLink<StoreOperations>;
let log: AuditLog;
/** Threads in the order they were started: the first one writes. */
let threads: ThreadHandle[];

const open = async () => {
  threads = [];
  link = await openStoreLink({
    ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1e9 },
    start: () => {
      const thread = startThread('db');
      threads.push(thread);
      return thread;
    },
    onSlow: () => undefined,
  });
  const where = { profile: ring.profileId, machine: 'MAY-MAU-01', station: '99999' };
  log = storedAuditLog(link, storedAuditPlace(link, where));
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-stored-'));
  const options = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
  ring = await createKeyRing({ ...options, holders: [{ by: 'nothing' }] });
  await open();
});
afterEach(async () => {
  await link.close();
  rmSync(folder, { recursive: true, force: true });
});

const draft = (action: AuditAction, minute = 0, over: Partial<AuditDraft> = {}): AuditDraft => ({
  at: new Date(Date.UTC(2026, 10, 22, 8, minute)).toISOString(),
  monotonic: minute * 60_000,
  officer: 'CB001',
  role: 'thuNhan',
  action,
  object: null,
  purpose: null,
  result: { outcome: 'done', code: null, count: null },
  ...over,
});
const everything: AuditQuery = {
  ...{ before: null, limit: 100, officer: null, action: null },
  ...{ level: null, mark: null, purpose: null, from: null, to: null },
};
const verify = async (keys: readonly Uint8Array[] = []) =>
  log.verify({ keys, signal: new AbortController().signal, onProgress: () => undefined });

describe('the log through the database threads', () => {
  it('is written, paged, sealed, verified and given away', async () => {
    const signer = await openDeskSigner(link);
    const citizen = await log.object('citizen', '099204999901');
    expect(citizen).toMatchObject({ masked: '••• ••• ••• 901', mark: expect.stringMatching(/^[0-9a-f]{32}$/) });
    await log.append([draft('session.signedIn', 1), draft('citizen.lookedUp', 2, { object: citizen })]);
    await log.append([draft('citizen.changed', 3)]);
    expect((await log.page(everything)).map(({ sequence }) => sequence)).toEqual([3, 2, 1]);
    expect(await log.object('citizen', '099204999901')).toEqual(citizen);
    expect(await log.page({ ...everything, mark: citizen.mark })).toHaveLength(1);
    const head = await signSeal(headStatement(log.place, await log.tail(), '2026-11-22T09:00:00.000Z'), signer);
    await log.keepSeal(head, signer.publicKey);
    expect(await log.seals()).toEqual([head]);
    expect(await log.publicKeys()).toEqual([signer.publicKey]);
    expect(judgeSeal(head, sealKeys([signer.publicKey]))).toBe('sound');
    expect(await verify([signer.publicKey])).toMatchObject({ sound: true, records: 3, unsealed: 0, seals: 1 });
    const piece = await log.lines(0, head.sequence);
    expect(piece?.last).toBe(3);
    expect(new TextDecoder().decode(piece?.bytes).split('\n')).toHaveLength(4);
    expect(await log.lines(3, head.sequence)).toBeNull();
  });

  it('is purged of what its level need not be kept', async () => {
    const signer = await openDeskSigner(link);
    await log.append([draft('citizen.lookedUp', 1), draft('citizen.changed', 2), draft('citizen.lookedUp', 50)]);
    const at = '2027-11-22T08:30:00.000Z';
    const from = keptFrom(12, new Date(at));
    const plan = await log.purgePlan({ view: from, act: from, security: from, incident: from });
    const statement = purgeStatement(plan, { place: log.place, tail: await log.tail(), before: null, at });
    if (statement === null) throw new Error('nothing to purge');
    const seal = await signSeal(statement, signer);
    expect(await log.purge(seal, signer.publicKey, [draft('audit.purged', 55, { at })])).toBe(2);
    expect(await verify([signer.publicKey])).toMatchObject({ sound: true, records: 2 });
  });

  it('tells how far its verification is, and stops it when nobody waits', async () => {
    await log.append(Array.from({ length: 4500 }, () => draft('citizen.lookedUp')));
    const progress: (readonly [number, number])[] = [];
    const onProgress = (done: number, total: number) => progress.push([done, total]);
    const { signal } = new AbortController();
    expect(await log.verify({ keys: [], signal, onProgress })).toMatchObject({ sound: true, records: 4500 });
    expect(progress).toEqual([
      [2000, 4500],
      [4000, 4500],
    ]);
    // Long enough that the word to stop comes before the end, on however busy a machine.
    await log.append(Array.from({ length: 60_000 }, () => draft('citizen.lookedUp')));
    const stop = new AbortController();
    const stopped = log.verify({ keys: [], signal: stop.signal, onProgress: () => stop.abort() });
    await expect(stopped).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
  });

  it('is whole when the writing thread dies under it, with every acknowledged record', async () => {
    const numbers = Array.from({ length: 1500 }, (_, at) => at);
    const writes = numbers.map((at) => log.append([draft('citizen.lookedUp', 1, { monotonic: at })]));
    const settled = Promise.allSettled(writes);
    await writes[99];
    await threads[0]?.terminate();
    const outcomes = await settled;
    const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.failure.code] : []));
    expect(new Set(failed)).toEqual(new Set(['storage.stopped']));
    await log.append([draft('desk.opened', 2)]);
    expect((await verify()).sound).toBe(true);
    const written = new Set((await log.page({ ...everything, limit: 2000 })).map(({ monotonic }) => monotonic));
    const acknowledged = numbers.filter((at) => outcomes[at]?.status === 'fulfilled');
    expect(acknowledged.length).toBeGreaterThanOrEqual(100);
    expect(acknowledged.filter((at) => !written.has(at))).toEqual([]);
  });

  it('goes on after the next start, with the key it was signed with', async () => {
    await log.append([draft('desk.opened', 1)]);
    const { run } = log.place;
    const { publicKey } = await openDeskSigner(link);
    await link.close();
    await open();
    expect(log.place.run).not.toBe(run);
    await log.append([draft('desk.opened', 2)]);
    expect(await verify()).toMatchObject({ sound: true, records: 2 });
    expect((await openDeskSigner(link)).publicKey).toEqual(publicKey);
  });
});

describe('officers through the database threads', () => {
  it('are kept with their records, or neither', async () => {
    const store = storedOfficers(link, log.place);
    const admin = sampleOfficer('QT001', ['quanTri']);
    await store.write([{ kind: 'officer', officer: admin }], [draft('officer.added')]);
    expect(await store.officers()).toEqual([admin]);
    const late = { ...admin, name: 'MUỘN MẪU', revision: 3 };
    const second = { kind: 'officer', officer: sampleOfficer('CH001', ['chiHuy']) } as const;
    const writing = store.write([second, { kind: 'officer', officer: late }], [draft('officer.changed')]);
    await expect(writing).rejects.toMatchObject({ failure: { code: 'officer.changedMeanwhile' } });
    expect(await store.officers()).toEqual([admin]);
    expect((await log.tail()).sequence).toBe(1);
    expect(await store.approvals(10)).toEqual([]);
    expect(await store.approval('a1')).toBeNull();
  });
});

describe('what the desk keeps of itself', () => {
  const anchor: StoredAnchor = {
    der: Uint8Array.of(0x30, 0),
    origin: 'thử',
    vouchedBy: { by: 'demo' },
    importedAt: '2026-11-22T00:00:00.000Z',
  };
  const station: Station = { name: 'Trạm thử', commune: '99999', publicHall: false, retention: defaultMonths() };

  it('is kept together with the records of it', async () => {
    const profile = storedProfile(link, () => log.place);
    expect(await profile.station.load()).toBeNull();
    await profile.station.save(station, [draft('settings.changed')]);
    await profile.anchors.save([anchor], [draft('trust.changed')]);
    expect(await profile.station.load()).toEqual(station);
    expect(await profile.anchors.load()).toEqual([anchor]);
    expect((await log.page(everything)).map(({ action }) => action)).toEqual(['trust.changed', 'settings.changed']);
  });

  it('stays as it was when its records cannot be written', async () => {
    const profile = storedProfile(link, () => log.place);
    await profile.anchors.save([anchor]);
    const broken = draft('trust.changed', 0, { officer: 'CB\ud800' });
    await expect(profile.anchors.save([], [broken])).rejects.toMatchObject({ failure: { code: 'internal' } });
    expect(await profile.anchors.load()).toEqual([anchor]);
  });
});
