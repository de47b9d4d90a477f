import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Approval } from '#contract/officers.ts';
import type { ProfileHealth } from '#contract/profile.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { ProfileScreen } from './profile-screen.tsx';
import { sampleHealth, sampleStation } from './testing/sample-health.ts';

async function openProfile(
  health: ProfileHealth | (() => ProfileHealth) = sampleHealth(),
  state: Partial<DeskState> = {},
  prepare: (host: FakeHost) => void = () => {},
) {
  const host = await openScreen(<ProfileScreen />, sampleDesk(state), (fake) => {
    fake.answer('profile.health', () => (typeof health === 'function' ? health() : health));
    fake.answer('station.get', () => sampleStation);
    prepare(fake);
  });
  await screen.findByRole('button', { name: 'Lưu thiết lập' }).catch(() => undefined);
  return host;
}

const approval = (parts: Partial<Approval> = {}): Approval => ({
  id: 'a1',
  kind: 'restore',
  subject: 'desk-2.db',
  requestedBy: 'QT001',
  requestedAt: '2026-11-22T13:00:00Z',
  expiresAt: '2026-11-22T13:30:00Z',
  votes: [],
  state: 'open',
  ...parts,
});

describe('the files', () => {
  it('show size, how they were opened, and when they were last checked', async () => {
    await openProfile();
    const table = await screen.findByRole('table', { name: 'Tệp dữ liệu' });
    const [, desk, registry] = within(table).getAllByRole('row');
    expect(desk?.textContent).toContain('5 MB');
    expect(desk?.textContent).toContain('chưa kiểm từ khi mở máy');
    expect(registry?.textContent).toContain('nguyên vẹn, 3 giờ trước');
  });

  it('are checked now, and the answer is shown', async () => {
    let health = sampleHealth();
    const host = await openProfile(
      () => health,
      {},
      ({ answer }) =>
        answer('profile.check', () => {
          const checked = { at: new Date().toISOString(), failure: failure('storage.damaged') };
          health = sampleHealth({ files: health.files.map((file) => ({ ...file, checked })) });
          return health.files[0];
        }),
    );
    await host.user.click(await screen.findByRole('button', { name: 'Kiểm tra ngay: Việc của bàn' }));
    expect(host.inputs('profile.check')).toEqual([{ role: 'desk' }]);
    expect(await screen.findAllByText('hỏng, vừa xong')).toHaveLength(2);
  });

  it('that do not open say why in words', async () => {
    const files = sampleHealth().files.map((file) => ({ ...file, opened: failure('storage.wrongKey') }));
    await openProfile(sampleHealth({ files }));
    expect(await screen.findAllByRole('row')).toBeTruthy();
    expect(screen.queryByText('mở tốt')).toBeNull();
  });

  it('warn when the disk is nearly full', async () => {
    await openProfile(sampleHealth({ freeBytes: 200 * 1024 ** 2 }));
    expect(await screen.findByText(/sắp đầy/)).toBeTruthy();
  });
});

describe('backups', () => {
  it('stand newest first with their age', async () => {
    await openProfile();
    const list = within(await screen.findByRole('region', { name: 'Bản sao lưu' })).getAllByRole('listitem');
    expect(list.map((item) => item.querySelector('code')?.textContent)).toEqual(['desk-2.db', 'desk-1.db']);
  });

  it('are made with the step they are at', async () => {
    const held = Promise.withResolvers<unknown>();
    const host = await openProfile(sampleHealth(), {}, ({ answer }) => answer('profile.backup', () => held.promise));
    await host.user.click(await screen.findByRole('button', { name: 'Sao lưu ngay' }));
    host.emit('profile.backupProgressed', { step: 'checking', done: 3, of: 4 });
    expect(await screen.findByText('kiểm bản chép 75,00 %')).toBeTruthy();
    held.resolve({ file: 'desk-3.db', madeAt: '2026-11-22T14:00:00Z', generation: 1, bytes: 1 });
    expect(await screen.findByText('Đã sao lưu vào desk-3.db.')).toBeTruthy();
    expect(host.inputs('profile.health')).toHaveLength(2);
  });

  it('teach the first step where there is none', async () => {
    await openProfile(sampleHealth({ backups: [] }));
    expect(await screen.findByText(/Chưa có bản sao lưu nào/)).toBeTruthy();
  });

  it('say why one could not be made', async () => {
    const host = await openProfile(sampleHealth(), {}, ({ answer }) =>
      answer('profile.backup', () => {
        throw new FailureError(failure('storage.full'));
      }),
    );
    await host.user.click(await screen.findByRole('button', { name: 'Sao lưu ngay' }));
    await waitFor(() => expect(host.window.getState().notice).toMatchObject({ failure: { code: 'storage.full' } }));
  });
});

describe('a restore', () => {
  const open = async (prepare: (host: FakeHost) => void = () => {}) => {
    const host = await openProfile(sampleHealth(), {}, (fake) => {
      fake.answer('approvals.ask', () => approval());
      fake.answer('approvals.vote', () => approval({ votes: [{ officer: 'CH001', at: '2026-11-22T13:01:00Z' }] }));
      fake.answer('profile.restore', () => ({ epoch: 2 }));
      prepare(fake);
    });
    await host.user.click((await screen.findAllByRole('button', { name: /^Khôi phục bản/ }))[1] as HTMLElement);
    return { ...host, dialog: await screen.findByRole('dialog', { name: 'Khôi phục bản sao lưu' }) };
  };
  const agree = async (host: Awaited<ReturnType<typeof open>>) => {
    await host.user.click(within(host.dialog).getByRole('button', { name: 'Xin chỉ huy đồng ý' }));
    await host.user.type(await within(host.dialog).findByLabelText(/Mã cán bộ/), 'CH001');
    await host.user.type(within(host.dialog).getByLabelText(/^Mật khẩu/), 'mật khẩu thử{Enter}');
  };

  it('says what is lost before anything is done', async () => {
    const { dialog } = await open();
    expect(dialog.textContent).toContain('không còn trong bàn');
    expect(dialog.textContent).toContain('Mọi người bị đăng xuất');
    expect(dialog.textContent).toContain('Có 1 bản sao lưu mới hơn bản này.');
  });

  it('takes two people, then is done', async () => {
    const host = await open();
    await agree(host);
    await host.user.click(await within(host.dialog).findByRole('button', { name: 'Khôi phục' }));
    expect(host.inputs('approvals.ask')).toEqual([{ kind: 'restore', subject: 'desk-1.db' }]);
    expect(host.inputs('approvals.vote')).toEqual([{ id: 'a1', officer: 'CH001', secret: 'mật khẩu thử' }]);
    expect(host.inputs('profile.restore')).toEqual([{ file: 'desk-1.db', approval: 'a1' }]);
    expect(await within(host.dialog).findByText(/Đây là lần thứ 1/)).toBeTruthy();
  });

  it('is not done without the second', async () => {
    const host = await open(({ answer }) =>
      answer('approvals.vote', () => {
        throw new FailureError(failure('approval.sameOfficer'));
      }),
    );
    await agree(host);
    expect((await within(host.dialog).findByText(/approval\.sameOfficer/)).textContent).toBeTruthy();
    expect(within(host.dialog).queryByRole('button', { name: 'Khôi phục' })).toBeNull();
  });

  it('can be left before the second has agreed', async () => {
    const host = await open(({ answer }) => answer('approvals.withdraw', () => undefined));
    await host.user.click(within(host.dialog).getByRole('button', { name: 'Xin chỉ huy đồng ý' }));
    await host.user.click(await within(host.dialog).findByRole('button', { name: 'Thôi, không làm' }));
    expect(host.inputs('approvals.withdraw')).toEqual([{ id: 'a1' }]);
    expect(await within(host.dialog).findByRole('button', { name: 'Xin chỉ huy đồng ý' })).toBeTruthy();
  });

  it('stays open while the officer is asked to show again who they are', async () => {
    const host = await open();
    host.window.setState({ proofWanted: { settle: () => {} } });
    await host.user.keyboard('{Escape}');
    expect(screen.getByRole('dialog', { name: 'Khôi phục bản sao lưu' })).toBeTruthy();
    host.window.setState({ proofWanted: null });
    await host.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('that failed can be tried again', async () => {
    const host = await open(({ answer }) =>
      answer('profile.restore', () => {
        throw new FailureError(failure('backup.unusable'));
      }),
    );
    await agree(host);
    await host.user.click(await within(host.dialog).findByRole('button', { name: 'Khôi phục' }));
    expect(await within(host.dialog).findByText('backup.unusable')).toBeTruthy();
    expect(within(host.dialog).getByRole<HTMLButtonElement>('button', { name: 'Khôi phục' }).disabled).toBe(false);
  });
});

describe('the key', () => {
  it('says who can open it, and that there is no way back without a recovery key', async () => {
    await openProfile();
    const keys = await screen.findByRole('region', { name: 'Khóa dữ liệu' });
    expect(keys.textContent).toContain('mật khẩu của cán bộ3');
    expect(keys.textContent).toContain('Chưa có khóa dự phòng');
  });

  it('is changed by two people', async () => {
    const host = await openProfile(sampleHealth(), {}, ({ answer }) => {
      answer('approvals.ask', () => approval({ kind: 'keyChange' }));
      answer('approvals.vote', () => approval({ kind: 'keyChange' }));
      answer('profile.changeKey', () => undefined);
    });
    await host.user.click(await screen.findByRole('button', { name: 'Đổi khóa…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Đổi khóa dữ liệu' });
    await host.user.click(within(dialog).getByRole('button', { name: 'Xin chỉ huy đồng ý' }));
    await host.user.type(await within(dialog).findByLabelText(/Mã cán bộ/), 'CH001');
    await host.user.type(within(dialog).getByLabelText(/^Mật khẩu/), 'mật khẩu thử{Enter}');
    await host.user.click(await within(dialog).findByRole('button', { name: 'Đổi khóa' }));
    expect(host.inputs('profile.changeKey')).toEqual([{ approval: 'a1' }]);
    expect(await within(dialog).findByText(/Đã đổi khóa/)).toBeTruthy();
  });
});

describe('slow queries', () => {
  it('stand with the longest first', async () => {
    const slow = [
      { name: 'citizen.search', times: 3, worstMs: 120 },
      { name: 'quality.byRule', times: 1, worstMs: 900.4 },
    ];
    await openProfile(sampleHealth({ slow }));
    const rows = within(await screen.findByRole('table', { name: /Việc chạy chậm/ })).getAllByRole('row');
    expect(rows[1]?.textContent).toBe('quality.byRule1900 ms');
  });
});

describe('the settings of the station', () => {
  it('are sent as what changed, and said to be kept', async () => {
    const host = await openProfile(sampleHealth(), {}, ({ answer }) => answer('station.change', () => undefined));
    await host.user.click(screen.getByRole('checkbox', { name: /Công dân đi ngang màn hình/ }));
    await host.user.click(screen.getByRole('button', { name: 'Lưu thiết lập' }));
    expect(host.inputs('station.change')).toEqual([{ publicHall: true }]);
    expect(await screen.findByText('Đã lưu.')).toBeTruthy();
  });

  it('say what is wrong beside the field', async () => {
    const host = await openProfile();
    await host.user.clear(screen.getByRole('textbox', { name: 'Mã xã phụ trách' }));
    await host.user.type(screen.getByRole('textbox', { name: 'Mã xã phụ trách' }), '12{Enter}');
    expect(await screen.findByText('Mã xã gồm đúng 5 chữ số.')).toBeTruthy();
    expect(host.inputs('station.change')).toEqual([]);
  });

  it('can be seen by those who may not change them, and nothing else', async () => {
    const host = await openProfile(sampleHealth(), { session: sampleSession({ permissions: ['backup.make'] }) });
    expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'Tên đơn vị' })).readOnly).toBe(true);
    expect(host.inputs('profile.health')).toEqual([]);
  });
});

describe('rights', () => {
  it('to see the health are not those to make a backup, restore or change the key', async () => {
    const host = await openProfile(sampleHealth(), { session: sampleSession({ permissions: ['settings.manage'] }) });
    for (const name of ['Sao lưu ngay', 'Đổi khóa…']) {
      const button = await screen.findByRole('button', { name });
      expect(button.getAttribute('aria-disabled')).toBe('true');
      await host.user.click(button);
    }
    expect(host.inputs('profile.backup')).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('failing says why', async () => {
    await openProfile(() => {
      throw new FailureError(failure('storage.stopped'));
    });
    expect((await screen.findByRole('alert')).getAttribute('data-failure')).toBe('storage.stopped');
  });
});
