import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Reading } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import { permissions } from '#contract/officers.ts';
import { openScreen } from '../../../testing/open-screen.tsx';
import {
  finishedReading,
  sampleDesk,
  sampleHolder,
  sampleReading,
  sampleSession,
  sampleVerdict,
} from '../../../testing/sample-desk.ts';
import { doneComparison, otherHouse, sampleComparison, sampleStanding } from '../../../testing/sample-people.ts';
import { ReadingDesk } from '../reading-desk.tsx';

const person = () => within(screen.getByRole('region', { name: 'Người trên thẻ' }));
const work = () => within(screen.getByRole('region', { name: 'Việc tiếp theo' }));
const row = (name: string) => within(person().getByRole('row', { name: new RegExp(`^${name}`) }));
const side = (name: string) => row(name).getAllByRole('cell')[1]?.textContent;
const without = (...left: string[]) =>
  sampleSession({ permissions: permissions.filter((permission) => !left.includes(permission)) });

const open = (comparison: Reading['comparison'], parts = {}) =>
  openScreen(<ReadingDesk />, sampleDesk({ reading: finishedReading(sampleVerdict(), { comparison }), ...parts }));

describe('the registry beside the chip', () => {
  it('is quiet where they agree and shows the one thing that differs', async () => {
    await open(doneComparison(otherHouse));
    expect(side('Ngày sinh')).toBe('khớp');
    expect(side('Giới · Quốc tịch')).toBe('khớp');
    expect(side('Nơi thường trú')).toBe('Số 11 ngõ Thử Nghiệm, TDP 99, P. Ngọc Hà, TP. Hà Nội khác số nhà→ cập nhật');
    expect(side('Định danh điện tử')).toBe('Chưa có tài khoản mức 2 · thuộc nhóm sinh năm 2004');
    expect(person().getByText('CSDL XÃ')).toBeTruthy();
  });

  it('keeps its place while the answer is on its way: the same rows before and after', async () => {
    const reading = sampleReading({ phase: 'reading', holder: sampleHolder, comparison: { state: 'pending' } });
    const host = await openScreen(<ReadingDesk />, sampleDesk({ reading }));
    const rows = () =>
      person()
        .getAllByRole('row')
        .map((each) => `${each.dataset.row} ${each.dataset.lines}`);
    const before = rows();
    expect(side('Nơi thường trú')).toBe('…');
    await act(async () => host.change({ reading: { ...reading, comparison: doneComparison(otherHouse) } }));
    expect(side('Nơi thường trú')).toContain('khác số nhà');
    expect(rows()).toEqual(before);
  });

  it('says that the cache does not know the number, and leads to a search by name', async () => {
    const host = await open(doneComparison({}, { comparison: sampleComparison({}, 'absent'), person: null }));
    expect(person().getByText('Chưa có trong dữ liệu xã')).toBeTruthy();
    await host.user.click(work().getByRole('button', { name: /Tìm trong dữ liệu xã/ }));
    expect(host.window.getState()).toMatchObject({ place: 'lookUp', searchDraft: 'Đặng Thị Mẫu Hòa' });
  });

  it('teaches whoever may import where to do it, and the others whom to ask', async () => {
    const host = await open({ state: 'noData', contradicted: [] });
    await host.user.click(person().getByRole('button', { name: 'Nhập dữ liệu dân cư' }));
    expect(host.window.getState().place).toBe('registry');
    await act(async () => host.change({ session: without('registry.import') }));
    expect(person().queryByRole('button', { name: 'Nhập dữ liệu dân cư' })).toBeNull();
    expect(person().getByText(/Nhờ chỉ huy nhập/)).toBeTruthy();
  });

  it('stops the work where code and chip contradict each other, with nobody to compare with', async () => {
    await open({ state: 'noData', contradicted: ['number', 'name'] });
    expect(person().getByRole('alert').textContent).toContain('số định danh, họ tên');
  });

  it('says why there is no comparison, and what to do', async () => {
    await open({ state: 'failed', failure: failure('storage.damaged', { file: 'registry.db' }) });
    expect(person().getByText('storage.damaged')).toBeTruthy();
    expect(person().queryByText('khớp')).toBeNull();
  });

  it('says that a role may not compare', async () => {
    await open(null, { session: without('citizen.compare') });
    expect(person().getByText('Vai trò này không được so với dữ liệu dân cư')).toBeTruthy();
  });

  it('says how old the data are when they are old', async () => {
    const days = (count: number) => new Date(Date.now() - count * 86_400_000 - 1000).toISOString();
    const host = await open(doneComparison({}, { asOf: days(12) }));
    expect(person().getByText('số liệu 12 ngày trước')).toBeTruthy();
    const fresh = finishedReading(sampleVerdict(), { comparison: doneComparison({}, { asOf: days(3) }) });
    await act(async () => host.change({ reading: fresh }));
    expect(person().queryByText(/ngày trước/)).toBeNull();
  });

  it('is loud where chip and print contradict, and offers no act on the record', async () => {
    const values = { chip: '14/02/2004', mrz: '040215', qr: null, record: '14/02/2004' };
    const birth = {
      values,
      outcome: 'differs',
      level: 'blocking',
      meaning: 'sourcesDisagree',
      act: 'xacThuc',
    } as const;
    await open(doneComparison({ birth }));
    expect(person().getByRole('alert').textContent).toMatch(/chip và mã in mâu thuẫn.*ngày sinh.*báo trực chỉ huy/);
    expect(side('Ngày sinh')).toBe('Mã in: 040215 CSDL xã: 14/02/2004 chip ≠ mã in→ xác thực');
    expect(work().queryByRole('button', { name: /Xác nhận|từ thẻ/ })).toBeNull();
    expect(work().getByRole('button', { name: /Xem hồ sơ/ }).textContent).toContain('Enter');
  });
});

describe('somebody whom the record says is dead', () => {
  const dead = (death: 'dead' | 'missing') =>
    doneComparison(
      {},
      { comparison: { ...sampleComparison(), level: 'blocking' }, standing: { ...sampleStanding, death } },
    );
  const strip = () => person().getByRole('alert').textContent;

  it('stops the work in words, with nothing to take or confirm, though every field agrees', async () => {
    await open(dead('dead'));
    expect(strip()).toBe('Dữ liệu ghi người này đã mất — không nhận hồ sơ, báo chỉ huy.');
    expect(side('Định danh điện tử')).toBe('đã mất');
    expect(work().queryByRole('button', { name: /Xác nhận|từ thẻ/ })).toBeNull();
    expect(work().getByRole('button', { name: /Xem hồ sơ/ }).textContent).toContain('Enter');
  });

  it('is told from somebody declared missing', async () => {
    await open(dead('missing'));
    expect(strip()).toContain('đã bị tuyên bố mất tích');
  });

  it('stops it in English too', async () => {
    await open(dead('dead'), { settings: { theme: 'light', language: 'en' } });
    expect(screen.getByText('The record says this person is dead').closest('p')?.textContent).toBe(
      'The record says this person is dead — accept no application, tell the commander.',
    );
  });
});

describe('the acts a comparison leads to', () => {
  it('warns of those who look alike, and opens the record that lists them', async () => {
    const host = await open(doneComparison({}, { lookalikes: 2 }));
    expect(work().getByText('2 người gần giống — không phải cùng một người')).toBeTruthy();
    await host.user.click(work().getByRole('button', { name: 'Xem người gần giống' }));
    expect(host.window.getState()).toMatchObject({ place: 'lookUp', personId: 41 });
  });

  it('notes that card and record agree once, and then moves on to the next card', async () => {
    const host = await open(doneComparison());
    host.answer('registry.confirm', () => undefined);
    await host.user.click(work().getByRole('button', { name: /Xác nhận đã đối chiếu/ }));
    expect(host.inputs('registry.confirm')).toEqual([{ act: 'doiChieu' }]);
    expect(await work().findByText('Đã ghi: đối chiếu thẻ với dữ liệu xã')).toBeTruthy();
    expect(work().queryByRole('button', { name: /Xác nhận/ })).toBeNull();
    expect(work().getByRole('button', { name: /Đọc thẻ khác/ }).textContent).toContain('Enter');
  });

  it('reports a confirmation that was refused, and keeps the act', async () => {
    const host = await open(doneComparison());
    await host.user.click(work().getByRole('button', { name: /Xác nhận đã đối chiếu/ }));
    expect(host.window.getState().notice).toMatchObject({ failure: { code: 'internal' } });
    expect(work().getByRole('button', { name: /Xác nhận/ })).toBeTruthy();
  });
});

describe('taking from the card', () => {
  const only = {
    values: { chip: 'Phật giáo', mrz: null, qr: null, record: null },
    outcome: 'missingInRecord',
    level: 'notice',
    meaning: 'onlyOnCard',
    act: 'boSung',
  } as const;
  const openDialog = async () => {
    const host = await open(doneComparison({ ...otherHouse, religion: only }));
    host.answer('registry.takeFromCard', () => undefined);
    await host.user.click(work().getByRole('button', { name: /Cập nhật từ thẻ/ }));
    return { host, dialog: within(await screen.findByRole('dialog')) };
  };

  it('shows old beside new, sensitive values hidden, and sends what stays ticked for a reason', async () => {
    const { host, dialog } = await openDialog();
    expect(dialog.getByText('Số 11 ngõ Thử Nghiệm, TDP 99, P. Ngọc Hà, TP. Hà Nội')).toBeTruthy();
    expect(dialog.queryByText('Phật giáo')).toBeNull();
    dialog.getByRole('checkbox', { name: 'tôn giáo' }).focus();
    await host.user.keyboard(' ');
    await host.user.type(dialog.getByRole('textbox', { name: 'Căn cứ, lý do' }), '{Enter}');
    expect(host.inputs('registry.takeFromCard')).toEqual([
      { fields: ['residence'], reason: 'Theo thẻ đã chứng minh là thật' },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('takes nothing without a field or a reason', async () => {
    const { host, dialog } = await openDialog();
    const reason = dialog.getByRole('textbox', { name: 'Căn cứ, lý do' });
    await host.user.clear(reason);
    await host.user.type(reason, 'ab{Enter}');
    expect(dialog.getByText('Ghi lý do từ ba chữ trở lên.')).toBeTruthy();
    for (const box of dialog.getAllByRole('checkbox')) await host.user.click(box);
    await host.user.type(reason, 'c{Enter}');
    expect(dialog.getByText('Chọn ít nhất một mục.')).toBeTruthy();
    expect(host.inputs('registry.takeFromCard')).toEqual([]);
  });

  it('says in the dialog why it was refused, and keeps what was chosen', async () => {
    const host = await open(doneComparison(otherHouse));
    await host.user.click(work().getByRole('button', { name: /Cập nhật từ thẻ/ }));
    const dialog = within(await screen.findByRole('dialog'));
    await host.user.click(dialog.getByRole('button', { name: 'Ghi 1 mục' }));
    expect(await dialog.findByText('internal')).toBeTruthy();
    expect(dialog.getAllByRole('checkbox')).toHaveLength(1);
  });
});
