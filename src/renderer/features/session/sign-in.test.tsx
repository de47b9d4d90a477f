import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { SessionState } from '#contract/officers.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { finishedReading, sampleDesk, sampleSession, sampleVerdict } from '../../testing/sample-desk.ts';

afterEach(() => void vi.useRealTimers());

const signedOut: SessionState = { state: 'signedOut', cause: null };
const secretField = () => screen.getByLabelText<HTMLInputElement>('Mật khẩu');

describe('signing in', () => {
  it('shows nothing of the desk, not even what was on it', async () => {
    await openWindow(sampleDesk({ session: signedOut, reading: finishedReading(sampleVerdict()) }));
    expect(screen.getByRole('heading', { name: 'Đăng nhập' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('Đặng Thị Mẫu Hòa');
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('takes id, secret and Enter, and the desk of that officer is there', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut }));
    host.answer('session.signIn', () => sampleSession());
    await host.user.keyboard('cb001{Tab}mèo trèo{Enter}');
    expect(host.inputs('session.signIn')).toEqual([{ officer: 'cb001', secret: 'mèo trèo' }]);
    act(() => host.change({ session: sampleSession() }));
    expect(await screen.findByRole('button', { name: /^Cán bộ CB001 Cán bộ Mẫu Một Chỉ huy/ })).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Đăng nhập' })).toBeNull();
  });

  it('sends one secret at a time', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut }));
    host.answer('session.signIn', () => new Promise(() => {}));
    await host.user.keyboard('cb001{Tab}mèo{Enter}{Enter}');
    expect(host.inputs('session.signIn')).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Đang kiểm…' })).toBeTruthy();
  });

  it('says that one of the two is wrong and how many tries are left', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut }));
    host.answer('session.signIn', () => {
      throw new FailureError(failure('session.refused', { left: 4 }));
    });
    await host.user.keyboard('cb001{Tab}mèo{Enter}');
    expect(await screen.findByText('Mã cán bộ hoặc mật khẩu không đúng (còn 4 lần).')).toBeTruthy();
    expect(document.activeElement).toBe(secretField());
  });

  it.each([
    [{ minutes: 15 }, 'Còn khoảng 15 phút.', 'Còn khoảng 14 phút.'],
    [{ minutes: 15, seconds: 900 }, 'Còn phải chờ 15:00.', 'Còn phải chờ 13:59.'],
  ])('counts a wait of %o down, no finer than it is known', async (params, first, later) => {
    const host = await openWindow(sampleDesk({ session: signedOut }));
    host.answer('session.signIn', () => {
      throw new FailureError(failure('session.mustWait', params));
    });
    await host.user.keyboard('cb001{Tab}mèo');
    vi.useFakeTimers();
    fireEvent.submit(secretField().form as HTMLFormElement);
    await act(() => vi.advanceTimersByTimeAsync(10));
    expect(screen.getByRole('timer').textContent).toBe(first);
    await act(() => vi.advanceTimersByTimeAsync(61_000));
    expect(screen.getByRole('timer').textContent).toBe(later);
    await act(() => vi.advanceTimersByTimeAsync(14 * 60_000));
    expect(screen.getByRole('timer').textContent).toBe('Đã hết giờ chờ, nhập lại được.');
  });

  it('says when capitals are locked, and shows what was typed when asked', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut }));
    await host.user.keyboard('cb001{Tab}{CapsLock}m');
    expect(screen.getByText('Phím Caps Lock đang bật.')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Hiện chữ đã gõ: Mật khẩu' }));
    expect(secretField().type).toBe('text');
  });

  it('stays while the secret opens the files, and when it does not', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut, vault: { state: 'closed' } }));
    await host.user.keyboard('cb001');
    act(() => host.change({ vault: { state: 'opening' } }));
    expect(screen.getByText('Đang mở dữ liệu của bàn…')).toBeTruthy();
    act(() => host.change({ vault: { state: 'closed' } }));
    expect(screen.getByLabelText<HTMLInputElement>('Mã cán bộ').value).toBe('cb001');
  });

  it('begins after somebody else with nothing of theirs but their id', async () => {
    const host = await openWindow(sampleDesk());
    await screen.findByRole('heading', { name: 'Đặt thẻ lên đầu đọc' });
    host.window.setState({ place: 'trust', personId: 7, purpose: { code: 'cuTru', note: null } });
    act(() => host.change({ session: { state: 'signedOut', cause: 'byOfficer' } }));
    expect(await screen.findByText('Phiên trước đã kết thúc.')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Mã cán bộ').value).toBe('CB001');
    expect(document.activeElement).toBe(secretField());
    act(() => host.change({ session: sampleSession({ since: '2026-11-22T08:00:00.000Z' }) }));
    await waitFor(() =>
      expect(host.window.getState()).toMatchObject({
        place: 'reading',
        personId: null,
        purpose: { code: 'doiChieu', note: null },
      }),
    );
  });

  it('leads each officer where their role has something to do', async () => {
    const host = await openWindow(sampleDesk({ session: signedOut }), ({ answer }) => {
      answer('officers.list', () => []);
      answer('approvals.list', () => []);
    });
    act(() => host.change({ session: sampleSession({ permissions: ['officers.see', 'officers.manage'] }) }));
    expect(await screen.findByRole('heading', { name: 'Cán bộ', level: 1 })).toBeTruthy();
    expect(screen.getByRole('button', { name: /Đọc thẻ ?, vai trò của bạn không dùng mục này/ })).toBeTruthy();
  });
});

describe('a secret that somebody else gave', () => {
  const mustChoose = (): SessionState => {
    const session = sampleSession();
    if (session.state !== 'signedIn') throw new Error('the sample is signed in');
    return { state: 'mustChoose', officer: session.officer, since: session.since, permissions: [] };
  };

  it('must be replaced before anything, or given up', async () => {
    const host = await openWindow(sampleDesk({ session: mustChoose() }), ({ answer }) =>
      answer('secret.check', () => []),
    );
    expect(screen.queryByRole('navigation')).toBeNull();
    await host.user.keyboard('gach thong khan thang{Tab}{Tab}');
    await host.user.keyboard('ba con mèo trèo{Tab}{Tab}ba con mèo trèo{Enter}');
    expect(host.inputs('session.changeSecret')).toEqual([{ secret: 'gach thong khan thang', next: 'ba con mèo trèo' }]);
    await host.user.click(screen.getByRole('button', { name: 'Thôi, đăng xuất' }));
    expect(host.inputs('session.signOut')).toHaveLength(1);
  });
});
