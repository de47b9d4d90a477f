import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { PaperNeed } from '#contract/intake.ts';
import { deskWith, openSeated, seated, step } from '../../testing/open-intake.ts';
import { sampleDossier, sampleField, sampleIds, sampleIntake, sampleSitting } from './testing/sample-intake.ts';
import { withSteps } from './testing/scripted-intake.ts';

describe('going on', () => {
  it('never skips a step by two presses, and says what is missing', async () => {
    const host = await openSeated(seated(sampleDossier({ step: 'form' })), (fake) => {
      fake.answer('intake.enter', () => undefined);
      fake.answer('intake.proceed', () => undefined);
    });
    await host.user.click(screen.getByRole('button', { name: /Tiếp tục/ }));
    expect(screen.getByText('Còn cần: Số điện thoại')).toBeTruthy();
    expect(host.inputs('intake.proceed')).toEqual([]);
    await act(async () => host.change(seated(sampleDossier())));
    host.settle();
    await host.user.dblClick(screen.getByRole('button', { name: /Tiếp tục/ }));
    const pressed = host.inputs('intake.proceed') as { step: string }[];
    expect(new Set(pressed.map((each) => each.step))).toEqual(new Set(['identify']));
    // A press as a step appears was meant for the one before.
    await act(async () => host.change(seated(sampleDossier({ step: 'documents' }))));
    await host.user.keyboard('{Enter}');
    expect(host.inputs('intake.proceed')).toHaveLength(pressed.length);
  });

  it('goes back by Esc, and to a step that was left', async () => {
    const form = sampleDossier().form.filter(({ value }) => value !== null);
    const dossier = sampleDossier({ step: 'documents', form });
    const host = await openSeated(seated(dossier), (fake) => {
      fake.answer('intake.back', () => undefined);
    });
    await host.user.click(screen.getByRole('button', { name: /Về bước còn thiếu: Thu nhận/ }));
    await host.tap('{Escape}');
    expect(host.inputs('intake.back')).toEqual([
      { dossier: sampleIds.eId, step: 'captures' },
      { dossier: sampleIds.eId, step: 'captures' },
    ]);
    expect(
      screen.getByRole('navigation', { name: 'Các bước' }).querySelector('[data-step="captures"]')?.textContent,
    ).toMatch(/còn thiếu.*ảnh khuôn mặt/);
  });

  it('leaves a step whose device is away, and says so', async () => {
    const captures = sampleDossier().captures.map((need) => ({ ...need, equipped: false }));
    const host = await openSeated(seated(sampleDossier({ step: 'captures', captures })), (fake) => {
      fake.answer('intake.proceed', () => undefined);
    });
    await host.user.click(screen.getByRole('button', { name: 'Để sau: thiếu thiết bị' }));
    const leave = { cause: 'deviceMissing', note: null };
    expect(host.inputs('intake.proceed')).toEqual([{ dossier: sampleIds.eId, step: 'captures', leave }]);
  });
});

describe('the form', () => {
  const form = (parts: Parameters<typeof sampleDossier>[0] = {}) => seated(sampleDossier({ step: 'form', ...parts }));

  it('opens a draft at the field where it was left, and notes where the officer goes', async () => {
    const host = await openSeated(form({ focus: 'email' }), (fake) => fake.answer('intake.enter', () => undefined));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Email/ }));
    await host.user.click(screen.getByRole('textbox', { name: 'Số điện thoại' }));
    expect(host.inputs('intake.focus')).toEqual([{ dossier: sampleIds.eId, field: 'phone' }]);
  });

  it('keeps a field when it is left, once, and says beside it what is wrong', async () => {
    const host = await openSeated(form(), (fake) =>
      fake.answer('intake.enter', ({ value }: { value: string }) => {
        if (value.length < 10)
          throw new FailureError(failure('dossier.refused', { fault: 'field.invalid', about: 'phone' }));
      }),
    );
    const phone = screen.getByRole('textbox', { name: 'Số điện thoại' });
    await host.user.type(phone, '0912');
    await host.user.tab();
    expect(await screen.findByText('Số điện thoại gồm 10 số, bắt đầu bằng 0.')).toBeTruthy();
    await host.user.type(phone, '345678');
    await host.user.tab();
    await waitFor(() => expect(phone.getAttribute('aria-invalid')).toBe('false'));
    const values = (host.inputs('intake.enter') as { value: string }[]).map(({ value }) => value);
    expect(values).toEqual(['0912', '0912345678']);
  });

  it('types over a source only with a reason, and never over who somebody is', async () => {
    const host = await openSeated(form(), (fake) => fake.answer('intake.enter', () => undefined));
    expect(screen.queryByRole('button', { name: 'Nhập lại: Ngày sinh' })).toBeNull();
    await host.user.click(screen.getByRole('button', { name: 'Nhập lại: Họ và tên' }));
    const value = screen.getByRole('textbox', { name: 'Giá trị mới' });
    await host.user.clear(value);
    await host.user.type(value, 'ĐẶNG THỊ MẪU HOA{Enter}');
    expect(screen.getByText('Ghi lý do ngắn gọn.')).toBeTruthy();
    expect(host.inputs('intake.enter')).toEqual([]);
    await host.user.keyboard('In sai trên thẻ{Enter}');
    expect(host.inputs('intake.enter')).toEqual([
      { dossier: sampleIds.eId, field: 'name', value: 'ĐẶNG THỊ MẪU HOA', source: 'typed', reason: 'In sai trên thẻ' },
    ]);
  });

  it('chooses between chip and data with a reason', async () => {
    const host = await openSeated(form(), (fake) => fake.answer('intake.choose', () => undefined));
    await host.user.click(screen.getByRole('button', { name: 'Chọn nguồn: Nơi cư trú' }));
    await host.user.type(screen.getByRole('textbox', { name: 'Vì sao lấy nguồn này' }), 'Theo thẻ mới{Enter}');
    expect(host.inputs('intake.choose')).toEqual([
      { dossier: sampleIds.eId, field: 'residence', source: 'chip', reason: 'Theo thẻ mới' },
    ]);
  });

  it('offers what the other dossier of the sitting has, kept by Enter', async () => {
    const typed = sampleField({ code: 'phone', check: 'phone', value: '0912345678', source: 'typed', required: true });
    const first = sampleDossier({ state: 'queued', settled: true, form: [typed] });
    const other = { code: 'cardExchange', regime: 'R', names: { vi: 'Cấp đổi thẻ', en: 'Card' }, form: 'CC01' };
    const second = sampleDossier({ id: sampleIds.card, kind: other, step: 'form' });
    const sitting = sampleSitting({ dossiers: [first, withSteps(second)], current: sampleIds.card });
    const host = await openSeated(deskWith({ intake: sampleIntake({ sitting }) }), (fake) =>
      fake.answer('intake.enter', () => undefined),
    );
    expect(screen.getByText('như Định danh mức độ 2')).toBeTruthy();
    await host.tap('{Enter}');
    expect(host.inputs('intake.enter')).toMatchObject([
      { dossier: sampleIds.card, field: 'phone', value: '0912345678' },
    ]);
  });
});

describe('what stands about a dossier', () => {
  it('says what blocks it and what to do, and refuses with a reason of the law', async () => {
    const findings = [{ code: 'dead', level: 'blocks', law: 'Điều MẪU' } as const];
    const host = await openSeated(seated(sampleDossier({ findings, state: 'new' })), (fake) =>
      fake.answer('intake.move', () => undefined),
    );
    const zone = within(await step('Xác định người'));
    expect(zone.getByText('chặn')).toBeTruthy();
    expect(zone.getByText('Điều MẪU')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Từ chối hồ sơ…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await host.user.click(dialog.getByRole('button', { name: 'Xác nhận' }));
    expect(dialog.getByText('Chọn lý do từ chối.')).toBeTruthy();
    await host.user.click(dialog.getByRole('combobox'));
    await host.user.click(await screen.findByRole('option', { name: 'Khai không đúng sự thật' }));
    await host.user.click(dialog.getByRole('button', { name: 'Xác nhận' }));
    const why = { code: 'falseData', note: null };
    expect(host.inputs('intake.move')).toEqual([{ dossier: sampleIds.eId, to: 'refused', why }]);
  });

  it('writes down who came along with a child', async () => {
    const host = await openSeated(seated(sampleDossier({ presence: ['guardian'] })), (fake) =>
      fake.answer('intake.guardian', () => undefined),
    );
    const part = within(screen.getByRole('region', { name: 'Người giám hộ đi cùng' }));
    expect(document.activeElement).toBe(part.getByRole('textbox', { name: /Số định danh/ }));
    await host.user.keyboard('001099999111');
    await host.user.type(part.getByRole('textbox', { name: /Họ và tên/ }), 'Mẹ Mẫu');
    await host.user.click(part.getByRole('combobox', { name: /Quan hệ/ }));
    await host.user.click(await screen.findByRole('option', { name: 'mẹ' }));
    await host.user.click(part.getByRole('button', { name: 'Ghi người đi cùng' }));
    const guardian = { number: '001099999111', name: 'Mẹ Mẫu', relation: 'mother', birth: null };
    expect(host.inputs('intake.guardian')).toEqual([{ dossier: sampleIds.eId, guardian }]);
  });

  it('takes a paper that is integrated, and says why a capture is not there', async () => {
    const paper: PaperNeed = {
      ...{ code: 'proof', words: { vi: 'Giấy tờ chứng minh', en: 'Proof' }, papers: ['giayKhaiSinh'] },
      ...{ need: 'required', law: 'Điều MẪU', shown: [], missing: true },
    };
    const host = await openSeated(seated(sampleDossier({ step: 'documents', papers: [paper] })), (fake) => {
      fake.answer('intake.document', () => undefined);
      fake.answer('intake.except', () => undefined);
    });
    await host.user.click(screen.getByRole('button', { name: 'Đã tích hợp trên VNeID: Giấy khai sinh' }));
    expect(host.inputs('intake.document')).toEqual([
      { dossier: sampleIds.eId, paper: 'giayKhaiSinh', shown: { as: 'integrated' } },
    ]);
    await act(async () =>
      host.change(seated(sampleDossier({ step: 'sign', state: 'awaitingSignature', reviewed: true }))),
    );
    await host.user.click(screen.getByRole('button', { name: 'Không lấy được…' }));
    await host.user.click(screen.getByRole('combobox', { name: 'Lý do' }));
    await host.user.click(await screen.findByRole('option', { name: 'cụt' }));
    await host.user.click(screen.getByRole('button', { name: 'Ghi lý do' }));
    const exception = { capture: 'signature', code: 'amputated', note: null };
    expect(host.inputs('intake.except')).toEqual([{ dossier: sampleIds.eId, ...exception }]);
  });

  it('says what was promised at the end, and goes to the next person', async () => {
    const done = sampleDossier({ state: 'queued', settled: true });
    const host = await openSeated(seated(done), (fake) => fake.answer('intake.leave', () => undefined));
    expect(screen.getByText('25/11/2026 (3 ngày làm việc)')).toBeTruthy();
    expect(screen.getByRole('button', { name: /In giấy hẹn/ })).toBeTruthy();
    await host.tap('{Enter}');
    expect(host.inputs('intake.leave')).toHaveLength(1);
    await waitFor(() => expect(host.window.getState().place).toBe('reading'));
  });
});
