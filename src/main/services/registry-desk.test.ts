import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonView } from '#contract/registry.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { openTestRegistryDesk, type TestRegistryDesk } from '#workers/testing/test-registry-desk.ts';
import { draftBy } from './permit.ts';

let at: TestRegistryDesk;
const purpose = { code: 'capThe', note: null } as const;
const context = { signal: new AbortController().signal };
const asked = { area: null, birthYear: null, limit: 50, purpose };
const failing = (code: string) => ({ failure: { code } });

beforeEach(async () => {
  at = await openTestRegistryDesk(sampleDivisions, 'chiHuy');
});
afterEach(() => at.dispose());

const search = (text: string) => at.desk.handlers['registry.search']({ ...asked, text }, context);
const personOf = async (number: string): Promise<PersonView> => {
  const { found } = await search(number);
  const view = await at.desk.handlers['registry.person']({ id: found[0]?.id ?? 0, purpose }, context);
  if (view === null) throw new RangeError(`nobody has ${number}`);
  return view;
};
const numberOf = (id: string) => people().find((person) => person.id === id)?.soDinhDanh ?? '';
const logged = () =>
  at.office.records.map(({ action, object, purpose, result }) => ({ action, object, purpose, result }));
const importAll = async () => {
  const path = join(at.registry.folder, 'people.jsonl');
  writeFileSync(
    path,
    people()
      .map((person) => JSON.stringify(person))
      .join('\n'),
  );
  await at.office.session.reauthenticated();
  return at.desk.handlers['registry.import']({ path, format: null }, context);
};

describe('an import', () => {
  it('fills the cache, tells how far it is, and is on record before and after', async () => {
    expect(at.desk.state()).toMatchObject({ state: 'empty', people: 0, asOf: null });
    expect(await importAll()).toMatchObject({ file: 'people.jsonl', format: 'ndjson', added: 20, setAside: 0 });
    expect(at.desk.state()).toMatchObject({ state: 'ready', people: 20, importing: null });
    expect(at.desk.state().asOf).not.toBeNull();
    expect(at.states.some(({ importing }) => importing?.added === 20)).toBe(true);
    const object = { kind: 'import', masked: 'people.jsonl', mark: null };
    expect(logged().slice(-2)).toEqual([
      { action: 'registry.imported', object, purpose: null, result: { outcome: 'done', code: 'begun', count: null } },
      { action: 'registry.imported', object, purpose: null, result: { outcome: 'done', code: null, count: 20 } },
    ]);
    expect(await at.desk.handlers['registry.stats'](undefined, context)).toMatchObject({ people: 20 });
    expect(await at.desk.handlers['registry.areas'](undefined, context)).toContainEqual({
      ...{ area: '00008', name: 'Phường Ngọc Hà, Thành phố Hà Nội', people: 1 },
    });
  });

  it('asks who it is once more, and shows no number in the name of a file', async () => {
    const { handlers } = at.desk;
    for (let minute = 0; minute < 12; minute++) {
      at.office.time.pass(60_000);
      at.office.session.touch();
    }
    const path = join(at.registry.folder, '001304999901.csv');
    await expect(handlers['registry.import']({ path, format: null }, context)).rejects.toMatchObject(
      failing('session.proveAgain'),
    );
    await at.office.session.reauthenticated();
    writeFileSync(path, 'soDinhDanh,hoTen\n001304999901,MẪU\nx,MẪU\n');
    const run = await handlers['registry.import']({ path, format: null }, context);
    expect(run).toMatchObject({ file: '••• ••• ••• 901.csv', format: 'csv', added: 1, setAside: 1 });
    expect(await handlers['registry.imports'](undefined, context)).toMatchObject([
      { id: run.id, file: '••• ••• ••• 901.csv', reasons: { numberNotTwelveDigits: 1 } },
    ]);
    expect(JSON.stringify([at.states, at.office.records])).not.toContain('1304');
  });

  it('goes on where it was stopped, and is listed until then', async () => {
    const { handlers } = at.desk;
    await at.office.session.reauthenticated();
    const path = join(at.registry.folder, 'many.ndjson');
    const line = (row: number) =>
      JSON.stringify({ soDinhDanh: String(1_304_000_000 + row).padStart(12, '0'), hoTen: 'MẪU' });
    writeFileSync(path, Array.from({ length: 9000 }, (_, row) => line(row)).join('\n'));
    const importing = handlers['registry.import']({ path, format: null }, context);
    await expect.poll(() => at.desk.state().importing?.added ?? 0, { interval: 1 }).toBeGreaterThan(0);
    await expect(handlers['quality.check'](undefined, context)).rejects.toMatchObject(failing('registry.busy'));
    const stopped = expect(importing).rejects.toThrow();
    await handlers['registry.stopImport'](undefined, context);
    await stopped;
    const [run] = await handlers['registry.imports'](undefined, context);
    expect(run).toMatchObject({ endedAt: null });
    expect(run?.added).toBeLessThan(9000);
    expect(await handlers['registry.import']({ path, format: null }, context)).toMatchObject({
      id: run?.id,
      added: 9000,
    });
    expect(at.desk.state().people).toBe(9000);
  });

  it('says once that the data are others, when it has ended: not for every batch', async () => {
    let heard: readonly unknown[] = [];
    at.desk.onFilled(() => {
      heard = [...heard, at.desk.state()];
    });
    await at.office.session.reauthenticated();
    const path = join(at.registry.folder, 'many.ndjson');
    const line = (row: number) =>
      JSON.stringify({ soDinhDanh: String(1_304_000_000 + row).padStart(12, '0'), hoTen: 'MẪU' });
    writeFileSync(path, Array.from({ length: 5000 }, (_, row) => line(row)).join('\n'));
    await at.desk.handlers['registry.import']({ path, format: null }, context);
    expect(heard).toMatchObject([{ state: 'ready', people: 5000, importing: null }]);
    await importAll();
    expect(heard).toHaveLength(2);
  });

  it('gives what was set aside to a file of its own, on record first', async () => {
    const { handlers } = at.desk;
    await importAll();
    const path = join(at.registry.folder, 'bad.csv');
    writeFileSync(path, 'soDinhDanh,hoTen\nx,MẪU\n');
    const run = await handlers['registry.import']({ path, format: 'csv' }, context);
    const out = await handlers['registry.exportSetAside']({ run: run.id, folder: null, purpose }, context);
    expect(out).toEqual({ path: join(at.registry.folder, 'bad-de-lai.csv'), lines: 1 });
    const again = await handlers['registry.exportSetAside']({ run: run.id, folder: null, purpose }, context);
    expect(again.path).toBe(join(at.registry.folder, 'bad-de-lai-2.csv'));
    expect(logged().at(-1)).toMatchObject({ action: 'registry.exported', purpose, result: { count: 1 } });
    const unknown = { run: 99, folder: null, purpose };
    await expect(handlers['registry.exportSetAside'](unknown, context)).rejects.toMatchObject(
      failing('registry.unknownImport'),
    );
    await expect(handlers['registry.rebuild'](undefined, context)).rejects.toMatchObject(
      failing('registry.notDamaged'),
    );
  });

  it('is for those who may, and the picker too', async () => {
    at.picked.push('/tmp/x.csv');
    expect(await at.desk.handlers['registry.pickFile'](undefined, context)).toBe('/tmp/x.csv');
    await at.office.signIn('quanTri');
    for (const command of ['registry.pickFile', 'registry.stopImport', 'registry.imports', 'quality.board'] as const)
      await expect(at.desk.handlers[command](undefined, context)).rejects.toMatchObject(
        failing('session.notPermitted'),
      );
  });
});

describe('a delta', () => {
  const head = (after: number) => JSON.stringify({ format: 'truc-ban delta 1', feed: 'trung-uong', after });
  const written = (name: string, ...lines: readonly (object | string)[]) => {
    const path = join(at.registry.folder, name);
    writeFileSync(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return path;
  };
  const apply = (path: string) => at.desk.handlers['registry.applyDelta']({ path }, context);
  const added = (sequence: number, id: string) => ({ sequence, person: people().find((each) => each.id === id) ?? {} });
  const stats = () => at.desk.handlers['registry.stats'](undefined, context);

  it('is applied like an import: asked for again, on record, shown as it goes, listed, and its cursor told', async () => {
    await importAll();
    const path = written('001304999901.delta', head(0), { sequence: 4, remove: numberOf('F17') }, added(5, 'F01'));
    const run = await apply(path);
    const expected = {
      file: '••• ••• ••• 901.delta',
      format: 'delta',
      added: 0,
      changed: 2,
      endedAt: expect.any(String),
    };
    expect(run).toMatchObject({ ...expected, feed: 'trung-uong', cursor: 5, removed: 1, repeated: 0 });
    expect(at.desk.state()).toMatchObject({ state: 'ready', people: 19, importing: null });
    expect(at.states.some(({ importing }) => importing?.format === 'delta')).toBe(true);
    expect(logged().slice(-2)).toMatchObject([
      { action: 'registry.imported', object: { masked: '••• ••• ••• 901.delta' }, result: { code: 'begun' } },
      { action: 'registry.imported', result: { outcome: 'done', count: 2 } },
    ]);
    expect(await at.desk.handlers['registry.imports'](undefined, context)).toMatchObject([
      expected,
      { format: 'ndjson' },
    ]);
    expect((await stats()).feeds).toMatchObject([{ feed: 'trung-uong', cursor: 5 }]);
  });

  it('is refused where changes before it are missing, with the last one applied, and on record', async () => {
    await importAll();
    await apply(written('a', head(0), added(1, 'F01')));
    const gap = { code: 'registry.deltaGap', params: { feed: 'trung-uong', cursor: 1, after: 7 } };
    await expect(apply(written('b', head(7), added(8, 'F02')))).rejects.toMatchObject({ failure: gap });
    expect(logged().at(-1)).toMatchObject({ result: { outcome: 'failed', code: 'registry.deltaGap' } });
    expect(at.desk.state().importing).toBeNull();
  });

  it('is recognised by its first line when it is imported', async () => {
    await at.office.session.reauthenticated();
    const path = written('thay-doi.ndjson', head(0), added(1, 'F01'), added(2, 'F03'));
    const run = await at.desk.handlers['registry.import']({ path, format: null }, context);
    expect(run).toMatchObject({ format: 'delta', added: 2, setAside: 0 });
    await expect(apply(written('list.ndjson', people()[0] ?? {}))).rejects.toMatchObject(failing('registry.notDelta'));
  });

  it('that the upstream sent is applied by the desk itself, with nobody there, in its turn', async () => {
    await importAll();
    await at.office.session.end('byOfficer');
    const moment = { wall: 0, monotonic: 0 };
    const feed = (...lines: readonly object[]) =>
      at.desk.applyFeed({
        lines: lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
        record: (happening) => draftBy(null, happening, moment),
        signal: context.signal,
      });
    const first = feed(JSON.parse(head(0)), { sequence: 4, remove: numberOf('F17') }, added(5, 'F01'));
    await expect(feed(JSON.parse(head(0)))).rejects.toMatchObject(failing('registry.busy'));
    expect(await first).toMatchObject({ feed: 'trung-uong', cursor: 5, removed: 1, file: 'trung-uong 0' });
    expect(at.desk.state()).toMatchObject({ state: 'ready', people: 19, importing: null });
    expect(at.office.records.slice(-2)).toMatchObject([
      { action: 'registry.imported', officer: null, role: null, result: { code: 'begun' } },
      { action: 'registry.imported', officer: null, object: { masked: 'upstream' }, result: { count: 2 } },
    ]);
    await expect(feed(JSON.parse(head(9)))).rejects.toMatchObject(failing('registry.deltaGap'));
    expect(at.office.records.at(-1)).toMatchObject({ officer: null, result: { outcome: 'failed' } });
    expect(at.desk.state().importing).toBeNull();
  });

  it('takes turns with imports, is stopped like one, and is for those who may import', async () => {
    await at.office.session.reauthenticated();
    const number = (row: number) => String(1_304_000_000 + row).padStart(12, '0');
    const many = Array.from({ length: 25_000 }, (_, row) => ({
      sequence: row + 1,
      person: { soDinhDanh: number(row), hoTen: 'MẪU' },
    }));
    const path = written('many.delta', head(0), ...many);
    const applying = apply(path);
    await expect.poll(() => at.desk.state().importing?.added ?? 0, { interval: 1, timeout: 30_000 }).toBeGreaterThan(0);
    await expect(apply(path)).rejects.toMatchObject(failing('registry.busy'));
    await expect(at.desk.handlers['registry.import']({ path, format: null }, context)).rejects.toMatchObject(
      failing('registry.busy'),
    );
    const stopped = expect(applying).rejects.toThrow();
    await at.desk.handlers['registry.stopImport'](undefined, context);
    await stopped;
    const [run] = await at.desk.handlers['registry.imports'](undefined, context);
    expect(run).toMatchObject({ format: 'delta', endedAt: null });
    expect(await apply(path)).toMatchObject({ id: run?.id, cursor: 25_000, added: 25_000, repeated: run?.added });
    await at.office.signIn('quanTri');
    await expect(apply(path)).rejects.toMatchObject(failing('session.notPermitted'));
  }, 60_000);
});

describe('looking people up', () => {
  beforeEach(importAll);

  it.each([
    ['F01', 'DANG THI MAU HOA'],
    ['F01', 'ĐẶNG THỊ MẪU HOÀ'],
    ['F01', 'ÐẶNG THỊ MẪU HÒA'],
    ['F01', 'ĐẶNG THỊ MẪU HÒA'.normalize('NFD')],
    ['F01', 'ĐẶNG  THỊ MẪU HÒA '],
    ['F01', Buffer.from('ĐẶNG THỊ MẪU HÒA', 'utf8').toString('latin1')],
    ['F01', 'DANG<<THI<MAU<HOA'],
    ['F05', 'H’ MẪU BYĂ'],
    ['F14', 'thử'],
  ])('finds %s as %j (§7.1)', async (id, text) => {
    const { found } = await search(text);
    expect(found.map(({ number }) => number)).toContain(`••• ••• ••• ${numberOf(id).slice(-3)}`);
  });

  it('does not take a shortened word for a name', async () => {
    expect((await search('ĐẶNG THỊ M. HÒA')).found).toEqual([]);
  });

  it('shows both of F18 and F19 for their one CMND, and merges neither them nor the twins F11 and F12 (§7.2)', async () => {
    const { found } = await search('000999018');
    expect(found).toMatchObject([{ by: 'oldNumber' }, { by: 'oldNumber' }]);
    for (const [one, other] of [
      ['F18', 'F19'],
      ['F19', 'F18'],
      ['F11', 'F12'],
      ['F12', 'F11'],
    ] as const) {
      const { lookalikes } = await personOf(numberOf(one));
      expect(lookalikes.map(({ number }) => number)).toEqual([`••• ••• ••• ${numberOf(other).slice(-3)}`]);
    }
    expect(at.desk.state().people).toBe(20);
  });

  it('knows who is dead, where somebody lives, and how their card stands', async () => {
    expect((await search(numberOf('F17'))).found).toMatchObject([{ dead: true }]);
    expect(await personOf(numberOf('F20'))).toMatchObject({
      citizen: { permanent: null, temporary: { unit: '25942' } },
      standing: { card: 'none', missing: ['card', 'eId'] },
      unitNames: { '25942': 'Phường Dĩ An, Thành phố Hồ Chí Minh' },
    });
    expect((await personOf(numberOf('F09'))).standing).toMatchObject({ card: 'expired', cohorts: ['turns60'] });
  });

  it('leaves no six digits in a row of anybody’s number in what it gives, but for a reveal', async () => {
    const { handlers } = at.desk;
    await handlers['quality.check'](undefined, context);
    const given: unknown[] = [at.states];
    for (const { soDinhDanh, cmnd } of people()) {
      given.push(await search(soDinhDanh), await personOf(soDinhDanh));
      if (cmnd !== undefined) given.push(await search(cmnd));
    }
    given.push(await handlers['registry.roll']({ area: '00008', offset: 0, limit: 10, purpose }, context));
    for (const rule of ['DQ01', 'DQ07', 'DQ11', 'DQ17'] as const)
      given.push(await handlers['quality.findings']({ rule, area: 'all', offset: 0, limit: 100, purpose }, context));
    const text = JSON.stringify(given) + JSON.stringify(at.office.records);
    const runs = people().flatMap(({ soDinhDanh, cmnd = '' }) =>
      [soDinhDanh, cmnd].flatMap((number) =>
        Array.from({ length: Math.max(0, number.length - 5) }, (_, from) => number.slice(from, from + 6)),
      ),
    );
    expect(runs.filter((run) => text.includes(run))).toEqual([]);
    const { id } = await personOf(numberOf('F03'));
    expect(await handlers['registry.reveal']({ id, purpose }, context)).toEqual({
      ...{ number: numberOf('F03'), oldNumbers: ['000999003'], phones: [] },
    });
  });

  it('is on record before anything is given, with its purpose and never with what was typed', async () => {
    const { id } = await personOf(numberOf('F03'));
    await at.desk.handlers['registry.reveal']({ id, purpose }, context);
    await search('thử');
    const object = { kind: 'citizen', masked: '•••903', mark: null };
    expect(logged().slice(-4)).toMatchObject([
      { action: 'citizen.searched', object, purpose, result: { count: 1 } },
      { action: 'citizen.lookedUp', object, purpose, result: { count: 1 } },
      { action: 'citizen.revealed', object, purpose, result: { count: 1 } },
      { action: 'citizen.searched', object: null, purpose },
    ]);
    expect(JSON.stringify(at.office.records)).not.toContain('thử');
    at.office.beforeAppend = () => Promise.reject(new Error('the disk is full'));
    await expect(search('thử')).rejects.toThrow('the disk is full');
    await expect(at.desk.handlers['registry.person']({ id, purpose }, context)).rejects.toThrow('the disk is full');
  });

  it('gives null for somebody who is gone, which is on record too', async () => {
    expect(await at.desk.handlers['registry.person']({ id: 999, purpose }, context)).toBeNull();
    expect(logged().at(-1)).toMatchObject({ action: 'citizen.lookedUp', object: null, result: { count: 0 } });
  });

  it('needs a purpose and somebody who may: administrators see nobody', async () => {
    const other = { code: 'other', note: null } as const;
    await expect(
      at.desk.handlers['registry.search']({ ...asked, text: 'x', purpose: other }, context),
    ).rejects.toMatchObject(failing('purpose.missing'));
    for (const role of ['quanTri', 'kiemTra'] as const) {
      await at.office.signIn(role);
      await expect(search('thử')).rejects.toMatchObject(failing('session.notPermitted'));
      await expect(at.desk.handlers['registry.person']({ id: 1, purpose }, context)).rejects.toMatchObject(
        failing('session.notPermitted'),
      );
    }
    await at.office.session.end('byOfficer');
    await expect(search('thử')).rejects.toMatchObject(failing('session.nobody'));
  });
});

describe('the board of data quality', () => {
  it('has the figures of a check, with the rules, and lists people for a purpose', async () => {
    await importAll();
    const { handlers } = at.desk;
    await handlers['quality.check'](undefined, context);
    expect(at.desk.state().checking).toBeNull();
    expect(at.states.some(({ checking }) => checking?.of === 20)).toBe(true);
    const board = await handlers['quality.board'](undefined, context);
    expect(board.run).toMatchObject({ on: '2026-11-22' });
    expect(board.rules).toHaveLength(20);
    expect(board.areaNames['00008']).toBe('Phường Ngọc Hà, Thành phố Hà Nội');
    expect(board.indicators.find(({ area, criterion }) => area === 'all' && criterion === 'dung')).toMatchObject({
      ...{ numerator: 19, denominator: 20, failing: { DQ01: 1 } },
    });
    const page = { area: 'all', offset: 0, limit: 10, purpose };
    expect(await handlers['quality.findings']({ ...page, rule: 'DQ01' }, context)).toMatchObject([
      { person: { number: '••• ••• ••• 916', name: 'PHẠM VĂN KHUÊ MẪU' }, finding: { number: '••• ••• ••• 916' } },
    ]);
    expect(logged().at(-1)).toMatchObject({ action: 'quality.seen', purpose, result: { count: 1 } });
  });
});
