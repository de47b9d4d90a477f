import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { runGathering } from './testing/run-gathering.ts';
import { sharedDesk } from './testing/shared-desk.ts';

vi.setConfig({ testTimeout: 120_000 });

let home: string;
const kept = sharedDesk();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-cli-'));
  await kept.open(options());
});

afterAll(async () => {
  await kept.close();
  await rm(home, { recursive: true, force: true });
});

const options = () => ({ profile: 'demo', host: 'web', home, demoPeople: false }) as const;
const desk = (...args: readonly string[]) => runGathering(args, { desk: options(), ...kept.terminal() });

const demo = (...args: readonly string[]) => desk('read', '--reader', 'demo', '--json', ...args);

describe('desk read --reader demo', () => {
  it('proves a card by its number, saves the evidence, and verify says the same of it', async () => {
    const folder = join(home, 'F01');
    const read = await demo('--person', 'F01', '--can', '999901', '--out', folder);
    expect([read.code, read.err]).toEqual([0, '']);
    const result = JSON.parse(read.out);
    expect(result).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'proved', expired: false, failure: null });
    expect(result.holder.name.value).toContain('Mẫu Hòa');
    expect(read.out).not.toContain('001304999901');
    expect(await readdir(folder)).toEqual(
      expect.arrayContaining(['DG1.bin', 'DG2.bin', 'EF.SOD.bin', 'evidence.json']),
    );

    const again = await desk('verify', folder, '--json');
    expect(again.code).toBe(0);
    const { verdict, data, chip, holder, unrecognised } = JSON.parse(again.out);
    expect({ verdict, data, chip, holder }).toEqual({
      verdict: 'genuine',
      data: 'proved',
      chip: 'proved',
      holder: result.holder,
    });
    expect(unrecognised).toEqual([]);
  });

  it('judges the data alone where the record of the chip is missing or broken', async () => {
    const folder = join(home, 'broken record');
    await cp(join(home, 'F01'), folder, { recursive: true });
    await writeFile(join(folder, 'evidence.json'), '{"version":1}');
    await writeFile(join(folder, 'note.txt'), 'MẪU');
    const { code, out } = await desk('verify', folder, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ data: 'proved', chip: 'unchecked' });
    expect(JSON.parse(out).unrecognised).toEqual(['evidence.json', 'note.txt']);
  });

  it('finds a changed file not genuine', async () => {
    const folder = join(home, 'changed');
    await cp(join(home, 'F01'), folder, { recursive: true });
    const dg13 = await readFile(join(folder, 'DG13.bin'));
    dg13[dg13.length - 1] = (dg13[dg13.length - 1] ?? 0) ^ 1;
    await writeFile(join(folder, 'DG13.bin'), dg13);
    const { code, out } = await desk('verify', folder, '--json');
    expect(code).toBe(10);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'notGenuine', data: 'disproved' });
  });

  it('opens a card by its machine readable zone out of a file, and shows the number only when asked', async () => {
    const people = (await readFile(new URL('../../../fixtures/people/people.jsonl', import.meta.url), 'utf8')).split(
      '\n',
    );
    const { mrz } = JSON.parse(people.find((line) => line.includes('"F02"')) ?? '');
    await writeFile(join(home, 'mrz.txt'), `${mrz.join('\r\n')}\r\n`);
    const { code, out } = await demo('--person', 'F02', '--mrz', join(home, 'mrz.txt'), '--unmasked');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      holder: { number: { value: '030207999902' } },
      access: { password: 'mrz' },
    });
  });

  it('leaves an expired card genuine, and says that it expired', async () => {
    const { code, out } = await demo('--person', 'F18', '--can', '999918');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'genuine', expired: true });
  });

  it('finds a copied chip not genuine', async () => {
    const { code, out } = await demo('--person', 'T01', '--can', '999903');
    expect(code).toBe(10);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'notGenuine', data: 'proved', chip: 'disproved' });
  });

  it('fails at the door with a wrong number', async () => {
    const { code, out } = await demo('--person', 'F01', '--can', '000000');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: null, failure: { code: 'access.wrongKey' } });
  });

  it('names those who hold a card when somebody does not', async () => {
    const { code, out, err } = await demo('--person', 'F06', '--can', '999906');
    expect(code).toBe(2);
    expect(JSON.parse(out).usage).toMatch(/F06.*F01, F02/);
    expect(err).toContain('F01, F02');
  });

  it('tells people, in Vietnamese, what was proved', async () => {
    const { code, out } = await desk('read', '--reader', 'demo', '--person', 'F01', '--can', '999901');
    expect(code).toBe(0);
    expect(out).toContain('THẺ THẬT');
    expect(out).toContain('Đặng Thị Mẫu Hòa');
    expect(out).not.toContain('001304999901');
    expect(out).not.toContain('undefined');
    expect(out).not.toMatch(/\d{4}-\d\d-\d\d|CN=/);
  });

  it('names a file with the machine readable zone that cannot be read, and a zone that is none', async () => {
    const missing = await demo('--person', 'F02', '--mrz', join(home, 'nothing.txt'));
    expect([missing.code, JSON.parse(missing.out).failure.code]).toEqual([1, 'file.unreadable']);
    const short = await demo('--person', 'F02', '--mrz', 'IDVNM'.padEnd(65, '<'));
    expect([short.code, JSON.parse(short.out).failure.code]).toEqual([1, 'access.keyInvalid']);
  });

  it('tells the verdict even if the evidence cannot be saved', async () => {
    const file = join(home, 'a file');
    await writeFile(file, 'MẪU');
    const { code, out, err } = await demo('--person', 'F01', '--can', '999901', '--out', join(file, 'folder'));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'genuine', failure: null });
    expect(err).toContain('storage.denied');
  });

  it('leaves nothing of an earlier read in the folder', async () => {
    const folder = join(home, 'used');
    await cp(join(home, 'F01'), folder, { recursive: true });
    await writeFile(join(folder, 'DG11.bin'), Uint8Array.of(0x6b, 0x02, 0x5c, 0x00));
    await writeFile(join(folder, 'note.txt'), 'MẪU');
    expect((await demo('--person', 'F03', '--can', '999903', '--out', folder)).code).toBe(0);
    const again = await desk('verify', folder, '--json');
    expect([again.code, JSON.parse(again.out).unrecognised]).toEqual([0, ['note.txt']]);
  });
});

describe('desk trust', () => {
  it('imports certificates, keeps them, and refuses them the second time', async () => {
    const file = join(home, 'anchor.cer');
    await writeFile(file, testPki().link);
    const other = join(home, 'no certificate');
    await writeFile(other, 'MẪU');
    const first = await desk('trust', 'import', file, other, '--json');
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out)).toEqual({
      accepted: 1,
      refused: [{ subject: 'no certificate', code: 'trust.notCertificate' }],
    });
    const listed = await desk('trust', 'list', '--json');
    const { anchors } = JSON.parse(listed.out);
    expect(anchors.map(({ vouchedBy }: { vouchedBy: { by: string } }) => vouchedBy.by).sort()).toEqual([
      'demo',
      'demo',
      'operator',
    ]);
    const second = await desk('trust', 'import', file, '--json');
    expect(JSON.parse(second.out)).toMatchObject({ accepted: 0, refused: [{ code: 'trust.duplicate' }] });
    expect(second.code).toBe(0);
  });

  it('names a file that is not there', async () => {
    const { code, out } = await desk('trust', 'import', join(home, 'nothing'), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ failure: { code: 'file.unreadable' } });
  });
});

describe('desk registry in the demo', () => {
  const people = fileURLToPath(new URL('../../../fixtures/people/people.jsonl', import.meta.url));

  it('has nothing to compare a card with before anybody is imported', async () => {
    const { code, out } = await desk('registry', 'compare', join(home, 'F01'), '--json');
    expect([code, JSON.parse(out).comparison]).toEqual([11, { state: 'noData', contradicted: [] }]);
  });

  it('compares the card with the record, and names what the card could add', async () => {
    const imported = await desk('registry', 'import', people, '--json');
    expect([imported.code, JSON.parse(imported.out).run]).toEqual([
      0,
      expect.objectContaining({ added: 20, setAside: 0 }),
    ]);
    const { code, out } = await desk('registry', 'compare', join(home, 'F01'), '--json');
    const { card, comparison } = JSON.parse(out);
    expect([code, card.verdict, comparison.comparison.record]).toEqual([20, 'genuine', 'found']);
    expect(comparison.comparison.acts.boSung).toBeGreaterThan(0);
    expect(out).not.toContain('001304999901');
    const shown = await desk('registry', 'compare', join(home, 'F01'));
    expect(shown.out).toMatch(/^THẺ THẬT.*\n· Có trong dữ liệu · L0: cùng số định danh · đáng chú ý/);
    expect(shown.out).not.toContain('undefined');
  });

  it('shows a person, and two of a name as two', async () => {
    const { code, out } = await desk('registry', 'lookup', '001304999901');
    expect([code, out]).toEqual([0, expect.stringMatching(/^ĐẶNG THỊ MẪU HÒA\n[\s\S]*••• ••• ••• 901/)]);
    expect(out).not.toMatch(/undefined|null|001304999901/);
  });

  it('an import that is stopped goes on where it was', async () => {
    const count = 12_000;
    const file = join(home, 'nhiều người mẫu.ndjson');
    await writeFile(file, Array.from(citizens({ count }), (row) => `${JSON.stringify(row)}\n`).join(''));
    let stop: () => void = () => undefined;
    const onInterrupt = (interrupt: () => void) => {
      stop = interrupt;
      return () => undefined;
    };
    const stopped = await runGathering(['registry', 'import', file, '--json'], {
      desk: options(),
      ...kept.terminal(),
      onInterrupt,
      onProgress: () => stop(),
    });
    const first = JSON.parse(stopped.out);
    expect([stopped.code, first.finished]).toEqual([130, false]);
    expect(first.run.line).toBeLessThan(count);
    const gone = await desk('registry', 'import', file, '--json');
    expect([gone.code, JSON.parse(gone.out).run]).toEqual([
      0,
      expect.objectContaining({ id: first.run.id, added: count }),
    ]);
    expect(JSON.parse((await desk('registry', 'stats', '--json')).out).people).toBe(count + 20);
  });
});

describe('desk verify', () => {
  it('cannot tell without an anchor, and proves with it', async () => {
    const folder = fileURLToPath(new URL('../../../fixtures/vectors/cccd-synthetic', import.meta.url));
    const without = await desk('verify', folder, '--json');
    expect(without.code).toBe(11);
    expect(JSON.parse(without.out)).toMatchObject({ verdict: 'cannotTell', data: 'unproved' });
    const withAnchor = await desk('verify', folder, '--trust', join(folder, 'csca.pem'), '--json');
    expect(withAnchor.code).toBe(0);
    expect(JSON.parse(withAnchor.out)).toMatchObject({ verdict: 'genuine', data: 'proved' });
  });

  it('fails by name where nothing is, and where nothing of a chip is', async () => {
    const nowhere = await desk('verify', join(home, 'nowhere'), '--json');
    expect([nowhere.code, JSON.parse(nowhere.out).failure.code]).toEqual([1, 'evidence.notFound']);
    const empty = await mkdtemp(join(home, 'empty-'));
    const nothing = await desk('verify', empty, '--json');
    expect([nothing.code, JSON.parse(nothing.out).failure.code]).toEqual([1, 'evidence.empty']);
  });
});

describe('desk readers and doctor', () => {
  it('lists the software reader, and says how the PC/SC service is', async () => {
    const { code, out } = await desk('readers', '--json');
    expect(code).toBe(0);
    const { sources, readers } = JSON.parse(out);
    expect(sources.map(({ id }: { id: string }) => id)).toEqual(['pcsc', 'demo']);
    expect(readers).toContainEqual({ name: 'Đầu đọc mẫu (phần mềm)', simulated: true, card: 'present' });
  });

  it('looks at everything', async () => {
    const { out } = await desk('doctor', '--json');
    const items = JSON.parse(out).items.map(({ item }: { item: string }) => item);
    expect(items).toEqual(expect.arrayContaining(['node', 'profile', 'disk', 'readers', 'trust', 'chromium', 'clock']));
  });

  it('explains itself', async () => {
    const help = await desk('--help');
    expect([help.code, help.out]).toEqual([0, expect.stringContaining('trust import')]);
    const helpAsJson = await desk('--json');
    expect(JSON.parse(helpAsJson.out).usage).toContain('trust import');
    const wrong = await desk('frobnicate');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
  });
});
