import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { openWindow } from '../testing/open-window.tsx';
import { finishedReading, sampleDesk, sampleSession, sampleVerdict } from '../testing/sample-desk.ts';

afterEach(() => void vi.useRealTimers());

const settle = () => new Promise((resolve) => setTimeout(resolve, 750));

describe('Enter', () => {
  it('runs the obvious next act, after the verdict has settled and once', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }), ({ answer }) =>
      answer('reading.clear', () => new Promise(() => {})),
    );
    await host.user.keyboard('{Enter}');
    expect(host.inputs('reading.clear')).toEqual([]);
    await settle();
    await host.user.keyboard('{Enter}{Enter}');
    expect(host.inputs('reading.clear')).toHaveLength(1);
  });

  it('is left to a control that has the focus', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }));
    await settle();
    screen.getByRole('button', { name: 'Hiện đủ số (lý do)' }).focus();
    await host.user.keyboard('{Enter}');
    expect(host.inputs('reading.clear')).toEqual([]);
    expect(await screen.findByRole('dialog', { name: 'Hiện đủ số' })).toBeTruthy();
  });

  it('means nothing while it is held or composed', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }));
    await settle();
    fireEvent.keyDown(document.body, { key: 'Enter', repeat: true });
    fireEvent.keyDown(document.body, { key: 'Enter', isComposing: true });
    expect(host.inputs('reading.clear')).toEqual([]);
  });
});

describe('F1', () => {
  it('comes back to the reading desk first, and clears it only there', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }), ({ answer }) =>
      answer('trust.list', () => []),
    );
    host.answer('officers.list', () => []);
    host.answer('approvals.list', () => []);
    await host.user.click(screen.getByRole('button', { name: 'Quản trị' }));
    await host.user.click(screen.getByRole('button', { name: 'Tin cậy' }));
    await screen.findByRole('heading', { name: 'Dữ liệu tin cậy' });
    await host.user.keyboard('{F1}');
    expect(await screen.findByRole('heading', { name: 'Thẻ thật, dữ liệu nguyên vẹn' })).toBeTruthy();
    expect(host.inputs('reading.clear')).toEqual([]);
    await host.user.keyboard('{F1}');
    expect(host.inputs('reading.clear')).toHaveLength(1);
  });
});

describe('places of later versions', () => {
  it('keep their spot, say that they are closed, and do nothing', async () => {
    const host = await openWindow(sampleDesk());
    const handOver = screen.getByRole('button', { name: /Trả thẻ.*chưa mở ở bản này/ });
    expect(handOver.getAttribute('aria-disabled')).toBe('true');
    await host.user.click(handOver);
    expect(screen.getByRole('heading', { name: 'Đặt thẻ lên đầu đọc' })).toBeTruthy();
  });
});

describe('the command palette', () => {
  it('finds acts by words without marks and runs the first on Enter', async () => {
    const host = await openWindow(sampleDesk());
    await host.user.keyboard('{Control>}k{/Control}');
    const palette = await screen.findByRole('dialog', { name: 'Tìm lệnh' });
    await host.user.type(within(palette).getByRole('combobox'), 'giao dien toi{Enter}');
    expect(host.inputs('settings.change')).toEqual([{ theme: 'dark' }]);
  });

  it('says when nothing fits', async () => {
    const host = await openWindow(sampleDesk());
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox', { name: 'Gõ tên việc cần làm' }), 'xyz{Enter}');
    expect(screen.getByText('Không có lệnh nào khớp.')).toBeTruthy();
  });
});

describe('what the officer’s role does not allow', () => {
  const inspector = () => sampleSession({ permissions: ['officers.see', 'audit.see', 'audit.verify'] });
  const openAs = async (session = inspector()) => {
    const host = await openWindow(sampleDesk({ session }), ({ answer }) => {
      answer('officers.list', () => []);
      answer('approvals.list', () => []);
    });
    await screen.findByRole('heading', { name: 'Cán bộ' });
    return host;
  };

  it('stands in the palette with the reason, and does nothing', async () => {
    const host = await openAs();
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox'), 'sao luu ngay');
    const act = screen.getByRole('option', { name: /Sao lưu ngay/ });
    expect(act.textContent).toContain('không thuộc vai trò của bạn');
    await host.user.keyboard('{Enter}');
    expect(host.inputs('profile.backup')).toEqual([]);
  });

  it('is said when a key asks for it', async () => {
    const host = await openAs();
    await host.user.keyboard('{F4}');
    expect(await screen.findByText('Vai trò của tài khoản này không được làm việc đó.')).toBeTruthy();
    await host.user.keyboard('{F1}');
    expect(screen.getByRole('heading', { name: 'Cán bộ' })).toBeTruthy();
    expect(host.inputs('reading.clear')).toEqual([]);
  });
});

describe('the palette', () => {
  it('locks, and backs up with a word when it is done', async () => {
    const host = await openWindow(sampleDesk(), ({ answer }) => answer('profile.backup', () => ({})));
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox'), 'khoa may{Enter}');
    expect(host.inputs('session.lock')).toHaveLength(1);
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox'), 'sao luu ngay{Enter}');
    expect(await screen.findByText('Đã sao lưu và kiểm tra bản sao.')).toBeTruthy();
  });
});

describe('the officer at the desk', () => {
  it('changes their secret, or makes place for another', async () => {
    const host = await openWindow(sampleDesk(), ({ answer }) => answer('secret.check', () => []));
    await host.user.click(screen.getByRole('button', { name: /^Cán bộ CB001/ }));
    await host.user.click(await screen.findByRole('menuitem', { name: /Đổi mật khẩu của mình/ }));
    await screen.findByRole('dialog', { name: 'Đổi mật khẩu của mình' });
    await host.user.type(screen.getByLabelText('Mật khẩu đang dùng'), 'cũ');
    await host.user.type(screen.getByLabelText('Mật khẩu mới'), 'ba con mèo trèo');
    await host.user.type(screen.getByLabelText('Nhập lại mật khẩu mới'), 'ba con mèo trèo{Enter}');
    expect(host.inputs('session.changeSecret')).toEqual([{ secret: 'cũ', next: 'ba con mèo trèo' }]);
    await screen.findByText('Đã đổi mật khẩu.');
    await host.user.keyboard('{Escape}');
    await host.user.click(screen.getByRole('button', { name: /^Cán bộ CB001/ }));
    await host.user.click(await screen.findByRole('menuitem', { name: /Đổi cán bộ/ }));
    expect(host.inputs('session.signOut')).toHaveLength(1);
  });
});

describe('what kind of desk this is', () => {
  const words = 'Hồ sơ tập huấn, tách riêng với dữ liệu trực. Không dùng để giải quyết việc thật.';
  const kindOf = (kind: 'training' | 'production') => ({ kind, station: '', host: 'electron' }) as const;

  it('is said over the whole window in training, at the gate too', async () => {
    const host = await openWindow(sampleDesk({ profile: kindOf('training') }));
    expect(screen.getByText(words)).toBeTruthy();
    host.change({ session: { state: 'signedOut', cause: null } });
    await screen.findByRole('heading', { name: 'Đăng nhập' });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('is not said on duty', async () => {
    await openWindow(sampleDesk({ profile: kindOf('production') }));
    expect(screen.queryByText(words)).toBeNull();
    expect(screen.queryByText('TẬP HUẤN')).toBeNull();
  });
});

describe('settings', () => {
  it('are the host’s: a choice is asked for, and shown when the host has it', async () => {
    const host = await openWindow(sampleDesk());
    await host.user.click(screen.getByRole('button', { name: 'Cài đặt' }));
    await host.user.click(await screen.findByRole('radio', { name: 'English' }));
    expect(host.inputs('settings.change')).toEqual([{ language: 'en' }]);
    host.change({ settings: { theme: 'light', language: 'en' } });
    expect(await screen.findByRole('dialog', { name: 'Settings' })).toBeTruthy();
  });
});

describe('trouble', () => {
  it('of an act is said in words with its remedy, and can be put away', async () => {
    const host = await openWindow(sampleDesk(), ({ answer }) =>
      answer('reading.clear', () => {
        throw new FailureError(failure('internal', { incident: 'a1b2' }));
      }),
    );
    await host.user.keyboard('{F1}');
    expect(await screen.findByText(/mã ghi nhận a1b2/)).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Đóng thông báo' }));
    expect(screen.queryByText(/mã ghi nhận/)).toBeNull();
  });

  it('stays until it is put away; good news goes by itself', async () => {
    const host = await openWindow(sampleDesk());
    vi.useFakeTimers();
    act(() => host.window.setState({ notice: { id: 1, said: 'backedUp' } }));
    expect(screen.getByText('Đã sao lưu và kiểm tra bản sao.')).toBeTruthy();
    act(() => vi.advanceTimersByTime(6000));
    expect(screen.queryByText('Đã sao lưu và kiểm tra bản sao.')).toBeNull();
    act(() => host.window.setState({ notice: { id: 2, failure: failure('internal', { incident: 'a1b2' }) } }));
    act(() => vi.advanceTimersByTime(60_000));
    expect(screen.getByText(/mã ghi nhận a1b2/)).toBeTruthy();
  });

  it('of the connection keeps the screen and says how to go on', async () => {
    const host = await openWindow(sampleDesk({ reading: finishedReading(sampleVerdict()) }));
    host.end();
    const banner = await screen.findByText('Cửa sổ mất liên lạc với phần lõi của bàn.');
    expect(banner.closest('[role="alert"]')).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Đặng Thị Mẫu Hòa' })).toBeTruthy();
  });
});

describe('the foot line', () => {
  it('says how old trust is', async () => {
    await openWindow(sampleDesk());
    expect(screen.getByRole('button', { name: /20\/11\/2026 · 3 gốc · chưa có danh sách thu hồi/ })).toBeTruthy();
  });
});

describe('the demo bar', () => {
  const person = {
    id: 'F01',
    name: 'ĐẶNG THỊ MẪU HÒA',
    note: 'CCCD',
    can: '999901',
    mrz: ['IDVNM3049999018001304999901<<9', '0402143F2902142VNM<<<<<<<<<<<0', 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<'],
    hasCard: true,
    trick: null,
  };

  it('is there in the demo profile only, puts cards on the reader and shows their keys', async () => {
    const profile = { kind: 'demo', station: '', host: 'web' } as const;
    const host = await openWindow(sampleDesk({ profile }), ({ answer }) => answer('demo.people', () => [person]));
    expect(screen.getByText('MÁY THỬ — KHÔNG DÙNG ĐỂ TRỰC')).toBeTruthy();
    expect(await screen.findByText('999901')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Đặt thẻ lên đầu đọc' }));
    expect(host.inputs('demo.putCard')).toEqual([{ personId: 'F01', reader: null }]);
  });

  it('lets anybody be another of the made-up officers', async () => {
    const profile = { kind: 'demo', station: '', host: 'web' } as const;
    const host = await openWindow(sampleDesk({ profile }), ({ answer }) => {
      answer('demo.people', () => [person]);
      answer('demo.officers', () => [
        { id: 'CB001', name: 'Cán bộ Mẫu Một', roles: ['chiHuy'], secret: 'x' },
        { id: 'QT001', name: 'Quản trị Mẫu', roles: ['quanTri'], secret: 'x' },
      ]);
    });
    await host.user.click(await screen.findByRole('combobox', { name: 'Vào vai cán bộ mẫu' }));
    await host.user.click(await screen.findByRole('option', { name: 'QT001 Quản trị' }));
    expect(host.inputs('demo.beOfficer')).toEqual([{ officer: 'QT001' }]);
  });

  it('is not there on duty', async () => {
    const host = await openWindow(sampleDesk());
    await waitFor(() => expect(host.inputs('desk.snapshot')).toHaveLength(1));
    expect(screen.queryByText('Đặt thẻ lên đầu đọc', { selector: 'button' })).toBeNull();
    expect(host.inputs('demo.people')).toEqual([]);
  });
});
