import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { permissions } from '#contract/officers.ts';
import { deskWith, noCaptures, openIntake, step } from '../../testing/open-intake.ts';
import { finishedReading, sampleSession, sampleVerdict } from '../../testing/sample-desk.ts';
import {
  sampleDossier,
  sampleDraft,
  sampleIds,
  sampleIntake,
  sampleShift,
  sampleSitting,
} from './testing/sample-intake.ts';
import { sampleRecord, scriptIntake } from './testing/scripted-intake.ts';

describe('one dossier after a chip was read', () => {
  it('takes at most 25 key presses and one typed field, from the card to the end', async () => {
    const host = await openIntake(deskWith(), (fake) => {
      scriptIntake(fake);
      const task = { is: 'portrait', id: 't1', camera: 'camera:a', phase: 'review', record: 'r1' } as const;
      fake.answer('capture.begin', () => {
        fake.change({ capture: { ...noCaptures, task, records: [sampleRecord()] } });
        return { task: 't1' };
      });
      fake.answer('capture.accept', () => {
        fake.change({ capture: { ...noCaptures, records: [sampleRecord({ saved: true })] } });
        return { id: 'r1' };
      });
      fake.answer('capture.signature', () => ({ id: 'r2' }));
    });
    await host.tap('{F2}');
    await screen.findByRole('checkbox', { name: /Định danh mức độ 2/ });
    await host.tap('{Enter}');
    await step('Xác định người');
    await host.tap('{Enter}');
    await step('Tờ khai');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Số điện thoại' }));
    for (const digit of '0912345678') await host.tap(digit);
    await host.tap('{Enter}');
    await step('Thu nhận');
    await host.tap('{Enter}');
    await screen.findByRole('button', { name: 'Lấy ảnh này' });
    await host.tap('{Enter}');
    await waitFor(() => expect(host.inputs('intake.take')).toHaveLength(1));
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/Tiếp tục/));
    await host.tap('{Enter}');
    await step('Giấy tờ');
    await host.tap('{Enter}');
    await step('Kiểm tra');
    await host.tap('{Enter}');
    await step('Ký');
    await sign();
    await host.tap('{Enter}');
    await screen.findByText('Đã có chữ ký cho nội dung này.');
    await host.tap('{Enter}');
    await screen.findByRole('heading', { name: 'Xong lượt này' });
    expect(host.keys()).toBeLessThanOrEqual(25);
    // One field was typed, and captured for what the kind is for.
    expect(host.inputs('intake.enter')).toEqual([
      { dossier: sampleIds.eId, field: 'phone', value: '0912345678', source: 'typed', reason: null },
    ]);
    expect(host.inputs('capture.begin')).toMatchObject([{ purpose: { code: 'dinhDanhDienTu' } }]);
    expect(host.inputs('capture.signature')).toMatchObject([{ purpose: { code: 'dinhDanhDienTu' } }]);
  });
});

/** The person writes on the pad: no key is pressed for it. */
async function sign(): Promise<void> {
  const pad = await screen.findByRole('img', { name: 'Ô để ký' });
  Object.assign(pad, { setPointerCapture: () => undefined });
  for (const [name, at] of [
    ['pointerDown', 10],
    ['pointerMove', 60],
    ['pointerUp', 60],
  ] as const)
    await act(async () => fireEvent[name](pad, { pointerId: 1, button: 0, clientX: at, clientY: at }));
}

describe('opening', () => {
  it('opens several kinds for the card on the desk, chosen by Space', async () => {
    const host = await openIntake(deskWith(), scriptIntake);
    await host.tap('{F2}');
    expect(document.activeElement).toBe(screen.getByRole('checkbox', { name: /Định danh mức độ 2/ }));
    await host.tap('{ArrowDown}');
    await host.tap(' ');
    await host.tap('{Enter}');
    const kinds = ['eIdLevel2', 'cardExchange'];
    expect(host.inputs('intake.begin')).toEqual([{ kinds, person: { is: 'card' }, reason: null }]);
  });

  it('opens nothing by a card that is not proved, and takes papers instead', async () => {
    const reading = finishedReading(sampleVerdict({ verdict: 'notGenuine' }));
    const host = await openIntake(deskWith({ reading }), scriptIntake);
    await host.tap('{F2}');
    expect(screen.getByText(/không mở hồ sơ bằng nó/)).toBeTruthy();
    expect(screen.queryByRole('radio', { name: /Thẻ trên bàn/ })).toBeNull();
    await host.user.type(screen.getByRole('textbox', { name: /Số định danh/ }), '001304');
    await host.tap('{Enter}');
    expect(screen.getByText('Số định danh phải đủ 12 chữ số.')).toBeTruthy();
    await host.user.type(screen.getByRole('textbox', { name: /Số định danh/ }), '999901');
    await host.user.type(screen.getByRole('textbox', { name: /Họ và tên/ }), 'Người Mẫu');
    await host.user.type(screen.getByRole('textbox', { name: /Ngày sinh/ }), '14/2/2004');
    await host.tap('{Enter}');
    const person = { is: 'papers', number: '001304999901', name: 'Người Mẫu', birth: '2004-02-14' };
    expect(host.inputs('intake.begin')).toEqual([{ kinds: ['eIdLevel2'], person, reason: null }]);
  });

  it('opens for somebody the search found', async () => {
    const host = await openIntake(deskWith({ reading: null }), scriptIntake);
    await act(async () => host.window.setState({ personShown: { person: 41, name: 'LÝ MẪU MỸ', number: '•• 911' } }));
    await host.tap('{F2}');
    expect(screen.getByRole<HTMLInputElement>('radio', { name: /LÝ MẪU MỸ/ }).checked).toBe(true);
    await host.tap('{Enter}');
    expect(host.inputs('intake.begin')).toMatchObject([{ person: { is: 'record', person: 41 } }]);
  });

  it('opens the planned shift with one press; outside the plan it is said why', async () => {
    const host = await openIntake(deskWith({ shift: sampleShift({ open: null }) }), (fake) =>
      fake.answer('shift.open', () => undefined),
    );
    await host.tap('{F2}');
    await host.tap('{Enter}');
    expect(host.inputs('shift.open')).toEqual([{ plan: 'Ca 3', reason: null, takeOver: false }]);
    await act(async () => host.change({ shift: sampleShift({ open: null, now: null }) }));
    await host.user.click(screen.getByRole('button', { name: 'Mở ca ngoài giờ' }));
    await host.user.type(screen.getByRole('textbox', { name: 'Lý do mở ca ngoài giờ' }), 'Trực đêm MẪU{Enter}');
    expect(host.inputs('shift.open').at(-1)).toEqual({ plan: null, reason: 'Trực đêm MẪU', takeOver: false });
  });

  it('takes up a draft, which says what it lacks', async () => {
    const drafts = [sampleDraft()];
    const host = await openIntake(deskWith({ intake: sampleIntake({ drafts }) }), (fake) =>
      fake.answer('intake.resume', () => undefined),
    );
    await host.tap('{F2}');
    const draft = within(screen.getByRole('list', { name: /Hồ sơ dở/ })).getByRole('button');
    expect(draft.textContent).toMatch(/TRẦN MẪU ANNA.*915.*Cấp đổi thẻ.*Thu nhận/);
    draft.focus();
    await host.tap('{Enter}');
    expect(host.inputs('intake.resume')).toEqual([{ dossier: sampleIds.card }]);
  });

  it('is not for a role that takes nothing in', async () => {
    const mine = permissions.filter((each) => !each.startsWith('dossier.'));
    const host = await openIntake(deskWith({ session: sampleSession({ permissions: mine }) }));
    await host.tap('{F2}');
    expect(host.window.getState().place).toBe('reading');
  });
});

describe('a dossier the upstream sent back', () => {
  const why = { code: null, note: 'Ảnh chân dung MẪU bị mờ' };

  it('stands among the drafts with its reason', async () => {
    const drafts = [sampleDraft({ state: 'returned', why })];
    const host = await openIntake({ ...deskWith(), intake: sampleIntake({ drafts }) });
    await host.tap('{F2}');
    const row = (await screen.findByText('Trung ương trả lại')).closest('button');
    expect(row?.textContent).toContain('Lý do trả lại: Ảnh chân dung MẪU bị mờ');
  });

  it('says why at its head, and is taken up by one press with its note proposed', async () => {
    const at = '2026-11-22T12:00:00.000Z';
    const back = { from: 'sent', to: 'returned', by: { is: 'upstream' }, at, why } as const;
    const ways = [{ to: 'capturing', why: 'note' }] as const;
    const dossier = sampleDossier({ state: 'returned', since: at, history: [back], ways: [...ways] });
    const sitting = sampleSitting({ dossiers: [dossier] });
    const host = await openIntake({ ...deskWith(), intake: sampleIntake({ sitting }) }, (fake) =>
      fake.answer('intake.move', () => undefined),
    );
    await host.tap('{F2}');
    const region = await screen.findByRole('region', { name: 'Tuyến trên trả lại hồ sơ này' });
    expect(region.textContent).toContain('Ảnh chân dung MẪU bị mờtừ 22/11/2026 19:00');
    await host.tap('{Enter}');
    const note = 'bổ sung theo yêu cầu của tuyến trên';
    expect(host.inputs('intake.move')).toEqual([{ dossier: dossier.id, to: 'capturing', why: { code: null, note } }]);
    expect(host.inputs('intake.leave')).toEqual([]);
  });
});
