import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AuditQuery, AuditReport } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { permissions, type SessionState } from '#contract/officers.ts';
import { dayBegins } from '../../i18n/viet-nam-time.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk, sampleSession } from '../../testing/sample-desk.ts';
import { sampleApproval } from '../../testing/sample-officers.ts';
import { sampleRecord } from '../../testing/sample-records.ts';

const log = (count: number) => Array.from({ length: count }, (_, index) => sampleRecord({ sequence: count - index }));
const page = (all: ReturnType<typeof log>) => (query: AuditQuery) =>
  all.filter(({ sequence }) => query.before === null || sequence < query.before).slice(0, query.limit);
const report = (parts: Partial<AuditReport> = {}): AuditReport => ({
  sound: true,
  records: 1200,
  unsealed: 4,
  seals: 3,
  findings: [],
  findingCount: 0,
  clockMoved: [],
  newestHead: null,
  ...parts,
});

async function openAudit(all = log(3), session: SessionState = sampleSession()) {
  const host = await openWindow(sampleDesk({ session }), ({ answer }) => {
    answer('officers.list', () => []);
    answer('approvals.list', () => []);
    answer('audit.page', page(all));
    answer('audit.retention', () => ({ view: 12, act: 12, security: 24, incident: 60 }));
  });
  await host.user.click(await screen.findByRole('button', { name: 'Quản trị' }));
  await host.user.click(screen.getByRole('button', { name: 'Nhật ký' }));
  await screen.findByRole('heading', { name: 'Nhật ký' });
  return host;
}

describe('the log', () => {
  it('says that looking is logged, and shows the newest first in words', async () => {
    const host = await openAudit();
    expect(screen.getByText(/Mỗi lần xem nhật ký cũng được ghi/)).toBeTruthy();
    expect(await screen.findByText('3 dòng')).toBeTruthy();
    expect(host.inputs('audit.page').at(-1)).toMatchObject({ before: null, officer: null, action: null });
    const [, first] = screen.getAllByRole('row');
    expect(first?.textContent).toContain('tra cứu');
    expect(first?.textContent).toContain('công dân …901');
    expect(first?.textContent).toContain('Đối chiếu, xác thực');
  });

  it('draws only the rows in view of many and fetches older ones as they come near', async () => {
    const host = await openAudit(log(1000));
    await screen.findByText(/200 dòng mới nhất/);
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    const box = screen.getAllByRole('rowgroup')[0] as HTMLElement;
    box.scrollTop = 44 * 170;
    fireEvent.scroll(box);
    await screen.findByText(/400 dòng mới nhất/);
    expect(host.inputs('audit.page').at(-1)).toMatchObject({ before: 801, limit: 200 });
  });

  it('is filtered by officer, day, act, level and purpose, on Enter or when a field is left', async () => {
    const host = await openAudit();
    await screen.findByText('3 dòng');
    await host.user.type(screen.getByRole('textbox', { name: 'Mã cán bộ' }), 'cb002{Enter}');
    await host.user.type(screen.getByRole('textbox', { name: /^Từ ngày/ }), '1/11/2026');
    await host.user.tab();
    await host.user.type(screen.getByRole('textbox', { name: /^Đến ngày/ }), '01112026{Enter}');
    await host.user.click(screen.getByRole('combobox', { name: 'Mức' }));
    await host.user.click(await screen.findByRole('option', { name: 'sự cố' }));
    await waitFor(() =>
      expect(host.inputs('audit.page').at(-1)).toEqual({
        before: null,
        limit: 200,
        officer: 'CB002',
        action: null,
        level: 'incident',
        mark: null,
        purpose: null,
        from: dayBegins({ year: 2026, month: 11, day: 1 }).toISOString(),
        to: dayBegins({ year: 2026, month: 11, day: 2 }).toISOString(),
      }),
    );
    await host.user.click(screen.getByRole('button', { name: 'Bỏ lọc' }));
    await waitFor(() =>
      expect(host.inputs('audit.page').at(-1)).toMatchObject({ officer: null, level: null, from: null }),
    );
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Mã cán bộ' }).value).toBe('');
  });

  it('says what is no day, and asks for nothing then', async () => {
    const host = await openAudit();
    await screen.findByText('3 dòng');
    const before = host.inputs('audit.page').length;
    await host.user.type(screen.getByRole('textbox', { name: /^Từ ngày/ }), '31/2/2026{Enter}');
    expect(screen.getByText('Chưa đúng dạng ngày.')).toBeTruthy();
    expect(host.inputs('audit.page')).toHaveLength(before);
  });

  it('shows all of a record, and follows its object without knowing it', async () => {
    const host = await openAudit();
    await host.user.click(await screen.findByRole('button', { name: '2' }));
    const details = screen.getByRole('region', { name: 'Chi tiết dòng' });
    expect(within(details).getByText('Đối chiếu, xác thực: hồ sơ 12')).toBeTruthy();
    expect(within(details).getByText('Thu nhận')).toBeTruthy();
    await host.user.click(within(details).getByRole('button', { name: 'Mọi việc với đối tượng này' }));
    await waitFor(() => expect(host.inputs('audit.page').at(-1)).toMatchObject({ mark: '0f'.repeat(16) }));
  });

  it('is not shown to administrators, who may check that it is whole', async () => {
    const host = await openAudit(log(3), sampleSession({ permissions: ['officers.see', 'audit.verify'] }));
    expect(screen.getByText(/người quản lý máy không xem ai đã tra cứu ai/)).toBeTruthy();
    expect(host.inputs('audit.page')).toEqual([]);
    expect(screen.getByRole('button', { name: 'Kiểm tra toàn vẹn' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Xuất nhật ký' })).toBeNull();
  });
});

describe('integrity', () => {
  it('is checked with progress, and can be stopped', async () => {
    const host = await openAudit();
    host.answer('audit.verify', () => new Promise(() => {}));
    await host.user.click(screen.getByRole('button', { name: 'Kiểm tra toàn vẹn' }));
    act(() => host.emit('audit.progressed', { done: 500, total: 2000 }));
    expect(await screen.findByText('500 / 2.000 dòng')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Dừng' })).toBeTruthy();
  });

  it('says that all is well, and what is not signed yet', async () => {
    const host = await openAudit();
    host.answer('audit.verify', () => report());
    await host.user.click(screen.getByRole('button', { name: 'Kiểm tra toàn vẹn' }));
    expect(await screen.findByText('Nhật ký nguyên vẹn')).toBeTruthy();
    expect(screen.getByText('1.200 dòng nối đúng, 3 chữ ký đúng.')).toBeTruthy();
    expect(screen.getByText('4 dòng cuối đã nối, chưa đến kỳ ký.')).toBeTruthy();
  });

  it('says what is wrong, and where', async () => {
    const host = await openAudit();
    host.answer('audit.verify', () =>
      report({
        sound: false,
        findings: [
          { fault: 'changed', level: 'view', from: 12, to: 12 },
          { fault: 'cutOff', level: null, from: 1190, to: 1200 },
        ],
        findingCount: 30,
        clockMoved: [77],
      }),
    );
    await host.user.click(screen.getByRole('button', { name: 'Kiểm tra toàn vẹn' }));
    expect(await screen.findByText('Thấy 30 chỗ hỏng')).toBeTruthy();
    const panel = screen.getByRole('region', { name: 'Toàn vẹn' });
    expect(panel.textContent).toContain('dòng bị sửa: mức xem, dòng 12');
    expect(panel.textContent).toContain('phần cuối bị cắt: dòng 1.190 đến 1.200');
    expect(panel.textContent).toContain('và 28 chỗ khác');
    expect(panel.textContent).toContain('chỉnh lùi ở dòng 77');
  });

  it('stands beside how long each level is kept', async () => {
    await openAudit();
    expect(await screen.findByText('60 tháng')).toBeTruthy();
  });
});

describe('an export', () => {
  it('goes out for a purpose, from a day on, and says what it wrote', async () => {
    const host = await openAudit(log(3), sampleSession({ permissions: [...permissions] }));
    host.answer('audit.export', () => ({ lines: 'nhat-ky.ndjson', seals: 'nhat-ky.seals.json', sequence: 1204 }));
    await host.user.click(screen.getByRole('button', { name: 'Xuất nhật ký' }));
    const dialog = await screen.findByRole('dialog', { name: 'Xuất nhật ký' });
    await host.user.type(within(dialog).getByLabelText(/Từ ngày/), '1/11/2026{Enter}');
    expect(await within(dialog).findByText('Đã xuất đến dòng 1.204.')).toBeTruthy();
    expect(within(dialog).getByText('nhat-ky.seals.json')).toBeTruthy();
    expect(host.inputs('audit.export')).toEqual([
      { purpose: { code: 'doiChieu', note: null }, from: dayBegins({ year: 2026, month: 11, day: 1 }).toISOString() },
    ]);
  });
});

describe('a purge', () => {
  const administrator = () => sampleSession({ permissions: ['officers.see', 'audit.verify', 'audit.purge'] });
  const openPurge = async () => {
    const host = await openAudit(log(3), administrator());
    host.answer('approvals.ask', () => sampleApproval({ kind: 'auditPurge', subject: 'nhật ký' }));
    host.answer('approvals.vote', () => sampleApproval({ kind: 'auditPurge', votes: [{ officer: 'KT001', at: '' }] }));
    await host.user.click(await screen.findByRole('button', { name: 'Xóa dòng quá hạn…' }));
    return { host, dialog: await screen.findByRole('dialog', { name: 'Xóa dòng quá hạn khỏi nhật ký' }) };
  };
  const agree = async ({ host, dialog }: Awaited<ReturnType<typeof openPurge>>) => {
    await host.user.click(within(dialog).getByRole('button', { name: 'Xin người thứ hai đồng ý' }));
    await host.user.type(await within(dialog).findByLabelText(/Mã cán bộ/), 'KT001');
    await host.user.type(within(dialog).getByLabelText(/^Mật khẩu/), 'mật khẩu thử{Enter}');
    await host.user.click(await within(dialog).findByRole('button', { name: 'Xóa dòng quá hạn' }));
  };

  it('says for each level what goes, what stays, and what becomes of it, before anything is done', async () => {
    const { dialog, host } = await openPurge();
    const rows = within(dialog).getAllByRole('row');
    expect(rows[4]?.textContent).toMatch(/^sự cố60 thángdòng trước \d\d\/\d\d\/\d{4}$/);
    expect(dialog.textContent).toContain('có chỗ hỏng thì không xóa gì');
    expect(dialog.textContent).toContain('bản sao lưu làm trước đó vẫn còn giữ chúng');
    expect(host.inputs('audit.purge')).toEqual([]);
  });

  it('takes two people, and says how many records went', async () => {
    const opened = await openPurge();
    opened.host.answer('audit.purge', () => ({ removed: 1204 }));
    await agree(opened);
    expect(await within(opened.dialog).findByText(/Đã xóa 1\.204 dòng/)).toBeTruthy();
    expect(opened.host.inputs('approvals.ask')).toEqual([{ kind: 'auditPurge', subject: 'nhật ký' }]);
    expect(opened.host.inputs('audit.purge')).toEqual([{ approval: 'approval-1' }]);
  });

  it('says in its place why nothing went', async () => {
    const opened = await openPurge();
    opened.host.answer('audit.purge', () => {
      throw new FailureError(failure('audit.nothingToPurge'));
    });
    await agree(opened);
    expect(await within(opened.dialog).findByText('audit.nothingToPurge')).toBeTruthy();
  });

  it('is no act of those who may not', async () => {
    await openAudit(log(3), sampleSession({ permissions: ['officers.see', 'audit.see', 'audit.verify'] }));
    await screen.findByText('60 tháng');
    expect(screen.queryByRole('button', { name: /Xóa dòng quá hạn/ })).toBeNull();
  });
});
