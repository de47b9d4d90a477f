import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { type Approval, type ListedOfficer, permissions } from '#contract/officers.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { sampleApproval, sampleOfficer } from '../../testing/sample-officers.ts';

const station: readonly ListedOfficer[] = [
  sampleOfficer({ id: 'CB002', name: 'Trần Mẫu Hai', failures: 5, waitMs: 14 * 60_000 }),
  sampleOfficer({ id: 'CH002', name: 'Lê Mẫu Huy', roles: ['chiHuy'] }),
  sampleOfficer({ id: 'QT001', name: 'Đỗ Mẫu Ba', roles: ['quanTri'], secret: 'oneTime' }),
  sampleOfficer({ id: 'CH001', name: 'Võ Mẫu Bốn', roles: ['chiHuy'] }),
];

async function openOfficers({
  officers = station,
  approvals = [] as readonly Approval[],
  session = sampleSession(),
} = {}) {
  const host = await openWindow(sampleDesk({ session }), ({ answer }) => {
    answer('officers.list', () => officers);
    answer('approvals.list', () => approvals);
  });
  await host.user.click(await screen.findByRole('button', { name: 'Quản trị' }));
  await screen.findByText(`${officers.length} cán bộ`);
  return host;
}
const choose = async (host: Awaited<ReturnType<typeof openOfficers>>, id: string) =>
  host.user.click(screen.getByRole('button', { name: id }));

describe('the list of officers', () => {
  it('shows roles, states and waits, is filtered by typing and sorted by given name', async () => {
    const host = await openOfficers();
    const table = screen.getByRole('table', { name: 'Cán bộ' });
    expect(within(table).getByText('chờ 14 phút')).toBeTruthy();
    expect(within(table).getByText('chờ tự đặt')).toBeTruthy();
    await host.user.click(within(table).getByRole('button', { name: 'Họ và tên' }));
    const names = within(table)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.querySelectorAll('[role=cell]')[1]?.textContent);
    expect(names).toEqual(['Đỗ Mẫu Ba', 'Võ Mẫu Bốn', 'Trần Mẫu Hai', 'Lê Mẫu Huy']);
    await host.user.type(screen.getByRole('searchbox'), 'quan tri');
    expect(await screen.findByText('1 / 4 cán bộ')).toBeTruthy();
  });

  it('draws only the rows in view of many, and arrows choose', async () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      sampleOfficer({ id: `CB${String(index).padStart(3, '0')}`, name: `Người Mẫu ${index}` }),
    );
    const host = await openOfficers({ officers: [...many, ...station] });
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    await choose(host, 'CB001');
    await host.user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('CB002'));
  });

  it('warns of whoever nobody could give a forgotten secret back to', async () => {
    await openOfficers({ officers: station.slice(0, 3) });
    expect(screen.getByText('Quên mật khẩu thì không ai cấp lại được: CH002, QT001.')).toBeTruthy();
  });

  it('ends a wait, and offers nobody what their role may not do', async () => {
    const host = await openOfficers({
      session: sampleSession({ permissions: ['officers.see', 'officers.unlock'] }),
    });
    await choose(host, 'CB002');
    expect(screen.queryByRole('button', { name: 'Thêm cán bộ' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Cấp lại mật khẩu' })).toBeNull();
    expect(screen.getByText('Chỉ quản trị thêm, sửa tài khoản.')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Mở chờ' }));
    expect(host.inputs('officers.unlock')).toEqual([{ id: 'CB002' }]);
  });
});

describe('an account', () => {
  it('is made with four words that are shown once', async () => {
    const host = await openOfficers();
    await host.user.click(screen.getByRole('button', { name: 'Thêm cán bộ' }));
    const dialog = await screen.findByRole('dialog', { name: 'Thêm cán bộ' });
    await host.user.type(within(dialog).getByLabelText('Mã cán bộ'), 'cb009');
    await host.user.type(within(dialog).getByLabelText('Họ và tên'), 'Ngô Mẫu Chín');
    await host.user.click(within(dialog).getByRole('checkbox', { name: /^Thu nhận/ }));
    const words = within(dialog).getByRole('status', { name: '' }).textContent ?? '';
    expect(words).toMatch(/^[a-z]+( [a-z]+){3}$/);
    await host.user.click(within(dialog).getByRole('button', { name: 'Lưu' }));
    expect(host.inputs('officers.add')).toEqual([
      { id: 'CB009', name: 'Ngô Mẫu Chín', roles: ['thuNhan'], unit: null, secret: words },
    ]);
    const slip = await screen.findByRole('dialog', { name: 'Giao mật khẩu dùng một lần' });
    expect(within(slip).getByText(words)).toBeTruthy();
    await host.user.click(within(slip).getByRole('button', { name: 'Đã giao, đóng' }));
    await waitFor(() => expect(document.body.textContent).not.toContain(words));
  });

  it('says in words why roles do not go together, and is not saved then', async () => {
    const host = await openOfficers();
    await host.user.click(screen.getByRole('button', { name: 'Thêm cán bộ' }));
    const dialog = await screen.findByRole('dialog', { name: 'Thêm cán bộ' });
    await host.user.type(within(dialog).getByLabelText('Mã cán bộ'), 'CB009');
    await host.user.type(within(dialog).getByLabelText('Họ và tên'), 'Ngô Mẫu Chín');
    await host.user.click(within(dialog).getByRole('checkbox', { name: /^Quản trị/ }));
    await host.user.click(within(dialog).getByRole('checkbox', { name: /^Thu nhận/ }));
    expect(within(dialog).getByText(/Quản trị không đi cùng vai trò khác/)).toBeTruthy();
    await host.user.click(within(dialog).getByRole('button', { name: 'Lưu' }));
    expect(host.inputs('officers.add')).toEqual([]);
  });

  it('is changed after a proof, and says what leaving means', async () => {
    const host = await openOfficers();
    let proved = false;
    host.answer('session.reauthenticate', () => {
      proved = true;
    });
    host.answer('officers.change', () => {
      if (!proved) throw new FailureError(failure('session.proveAgain'));
    });
    await choose(host, 'CB002');
    await host.user.click(screen.getByRole('button', { name: 'Sửa vai trò, tình trạng' }));
    const dialog = await screen.findByRole('dialog', { name: 'Sửa tài khoản CB002' });
    await host.user.click(within(dialog).getByRole('radio', { name: /đã thôi/ }));
    expect(within(dialog).getByText(/không bật lại được/)).toBeTruthy();
    await host.user.click(within(dialog).getByRole('button', { name: 'Lưu' }));
    await screen.findByRole('dialog', { name: 'Xác nhận lại là chính mình' });
    await host.user.keyboard('mèo trèo{Enter}');
    await waitFor(() => expect(host.inputs('officers.change')).toHaveLength(2));
    expect(host.inputs('officers.change').at(-1)).toEqual({
      id: 'CB002',
      name: 'Trần Mẫu Hai',
      roles: ['thuNhan'],
      unit: null,
      state: 'left',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('of one’s own is not offered for change', async () => {
    const host = await openOfficers({ officers: [sampleOfficer({ id: 'CB001' }), ...station] });
    await choose(host, 'CB001');
    expect(screen.queryByRole('button', { name: 'Sửa vai trò, tình trạng' })).toBeNull();
    expect(screen.getByText('Không tự sửa quyền của mình được.')).toBeTruthy();
  });
});

describe('a forgotten secret', () => {
  it('is asked for, agreed to by two, and given once', async () => {
    const host = await openOfficers();
    const at = new Date().toISOString();
    const votes = [{ officer: 'CB001', at }];
    host.answer('approvals.ask', () => sampleApproval({ votes }));
    host.answer('approvals.vote', ({ officer }: { officer: string }) => {
      if (officer === 'cb001') throw new FailureError(failure('approval.sameOfficer'));
      return sampleApproval({ votes: [...votes, { officer: 'QT001', at }] });
    });
    await choose(host, 'CB002');
    await host.user.click(screen.getByRole('button', { name: 'Cấp lại mật khẩu' }));
    const dialog = await screen.findByRole('dialog', { name: 'Cấp lại mật khẩu cho CB002' });
    await host.user.click(within(dialog).getByRole('button', { name: 'Xin cấp lại' }));
    expect(host.inputs('approvals.ask')).toEqual([{ kind: 'secretReset', subject: 'CB002' }]);
    expect(await within(dialog).findByText('Cần thêm một người nữa.')).toBeTruthy();
    await host.user.type(within(dialog).getByLabelText('Mã cán bộ'), 'cb001');
    await host.user.type(within(dialog).getByLabelText('Mật khẩu'), 'x{Enter}');
    await waitFor(() => expect(dialog.querySelector('[data-failure="approval.sameOfficer"]')).toBeTruthy());
    fireEvent.input(within(dialog).getByLabelText('Mã cán bộ'), { target: { value: 'qt001' } });
    await host.user.type(within(dialog).getByLabelText('Mật khẩu'), '{Enter}');
    expect(await within(dialog).findByText('Đã đủ người đồng ý.')).toBeTruthy();
    const words = dialog.querySelector('output')?.textContent ?? '';
    await host.user.click(within(dialog).getByRole('button', { name: 'Cấp mật khẩu mới' }));
    expect(host.inputs('officers.reset')).toEqual([{ approval: 'approval-1', secret: words }]);
    expect(await screen.findByRole('dialog', { name: 'Giao mật khẩu dùng một lần' })).toBeTruthy();
  });
});

describe('approvals', () => {
  it('that wait can be opened, or withdrawn by who asked; those past say what became of them', async () => {
    const past = sampleApproval({ id: 'a2', subject: 'CB007', expiresAt: '2026-01-01T00:00:00.000Z' });
    const host = await openOfficers({
      approvals: [sampleApproval({ requestedBy: 'CB001' }), past, sampleApproval({ id: 'a3', state: 'used' })],
    });
    const panel = screen.getByRole('region', { name: 'Việc cần người khác đồng ý' });
    expect(within(panel).getByText('0/2 người đồng ý')).toBeTruthy();
    expect(within(panel).getByText('đã hết hạn')).toBeTruthy();
    expect(within(panel).getByText('đã dùng')).toBeTruthy();
    await host.user.click(within(panel).getByRole('button', { name: 'Rút yêu cầu cấp lại mật khẩu: CB002' }));
    expect(host.inputs('approvals.withdraw')).toEqual([{ id: 'approval-1' }]);
    await host.user.click(within(panel).getByRole('button', { name: 'Mở yêu cầu cấp lại mật khẩu: CB002' }));
    expect(await screen.findByText('Cần thêm 2 người nữa.')).toBeTruthy();
  });

  it('are not the business of whoever may not reset', async () => {
    const session = sampleSession({ permissions: permissions.filter((each) => each !== 'officers.reset') });
    await openOfficers({ session, approvals: [sampleApproval({ requestedBy: 'CH001' })] });
    expect(screen.queryByRole('button', { name: /^Mở yêu cầu/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Rút yêu cầu/ })).toBeNull();
  });
});
