import { copyFile, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compose } from '#main/compose.ts';
import { noDevices } from '#main/testing/trial-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';
import { sharedDesk } from './testing/shared-desk.ts';

// One new profile from its first officer to a restored backup, in this order.
const card = fileURLToPath(new URL('../../../fixtures/vectors/cccd-synthetic', import.meta.url));
const own = {
  QT001: 'con mèo leo cây bưởi',
  CH001: 'trời xanh gió nhẹ mây bay',
  KT001: 'sóng vỗ bờ cát dài trắng',
} as const;
const once = 'một lần rồi thôi nhé bạn';
type Id = keyof typeof own;

vi.setConfig({ testTimeout: 180_000 });

let home: string;
const kept = sharedDesk();
const at = (name: string) => join(home, name);
const options = () => ({ profile: 'training', host: 'web', home, spawn: noDevices }) as const;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-training-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

type Typing = { readonly lines?: readonly string[]; readonly onInterrupt?: (stop: () => void) => () => void };

/** Runs a command with these lines typed where a secret is asked for. */
const desk = (args: readonly string[], { lines = [], ...rest }: Typing = {}) =>
  runGathering(args, { desk: options(), keyboard: typist(...lines), ...kept.terminal(), ...rest });

/** Keeps one desk open for the commands of a group. */
function onOneDesk(): void {
  beforeAll(() => kept.open(options()));
  afterAll(() => kept.close());
}

/** Runs a command as an officer and gives what it said as JSON. */
async function as(id: Id, args: readonly string[], more: Typing = {}) {
  const said = ['--officer', id, '--json'];
  const ran = await desk([...args, ...said], { ...more, lines: [own[id], ...(more.lines ?? [])] });
  return { ...ran, json: JSON.parse(ran.out) };
}
const why = ['--purpose', 'doiChieu'];

describe('the first run', () => {
  it('refuses whoever is not there yet, and says how to begin', async () => {
    const { code, err } = await desk(['registry', 'stats', '--officer', 'QT001'], { lines: ['x'] });
    expect([code, err]).toEqual([2, expect.stringContaining('officers begin')]);
  });

  it('makes the first administrator, with a secret that is worth something, once', async () => {
    const begin = ['officers', 'begin', 'qt001', '--name', 'QUẢN TRỊ MẪU'];
    const weak = await desk(begin, { lines: ['123456', '123456'] });
    expect([weak.code, weak.err]).toEqual([1, expect.stringMatching(/12 ký tự[\s\S]*\[secret\.weak\]/)]);
    const done = await desk([...begin, '--json'], { lines: [own.QT001, own.QT001] });
    expect([done.code, JSON.parse(done.out)]).toEqual([0, { id: 'QT001', first: true }]);
    const again = await desk([...begin, '--json'], { lines: [own.QT001, own.QT001] });
    expect([again.code, JSON.parse(again.out).failure.code]).toEqual([1, 'officer.notFirst']);
  });
});

describe('officers', () => {
  onOneDesk();
  it('are added by the administrator, and choose a secret of their own before anything else', async () => {
    for (const [id, role] of [
      ['CH001', 'chiHuy'],
      ['KT001', 'kiemTra'],
    ] as const) {
      const add = ['officers', 'add', id, '--name', `CÁN BỘ MẪU ${id}`, '--role', role];
      const added = await as('QT001', add, { lines: [once, once] });
      expect([added.code, added.json]).toEqual([0, { id, roles: [role] }]);
      const early = await desk(['officers', 'list', '--officer', id], { lines: [once] });
      expect([early.code, early.err]).toEqual([1, expect.stringContaining('session.chooseSecret')]);
      const chosen = await desk(['officers', 'secret', '--officer', id, '--json'], { lines: [once, own[id], own[id]] });
      expect([chosen.code, JSON.parse(chosen.out)]).toEqual([0, { id }]);
    }
    const { json } = await as('CH001', ['officers', 'list']);
    expect(json.officers.map(({ id }: { id: string }) => id)).toEqual(['CH001', 'KT001', 'QT001']);
    expect(json.withoutWayBack).toEqual(['CH001', 'QT001']);
  });

  it('with a wrong secret do not come in', async () => {
    const { code, err } = await desk(['officers', 'list', '--officer', 'CH001'], { lines: ['sai rồi'] });
    expect([code, err]).toEqual([1, expect.stringContaining('session.refused')]);
  });

  it('are refused what their role may not do', async () => {
    const { code, json } = await as('QT001', ['registry', 'search', 'mau', ...why]);
    expect([code, json.failure.code]).toEqual([1, 'session.notPermitted']);
  });

  it('are given a new secret by two others', async () => {
    const reset = ['officers', 'reset', 'KT001', '--approver', 'CH001'];
    const own1 = await as('QT001', reset, { lines: [own.CH001, once, once] });
    expect([own1.code, own1.json]).toEqual([0, { id: 'KT001', approvers: ['QT001', 'CH001'] }]);
    const wrong = await as('QT001', reset, { lines: ['sai rồi'] });
    expect([wrong.code, wrong.json.failure.code]).toEqual([1, 'session.refused']);
    const chosen = await desk(['officers', 'secret', '--officer', 'KT001'], { lines: [once, own.KT001, own.KT001] });
    expect(chosen.code).toBe(0);
  });
});

describe('people', () => {
  onOneDesk();
  const header = 'soDinhDanh;hoTen;gioiTinh;ngaySinh;queQuan;thuongTru;cmnd;dienThoai';
  const rows = [
    '001199999993;Nguyễn Văn Thử;Nam;01/01/1999;Ba Đình, Hà Nội;Số 1, Phúc Xá, Ba Đình, Hà Nội;000123456;0500000001',
    '001199999994;Nguyễn Văn Thử;Nam;01/01/1999;;;000123456;0500000002',
    ';Người Thiếu Số MẪU;Nữ;02/02/1990;;;;',
    '00119999;Người Số Ngắn MẪU;Nữ;02/02/1990;;;;',
    '001199999995;Người Sai Ngày MẪU;Nữ;31/02/1990x;;;;',
  ];

  it('are imported; lines that are nobody are set aside with their reasons', async () => {
    await writeFile(at('dan-mau.csv'), `${[header, ...rows].join('\r\n')}\r\n`);
    const { code, json } = await as('CH001', ['registry', 'import', at('dan-mau.csv')]);
    expect(code).toBe(3);
    expect(json).toMatchObject({ run: { format: 'csv', added: 2, setAside: 3 }, finished: true });
    expect(json.reasons).toEqual({ numberMissing: 1, numberNotTwelveDigits: 1, birthUnreadable: 1 });
    const again = await as('CH001', ['registry', 'import', at('dan-mau.csv')]);
    expect(again.json.run).toMatchObject({ added: 0, unchanged: 2 });
    expect((await as('CH001', ['registry', 'imports'])).json.imports).toHaveLength(2);
    const args = ['registry', 'export-set-aside', String(json.run.id), '--out', home, ...why];
    const written = await as('CH001', args);
    expect([written.code, written.json.lines]).toEqual([0, 3]);
    expect(await readFile(written.json.path, 'utf8')).toContain('Người Thiếu Số MẪU');
  });

  it('are found by name and every number, masked; two who share one stay two', async () => {
    const found = await as('CH001', ['registry', 'search', 'nguyen van thu', ...why]);
    expect([found.code, found.json.found.length, found.out.includes('0011999999')]).toEqual([0, 2, false]);
    const people = async (number: string) => (await as('CH001', ['registry', 'lookup', number, ...why])).json.people;
    expect((await people('000123456')).map(({ by }: { by: string }) => by)).toEqual(['oldNumber', 'oldNumber']);
    expect((await people('0500000002')).map(({ by }: { by: string }) => by)).toEqual(['phone']);
    expect((await people('001199999993')).map(({ by }: { by: string }) => by)).toEqual(['number']);
    expect((await as('CH001', ['registry', 'lookup', '001199990000', ...why])).code).toBe(4);
  });

  it('show their numbers when that is asked for', async () => {
    const { json } = await as('CH001', ['registry', 'lookup', '001199999993', '--unmasked', ...why]);
    const { number, oldNumbers, contact } = json.people[0].citizen;
    expect([number, oldNumbers, contact.phones]).toEqual(['001199999993', ['000123456'], ['0500000001']]);
  });

  it('are judged, with figures and names', async () => {
    const { code, json } = await as('CH001', ['registry', 'check']);
    expect([code, json.run.endedAt === null]).toEqual([0, false]);
    expect(
      json.indicators.every(
        ({ numerator, denominator }: Record<string, number>) => (numerator ?? 1) <= (denominator ?? 0),
      ),
    ).toBe(true);
    const named = await as('CH001', ['registry', 'check', '--findings', 'DQ07', ...why]);
    expect(named.json.findings.length).toBeGreaterThan(0);
    expect(named.out).not.toContain('0011999999');
    expect((await as('CH001', ['registry', 'stats'])).json).toMatchObject({ state: 'ready', people: 2 });
  });
});

describe('a card beside the people', () => {
  onOneDesk();
  const compare = (...trust: readonly string[]) => as('CH001', ['registry', 'compare', card, ...trust, ...why]);
  const anchor = ['--trust', join(card, 'csca.pem')];

  it('is not judged by what it says of itself', async () => {
    const { code, json } = await compare();
    expect([code, json.card.verdict, json.comparison.state]).toEqual([11, 'cannotTell', 'done']);
  });

  it('says what the loudest difference is', async () => {
    const { code, json, out } = await compare(...anchor);
    expect(json.card.verdict).toBe('genuine');
    expect(json.comparison.comparison).toMatchObject({ record: 'found', level: 'notice' });
    expect([code, out.includes('001199999993')]).toEqual([20, false]);
    const other = 'soDinhDanh,hoTen,gioiTinh,ngaySinh\r\n001199999993,Trần Văn Giả Định,Nam,01/01/1999\r\n';
    await writeFile(at('khac.csv'), other);
    expect((await as('CH001', ['registry', 'import', at('khac.csv')])).code).toBe(0);
    const louder = await compare(...anchor);
    expect([louder.code, louder.json.comparison.comparison.level]).toEqual([22, 'blocking']);
  });
});

describe('the log', () => {
  onOneDesk();
  it('verifies, and is exported by inspection alone', async () => {
    expect((await as('CH001', ['audit', 'verify'])).json).toMatchObject({ sound: true, findings: [] });
    const refused = await as('CH001', ['audit', 'export', at('out'), ...why]);
    expect(refused.json.failure.code).toBe('session.notPermitted');
  });

  it('once changed outside is found out, with no desk at all', async () => {
    const args = ['audit', 'export', at('out'), '--purpose', 'kiemTraNghiepVu'];
    const { code, json } = await as('KT001', args);
    expect([code, json.lines.startsWith(at('out'))]).toEqual([0, true]);
    const lines = await readFile(json.lines, 'utf8');
    expect(lines).toContain('citizen.revealed');
    for (const number of ['001199999993', '001199999994', '000123456', '0500000001', '0500000002'])
      expect(lines).not.toContain(number);
    const verify = () =>
      runGathering(['audit', 'verify', json.lines, '--json'], { desk: { ...options(), home: '/nowhere' } });
    expect((await verify()).code).toBe(0);
    await writeFile(json.lines, lines.replace('CH001', 'CH009'));
    const tampered = await verify();
    expect([tampered.code, JSON.parse(tampered.out).findings[0].fault]).toEqual([1, 'changed']);
  });
});

describe('a profile that is open', () => {
  it('is told, and what needs no files works', async () => {
    const window = await compose({ ...options(), unattended: true });
    await window.handlers['session.signIn'](
      { officer: 'CH001', secret: own.CH001 },
      { signal: new AbortController().signal },
    );
    const { code, json } = await as('CH001', ['registry', 'stats']);
    expect([code, json.failure.code, json.failure.remedy]).toEqual([
      1,
      'storage.inUse',
      expect.stringContaining('đóng'),
    ]);
    expect((await desk(['readers', '--json'])).code).toBe(0);
    await window.close();
    expect((await as('CH001', ['registry', 'stats'])).code).toBe(0);
  });
});

describe('backups', () => {
  const officers = async () => (await as('QT001', ['officers', 'list'])).json.officers.length;

  it('take two people to restore', async () => {
    const made = await as('QT001', ['backup']);
    expect(made.code).toBe(0);
    const add = ['officers', 'add', 'CB001', '--name', 'CÁN BỘ MẪU', '--role', 'tiepNhan'];
    await as('QT001', add, { lines: [once, once] });
    expect(await officers()).toBe(4);
    const listed = await as('QT001', ['backup', '--list']);
    expect(listed.json.backups.map(({ file }: { file: string }) => file)).toContain(made.json.file);
    const restore = ['restore', made.json.file, '--approver'];
    const alone = await as('QT001', [...restore, 'QT001'], { lines: [own.QT001] });
    expect(alone.json.failure.code).toBe('approval.sameOfficer');
    const { code, json } = await as('QT001', [...restore, 'CH001'], { lines: [own.CH001] });
    expect([code, json]).toEqual([0, { file: made.json.file, epoch: 2, approvedBy: ['CH001'] }]);
    expect(await officers()).toBe(3);
    expect((await as('CH001', ['audit', 'verify'])).json.sound).toBe(true);
  });

  it('take the place of a file that is no good', async () => {
    const health = await as('QT001', ['profile', 'health']);
    expect([health.code, health.json.files.length]).toEqual([0, 2]);
    expect((await as('QT001', ['profile', 'check', 'desk'])).code).toBe(0);
    const file = at('training/desk.db');
    await copyFile(file, at('sound.db'));
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(16_384, 0x5a), 0, 16_384, 8192);
    await handle.close();
    const broken = await as('QT001', ['officers', 'list']);
    expect([broken.code, broken.json.failure.code]).toEqual([1, expect.stringMatching(/^storage\./)]);
    const { json } = await as('QT001', ['backup', '--list']);
    const restored = await as('QT001', ['restore', json.backups[0].file]);
    expect([restored.code, restored.json]).toEqual([0, { file: json.backups[0].file, epoch: null, approvedBy: [] }]);
    expect(await officers()).toBeGreaterThanOrEqual(3);
  });
});
