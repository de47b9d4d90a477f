import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditDraft } from '#domain/audit/record.ts';
import { askApproval, vote } from '#domain/officers/approval.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import type { OfficerStore } from '#ports/officer-store.ts';
import { createAuditLog } from '../audit/audit-store.ts';
import { createKeyRing } from '../keys/key-ring.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import { openAttemptFile } from './attempt-file.ts';
import { createOfficerStore } from './officer-store.ts';
import { createSecretKeeper } from './secret-keeper.ts';

let file: SampleDeskFile;
let store: OfficerStore;
beforeEach(() => {
  file = sampleDeskFile();
  store = createOfficerStore(file.db, file.place);
});
afterEach(() => file.remove());

const now = new Date('2026-11-22T08:00:00.000Z');
const admin = sampleOfficer('QT001', ['quanTri']);
const commander = sampleOfficer('CH001', ['chiHuy'], { unit: null });
const record: AuditDraft = {
  at: now.toISOString(),
  monotonic: 1,
  officer: 'QT001',
  role: 'quanTri',
  action: 'officer.added',
  object: null,
  purpose: null,
  result: { outcome: 'done', code: null, count: null },
};
const records = async () => (await createAuditLog(file.db, file.place).tail()).sequence;

describe('officers in their file', () => {
  beforeEach(() =>
    store.write(
      [
        { kind: 'officer', officer: admin },
        { kind: 'officer', officer: commander },
      ],
      [record, record],
    ),
  );

  it('come back as they were kept, with their records', async () => {
    expect(await store.officers()).toEqual([commander, admin]);
    expect(await records()).toBe(2);
  });

  it('change once per revision, and nothing is kept of a change that comes too late', async () => {
    const changed = { ...commander, name: 'CHỈ HUY MẪU', revision: 2 };
    await store.write([{ kind: 'officer', officer: changed }], [record]);
    const again = { ...commander, state: 'left' as const, revision: 2 };
    await expect(store.write([{ kind: 'officer', officer: again }], [record])).rejects.toMatchObject({
      failure: { code: 'officer.changedMeanwhile' },
    });
    expect((await store.officers())[0]).toEqual(changed);
    expect(await records()).toBe(3);
  });

  it('are never deleted, replaced or given another past', () => {
    expect(() => file.db.exec('DELETE FROM officer')).toThrow('never deleted');
    expect(() => file.db.exec("INSERT OR REPLACE INTO officer SELECT * FROM officer WHERE id = 'CH001'")).toThrow(
      'once',
    );
    expect(() => file.db.exec("UPDATE officer SET created_by = 'x', revision = 2")).toThrow('counts up');
    expect(() => file.db.exec('UPDATE officer SET revision = 5')).toThrow('counts up');
  });

  it('keep approvals and votes, which only close, and once', async () => {
    const asked = askApproval({ id: 'a1', kind: 'auditPurge', subject: 'nhật ký' }, admin, now);
    await store.write([{ kind: 'approval', approval: asked }], [record]);
    const given = vote(asked, commander, now);
    await store.write([{ kind: 'approval', approval: given }], [record]);
    expect(await store.approval('a1')).toEqual(given);
    await store.write([{ kind: 'approval', approval: { ...given, state: 'used' } }], [record]);
    await expect(
      store.write([{ kind: 'approval', approval: { ...given, state: 'used' } }], [record]),
    ).rejects.toMatchObject({ failure: { code: 'approval.closed' } });
    expect(await store.approvals(5)).toEqual([{ ...given, state: 'used' }]);
    expect(await store.approval('a2')).toBeNull();
    expect(() => file.db.exec("UPDATE approval SET state = 'open'")).toThrow('only closes');
    expect(() => file.db.exec('DELETE FROM approval_vote')).toThrow('never deleted');
  });
});

describe('the book of attempts', () => {
  it('is empty when new or unreadable, and comes back as it was kept', async () => {
    const path = join(file.folder, 'attempts.json');
    const ledger = openAttemptFile(path);
    expect(await ledger.load()).toEqual({ attempts: {}, unlogged: [] });
    const book = { attempts: { CB001: { failures: 2, lastAt: 5 } }, unlogged: [{ at: 'x', officer: null }] };
    await ledger.save(book);
    expect(await openAttemptFile(path).load()).toEqual(book);
    for (const text of ['{', 'null', '{"attempts":[],"unlogged":[]}', '{"attempts":{}}']) {
      writeFileSync(path, text);
      expect(await ledger.load()).toEqual({ attempts: {}, unlogged: [] });
    }
    writeFileSync(path, '{"attempts":{"A":{"failures":"x"},"B":7},"unlogged":[1,{"at":1}]}');
    expect(await ledger.load()).toEqual({ attempts: {}, unlogged: [] });
  });
});

describe('secrets', () => {
  it('open the key of the profile, are replaced and taken away', async () => {
    const path = join(file.folder, 'keys.json');
    const ring = await createKeyRing({ path, profile: 'demo', profileId: 'p', now, holders: [{ by: 'nothing' }] });
    const secrets = createSecretKeeper(path, ring);
    expect(await secrets.isSecretOf('CB001', 'con mèo leo cây bưởi')).toBe(false);
    await secrets.give('CB001', 'con mèo leo cây bưởi');
    expect(await secrets.isSecretOf('CB001', 'con mèo leo cây bưởi'.normalize('NFD'))).toBe(true);
    expect(await secrets.isSecretOf('CB002', 'con mèo leo cây bưởi')).toBe(false);
    await secrets.give('CB001', 'ba con ngựa trắng 7');
    expect(await secrets.isSecretOf('CB001', 'con mèo leo cây bưởi')).toBe(false);
    await secrets.take('CB001');
    await secrets.take('CB001');
    expect(await secrets.isSecretOf('CB001', 'ba con ngựa trắng 7')).toBe(false);
  });
});
