import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultMonths } from '#domain/audit/retention.ts';
import { type AuditDesk, openAuditDesk } from '#services/audit-desk.ts';
import { fakeLedger, fakeSecrets, testTime } from '#services/fake-officer-ports.ts';
import { type OfficersDesk, openOfficersDesk } from '#services/officers-desk.ts';
import { createAuditLog } from '#store/audit/audit-store.ts';
import { openDeskSigner } from '#store/audit/desk-signer.ts';
import { type SampleDeskFile, sampleDeskFile } from '#store/audit/sample-desk-file.ts';
import { createOfficerStore } from '#store/officers/officer-store.ts';
import { exportDeskLog, verifyDeskLog, verifyExportFiles } from './audit-commands.ts';
import { addOfficer, listOfficers, resetOfficer, setRoles, unlockOfficer } from './officers-commands.ts';

let file: SampleDeskFile;
let officers: OfficersDesk;
let audit: AuditDesk;
let publicKey: Uint8Array;
let said: string[];
let showing: { readonly json: boolean; readonly output: { result(text: string): void; remark(text: string): void } };
const result = () => JSON.parse(said.at(-1) ?? '');
const own = 'con mèo leo cây bưởi';
const given = 'trời xanh gió nhẹ mây bay';

beforeEach(async () => {
  file = sampleDeskFile();
  const time = testTime();
  const log = createAuditLog(file.db, file.place);
  const signer = openDeskSigner(file.db, time.clock.now());
  let id = 0;
  ({ publicKey } = signer);
  said = [];
  showing = { json: true, output: { result: (text) => said.push(text), remark: (text) => said.push(text) } };
  officers = await openOfficersDesk({
    store: createOfficerStore(file.db, file.place),
    log,
    secrets: fakeSecrets(),
    ledger: fakeLedger(),
    ...time,
    ids: () => `a${++id}`,
    stationNames: [],
    publicHall: () => false,
    changed: () => undefined,
    report: () => undefined,
  });
  audit = openAuditDesk({ log, signer, officers, clock: time.clock, retention: defaultMonths });
  const admin = { id: 'QT001', name: 'QUẢN TRỊ MẪU', roles: ['quanTri'] as const, unit: null, secret: own };
  await addOfficer(officers, admin, showing);
});
afterEach(() => {
  officers.close();
  file.remove();
});

async function hire(id: string, role: 'kiemTra' | 'chiHuy' | 'thuNhan'): Promise<void> {
  await officers.signIn({ officer: 'QT001', secret: own });
  await addOfficer(officers, { id, name: `CÁN BỘ MẪU ${id}`, roles: [role], unit: null, secret: given }, showing);
  await officers.signIn({ officer: id, secret: given });
  await officers.changeSecret({ secret: given, next: own });
}
const signIn = (officer: string) => officers.signIn({ officer, secret: own });

describe('officers', () => {
  it('add makes the first one an administrator and says so', () => {
    expect(result()).toEqual({ id: 'QT001', first: true });
  });

  it('list, roles, unlock and reset say what they did', async () => {
    await hire('CB001', 'thuNhan');
    await hire('CH001', 'chiHuy');
    await signIn('QT001');
    expect(await listOfficers(officers, showing)).toBe(0);
    expect(result()).toMatchObject({
      officers: [{ id: 'CB001' }, { id: 'CH001' }, { id: 'QT001' }],
      withoutWayBack: ['CH001', 'QT001'],
    });
    expect(JSON.stringify(result())).not.toContain(given);
    await setRoles(officers, { id: 'CB001', roles: ['traThe'] }, showing);
    expect(result()).toEqual({ id: 'CB001', roles: ['traThe'] });
    await unlockOfficer(officers, 'CB001', showing);
    expect(result()).toEqual({ id: 'CB001' });
    const approver = { officer: 'CH001', secret: own };
    await resetOfficer(officers, { id: 'CB001', approver, secret: given }, showing);
    expect(result()).toEqual({ id: 'CB001', approvers: ['QT001', 'CH001'] });
  });

  it('list is readable by people', async () => {
    await listOfficers(officers, { ...showing, json: false });
    expect(said.join('')).toContain('QT001  QUẢN TRỊ MẪU\n    Quản trị · đang dùng\n');
  });
});

describe('audit', () => {
  beforeEach(async () => {
    await hire('KT001', 'kiemTra');
  });
  const exported = async () => {
    await exportDeskLog(
      audit,
      { folder: join(file.folder, 'out'), purpose: { code: 'kiemTraNghiepVu', note: null }, from: null },
      showing,
    );
    return { ...result(), keys: [], heads: [] };
  };

  it('verify says whether the log of the desk is whole', async () => {
    expect(await verifyDeskLog(audit, showing)).toBe(0);
    expect(result()).toMatchObject({ sound: true, findings: [] });
    file.db.exec(
      "DROP TRIGGER audit_is_final; UPDATE audit_record SET line = replace(line, 'QT001', 'QT009') WHERE sequence = 2",
    );
    expect(await verifyDeskLog(audit, { ...showing, json: false })).toBe(1);
    expect(said.join('')).toMatch(/✗ dòng bị sửa: an toàn 2\n✗ Nhật ký không còn nguyên vẹn \(1 chỗ\)/);
  });

  it('export writes two files for their owner only, which verify without the desk', async () => {
    const files = await exported();
    expect(statSync(files.lines).mode & 0o077).toBe(0);
    expect(statSync(files.seals).mode & 0o077).toBe(0);
    expect(await verifyExportFiles(files, showing)).toBe(0);
    expect(result()).toMatchObject({ sound: true, keys: [{ vouched: false }] });
    const key = join(file.folder, 'desk.der');
    writeFileSync(key, publicKey);
    expect(await verifyExportFiles({ ...files, keys: [key] }, showing)).toBe(0);
    expect(result()).toMatchObject({ keys: [{ vouched: true }] });
  });

  it('verify finds a line changed in an exported file, and an older export by a head kept apart', async () => {
    const first = await exported();
    const text = readFileSync(first.lines, 'utf8');
    const changed = { ...first, lines: join(file.folder, 'changed.ndjson') };
    writeFileSync(changed.lines, text.replace('KT001', 'KT009'));
    expect(await verifyExportFiles(changed, showing)).toBe(1);
    const head = join(file.folder, 'head.json');
    await signIn('QT001');
    writeFileSync(head, JSON.stringify(await audit.seal()));
    expect(await verifyExportFiles({ ...first, heads: [head] }, showing)).toBe(1);
    expect(result().findings).toMatchObject([{ fault: 'cutOff' }]);
  });

  it('an export that cannot be read is a named failure', async () => {
    const files = await exported();
    const unreadable = { failure: expect.objectContaining({ code: 'audit.unreadable' }) };
    await expect(verifyExportFiles({ ...files, seals: files.lines }, showing)).rejects.toMatchObject(unreadable);
    await expect(verifyExportFiles({ ...files, seals: '/nowhere' }, showing)).rejects.toMatchObject(unreadable);
    await expect(verifyExportFiles({ ...files, lines: '/nowhere' }, showing)).rejects.toMatchObject(unreadable);
  });
});
