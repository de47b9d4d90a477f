import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditAction } from '#contract/audit.ts';
import type { ApprovalKind, Role } from '#contract/officers.ts';
import { parseSealsFile, verifyExportLines } from '#domain/audit/export.ts';
import type { Desk } from './compose.ts';
import { call, trialDesks } from './testing/trial-desk.ts';

// Real threads, real files and real secrets: seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const csca = () => ({
  name: 'csca.pem',
  bytes: Uint8Array.from(readFileSync(fixture('vectors/cccd-synthetic/csca.pem'))),
});
const secretOf = (id: string) => `con mèo của ${[...id].reverse().join('~')} leo cây`;
const failing = (code: string) => ({ failure: expect.objectContaining({ code }) });

const desks = trialDesks();
let desk: Desk;

const signIn = (id: string) => call(desk, 'session.signIn', { officer: id, secret: secretOf(id) });

async function addOfficer(id: string, role: Role): Promise<void> {
  const given = 'mười hai cái ghế bằng tre';
  await signIn('QT001');
  await call(desk, 'officers.add', { id, name: `Cán bộ ${id}`, roles: [role], unit: null, secret: given });
  await call(desk, 'session.signIn', { officer: id, secret: given });
  await call(desk, 'session.changeSecret', { secret: given, next: secretOf(id) });
}

/** The newest records of an act, as inspection sees them. */
async function recordsOf(action: AuditAction) {
  await signIn('KT001');
  const any = { before: null, limit: 50, officer: null, level: null, mark: null, purpose: null, from: null, to: null };
  return call(desk, 'audit.page', { ...any, action });
}

async function approved(kind: ApprovalKind, subject: string): Promise<string> {
  const { id } = await call(desk, 'approvals.ask', { kind, subject });
  await call(desk, 'approvals.vote', { id, officer: 'CH001', secret: secretOf('CH001') });
  return id;
}

const plain = () => join(desks.folder(), 'trust', 'anchors.jsonl');

beforeAll(async () => {
  // As a version before the encrypted store left it.
  const der = Buffer.from([0x30, 1, 7]);
  const fingerprint = createHash('sha256').update(der).digest('hex');
  const rest = { origin: 'cũ', vouchedBy: { by: 'operator' }, importedAt: '2026-01-01T00:00:00.000Z' };
  mkdirSync(join(desks.folder(), 'trust'), { recursive: true });
  writeFileSync(
    plain(),
    `{"version":1,"count":1}\n${JSON.stringify({ fingerprint, ...rest, der: der.toString('base64') })}\n`,
  );
  desk = await desks.start();
  await call(desk, 'officers.begin', { id: 'QT001', name: 'Quản trị Mẫu', secret: secretOf('QT001') });
  await addOfficer('CH001', 'chiHuy');
  await addOfficer('KT001', 'kiemTra');
});
afterAll(() => desks.remove());

describe('trust anchors', () => {
  it('of an earlier version are taken over once, and their file is gone', async () => {
    await signIn('QT001');
    expect(await call(desk, 'trust.list', undefined)).toMatchObject([{ origin: 'cũ' }]);
    expect(existsSync(plain())).toBe(false);
    expect(await recordsOf('trust.changed')).toMatchObject([{ officer: null, result: { code: 'adopted', count: 1 } }]);
  });

  it('are imported and removed by an administrator, on record, and are there after a restart', async () => {
    await signIn('CH001');
    await expect(call(desk, 'trust.import', { importId: '1', files: [csca()] })).rejects.toMatchObject(
      failing('session.notPermitted'),
    );
    await signIn('QT001');
    expect(await call(desk, 'trust.import', { importId: '1', files: [csca()] })).toMatchObject({ accepted: 1 });
    const old = (await call(desk, 'trust.list', undefined)).find(({ origin }) => origin === 'cũ');
    await call(desk, 'trust.remove', { fingerprint: old?.fingerprint ?? '' });
    expect(desk.snapshot().trust).toMatchObject({ anchors: 1 });
    expect((await recordsOf('trust.changed')).map(({ officer, role, result }) => [officer, role, result.code])).toEqual(
      [
        ['QT001', 'quanTri', 'removed'],
        ['QT001', 'quanTri', 'imported'],
        [null, null, 'adopted'],
      ],
    );
    await desks.stop(desk);
    desk = await desks.start();
    expect(desk.snapshot().trust).toMatchObject({ anchors: 0 });
    await signIn('QT001');
    expect(desk.snapshot().trust).toMatchObject({ anchors: 1 });
    expect(await call(desk, 'officers.list', undefined)).toHaveLength(3);
  });
});

describe('the station', () => {
  it('is set by command or administration, on record, shown, and kept', async () => {
    await signIn('KT001');
    await expect(call(desk, 'station.change', { name: 'Khác' })).rejects.toMatchObject(failing('session.notPermitted'));
    await signIn('CH001');
    await call(desk, 'station.change', { name: 'Công an phường Mẫu', commune: '00008' });
    expect(desk.snapshot().profile.station).toBe('Công an phường Mẫu');
    expect(await recordsOf('settings.changed')).toMatchObject([
      { officer: 'CH001', object: { masked: 'name, commune' } },
    ]);
    await desks.stop(desk);
    desk = await desks.start();
    expect(desk.snapshot().profile.station).toBe('');
    await signIn('KT001');
    expect(await call(desk, 'station.get', undefined)).toMatchObject({ commune: '00008', publicHall: false });
    expect(desk.snapshot().profile.station).toBe('Công an phường Mẫu');
  });
});

describe('the log', () => {
  it('was signed when the first officer of the day left', async () => {
    await signIn('KT001');
    expect(await call(desk, 'audit.verify', undefined)).toMatchObject({ sound: true, seals: 1 });
  });

  it('is exported into the profile’s folder for its owner alone, and verifies there', async () => {
    await signIn('KT001');
    const wish = { purpose: { code: 'kiemTraNghiepVu', note: null } as const, from: null };
    const made = await call(desk, 'audit.export', wish);
    expect(made.lines.startsWith(join(desks.folder(), 'exports'))).toBe(true);
    expect(statSync(made.lines).mode & 0o077).toBe(0);
    const lines = readFileSync(made.lines, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(made.sequence);
    const seals = parseSealsFile(readFileSync(made.seals, 'utf8'));
    async function* given() {
      yield* lines;
    }
    const digest = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(await verifyExportLines(given(), seals, { seals: [], digest })).toMatchObject({ sound: true });
    const again = await call(desk, 'audit.export', wish);
    expect(again.lines).not.toBe(made.lines);
    expect(readdirSync(join(desks.folder(), 'exports'))).toHaveLength(4);
  });
});

describe('a backup', () => {
  it('takes the place of the files only with a second officer, and signs everybody out', async () => {
    await signIn('QT001');
    const { file } = await call(desk, 'profile.backup', undefined);
    expect(await call(desk, 'profile.health', undefined)).toMatchObject({ epoch: 1, backups: [{ file }] });
    await call(desk, 'station.change', { name: 'Tên mới hơn bản sao lưu' });
    await expect(call(desk, 'profile.restore', { file, approval: 'none' })).rejects.toMatchObject(
      failing('approval.notFound'),
    );
    const other = await approved('restore', 'desk-khac.db');
    await expect(call(desk, 'profile.restore', { file, approval: other })).rejects.toMatchObject(
      failing('approval.notFound'),
    );
    const approval = await approved('restore', file);
    expect(await call(desk, 'profile.restore', { file, approval })).toEqual({ epoch: 2 });
    expect(desk.snapshot()).toMatchObject({ vault: { state: 'open' }, session: { state: 'signedOut' } });
    expect(desk.snapshot().profile.station).toBe('Công an phường Mẫu');
    expect(await recordsOf('backup.restored')).toMatchObject([
      { officer: 'QT001', role: 'quanTri', epoch: 2, object: { masked: file }, result: { code: 'CH001' } },
    ]);
    expect(await call(desk, 'audit.verify', undefined)).toMatchObject({ sound: true });
  });
});

describe('the data key', () => {
  it('is changed with a second officer; secrets and earlier backups open the desk as before', async () => {
    await signIn('QT001');
    const before = await call(desk, 'profile.health', undefined);
    await call(desk, 'profile.changeKey', { approval: await approved('keyChange', 'desk') });
    expect(desk.snapshot()).toMatchObject({ vault: { state: 'open' }, session: { state: 'signedOut' } });
    await desks.stop(desk);
    desk = await desks.start();
    await signIn('QT001');
    const after = await call(desk, 'profile.health', undefined);
    expect(after.keyGeneration).toBe(before.keyGeneration + 1);
    const [{ file } = { file: '' }] = before.backups;
    expect(await call(desk, 'profile.restore', { file, approval: await approved('restore', file) })).toEqual({
      epoch: 3,
    });
    expect(await recordsOf('backup.restored')).toHaveLength(1);
  });
});

describe('a copy of the folder', () => {
  it('holds nothing of a citizen that can be read', async () => {
    await signIn('CH001');
    await call(desk, 'registry.import', { path: fixture('people/people.jsonl'), format: 'ndjson' });
    const purpose = { code: 'doiChieu', note: null } as const;
    const asked = { text: 'MẪU HÒA', area: null, birthYear: null, limit: 10, purpose };
    const [line] = (await call(desk, 'registry.search', asked)).found;
    await call(desk, 'registry.reveal', { id: line?.id ?? 0, purpose });
    const files = readdirSync(desks.folder(), { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['registry.db', 'registry.db-wal', 'desk.db']),
    );
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      for (const known of ['MẪU HÒA', 'MAU HOA', '001304999901', '304999901', 'Thử Nghiệm'])
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect(bytes.includes(Buffer.from(known, encoding)), `${name}: ${known}`).toBe(false);
    }
  });
});
