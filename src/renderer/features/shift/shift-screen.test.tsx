import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import type { FakeHost } from '../../testing/fake-client.ts';
import { openScreen } from '../../testing/open-screen.tsx';
import { sampleDesk } from '../../testing/sample-desk.ts';
import { sampleDraft, sampleIds, sampleIntake, sampleShift, sampleShiftView } from '../intake/testing/sample-intake.ts';
import { ShiftScreen } from './shift-screen.tsx';

const devices: DeskState['devices'] = [
  { id: 'a', kind: 'camera', name: 'Máy ảnh A', simulated: false, via: 'window', condition: { is: 'ready' }, chosen: true },
  { id: 'b', kind: 'barcodeScanner', name: 'Máy quét B', simulated: false, via: 'hid', condition: { is: 'away' }, chosen: true },
]; // biome-ignore format: a list
const closed = sampleShiftView({
  ...{ id: sampleIds.sitting, plan: 'Ca 2' },
  counts: { ...sampleShiftView().counts, open: 0, passedOn: 1 },
  closed: { by: 'CB002', at: '2026-11-22T10:00:00.000Z', passedOn: 1, note: 'Máy in hết mực', takenOverBy: null },
});

const open = (shift = sampleShift(), prepare: (host: FakeHost) => void = () => {}) =>
  openScreen(<ShiftScreen />, sampleDesk({ shift, devices, intake: sampleIntake() }), (host) => {
    host.answer('shift.list', () => [shift.open, closed].filter((each) => each !== null));
    host.answer('shift.dossiers', () => [sampleDraft()]);
    for (const command of ['shift.open', 'shift.close', 'shift.takeOver'] as const)
      host.answer(command, () => undefined);
    prepare(host);
  });

describe('a shift that is open', () => {
  it('shows figures that reconcile, and the dossiers it answers for', async () => {
    const host = await open();
    const figures = within(screen.getByRole('table', { name: 'Số liệu của ca' }));
    const sums = figures.getAllByRole('row', { name: /^Cộng/ }).map((row) => row.textContent);
    expect(sums).toEqual(['Cộng4', 'Cộng4']);
    expect(screen.getByText(/Số liệu khớp/)).toBeTruthy();
    expect(await screen.findByText(/TRẦN MẪU ANNA/)).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Ca 2' }));
    await waitFor(() => expect(host.inputs('shift.dossiers')).toContainEqual({ shift: closed.id }));
  });

  it('says when its figures do not reconcile', async () => {
    await open(sampleShift({ open: sampleShiftView({ reconciles: false }) }));
    expect(screen.getByText(/chưa khớp: xem lại/)).toBeTruthy();
  });

  it('takes over what the last one left', async () => {
    const host = await open(sampleShift({ waiting: closed }));
    expect(screen.getByText('Lời nhắn: Máy in hết mực')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Nhận 1 hồ sơ dở của ca trước' }));
    expect(host.inputs('shift.takeOver')).toHaveLength(1);
  });

  it('is closed on one screen: what is open is passed on, the devices and a word go to the next', async () => {
    const host = await open();
    await host.user.click(screen.getByRole('button', { name: 'Đóng ca…' }));
    const form = within(screen.getByRole('form', { name: 'Đóng ca và bàn giao' }));
    expect(form.getByRole('row', { name: /^Bàn giao ca sau/ }).textContent).toBe('Bàn giao ca sau1');
    expect(form.getByRole('row', { name: /^Đang mở/ }).textContent).toBe('Đang mở0');
    await host.user.type(form.getByRole('textbox', { name: 'Ghi chú: Máy quét B' }), 'mất dây');
    await host.user.type(form.getByRole('textbox', { name: 'Lời nhắn cho ca sau' }), 'Còn một hồ sơ chờ giấy tờ');
    await host.user.click(form.getByRole('button', { name: /Đóng ca, chốt số liệu/ }));
    expect(host.inputs('shift.close')).toEqual([
      {
        devices: [
          { device: 'Máy ảnh A', works: true, note: null },
          { device: 'Máy quét B', works: false, note: 'mất dây' },
        ],
        note: 'Còn một hồ sơ chờ giấy tờ',
      },
    ]);
  });
});

describe('no shift', () => {
  it('opens the planned one, with what the last one left or without', async () => {
    const host = await open(sampleShift({ open: null, waiting: closed }));
    await host.user.click(screen.getByRole('checkbox', { name: /Nhận 1 hồ sơ dở/ }));
    await host.user.click(screen.getByRole('button', { name: /^Mở Ca 3/ }));
    expect(host.inputs('shift.open')).toEqual([{ plan: 'Ca 3', reason: null, takeOver: false }]);
  });

  it('opens one outside the plan only with a reason', async () => {
    const host = await open(sampleShift({ open: null, now: null }));
    await act(async () => screen.getByRole('button', { name: /Mở ca ngoài giờ/ }).click());
    expect(screen.getByText('Ghi lý do ngắn gọn.')).toBeTruthy();
    await host.user.keyboard('Trực đêm{Enter}');
    expect(host.inputs('shift.open')).toEqual([{ plan: null, reason: 'Trực đêm', takeOver: false }]);
  });
});
