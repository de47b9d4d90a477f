import { describe, expect, it } from 'vitest';
import type { Provenance } from '#contract/citizen.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Indicator } from '#contract/quality.ts';
import type { FoundLine, ImportRun, PersonView } from '#contract/registry.ts';
import { newCitizen } from '#domain/citizen/citizen.ts';
import { type FakeHandlers, fakeDesk, stateOf } from './testing/fake-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';

const purpose = { code: 'doiChieu', note: null } as const;
const recorded: Provenance = {
  source: 'import',
  at: '2026-11-22T01:00:00.000Z',
  by: 'mẫu.csv',
  act: null,
  basis: null,
  reason: null,
};

const line: FoundLine = {
  id: 7,
  number: '•••••••••901',
  name: 'ĐẶNG THỊ MẪU HÒA',
  birth: '2004-02-14',
  sex: 'female',
  area: '00008',
  address: 'Số 1 ngõ Thử Nghiệm',
  dead: false,
  by: 'number',
  rank: 0,
};

const person: PersonView = {
  id: 7,
  citizen: {
    ...newCitizen('•••••••••901', 'ĐẶNG THỊ MẪU HÒA', recorded),
    birth: { text: '14/02/2004', iso: '2004-02-14' },
    sex: 'female',
    oldNumbers: ['••••••001'],
    permanent: { text: 'Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình', unit: '00008', oldUnit: null, mapping: 'mapped' },
    contact: { phones: ['•••••••111'], emails: [] },
    cards: [
      {
        kind: 'CCCD2021',
        number: '•••••••••901',
        issued: { text: '10/05/2021', iso: '2021-05-10' },
        issuedBy: null,
        expiry: { kind: 'date', iso: '2029-02-14', text: '14/02/2029' },
        state: 'held',
      },
    ],
  },
  history: [
    {
      number: '•••••••••901',
      field: 'marital',
      before: { list: 'x', code: null, name: 'Chưa kết hôn' },
      beforeProvenance: recorded,
      after: null,
      provenance: { ...recorded, by: 'CB001' },
    },
  ],
  findings: [
    { rule: 'DQ07', severity: 'warning', number: '•••••••••901', field: 'ethnicity', detail: 'missing', others: [] },
  ],
  standing: { card: 'valid', changeBy: '2029-02-14', age: 22, cohorts: ['born2004'], missing: ['eId'], death: null },
  lookalikes: [{ ...line, id: 8, number: '•••••••••918' }],
  unitNames: { '00008': 'Phường Ngọc Hà' },
};

const finding: FakeHandlers = {
  'registry.search': () => ({ found: [line], more: false }),
  'registry.person': () => person,
  'registry.reveal': () => ({ number: '001304999901', oldNumbers: ['012345001'], phones: ['0900000111'] }),
};

describe('registry lookup', () => {
  it('shows everybody with the number, masked, and says why they were looked at', async () => {
    const fake = fakeDesk(stateOf('demo'), finding);
    const { code, out } = await runGathering(['registry', 'lookup', '001 304 999 901', '--json'], { fake });
    expect([code, JSON.parse(out)]).toEqual([0, { people: [{ by: 'number', ...person }] }]);
    expect(fake.calls.slice(1)).toEqual([
      {
        command: 'registry.search',
        input: { text: '001304999901', area: null, birthYear: null, limit: 20, purpose },
      },
      { command: 'registry.person', input: { id: 7, purpose } },
    ]);
  });

  it('is readable by people', async () => {
    const { out } = await runGathering(['registry', 'lookup', '001304999901'], {
      fake: fakeDesk(stateOf('demo'), finding),
    });
    expect(out).toBe(`ĐẶNG THỊ MẪU HÒA
  Số định danh  •••••••••901
  Số CMND       ••••••001
  Ngày sinh     14/02/2004
  Giới tính     Nữ
  Thường trú    Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình → Phường Ngọc Hà
  Điện thoại    •••••••111
Thẻ:
  CCCD gắn chip · •••••••••901 · cấp 10/05/2021 · đến 14/02/2029 · đang giữ
  thẻ còn giá trị · phải đổi trước 14/02/2029 · 22 tuổi · sinh năm 2004 · chưa có định danh điện tử
Cần xem lại:
  DQ07 cần làm rõ · Dân tộc [missing]
Đã thay đổi:
  ${out.match(/\d\d\/11\/2026 \d\d:\d\d/)?.[0]} CB001: Tình trạng hôn nhân, trước là “Chưa kết hôn”
Giống người này nhưng là người khác:
Số            Họ và tên         Ngày sinh   Giới  Thường trú
•••••••••918  ĐẶNG THỊ MẪU HÒA  14/02/2004  Nữ    Số 1 ngõ Thử Nghiệm
`);
  });

  it('shows full numbers only by the desk, which logs it', async () => {
    const fake = fakeDesk(stateOf('demo'), finding);
    const { out } = await runGathering(['registry', 'lookup', '001304999901', '--unmasked', '--json'], { fake });
    expect(JSON.parse(out).people[0].citizen).toMatchObject({
      number: '001304999901',
      oldNumbers: ['012345001'],
      contact: { phones: ['0900000111'] },
    });
    expect(fake.calls).toContainEqual({ command: 'registry.reveal', input: { id: 7, purpose } });
  });

  it('nobody is an exit code of its own', async () => {
    const fake = fakeDesk(stateOf('demo'), { ...finding, 'registry.search': () => ({ found: [], more: false }) });
    expect((await runGathering(['registry', 'lookup', '001304999901'], { fake })).code).toBe(4);
  });
});

describe('a purpose', () => {
  const args = ['registry', 'search', 'mau', '--officer', 'CB001'];

  it('must be said outside the demo, before anything is opened', async () => {
    const fake = fakeDesk(stateOf('training'), finding);
    const { code, err, composed } = await runGathering(args, { fake, keyboard: typist('con mèo') });
    expect([code, err, composed]).toEqual([2, expect.stringContaining('capThe'), []]);
  });

  it('goes with every look-up', async () => {
    const fake = fakeDesk(stateOf('training'), finding);
    const said = [...args, '--purpose', 'lamSach', '--note', 'hồ sơ MẪU'];
    expect((await runGathering(said, { fake, keyboard: typist('con mèo') })).code).toBe(0);
    expect(fake.calls.at(-1)?.input).toMatchObject({ purpose: { code: 'lamSach', note: 'hồ sơ MẪU' } });
  });

  it('is one of the list', async () => {
    const fake = fakeDesk(stateOf('demo'), finding);
    expect((await runGathering([...args, '--purpose', 'curiosity'], { fake })).code).toBe(2);
    expect(fake.calls).toEqual([]);
  });
});

describe('registry search', () => {
  it('lists people in columns, and says when there are more', async () => {
    const fake = fakeDesk(stateOf('demo'), { 'registry.search': () => ({ found: [line], more: true }) });
    const { code, out, err } = await runGathering(['registry', 'search', 'dang thi mau hoa'], { fake });
    expect(code).toBe(0);
    expect(out).toBe(`Số            Họ và tên         Ngày sinh   Giới  Mã xã  Theo          Thường trú
•••••••••901  ĐẶNG THỊ MẪU HÒA  14/02/2004  Nữ    00008  số định danh  Số 1 ngõ Thử Nghiệm
`);
    expect(err).toContain('--limit');
  });
});

const run: ImportRun = {
  id: 3,
  file: 'mẫu.csv',
  format: 'csv',
  size: 1000,
  byteOffset: 1000,
  line: 12,
  added: 9,
  changed: 0,
  unchanged: 1,
  setAside: 2,
  beganAt: '2026-11-22T01:00:00.000Z',
  endedAt: '2026-11-22T01:00:01.000Z',
};
const reasons = { numberMissing: 2 };

describe('registry import', () => {
  it('shows how far it is, what it did, and that lines were set aside', async () => {
    const fake = fakeDesk(stateOf('demo'), {
      'registry.import': () => {
        fake.change({
          registry: { ...fake.desk.snapshot().registry, importing: { ...run, byteOffset: 455, line: 6 } },
        });
        return run;
      },
      'registry.imports': () => [{ ...run, reasons }],
    });
    const { code, out, progress } = await runGathering(['registry', 'import', '/x/mẫu.csv'], { fake });
    expect(code).toBe(3);
    expect(progress).toEqual(['45 % · 6 dòng · thêm 9 · đổi 0 · để riêng 2']);
    expect(out).toContain('thêm 9 · đổi 0 · giữ nguyên 1 · để riêng 2\n    thiếu số định danh: 2\n');
    const asJson = await runGathering(['registry', 'import', '/x/mẫu.csv', '--json'], { fake });
    expect(JSON.parse(asJson.out)).toEqual({ run, reasons, finished: true });
  });

  it('stops in good order, and says how to go on', async () => {
    const begun = { ...run, byteOffset: 400, line: 5, setAside: 0, endedAt: null };
    let interrupt: () => void = () => undefined;
    let fail: (error: unknown) => void = () => undefined;
    const fake = fakeDesk(stateOf('demo'), {
      'registry.import': () => {
        const never = new Promise<ImportRun>((_, reject) => {
          fail = reject;
        });
        interrupt();
        return never;
      },
      'registry.stopImport': () => fail(new FailureError(failure('read.cancelled'))),
      'registry.imports': () => [
        { ...begun, reasons: {} },
        { ...run, id: 2, reasons },
      ],
    });
    const onInterrupt = (stop: () => void) => {
      interrupt = stop;
      return () => undefined;
    };
    const { code, out } = await runGathering(['registry', 'import', '/x/mẫu.csv', '--json'], { fake, onInterrupt });
    expect([code, JSON.parse(out)]).toEqual([130, { run: begun, reasons: {}, finished: false }]);
  });

  it('applies a delta the same way, and says how far its feed is', async () => {
    const delta = { ...run, format: 'delta', setAside: 0 } as const;
    const feed = { feed: 'trung-uong', cursor: 1202, removed: 1, repeated: 3 };
    const fake = fakeDesk(stateOf('demo'), {
      'registry.applyDelta': () => ({ ...delta, ...feed }),
      'registry.imports': () => [{ ...delta, reasons: {} }],
    });
    const args = ['registry', 'apply-delta', '/x/thay-doi.ndjson'];
    const { code, out } = await runGathering([...args, '--json'], { fake });
    expect([code, JSON.parse(out)]).toEqual([0, { run: delta, reasons: {}, finished: true, ...feed }]);
    expect(fake.calls).toContainEqual({ command: 'registry.applyDelta', input: { path: '/x/thay-doi.ndjson' } });
    expect((await runGathering(args, { fake })).out).toContain(
      'nguồn trung-uong: đến thay đổi 1202 · rút khỏi dữ liệu 1 · đã áp từ trước 3\n',
    );
  });

  it('says why a delta was refused', async () => {
    const fake = fakeDesk(stateOf('demo'), {
      'registry.applyDelta': () => {
        throw new FailureError(failure('registry.deltaGap', { feed: 'trung-uong', cursor: 5, after: 9 }));
      },
    });
    const { code, err } = await runGathering(['registry', 'apply-delta', '/x/b.ndjson'], { fake });
    expect(code).toBe(1);
    expect(err).toContain('đã áp đến thay đổi 5');
  });

  it('a failure on the way is told as one', async () => {
    const fake = fakeDesk(stateOf('demo'), {
      'registry.import': () => {
        throw new FailureError(failure('file.unreadable', { file: 'mẫu.csv' }));
      },
    });
    const { code, out } = await runGathering(['registry', 'import', '/x/mẫu.csv', '--json'], { fake });
    expect([code, JSON.parse(out).failure.code]).toEqual([1, 'file.unreadable']);
  });

  it('is listed, and what was set aside is written out', async () => {
    const fake = fakeDesk(stateOf('demo'), {
      'registry.imports': () => [{ ...run, reasons }],
      'registry.exportSetAside': () => ({ path: '/x/mẫu.csv.để-riêng.csv', lines: 2 }),
    });
    const listed = await runGathering(['registry', 'imports'], { fake });
    expect(listed.out.split('\n')[1]).toMatch(/^ {2}3 .*mẫu\.csv {2}1,0 kB {3}rồi {5}9 {4}0 {4}1 {9}2$/);
    const written = await runGathering(['registry', 'export-set-aside', '3', '--json'], { fake });
    expect(JSON.parse(written.out)).toEqual({ path: '/x/mẫu.csv.để-riêng.csv', lines: 2 });
    expect(fake.calls.at(-1)?.input).toEqual({ run: 3, folder: null, purpose });
  });
});

describe('registry check', () => {
  const indicator: Indicator = {
    area: '00008',
    criterion: 'du',
    numerator: 1999,
    denominator: 2000,
    percent: 99.95,
    rating: 'green',
    failing: { DQ07: 1 },
    noted: { DQ09: 3 },
  };
  const board = {
    run: { on: '2026-11-22', beganAt: run.beganAt, endedAt: run.endedAt },
    indicators: [indicator],
    areaNames: { '00008': 'Phường Ngọc Hà' },
    rules: [],
  };
  const judging: FakeHandlers = {
    'quality.board': () => board,
    'quality.check': () => undefined,
    'quality.findings': () => [{ person: line, finding: person.findings[0] ?? never() }],
  };
  const never = (): never => {
    throw new Error('no finding');
  };

  it('judges everybody and says figures with what they are made of', async () => {
    const fake = fakeDesk(stateOf('demo'), judging);
    const { code, out } = await runGathering(['registry', 'check'], { fake });
    expect(code).toBe(0);
    expect(fake.calls.map(({ command }) => command)).toContain('quality.check');
    expect(out.split('\n').slice(1, 3)).toEqual([
      'Địa bàn         Tiêu chí    Đạt   Trên      %  Mức   Lỗi theo quy tắc  Chỉ ghi nhận',
      'Phường Ngọc Hà  đủ        1.999  2.000  99,95  xanh  DQ07 1            DQ09 3',
    ]);
  });

  it('names those who fail a rule, of the last check', async () => {
    const fake = fakeDesk(stateOf('demo'), judging);
    const { out } = await runGathering(['registry', 'check', '--findings', 'DQ07', '--json'], { fake });
    expect(JSON.parse(out)).toEqual({ ...board, findings: [{ person: line, finding: person.findings[0] }] });
    expect(fake.calls.map(({ command }) => command)).not.toContain('quality.check');
    expect(fake.calls.at(-1)?.input).toEqual({ rule: 'DQ07', area: 'all', offset: 0, limit: 100, purpose });
  });
});
