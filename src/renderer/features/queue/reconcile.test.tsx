import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { openQueue, waiting } from './testing/open-queue.tsx';
import { differingMinute, sampleMinute, sampleSync } from './testing/sample-queue.ts';

describe('comparing both books', () => {
  it('says that they agree, and what was cleared away', async () => {
    const host = await openQueue(
      sampleSync(),
      {},
      { prepare: ({ answer }) => answer('sync.reconcile', () => sampleMinute()) },
    );
    expect(await screen.findByText('Bàn này chưa đối soát lần nào.')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Đối soát' }));
    const result = screen.getByRole('region', { name: 'Đối soát với tuyến trên' });
    await within(result).findByText('100,00 %');
    expect(result.textContent).toContain('Hai sổ khớp');
    expect(result.textContent).toContain('12 gói đã dọn khỏi bàn');
  });

  it('says why it could not be done, in the place of the result', async () => {
    const host = await openQueue(
      sampleSync(),
      {},
      {
        prepare: ({ answer }) =>
          answer('sync.reconcile', () => {
            throw new FailureError(failure('upstream.unreachable'));
          }),
      },
    );
    await host.user.click(await screen.findByRole('button', { name: 'Đối soát' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Chưa đối soát đượcKhông tới được tuyến trên.');
  });

  it('has a minute with the four lists, the hash of what was signed, and nobody’s data', async () => {
    const host = await openQueue(
      sampleSync(),
      { waiting: waiting(2) },
      { prepare: ({ answer }) => answer('sync.minute', () => differingMinute) },
    );
    await host.user.click(await screen.findByRole('button', { name: 'Xem biên bản' }));
    const paper = await screen.findByRole('article', { name: 'Biên bản đối soát hồ sơ' });
    await within(paper).findByText(/^[0-9a-f]{64}$/, { selector: 'span' });
    for (const text of [
      'Tỷ lệ khớp: 99,15 %',
      'Đã tới, chưa có biên nhận: 1',
      '019a0000-0000-7000-8000-000000000008',
      'đời 1, từ số 11 đến số 13 trong sổ của tuyến trên',
      'đời 1, số 15 trong sổ của bàn',
      'Chỉ huy đơn vị',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    ])
      expect(paper.textContent).toContain(text);
    expect(paper.textContent).not.toMatch(/MẪU \d|•••/);
    await host.user.keyboard('{Escape}');
    expect(await screen.findByText('NGUYỄN VĂN MẪU 1')).toBeTruthy();
  });

  it('prints the minute alone, named by its number', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const host = await openQueue(
      sampleSync(),
      {},
      { prepare: ({ answer }) => answer('sync.minute', () => sampleMinute()) },
    );
    await host.user.click(await screen.findByRole('button', { name: 'In biên bản' }));
    await waitFor(() => expect(print).toHaveBeenCalledTimes(1));
    expect(document.querySelector('body > [data-print-sheet="vi"]')?.textContent).toContain('Tỷ lệ khớp: 100,00 %');
    expect(document.title).toMatch(/^bien-ban-doi-soat-20261122-\d{6}-ab12cd34$/);
    dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('[data-print-sheet]')).toBeNull());
    vi.unstubAllGlobals();
  });
});
