import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failure } from '#contract/failures.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { finishedReading, sampleDesk, sampleVerdict } from '../../testing/sample-desk.ts';

const backup = (file: string, madeAt: string) => ({ file, madeAt, generation: 1, bytes: 3_000_000 });
const damaged = sampleDesk({
  vault: { state: 'failed', failure: failure('storage.damaged', { file: 'desk.db' }) },
  session: { state: 'signedOut', cause: 'deskClosed' },
  reading: finishedReading(sampleVerdict()),
});

describe('files that do not open', () => {
  it('say why and what to do, can be tried again, and show nothing of the desk', async () => {
    const host = await openWindow(damaged, ({ answer }) => {
      answer('vault.backups', () => []);
      answer('vault.retry', () => undefined);
    });
    expect(screen.getByText('Tệp dữ liệu của bàn bị hỏng.')).toBeTruthy();
    expect(document.body.textContent).not.toContain('Đặng Thị Mẫu Hòa');
    await host.user.click(screen.getByRole('button', { name: 'Thử mở lại' }));
    expect(host.inputs('vault.retry')).toHaveLength(1);
    expect(screen.queryByText('Khôi phục từ bản sao lưu')).toBeNull();
  });

  it('give way to a backup, the newest unless another is chosen, for one with a secret', async () => {
    const host = await openWindow(damaged, ({ answer }) => {
      answer('vault.backups', () => [backup('b2.db', '2026-11-22T05:00:00Z'), backup('b1.db', '2026-11-21T05:00:00Z')]);
      answer('vault.restore', () => undefined);
    });
    expect(await screen.findByRole('heading', { name: 'Khôi phục từ bản sao lưu' })).toBeTruthy();
    const [newest, older] = screen.getAllByRole('radio');
    expect(newest?.getAttribute('aria-checked')).toBe('true');
    await host.user.click(older as HTMLElement);
    await host.user.type(screen.getByLabelText('Mã cán bộ'), 'QT001');
    await host.user.type(screen.getByLabelText('Mật khẩu'), 'mèo trèo{Enter}');
    await waitFor(() =>
      expect(host.inputs('vault.restore')).toEqual([{ officer: 'QT001', secret: 'mèo trèo', file: 'b1.db' }]),
    );
  });

  it('say that they are being opened where nobody types a secret', async () => {
    await openWindow(sampleDesk({ vault: { state: 'opening' }, session: { state: 'signedOut', cause: null } }));
    expect(screen.getByRole('heading', { name: 'Đang mở dữ liệu của bàn' })).toBeTruthy();
    expect(screen.getByRole('progressbar')).toBeTruthy();
  });
});
