import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { openWindow } from '../../testing/open-window.tsx';
import {
  finishedReading,
  lockedSession,
  sampleDesk,
  sampleReading,
  sampleSession,
  sampleVerdict,
} from '../../testing/sample-desk.ts';

const unlocked = () => screen.queryByRole('heading', { name: 'Máy đang khóa' });
const settle = () => new Promise((resolve) => setTimeout(resolve, 750));

async function openLocked(parts: Parameters<typeof sampleDesk>[0] = {}) {
  const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()), ...parts }));
  await screen.findByRole('navigation', { name: 'Các mục của bàn' });
  act(() => host.change({ session: lockedSession() }));
  await screen.findByRole('heading', { name: 'Máy đang khóa' });
  return host;
}

describe('a locked desk', () => {
  it('says whose it is, and nothing else of the page is seen or reached', async () => {
    await openLocked();
    expect(within(screen.getByRole('main')).getByText('Cán bộ Mẫu Một')).toBeTruthy();
    expect(screen.queryByRole('heading', { name: 'Đặng Thị Mẫu Hòa' })).toBeNull();
    expect(screen.queryByRole('navigation')).toBeNull();
    const others = [...document.body.children].filter((child) => !child.querySelector('form'));
    expect(others.length).toBeGreaterThan(0);
    for (const other of others)
      expect([(other as HTMLElement).hidden, (other as HTMLElement).inert]).toEqual([true, true]);
  });

  it('keeps the work, typed text too, and gives the focus back', async () => {
    const host = await openWindow(sampleDesk({ reading: sampleReading() }));
    const field = await screen.findByLabelText<HTMLInputElement>('Sáu số cuối của số định danh');
    await host.user.type(field, '999');
    act(() => host.change({ session: lockedSession() }));
    await screen.findByRole('heading', { name: 'Máy đang khóa' });
    await host.user.keyboard('mèo trèo{Enter}');
    expect(host.inputs('session.unlock')).toEqual([{ secret: 'mèo trèo' }]);
    act(() => host.change({ session: sampleSession() }));
    expect(unlocked()).toBeNull();
    const again = screen.getByLabelText<HTMLInputElement>('Sáu số cuối của số định danh');
    expect([again === field, again.value, document.activeElement === field]).toEqual([true, '999', true]);
  });

  it('keeps a dialog that was open, with what was typed in it, and shows it only afterwards', async () => {
    const host = await openWindow(sampleDesk());
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox', { name: 'Gõ tên việc cần làm' }), 'khoa');
    act(() => host.change({ session: lockedSession() }));
    await screen.findByRole('heading', { name: 'Máy đang khóa' });
    expect(screen.queryByRole('combobox', { name: 'Gõ tên việc cần làm' })).toBeNull();
    await host.user.keyboard('{Escape}');
    await host.user.click(screen.getByRole('heading', { name: 'Máy đang khóa' }));
    act(() => host.change({ session: sampleSession() }));
    const typed = await screen.findByRole<HTMLInputElement>('combobox', { name: 'Gõ tên việc cần làm' });
    expect(typed.value).toBe('khoa');
  });

  it('lets no key through to the work, wherever the focus is', async () => {
    const host = await openLocked();
    await settle();
    await host.user.keyboard('{Enter}');
    (document.activeElement as HTMLElement).blur();
    fireEvent.keyDown(document.body, { key: 'Enter' });
    fireEvent.keyDown(document.body, { key: 'F1' });
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true });
    expect(host.inputs('reading.clear')).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(screen.getByLabelText('Mật khẩu'));
  });

  it('covers what is put into the page later as well', async () => {
    await openLocked();
    const late = document.createElement('div');
    document.body.append(late);
    await waitFor(() => expect(late.hidden).toBe(true));
    late.remove();
  });

  it('stays locked after a wrong secret', async () => {
    const host = await openLocked();
    host.answer('session.unlock', () => {
      throw new FailureError(failure('session.refused', { left: 3 }));
    });
    await host.user.keyboard('x{Enter}');
    expect(await screen.findByText(/còn 3 lần/)).toBeTruthy();
    expect(unlocked()).toBeTruthy();
  });

  it('says what becomes of the work before another officer takes over', async () => {
    const host = await openLocked();
    await host.user.click(screen.getByRole('button', { name: 'Cán bộ khác vào bàn' }));
    expect(screen.getByText(/Phiên của CB001 sẽ kết thúc/)).toBeTruthy();
    host.answer('session.signIn', () => sampleSession());
    await host.user.keyboard('cb002{Tab}mèo{Enter}');
    expect(host.inputs('session.signIn')).toEqual([{ officer: 'cb002', secret: 'mèo' }]);
  });

  it('is reached by F12 and by the button beside the officer', async () => {
    const host = await openWindow(sampleDesk());
    await host.user.keyboard('{F12}');
    await host.user.click(screen.getByRole('button', { name: 'Khóa máy' }));
    expect(host.inputs('session.lock')).toHaveLength(2);
  });
});

describe('in the demo', () => {
  it('the secret stands on the lock, marked as sample data', async () => {
    const profile = { kind: 'demo', station: '', host: 'web' } as const;
    await openWindow(sampleDesk({ profile, session: lockedSession() }), ({ answer }) =>
      answer('demo.officers', () => [
        { id: 'CB001', name: 'Cán bộ Mẫu Một', roles: ['chiHuy'], secret: 'ai cung biet' },
      ]),
    );
    const known = await screen.findByText('ai cung biet');
    expect(within(known.parentElement as HTMLElement).getByText('DỮ LIỆU MẪU')).toBeTruthy();
  });
});
