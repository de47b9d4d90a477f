import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#contract/officers.ts';
import { verifyExport } from '#domain/audit/export.ts';
import { defaultMonths } from '#domain/audit/retention.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { Signer } from '#ports/signer.ts';
import { createAuditLog } from '#store/audit/audit-store.ts';
import { openDeskSigner } from '#store/audit/desk-signer.ts';
import { createOfficerStore } from '#store/officers/officer-store.ts';
import { type SampleDeskFile, sampleDeskFile } from '#store/testing/sample-desk-file.ts';
import { type AuditDesk, openAuditDesk } from './audit-desk.ts';
import { type OfficersDesk, openOfficersDesk } from './officers-desk.ts';
import { fakeLedger, fakeSecrets, type TestTime, testTime } from './testing/fake-officer-ports.ts';

const work = { signal: new AbortController().signal, onProgress: () => undefined };
const day = 24 * 3_600_000;
const purpose = { code: 'kiemTraNghiepVu', note: null } as const;
const everything = {
  before: null,
  limit: 500,
  officer: null,
  action: null,
  level: null,
  mark: null,
  purpose: null,
  from: null,
  to: null,
};
const failing = (code: string) => ({ failure: expect.objectContaining({ code }) });

let file: SampleDeskFile;
let log: AuditLog;
let signer: Signer;
let time: TestTime;
let officers: OfficersDesk;
let audit: AuditDesk;
beforeEach(async () => {
  file = sampleDeskFile();
  log = createAuditLog(file.db, file.place);
  time = testTime();
  signer = openDeskSigner(file.db, time.clock.now());
  officers = await openOfficersDesk({
    store: createOfficerStore(file.db, file.place),
    log,
    secrets: fakeSecrets(),
    ledger: fakeLedger(),
    ...time,
    ids: () => 'a1',
    stationNames: [],
    idleMs: () => 300_000,
    changed: () => undefined,
    report: (error) => {
      throw error;
    },
  });
  audit = openAuditDesk({ log, signer, officers, clock: time.clock, retention: defaultMonths });
  await officers.begin({ id: 'QT001', name: 'QUẢN TRỊ MẪU', secret: 'con mèo leo cây bưởi' });
  for (const [id, role] of [
    ['KT001', 'kiemTra'],
    ['CH001', 'chiHuy'],
    ['CB001', 'thuNhan'],
  ] as const)
    await add(id, role);
});
afterEach(() => {
  officers.close();
  file.remove();
});

async function add(id: string, role: Role): Promise<void> {
  await officers.signIn({ officer: 'QT001', secret: 'con mèo leo cây bưởi' });
  const secret = 'trời xanh gió nhẹ mây bay';
  await officers.add({ id, name: `CÁN BỘ MẪU ${id}`, roles: [role], unit: null, secret });
  await officers.signIn({ officer: id, secret });
  await officers.changeSecret({ secret, next: 'con mèo leo cây bưởi' });
}
const signIn = (officer: string) => officers.signIn({ officer, secret: 'con mèo leo cây bưởi' });
async function textOf(lines: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of lines) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
const newest = async () => (await log.page({ ...everything, limit: 1 }))[0];
const tamper = (sql: string) => file.db.exec(`DROP TRIGGER IF EXISTS audit_is_final; ${sql}`);

describe('looking at the log', () => {
  it('is for inspection and command, and is logged once per look', async () => {
    await signIn('KT001');
    const page = await audit.page({ ...everything, limit: 2 });
    expect(page).toHaveLength(2);
    await audit.page({ ...everything, limit: 2, before: page[1]?.sequence ?? null });
    expect(await newest()).toMatchObject({
      officer: 'KT001',
      role: 'kiemTra',
      action: 'audit.seen',
      result: { count: 2 },
    });
    const looks = await log.page({ ...everything, action: 'audit.seen' });
    expect(looks).toHaveLength(1);
  });

  it.each(['QT001', 'CB001'])('is not for %s', async (id) => {
    await signIn(id);
    await expect(audit.page(everything)).rejects.toMatchObject(failing('session.notPermitted'));
    await expect(audit.export({ purpose, from: null })).rejects.toMatchObject(failing('session.notPermitted'));
  });
});

describe('verifying', () => {
  it('is logged with its outcome', async () => {
    await signIn('QT001');
    expect(await audit.verify(work)).toMatchObject({ sound: true });
    expect(await newest()).toMatchObject({ action: 'audit.verified', result: { code: 'sound' } });
  });

  it('of a broken log is a report, and an incident', async () => {
    await signIn('KT001');
    tamper("UPDATE audit_record SET line = replace(line, 'QT001', 'QT009') WHERE sequence = 1");
    expect(await audit.verify(work)).toMatchObject({ sound: false, findings: [{ fault: 'changed' }] });
    expect(await newest()).toMatchObject({ action: 'audit.brokenFound', level: 'incident' });
  });
});

describe('sealing', () => {
  it('is done once a day when there is something to seal', async () => {
    expect(await audit.sealIfDue()).toMatchObject({ kind: 'head' });
    expect(await audit.sealIfDue()).toBeNull();
    time.pass(day);
    await signIn('KT001');
    expect(await audit.sealIfDue()).not.toBeNull();
    expect(await audit.seal()).toBeNull();
    expect(await audit.verify(work)).toMatchObject({ sound: true, seals: 2 });
  });
});

describe('an export', () => {
  it('has its own record in it, a head over all of it, and is verified by itself', async () => {
    await signIn('KT001');
    await expect(audit.export({ purpose: { code: 'other', note: null }, from: null })).rejects.toMatchObject(
      failing('purpose.missing'),
    );
    const { name, lines, seals } = await audit.export({ purpose, from: null });
    expect(name).toBe('nhat-ky-99999-2026-11-22');
    const text = await textOf(lines);
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ action: 'audit.exported', purpose });
    const report = verifyExport(text.split('\n'), seals, { vouched: [signer.publicKey] });
    expect(report).toMatchObject({ sound: true, unsealed: 0, keys: [{ vouched: true }] });
    expect(verifyExport(text.split('\n').slice(0, -2), seals).sound).toBe(false);
  });

  it('from a day on begins at the signed head before it', async () => {
    await audit.seal();
    time.pass(day);
    await signIn('KT001');
    const { lines, seals } = await audit.export({ purpose, from: time.clock.now().toISOString() });
    const text = (await textOf(lines)).trimEnd().split('\n');
    expect(text).toHaveLength(4);
    expect(verifyExport(text, seals)).toMatchObject({ sound: true, records: 4 });
  });
});

describe('a purge', () => {
  const approve = async () => {
    await signIn('QT001');
    const { id } = await officers.ask({ kind: 'auditPurge', subject: 'nhật ký' });
    await officers.vote(id, { officer: 'CH001', secret: 'con mèo leo cây bưởi' });
    return id;
  };

  it('needs a second officer, something old enough and a whole log, and leaves one', async () => {
    await signIn('QT001');
    await expect(audit.purge('a1', work)).rejects.toMatchObject(failing('audit.nothingToPurge'));
    await audit.seal();
    time.pass(800 * day);
    await signIn('QT001');
    await expect(audit.purge('none', work)).rejects.toMatchObject(failing('approval.notFound'));
    const { removed } = await audit.purge(await approve(), work);
    expect(removed).toBeGreaterThan(5);
    expect(await newest()).toMatchObject({ action: 'audit.purged', result: { code: 'CH001' } });
    await signIn('KT001');
    expect(await audit.verify(work)).toMatchObject({ sound: true });
    const { lines, seals } = await audit.export({ purpose, from: null });
    expect(verifyExport((await textOf(lines)).split('\n'), seals)).toMatchObject({ sound: true });
    expect(seals.start).toMatchObject({ kind: 'purge' });
    await signIn('QT001');
    await expect(audit.purge('a1', work)).rejects.toMatchObject(failing('audit.nothingToPurge'));
  });

  it('of a broken log is refused: it would take the proof away', async () => {
    await audit.seal();
    time.pass(800 * day);
    const approval = await approve();
    tamper("UPDATE audit_record SET line = replace(line, 'KT001', 'KT009') WHERE sequence = 8");
    await expect(audit.purge(approval, work)).rejects.toMatchObject(failing('audit.broken'));
    expect((await officers.approvals())[0]?.state).toBe('open');
  });

  it('takes no unapproved approval', async () => {
    time.pass(800 * day);
    await signIn('QT001');
    const { id } = await officers.ask({ kind: 'auditPurge', subject: 'nhật ký' });
    await expect(audit.purge(id, work)).rejects.toMatchObject(failing('approval.needed'));
  });
});
