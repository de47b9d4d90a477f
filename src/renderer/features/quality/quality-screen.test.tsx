import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { QualityBoard } from '#contract/quality-board.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { QualityScreen } from './quality-screen.tsx';
import { sampleDefect, sampleIndicators, wardBoard, wideBoard } from './testing/sample-board.ts';

const registry = (parts: Partial<DeskState['registry']> = {}): DeskState['registry'] => ({
  ...sampleDesk().registry,
  ...parts,
});

async function openBoard(
  board: QualityBoard | (() => QualityBoard),
  state: Partial<DeskState> = {},
  prepare: (host: FakeHost) => void = () => {},
) {
  return openScreen(<QualityScreen />, sampleDesk(state), (host) => {
    host.answer('quality.board', () => (typeof board === 'function' ? board() : board));
    host.answer('station.get', () => ({ name: '', commune: null, publicHall: false, retention: {} }));
    host.answer('quality.check', () => undefined);
    host.answer('quality.stopCheck', () => undefined);
    prepare(host);
  });
}

const cells = () => screen.getByRole('region', { name: 'Phường Ngọc Hà' });

describe('a ward’s board', () => {
  it('shows its five figures with the pair each is made of, by shape, colour and word', async () => {
    await openBoard(wardBoard());
    await screen.findByText('99,21 %', { selector: 'span' });
    const card = within(cells()).getByRole('button', { name: /Sạch/ });
    expect(card.textContent).toContain('198.412 / 200.000');
    expect(card.textContent).toContain('đạt');
    expect(card.querySelector('svg')).toBeTruthy();
    expect(within(cells()).getAllByRole('button')).toHaveLength(5);
  });

  it('says for which day and when it was checked', async () => {
    await openBoard(wardBoard());
    expect(await screen.findByText(/Kiểm tra cho ngày 22\/11\/2026 · xong lúc/)).toBeTruthy();
  });

  it('says that the data are newer than the figures', async () => {
    await openBoard(wardBoard(), { registry: registry({ asOf: '2026-11-22T18:00:00Z' }) });
    expect(await screen.findByText(/Dữ liệu đã đổi sau lần kiểm tra này/)).toBeTruthy();
  });

  it('has the rules of the chosen criterion with count, meaning and way to fix', async () => {
    const host = await openBoard(wardBoard());
    await screen.findByText('99,21 %', { selector: 'span' });
    await host.user.click(within(cells()).getByRole('button', { name: /Sạch/ }));
    const rules = screen.getByRole('region', { name: 'Quy tắc của “Sạch”' });
    const names = within(rules)
      .getAllByRole('button')
      .map(({ textContent }) => textContent);
    expect(names.slice(0, 2)).toEqual(['DQ13Quy tắc DQ131.500', 'DQ14Quy tắc DQ1488']);
    await host.user.click(within(rules).getByRole('button', { name: /DQ14/ }));
    const details = within(rules).getByRole('region', { name: 'DQ14 Quy tắc DQ14' });
    expect(details.textContent).toContain('Xét điều DQ14.');
    expect(details.textContent).toContain('Sửa theo cách DQ14.');
    expect(details.textContent).toContain('cảnh báo');
    expect(within(details).getByRole('button', { name: 'Mở 88 bản ghi' })).toBeTruthy();
  });

  it('shows what is only noted beside what fails, and opens its list too', async () => {
    const cells = { song: { noted: { DQ18: 2000 } } } as const;
    const indicators = [...sampleIndicators('00008', 2000, cells), ...sampleIndicators('all', 2000, cells)];
    const host = await openBoard(wardBoard({ indicators }));
    const faults = await screen.findByRole('region', { name: 'Sai sót theo quy tắc' });
    const row = within(faults).getByRole('button', { name: /DQ18/ });
    expect(row.textContent).toBe('DQ18Quy tắc DQ18Sống02.000 ghi nhận');
    await host.user.click(row);
    const rules = screen.getByRole('region', { name: 'Quy tắc của “Sống”' });
    expect(within(rules).getByRole('button', { pressed: true }).textContent).toBe('DQ18Quy tắc DQ182.000 ghi nhận0');
    expect(within(rules).getByRole('button', { name: 'Mở 2.000 bản ghi' })).toBeTruthy();
  });

  it('speaks English, the rules too', async () => {
    await openBoard(wardBoard(), { settings: { theme: 'light', language: 'en' } });
    expect(await screen.findByRole('heading', { name: 'Data quality' })).toBeTruthy();
    expect(await screen.findAllByText('Make-up of the identification number')).not.toHaveLength(0);
    expect(screen.queryByText('Quy tắc DQ01')).toBeNull();
  });

  it('gives away sums only, as a file', async () => {
    const made: Blob[] = [];
    const create = vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      made.push(blob as Blob);
      return 'blob:board';
    });
    const names: string[] = [];
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    const profile = { kind: 'demo', station: '', host: 'web' } as const;
    const host = await openBoard(wardBoard(), { profile });
    await host.user.click(await screen.findByRole('button', { name: 'Xuất bảng (CSV)' }));
    expect(names).toEqual(['chat-luong-du-lieu-2026-11-22.csv']);
    expect(await made[0]?.text()).toContain('00008,Phường Ngọc Hà,200000,');
    create.mockRestore();
    click.mockRestore();
  });
});

describe('a board of many communes', () => {
  it('is a table that draws only the rows in view, everybody on top', async () => {
    await openBoard(wideBoard(3000));
    const table = await screen.findByRole('table', { name: 'Các xã, phường, đặc khu' });
    expect(table.getAttribute('aria-rowcount')).toBe('3002');
    const rows = within(table).getAllByRole('row');
    expect(rows.length).toBeLessThan(40);
    expect(rows[1]?.textContent).toContain('Tất cả3.000.000');
  });

  it('sorts by a figure, the lowest first, and the other way round', async () => {
    const host = await openBoard(wideBoard(300));
    const heading = await screen.findByRole('columnheader', { name: 'Sạch' });
    await host.user.click(within(heading).getByRole('button'));
    expect(screen.getAllByRole('rowheader')[1]?.textContent).toBe('Xã Mẫu 29910299');
    await host.user.click(within(heading).getByRole('button'));
    expect(heading.getAttribute('aria-sort')).toBe('descending');
    expect(screen.getAllByRole('rowheader')[1]?.textContent).toBe('Xã Mẫu 010000');
  });

  it('filters by typing and says when nothing fits', async () => {
    const host = await openBoard(wideBoard(300));
    await host.user.type(await screen.findByRole('searchbox'), 'mau 299');
    await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(2));
    await host.user.type(screen.getByRole('searchbox'), ' huyện');
    expect(await screen.findByText('Không có xã nào khớp với chữ đang lọc.')).toBeTruthy();
  });

  it('goes from cell to cell by arrows, the rules following', async () => {
    const host = await openBoard(wideBoard(30));
    const table = await screen.findByRole('table', { name: 'Các xã, phường, đặc khu' });
    const first = within(table).getAllByRole('button', { pressed: true });
    expect(first).toHaveLength(1);
    first[0]?.focus();
    await host.user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
    const [chosen] = within(table).getAllByRole('button', { pressed: true });
    expect(document.activeElement).toBe(chosen);
    expect(screen.getByRole('region', { name: 'Quy tắc của “Sạch”' }).textContent).toContain('Xã Mẫu 0');
  });

  it('shows the lowest as bars for whoever would rather look', async () => {
    const host = await openBoard(wideBoard(300));
    await host.user.click(await screen.findByRole('radio', { name: 'Biểu đồ' }));
    await host.user.click(screen.getByRole('radio', { name: 'Sạch' }));
    const chart = screen.getByRole('region', { name: 'Sạch: những nơi thấp nhất' });
    const bars = within(chart).getAllByRole('button');
    expect(bars).toHaveLength(15);
    expect(bars[0]?.textContent).toContain('Xã Mẫu 299');
    expect(bars[0]?.textContent).toContain('701 / 1.000');
    expect(bars[0]?.textContent).toContain('chưa đạt');
  });

  it('begins with the station’s own commune where it is known', async () => {
    const host = await openBoard(wideBoard(30), {}, ({ answer }) =>
      answer('station.get', () => ({ name: '', commune: '10007', publicHall: false, retention: {} })),
    );
    expect(await screen.findByRole('region', { name: 'Xã Mẫu 7' })).toBeTruthy();
    await host.user.click(screen.getByRole('radio', { name: 'Mọi nơi (30)' }));
    expect(screen.getByRole('table', { name: 'Các xã, phường, đặc khu' })).toBeTruthy();
  });
});

describe('the records behind a count', () => {
  const openList = async (answer: (input: { offset: number; limit: number }) => unknown, state = {}) => {
    const host = await openBoard(wardBoard(), state, (fake) => fake.answer('quality.findings', answer));
    await screen.findByText('99,21 %', { selector: 'span' });
    await host.user.click(within(cells()).getByRole('button', { name: /Sạch/ }));
    await host.user.click(screen.getByRole('button', { name: 'Mở 1.500 bản ghi' }));
    return host;
  };
  const pages = ({ offset, limit }: { offset: number; limit: number }) =>
    Array.from({ length: limit }, (_, index) => sampleDefect(offset + index));

  it('come by pages with the purpose, and say what is wrong in words', async () => {
    const host = await openList(pages);
    expect(await screen.findByRole('button', { name: 'NGUYỄN VĂN MẪU 0' })).toBeTruthy();
    expect(host.inputs('quality.findings')).toEqual([
      { rule: 'DQ13', area: '00008', offset: 0, limit: 100, purpose: { code: 'doiChieu', note: null } },
    ]);
    expect(screen.getByText('Lẫn chữ hoa, chữ thường', { selector: '[aria-rowindex="4"] *' })).toBeTruthy();
    expect(screen.getByText(/Thiếu mục bắt buộc: Họ, chữ đệm và tên khai sinh/)).toBeTruthy();
    expect(screen.getByText('cùng 1 bản ghi khác')).toBeTruthy();
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1501');
  });

  it('are gone through by arrows, and Enter opens the person', async () => {
    const host = await openList(pages);
    await screen.findByRole('button', { name: 'NGUYỄN VĂN MẪU 0' });
    await host.user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(host.window.getState()).toMatchObject({ place: 'lookUp', personId: 1002, quality: { list: { line: 2 } } });
  });

  it('lead back by Escape to where they were opened', async () => {
    const host = await openList(pages);
    await screen.findByRole('button', { name: 'NGUYỄN VĂN MẪU 0' });
    await host.user.keyboard('{Escape}');
    const button = await screen.findByRole('button', { name: 'Mở 1.500 bản ghi' });
    expect(document.activeElement).toBe(button);
  });

  it('end where the host has no more, whatever was counted', async () => {
    await openList(({ offset }) => (offset === 0 ? [sampleDefect(0), sampleDefect(1)] : []));
    await screen.findByRole('button', { name: 'NGUYỄN VĂN MẪU 1' });
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('3');
  });

  it('say that there is none any more', async () => {
    await openList(() => []);
    expect(await screen.findByText('Không còn bản ghi nào vướng quy tắc này.')).toBeTruthy();
  });

  it('say why they could not be fetched, and try again', async () => {
    let works = false;
    const host = await openList((input) => {
      if (!works) throw new FailureError(failure('storage.stopped'));
      return pages(input);
    });
    expect((await screen.findByRole('alert')).getAttribute('data-failure')).toBe('storage.stopped');
    works = true;
    await host.user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByRole('button', { name: 'NGUYỄN VĂN MẪU 0' })).toBeTruthy();
  });
});

describe('the check', () => {
  it('runs with its progress, and can be stopped', async () => {
    const host = await openBoard(wardBoard());
    await host.user.click(await screen.findByRole('button', { name: 'Kiểm tra toàn bộ' }));
    expect(host.inputs('quality.check')).toHaveLength(1);
    host.change({ registry: registry({ checking: { done: 50_000, of: 200_000 } }) });
    const progress = await screen.findByRole('progressbar', { name: 'Đang kiểm tra từng bản ghi' });
    expect(progress.getAttribute('aria-valuenow')).toBe('25');
    expect(screen.getByText(/50\.000 \/ 200\.000 bản ghi/)).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Dừng kiểm tra' }));
    expect(host.inputs('quality.stopCheck')).toHaveLength(1);
  });

  it('brings new figures when it ends', async () => {
    let board = wardBoard({ run: null });
    const host = await openBoard(() => board);
    expect(await screen.findByText('Chưa kiểm tra lần nào')).toBeTruthy();
    host.change({ registry: registry({ checking: { done: 1, of: 2 } }) });
    await screen.findByRole('progressbar');
    board = wardBoard();
    host.change({ registry: registry({ checking: null }) });
    expect(await screen.findByRole('region', { name: 'Phường Ngọc Hà' })).toBeTruthy();
  });

  it('that was stopped says that its figures are not complete, and goes on', async () => {
    const run = { on: '2026-11-22', beganAt: '2026-11-22T12:00:00Z', endedAt: null };
    await openBoard(wardBoard({ run }));
    expect(await screen.findByText(/đang dở; số dưới đây chưa đủ/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Kiểm tra tiếp' })).toBeTruthy();
  });

  it('says in the notice why it could not run', async () => {
    const host = await openBoard(wardBoard(), {}, ({ answer }) =>
      answer('quality.check', () => {
        throw new FailureError(failure('storage.full'));
      }),
    );
    await host.user.click(await screen.findByRole('button', { name: 'Kiểm tra toàn bộ' }));
    await waitFor(() => expect(host.window.getState().notice).toMatchObject({ failure: { code: 'storage.full' } }));
  });
});

describe('without figures', () => {
  it('the first step is the import', async () => {
    const host = await openBoard(wardBoard(), { registry: registry({ state: 'empty', people: 0, asOf: null }) });
    expect(host.inputs('quality.board')).toEqual([]);
    await host.user.click(screen.getByRole('button', { name: 'Đến chỗ nhập dữ liệu' }));
    expect(host.window.getState().place).toBe('registry');
  });

  it('a damaged cache says what happened and leads to its rebuild', async () => {
    await openBoard(wardBoard(), { registry: registry({ state: 'damaged', failure: failure('storage.damaged') }) });
    expect(screen.getByRole('alert').getAttribute('data-failure')).toBe('storage.damaged');
    expect(screen.getByRole('button', { name: 'Đến chỗ dựng lại kho' })).toBeTruthy();
  });

  it('a failure says why, and can be tried again', async () => {
    let works = false;
    const host = await openBoard(() => {
      if (!works) throw new FailureError(failure('storage.stopped'));
      return wardBoard();
    });
    expect((await screen.findByRole('alert')).getAttribute('data-failure')).toBe('storage.stopped');
    works = true;
    await host.user.click(screen.getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByRole('region', { name: 'Phường Ngọc Hà' })).toBeTruthy();
  });
});

describe('rights', () => {
  it('for sums alone show no people and run no check', async () => {
    const host = await openBoard(wardBoard(), { session: sampleSession({ permissions: ['statistics.see'] }) });
    await screen.findByText('99,21 %', { selector: 'span' });
    await host.user.click(within(cells()).getByRole('button', { name: /Sạch/ }));
    expect(screen.getByText('Danh sách hồ sơ chỉ mở cho người thu nhận và chỉ huy.')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Kiểm tra toàn bộ' }));
    expect(host.inputs('quality.check')).toEqual([]);
  });

  it('missing, nothing is asked for', async () => {
    const host = await openBoard(wardBoard(), { session: sampleSession({ permissions: ['card.read'] }) });
    expect(screen.getByText(/Bảng này dành cho/)).toBeTruthy();
    expect(host.inputs('quality.board')).toEqual([]);
  });
});
