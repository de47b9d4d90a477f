import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { RegistryScreen } from './registry-screen.tsx';
import { sampleRun } from './testing/sample-runs.ts';
import type { Run } from './use-runs.ts';

const registry = (parts: Partial<DeskState['registry']> = {}): DeskState['registry'] => ({
  ...sampleDesk().registry,
  ...parts,
});
const pathField = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Đường dẫn tệp trên máy này' });

async function openRegistry(
  state: Partial<DeskState> = {},
  prepare: (host: FakeHost) => void = () => {},
  runs: () => readonly Run[] = () => [],
) {
  return openScreen(<RegistryScreen />, sampleDesk(state), (host) => {
    host.answer('registry.imports', runs);
    host.answer('registry.stopImport', () => undefined);
    prepare(host);
  });
}

/** An import that ends when it is told to. */
function heldImport(host: FakeHost) {
  const held = Promise.withResolvers<Run>();
  host.answer('registry.import', () => held.promise);
  return held;
}

describe('what the cache holds', () => {
  it('is how many and of when, and the rest on request', async () => {
    const stats = {
      people: 200_000,
      communes: 12,
      households: 61_000,
      cards: 150_000,
      changes: 930,
      removed: 4,
      findings: 5000,
      bytes: 160 * 1024 ** 2,
      feeds: [{ feed: 'trung-uong', cursor: 1202, at: '2026-11-21T15:00:00Z' }],
    };
    const host = await openRegistry({}, ({ answer }) => answer('registry.stats', () => stats));
    expect(screen.getByText('200.000')).toBeTruthy();
    expect(host.inputs('registry.stats')).toEqual([]);
    await host.user.click(screen.getByRole('button', { name: 'Đếm chi tiết' }));
    expect(await screen.findByText('160 MB')).toBeTruthy();
    expect(screen.getByText('61.000')).toBeTruthy();
    expect(screen.getByText('đến thay đổi 1202')).toBeTruthy();
  });

  it('is not counted for whoever may not see sums', async () => {
    await openRegistry({ session: sampleSession({ permissions: ['settings.manage'] }) });
    expect(screen.queryByRole('button', { name: 'Đếm chi tiết' })).toBeNull();
  });
});

describe('an import', () => {
  it('teaches the first step where there is nobody yet', async () => {
    await openRegistry({ registry: registry({ state: 'empty', people: 0, asOf: null }) });
    expect(screen.getByText(/Bước đầu: nhập tệp dân cư của xã/)).toBeTruthy();
  });

  it('takes a path as it was pasted, and lets the host find the format', async () => {
    const host = await openRegistry({}, (fake) => void heldImport(fake));
    await host.user.type(pathField(), ' "/media/usb/dân cư.csv"{Enter}');
    expect(host.inputs('registry.import')).toEqual([{ path: '/media/usb/dân cư.csv', format: null }]);
    expect(screen.getByText('Nhận ra dạng CSV.')).toBeTruthy();
    await host.user.keyboard('{Enter}');
    expect(host.inputs('registry.import')).toHaveLength(1);
  });

  it('says that a file of lines may be a delta, which its first line tells', async () => {
    const host = await openRegistry({}, (fake) => void heldImport(fake));
    await host.user.type(pathField(), '/media/usb/thay-đổi.ndjson{Enter}');
    expect(screen.getByText('Nhận ra dạng NDJSON; là tệp thay đổi nếu dòng đầu ghi vậy.')).toBeTruthy();
    expect(host.inputs('registry.import')).toEqual([{ path: '/media/usb/thay-đổi.ndjson', format: null }]);
  });

  it('asks for a path before anything else', async () => {
    const host = await openRegistry();
    await host.user.click(screen.getByRole('button', { name: 'Nhập tệp' }));
    expect(screen.getByText('Ghi đường dẫn của tệp cần nhập.')).toBeTruthy();
    expect(document.activeElement).toBe(pathField());
    expect(host.inputs('registry.import')).toEqual([]);
  });

  it('shows progress in records, bytes and sums, and stops', async () => {
    const host = await openRegistry();
    const importing = sampleRun({
      endedAt: null,
      byteOffset: 40_500_000,
      added: 100_000,
      changed: 0,
      unchanged: 0,
      setAside: 7,
    });
    host.change({ registry: registry({ importing }) });
    const bar = await screen.findByRole('progressbar', { name: 'Đang nhập dan-cu-mau.ndjson' });
    expect(bar.getAttribute('aria-valuenow')).toBe('50');
    expect(screen.getByText('100.007 bản ghi · 38,6 MB / 77,2 MB')).toBeTruthy();
    expect(screen.getByText('100.000')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Dừng' }));
    expect(host.inputs('registry.stopImport')).toHaveLength(1);
  });

  it('says how fast it is and how long yet, once that is known', async () => {
    const host = await openRegistry();
    const at = (byteOffset: number, added: number) =>
      host.change({
        registry: registry({
          importing: sampleRun({
            endedAt: null,
            byteOffset,
            size: 100_000_000,
            added,
            changed: 0,
            unchanged: 0,
            setAside: 0,
          }),
        }),
      });
    at(0, 0);
    await screen.findByRole('progressbar');
    await new Promise((resolve) => setTimeout(resolve, 1700));
    at(50_000_000, 170_000);
    expect(await screen.findByText(/bản ghi\/giây/)).toBeTruthy();
    expect(screen.getByText(/còn khoảng \d+ giây/)).toBeTruthy();
  });

  it('that was stopped keeps its path, says so and goes on', async () => {
    const host = await openRegistry();
    const held = heldImport(host);
    await host.user.type(pathField(), '/tmp/mẫu.ndjson{Enter}');
    host.change({ registry: registry({ importing: sampleRun({ endedAt: null }) }) });
    await host.user.click(await screen.findByRole('button', { name: 'Dừng' }));
    held.reject(new FailureError(failure('read.cancelled')));
    host.change({ registry: registry({ importing: null }) });
    expect(await screen.findByText(/Đã dừng. Phần đã nhập được giữ/)).toBeTruthy();
    expect(host.window.getState().notice).toBeNull();
    await host.user.click(screen.getByRole('button', { name: 'Nhập tiếp' }));
    expect(host.inputs('registry.import')).toEqual([
      { path: '/tmp/mẫu.ndjson', format: null },
      { path: '/tmp/mẫu.ndjson', format: null },
    ]);
  });

  it('that ends shows what it did', async () => {
    let runs: readonly Run[] = [];
    const host = await openRegistry(
      {},
      () => {},
      () => runs,
    );
    const held = heldImport(host);
    await host.user.type(pathField(), '/tmp/mẫu.ndjson{Enter}');
    runs = [sampleRun()];
    host.change({ registry: registry({ importing: sampleRun({ endedAt: null }) }) });
    held.resolve(sampleRun());
    host.change({ registry: registry({ importing: null }) });
    const result = await screen.findByRole('region', { name: 'Kết quả nhập dan-cu-mau.ndjson' });
    expect(result.textContent).toContain('thêm mới199.000');
    expect(result.textContent).toContain('để riêng20');
  });

  it('says in the notice why it failed', async () => {
    const host = await openRegistry({}, ({ answer }) =>
      answer('registry.import', () => {
        throw new FailureError(failure('file.unreadable', { file: 'x.csv' }));
      }),
    );
    await host.user.type(pathField(), 'x.csv{Enter}');
    await waitFor(() => expect(host.window.getState().notice).toMatchObject({ failure: { code: 'file.unreadable' } }));
    expect(screen.getByRole('button', { name: 'Nhập tệp' }).getAttribute('aria-disabled')).toBe('false');
  });

  it('picks the file by the host where it has a picker', async () => {
    const host = await openRegistry({}, ({ answer }) => answer('registry.pickFile', () => '/chọn/người.csv'));
    await host.user.click(screen.getByRole('button', { name: 'Chọn…' }));
    await waitFor(() => expect(pathField().value).toBe('/chọn/người.csv'));
    expect(screen.getByText('Nhận ra dạng CSV.')).toBeTruthy();
  });

  it('has no picker where the host has none', async () => {
    await openRegistry({ profile: { kind: 'training', station: '', host: 'web' } });
    expect(screen.queryByRole('button', { name: 'Chọn…' })).toBeNull();
  });

  it('is the commander’s: others are told so', async () => {
    await openRegistry({ session: sampleSession({ permissions: ['statistics.see'] }) });
    expect(screen.getByText(/Chỉ chỉ huy nhập được dữ liệu dân cư/)).toBeTruthy();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});

describe('the imports', () => {
  const open = (...runs: readonly Run[]) =>
    openRegistry(
      {},
      () => {},
      () => runs,
    );

  it('stand newest first with their state', async () => {
    await open(sampleRun({ id: 8, file: 'b.csv', endedAt: null, byteOffset: 34_830_000 }), sampleRun());
    const rows = await screen.findAllByRole('row');
    expect(rows[1]?.textContent).toContain('dừng ở 43,00 %');
    expect(rows[2]?.textContent).toMatch(/dan-cu-mau.ndjson.*200\.000.*xong/);
  });

  it('say why records were set aside, the most frequent reason first, and write them out for a purpose', async () => {
    const host = await open(sampleRun());
    host.answer('registry.exportSetAside', () => ({ path: '/tmp/de-rieng.csv', lines: 20 }));
    await host.user.click(await screen.findByRole('button', { name: 'dan-cu-mau.ndjson' }));
    const result = screen.getByRole('region', { name: 'Kết quả nhập dan-cu-mau.ndjson' });
    const reasons = within(result)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(reasons).toEqual(['Thiếu số định danh17', 'Ngày sinh không đọc được3']);
    await host.user.click(within(result).getByRole('button', { name: 'Xuất các bản ghi để riêng' }));
    expect(await screen.findByText('Đã ghi 20 bản ghi vào /tmp/de-rieng.csv.')).toBeTruthy();
    expect(host.inputs('registry.exportSetAside')).toEqual([
      { run: 7, folder: null, purpose: { code: 'doiChieu', note: null } },
    ]);
    expect(screen.getByText(/Tệp này có dữ liệu cá nhân/)).toBeTruthy();
  });

  it('tell deltas from lists of people', async () => {
    const host = await open(sampleRun({ id: 8, file: 'b.ndjson', format: 'delta' }), sampleRun());
    const rows = await screen.findAllByRole('row');
    expect(rows[1]?.textContent).toContain('b.ndjsonthay đổi');
    expect(rows[2]?.textContent).not.toContain('thay đổi');
    await host.user.click(screen.getByRole('button', { name: 'b.ndjson' }));
    expect(screen.getByText(/“Đổi” gồm cả người được rút/)).toBeTruthy();
  });

  it('that were stopped say how to go on', async () => {
    const host = await open(sampleRun({ endedAt: null, setAside: 0, reasons: {} }));
    await host.user.click(await screen.findByRole('button', { name: 'dan-cu-mau.ndjson' }));
    expect(screen.getByText(/Chọn lại đúng tệp này/)).toBeTruthy();
    expect(screen.getByText('Không bản ghi nào phải để riêng.')).toBeTruthy();
  });

  it('say why they could not be listed', async () => {
    await openRegistry(
      {},
      () => {},
      () => {
        throw new FailureError(failure('storage.stopped'));
      },
    );
    expect((await screen.findByRole('alert')).getAttribute('data-failure')).toBe('storage.stopped');
  });
});

describe('the shape of a file', () => {
  it('names every column, those that must be there, and shows a made-up person', async () => {
    await openRegistry();
    const shape = screen.getByRole('region', { name: 'Tệp gồm những cột nào' });
    expect(within(shape).getAllByRole('term')).toHaveLength(37);
    expect(within(shape).getAllByText('phải có')).toHaveLength(2);
    expect(shape.querySelector('pre')?.textContent).toContain('"hoTen":"ĐẶNG THỊ MẪU HÒA"');
  });
});

describe('a damaged cache', () => {
  const damaged = { registry: registry({ state: 'damaged', failure: failure('storage.damaged') }) } as const;

  it('is rebuilt step by step, after asking', async () => {
    const host = await openRegistry(damaged, ({ answer }) => answer('registry.rebuild', () => undefined));
    expect(screen.getByRole('alert').getAttribute('data-failure')).toBe('storage.damaged');
    expect(
      within(screen.getByRole('region', { name: 'Kho dữ liệu dân cư không mở được' })).getAllByRole('listitem'),
    ).toHaveLength(3);
    expect(host.inputs('registry.imports')).toEqual([]);
    await host.user.click(screen.getByRole('button', { name: 'Dựng lại kho' }));
    const ask = await screen.findByRole('alertdialog');
    expect(host.inputs('registry.rebuild')).toEqual([]);
    await host.user.click(within(ask).getByRole('button', { name: 'Dựng lại kho' }));
    expect(host.inputs('registry.rebuild')).toHaveLength(1);
    host.change({ registry: registry({ state: 'empty', people: 0, asOf: null }) });
    expect(await screen.findByText(/Bước đầu/)).toBeTruthy();
  });

  it('is left to the commander', async () => {
    await openRegistry({ ...damaged, session: sampleSession({ permissions: ['statistics.see'] }) });
    expect(screen.queryByRole('button', { name: 'Dựng lại kho' })).toBeNull();
  });
});
