import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk } from '../../testing/sample-desk.ts';

const secret = 'ba con mèo trèo cây cau';
const nobodyYet = sampleDesk({ vault: { state: 'closed' }, session: { state: 'firstRun' } });
const open = (faults: (secret: string) => readonly string[] = () => []) =>
  openWindow(nobodyYet, ({ answer }) =>
    answer('secret.check', ({ secret: typed }: { secret: string }) => faults(typed)),
  );

describe('the first run', () => {
  it('shows nothing of the desk, and says what the secret is', async () => {
    await open();
    const main = screen.getByRole('main');
    expect(within(main).getByText('Mật khẩu chính là chìa mở dữ liệu trên máy này.')).toBeTruthy();
    expect(main.textContent).toContain('không ai tra lại được');
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(screen.queryByText('Đặt thẻ lên đầu đọc')).toBeNull();
  });

  it('is done with the keyboard alone, from the first field to Enter', async () => {
    const host = await open();
    await host.user.keyboard('qt001{Tab}Nguyễn Mẫu Quản Trị{Tab}');
    await host.user.keyboard(`${secret}{Tab}{Tab}${secret}{Enter}`);
    await waitFor(() =>
      expect(host.inputs('officers.begin')).toEqual([{ id: 'QT001', name: 'Nguyễn Mẫu Quản Trị', secret }]),
    );
  });

  it('says while it is typed what is wrong with a secret, with the names anybody would try', async () => {
    const host = await open((typed) => (typed.length < 12 ? ['tooShort'] : []));
    await host.user.keyboard('QT001{Tab}Nguyễn Mẫu{Tab}');
    await host.user.keyboard('mèo');
    expect(await screen.findByText('Cần ít nhất 12 ký tự.')).toBeTruthy();
    expect(host.inputs('secret.check').at(-1)).toEqual({ officer: 'QT001', name: 'Nguyễn Mẫu', secret: 'mèo' });
    await host.user.keyboard(' trèo cây cau');
    expect(await screen.findByText('Mật khẩu dùng được.')).toBeTruthy();
  });

  it('sends nothing while the two secrets differ, and says so', async () => {
    const host = await open();
    await host.user.keyboard(`QT001{Tab}Nguyễn Mẫu{Tab}${secret}{Tab}{Tab}${secret}x{Enter}`);
    expect(await screen.findByText('Hai lần nhập chưa khớp.')).toBeTruthy();
    expect(host.inputs('officers.begin')).toEqual([]);
  });

  it('keeps what was typed when it is refused, and says why', async () => {
    const host = await open();
    host.answer('officers.begin', () => {
      throw new FailureError(failure('storage.full'));
    });
    await host.user.keyboard(`QT001{Tab}Nguyễn Mẫu{Tab}${secret}{Tab}{Tab}${secret}{Enter}`);
    expect(await screen.findByText(/Ổ đĩa đã đầy/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Mật khẩu mới').value).toBe(secret);
  });

  it('stays while the files are made', async () => {
    const host = await open();
    await host.user.keyboard('QT001');
    host.change({ vault: { state: 'opening' } });
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Mã cán bộ').value).toBe('QT001'));
  });
});
