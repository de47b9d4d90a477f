import { waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openScreen } from '../testing/open-screen.tsx';
import { lockedSession, sampleDesk } from '../testing/sample-desk.ts';
import { PrintSheet } from './print-sheet.tsx';

const print = vi.fn();
vi.stubGlobal('print', print);
afterEach(() => void print.mockClear());

const signatures = [{ who: 'Cán bộ', name: 'Cán bộ Mẫu Một' }];

async function openPaper(state: Parameters<typeof sampleDesk>[0] = {}) {
  const onDone = vi.fn();
  const paper = { title: 'Giấy mẫu', file: 'giay-mau', number: '1/MẪU', at: '22/11/2026', signatures, onDone };
  const host = await openScreen(
    <main>
      <PrintSheet {...paper}>
        <p>Một dòng</p>
      </PrintSheet>
    </main>,
    sampleDesk(state),
  );
  return { host, onDone };
}

const sheet = () => document.querySelector('body > [data-print-sheet]');

describe('a paper', () => {
  it('stands beside the window with its head, number and signatures, and is printed once', async () => {
    document.title = 'Trực Ban';
    const { onDone } = await openPaper();
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    const text = sheet()?.textContent ?? '';
    for (const part of ['Công an phường Mẫu', 'Số: 1/MẪU', 'Giấy mẫu', 'Một dòng', 'Cán bộ Mẫu Một'])
      expect(text).toContain(part);
    expect(text).not.toContain('KHÔNG CÓ GIÁ TRỊ');
    expect(document.title).toBe('giay-mau');
    expect(onDone).not.toHaveBeenCalled();
    dispatchEvent(new Event('afterprint'));
    expect(onDone).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['demo', 'DỮ LIỆU MẪU'],
    ['training', 'TẬP HUẤN'],
  ] as const)('of a %s desk says that it has no effect', async (kind, mark) => {
    await openPaper({ profile: { kind, station: '', host: 'web' } });
    expect(sheet()?.textContent).toContain(`${mark} – TỜ NÀY KHÔNG CÓ GIÁ TRỊ`);
    expect(sheet()?.textContent).toContain('ĐƠN VỊ CHƯA ĐẶT TÊN');
  });

  it('does not stay in the page under a lock', async () => {
    const { host, onDone } = await openPaper();
    await waitFor(() => expect(print).toHaveBeenCalled());
    host.change({ session: lockedSession() });
    await waitFor(() => expect(sheet()).toBeNull());
    expect(onDone).toHaveBeenCalled();
  });
});
