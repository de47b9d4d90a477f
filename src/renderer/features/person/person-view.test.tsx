import { screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { PersonView as Person } from '#contract/registry.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk } from '../../testing/sample-desk.ts';
import { samplePerson } from '../../testing/sample-people.ts';
import { PersonView } from './person-view.tsx';

const open = async (person: Person | null = samplePerson(), prepare: (host: FakeHost) => void = () => {}) => {
  const [onBack, onOpen] = [vi.fn(), vi.fn()];
  const host = await openScreen(
    <main>
      <PersonView id={41} onBack={onBack} onOpen={onOpen} />
    </main>,
    sampleDesk(),
    (fake) => {
      fake.answer('registry.person', () => person);
      prepare(fake);
    },
  );
  return { ...host, onBack, onOpen };
};
const item = async (name: string) => within(await screen.findByRole('row', { name: new RegExp(`^\\d+\\s*${name}`) }));

describe('PersonView', () => {
  it('shows the 26 items with source and date, and what there is to know of them', async () => {
    await open();
    expect(await screen.findByRole('heading', { name: 'ĐẶNG THỊ MẪU HÒA' })).toBeTruthy();
    expect((await item('Quê quán')).getByText('nay là Phường Ngọc Hà')).toBeTruthy();
    expect((await item('Quê quán')).getByText('nhập tệp · 20/11/2026')).toBeTruthy();
    expect((await item('Nơi thường trú')).getByText('chip · 21/11/2026')).toBeTruthy();
    expect((await item('Nhóm máu')).getByText('chưa ghi')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(26 + 7);
  });

  it('keeps dân tộc and tôn giáo back until they are asked for, in the history too', async () => {
    const host = await open();
    await screen.findByRole('heading', { name: 'ĐẶNG THỊ MẪU HÒA' });
    expect(document.body.textContent).not.toContain('Kinh');
    expect(document.body.textContent).toContain('che lại → sau: che lại');
    await host.user.click(screen.getByRole('button', { name: 'Hiện' }));
    expect((await item('Dân tộc')).getByText('Kinh')).toBeTruthy();
    expect(document.body.textContent).toContain('trống → sau: Không');
  });

  it('shows whole numbers for a purpose, and takes them back', async () => {
    const host = await open(samplePerson(), ({ answer }) =>
      answer('registry.reveal', () => ({ number: '001304999901', oldNumbers: [], phones: ['0500000001'] })),
    );
    await host.user.click(await screen.findByRole('button', { name: 'Hiện đủ số (lý do)' }));
    await screen.findByRole('dialog');
    await host.user.keyboard('{Enter}');
    expect(host.inputs('registry.reveal')).toEqual([{ id: 41, purpose: { code: 'doiChieu', note: null } }]);
    expect((await screen.findAllByText('001 304 999 901')).length).toBeGreaterThan(0);
    expect(screen.getByText('0500000001')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Che lại' }));
    expect(document.body.textContent).not.toContain('001 304 999 901');
  });

  it('explains findings, the gravest first, with a way to fix each', async () => {
    await open();
    const list = within(await screen.findByRole('region', { name: 'Cần làm rõ' }));
    const [first, second] = list.getAllByRole('listitem');
    expect(first?.textContent).toMatch(/bắt buộc đúng Địa danh cũ chưa có đơn vị mới: nơi tạm trú.*Cách sửa: chọn lại/);
    expect(second?.textContent).toContain('Chưa có định danh điện tử mức 2');
  });

  it('tells what became of an item: before, after, who, by which act, why', async () => {
    const host = await open();
    await host.user.click((await item('Nơi thường trú')).getByRole('button', { name: '1 lần đổi' }));
    expect(screen.getByText('Lịch sử: Nơi thường trú')).toBeTruthy();
    const change = screen.getByText('Số 1 ngõ Thử Nghiệm').closest('li');
    expect(change?.textContent).toMatch(/CB001.*cập nhật.*trước: Số 1 ngõ Thử Nghiệm.*sau: Số 11.*lý do: Theo thẻ MẪU/);
    await host.user.click(screen.getByRole('button', { name: 'Xem tất cả' }));
    expect(screen.getByText('Lịch sử thay đổi')).toBeTruthy();
  });

  it('lists those who look alike apart, and opens one', async () => {
    const host = await open();
    await host.user.click(await screen.findByRole('button', { name: /ĐẶNG THỊ MẪU HOA/ }));
    expect(host.onOpen).toHaveBeenCalledWith(42);
  });

  it('says loudly of somebody dead that they are, and asks for nothing', async () => {
    const { citizen } = samplePerson();
    const death = { kind: 'dead' as const, date: { text: '10/10/2026', iso: '2026-10-10' } };
    await open(samplePerson({ citizen: { ...citizen, death } }));
    expect((await screen.findAllByText('ĐÃ CHẾT 10/10/2026')).length).toBeGreaterThan(0);
    expect(screen.queryByText(/Chưa có tài khoản mức 2/)).toBeNull();
  });

  it('goes back by Escape, but not out of the dialog', async () => {
    const host = await open();
    await host.user.click(await screen.findByRole('button', { name: 'Hiện đủ số (lý do)' }));
    await screen.findByRole('dialog');
    await host.user.keyboard('{Escape}');
    expect(host.onBack).not.toHaveBeenCalled();
    await host.user.keyboard('{Escape}');
    expect(host.onBack).toHaveBeenCalledOnce();
  });

  it('says that a record is gone, or why it does not open', async () => {
    await open(null);
    expect(await screen.findByRole('heading', { name: /không còn trong dữ liệu xã/ })).toBeTruthy();
  });

  it('says why a record does not open', async () => {
    await open(null, ({ answer }) =>
      answer('registry.person', () => {
        throw new FailureError(failure('session.notPermitted'));
      }),
    );
    expect((await screen.findByRole('alert')).dataset.failure).toBe('session.notPermitted');
  });
});
