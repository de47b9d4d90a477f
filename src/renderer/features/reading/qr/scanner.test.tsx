import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { Scan } from '#contract/scanning.ts';
import { openWindow } from '../../../testing/open-window.tsx';
import { finishedReading, sampleDesk, sampleReading, sampleVerdict } from '../../../testing/sample-desk.ts';

const qr = '001304999901|000999001|Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Ngọc Hà|10052021';
const read = sampleDesk({ reading: finishedReading(sampleVerdict()) });
const scanned = (outcome: Scan['outcome']): Scan => ({
  ...{ is: 'card2021', number: '••• ••• ••• 901', name: 'Đặng Thị Mẫu Hòa', from: 'keyboard', device: null },
  ...{ outcome, at: '2026-11-22T13:00:00.000Z' },
});
const open = (state = read) =>
  openWindow(state, ({ answer }) =>
    answer('scan.give', () => scanned(state.reading?.phase === 'finished' ? 'compared' : 'keyGiven')),
  );
/** Types as a scanner does, at whatever has the focus; returns whether each key was left to the window. */
const scan = (text = qr) =>
  [...text, 'Enter'].map((key) => fireEvent.keyDown(document.activeElement ?? document.body, { key }));

describe('a hand scanner at the reading desk', () => {
  it('gives the card’s code to the host, and its Enter does nothing else', async () => {
    const host = await open();
    await new Promise((resolve) => setTimeout(resolve, 750));
    const left = scan();
    await waitFor(() => expect(host.inputs('scan.give')).toEqual([{ text: qr }]));
    expect(host.inputs('reading.clear')).toEqual([]);
    expect(left.at(-1)).toBe(false);
    // From the stroke after the number on, no key means an act of the desk.
    expect(left.slice(0, 12)).toEqual(Array(12).fill(true));
    expect(new Set(left.slice(12))).toEqual(new Set([false]));
    expect(await screen.findByText('Đã nhận mã QR, so với chip.')).toBeTruthy();
  });

  it('opens a card that waits for its key through the host, and leaves nothing in the field', async () => {
    const host = await open(sampleDesk({ reading: sampleReading() }));
    const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Sáu số cuối của số định danh' });
    expect(document.activeElement).toBe(field);
    scan();
    await waitFor(() => expect(host.inputs('scan.give')).toEqual([{ text: qr }]));
    expect(host.inputs('reading.giveKey')).toEqual([]);
    expect(field.value).toBe('');
    expect(screen.queryByText('Đã nhận mã QR, so với chip.')).toBeNull();
  });

  it('says what is wrong with a code', async () => {
    const host = await open();
    host.answer('scan.give', () => {
      throw new FailureError(failure('qr.garbled'));
    });
    scan();
    expect(await screen.findByText(/Tắt bộ gõ tiếng Việt rồi quét lại/)).toBeTruthy();
  });

  it('is not heard in a dialog, nor elsewhere in the window', async () => {
    const host = await open();
    await host.user.keyboard('{Control>}k{/Control}');
    await screen.findByRole('combobox', { name: 'Gõ tên việc cần làm' });
    scan();
    host.window.setState({ dialog: null, place: 'trust' });
    host.answer('trust.list', () => []);
    await screen.findByRole('heading', { name: 'Dữ liệu tin cậy' });
    scan();
    expect(host.inputs('scan.give')).toEqual([]);
  });
});

describe('the dialog for a code', () => {
  it('is an act of the palette while a card is on the desk, and takes what is pasted or scanned', async () => {
    const host = await open();
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox'), 'ma qr{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Đưa mã QR' });
    const field = within(dialog).getByRole('textbox');
    expect(document.activeElement).toBe(field);
    await host.user.paste(` ${qr.normalize('NFD')}`);
    await host.user.keyboard('{Enter}');
    await waitFor(() => expect(host.inputs('scan.give')).toEqual([{ text: qr }]));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('stays with the reason where it is no code of a card', async () => {
    const host = await open();
    host.answer('scan.give', () => {
      throw new FailureError(failure('qr.notACard'));
    });
    act(() => host.window.setState({ dialog: 'qr' }));
    const dialog = await screen.findByRole('dialog', { name: 'Đưa mã QR' });
    await host.user.type(within(dialog).getByRole('textbox'), 'https://mau.example{Enter}');
    expect(await within(dialog).findByText('qr.notACard')).toBeTruthy();
  });

  it('is not there without a card', async () => {
    const host = await open(sampleDesk());
    await host.user.keyboard('{Control>}k{/Control}');
    await host.user.type(await screen.findByRole('combobox'), 'ma qr');
    expect(screen.getByText('Không có lệnh nào khớp.')).toBeTruthy();
  });
});
