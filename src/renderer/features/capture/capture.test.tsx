import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { CaptureRecord, CaptureState, CaptureTask, FaceMatch, FrameSeen } from '#contract/capture.ts';
import type { DeskState } from '#contract/desk.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { finishedReading, sampleDesk, sampleVerdict } from '../../testing/sample-desk.ts';

const nothingTaken: CaptureState = { task: null, records: [], match: null, failure: null };
const camera = { id: 'camera:a', kind: 'camera', name: 'Máy ảnh thử', simulated: false, via: 'window' } as const;
const devices: DeskState['devices'] = [{ ...camera, condition: { is: 'ready' }, chosen: true }];
const deskWith = (capture: Partial<CaptureState> = {}) =>
  sampleDesk({
    reading: finishedReading(sampleVerdict(), { portrait: 'ready' }),
    devices,
    capture: { ...nothingTaken, ...capture },
  });

const commands = [
  'capture.begin', 'capture.cancel', 'capture.skipChallenge', 'capture.decideMatch', 'capture.again', 'capture.save', 'capture.discard',
] as const; // biome-ignore format: a list

const open = (state: DeskState) =>
  openWindow(state, ({ answer }) => {
    for (const command of commands) answer(command, () => (command === 'capture.begin' ? { task: 't1' } : undefined));
    for (const command of ['capture.accept', 'capture.signature', 'capture.finishDocument'] as const)
      answer(command, () => ({ id: 'r1' }));
    answer('reading.portrait', () => null);
    answer('capture.live', () => null);
    answer('capture.part', () => Uint8Array.of(1));
    answer('capture.readText', () => []);
  });

const seen = (parts: Partial<Extract<FrameSeen['seen'], { is: 'face' }>>): FrameSeen => ({
  task: 't1',
  seq: 1,
  seen: { is: 'face', box: null, guidance: 'noFace', failing: [], steady: 0, step: null, ...parts },
});
const matchTask = (parts: Partial<Extract<CaptureTask, { is: 'faceMatch' }>> = {}): CaptureTask => ({
  ...{ is: 'faceMatch', id: 't1', camera: 'camera:a', phase: 'guiding', challenge: null, match: null, hasLive: false },
  ...parts,
});
const matched = (band: FaceMatch['comparison']['band'], parts: Partial<FaceMatch> = {}): FaceMatch => ({
  comparison: { score: 0.41, band, thresholds: { match: 0.45, noMatch: 0.35 } },
  challenge: { is: 'passed', steps: ['turnLeft', 'blink', 'front'] },
  decision: null,
  camera: { name: 'Máy ảnh thử', simulated: false },
  at: '2026-11-22T13:00:00.000Z',
  ...parts,
});
const record = (parts: Partial<CaptureRecord> = {}): CaptureRecord => ({
  ...{
    id: 'r1',
    kind: 'portrait',
    takenAt: '2026-11-22T13:00:00.000Z',
    officer: 'CB001',
    subject: null,
    prefill: null,
  },
  device: { id: 'camera:a', name: 'Máy ảnh thử', simulated: true },
  parts: [{ name: 'portrait.jpg', mime: 'image/jpeg', length: 40_000, sha256: 'a'.repeat(64) }],
  quality: {
    ...{ of: 'portrait', manual: null, width: 700, height: 900 },
    checks: [
      { name: 'sharpness', raw: 12, score: 31, ok: false },
      { name: 'oneFace', raw: 0, score: 100, ok: true },
    ],
  },
  saved: false,
  ...parts,
});

describe('the camera for a code', () => {
  it('is begun from the empty desk and from the key, shows what to do, and ends by Escape', async () => {
    const host = await open(sampleDesk({ devices }));
    await host.user.click(screen.getByRole('button', { name: /Quét bằng máy ảnh/ }));
    expect(host.inputs('capture.begin')).toMatchObject([{ wanted: { is: 'code' }, camera: 'camera:a' }]);
    const task: CaptureTask = { is: 'code', id: 't1', camera: 'camera:a' };
    await act(async () => host.change({ capture: { ...nothingTaken, task } }));
    expect(screen.getByRole('heading', { name: 'Quét thẻ bằng máy ảnh' })).toBeTruthy();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    await waitFor(() => expect(host.inputs('capture.cancel')).toHaveLength(1));
  });

  it('tells of a code that waits for its card', async () => {
    await open(
      sampleDesk({
        scan: {
          ...{ is: 'card2021', number: '••• ••• ••• 901', name: 'Đặng Thị Mẫu Hòa', from: 'hid', device: null },
          ...{ outcome: 'waits', at: '2026-11-22T13:00:00.000Z' },
        },
      }),
    );
    expect(screen.getByText(/đặt thẻ lên đầu đọc, chip sẽ tự mở/)).toBeTruthy();
  });
});

describe('the face beside the chip', () => {
  it('is one key away after a read, unless somebody types or a scanner does', async () => {
    const host = await open(deskWith());
    for (const key of ['k', 'q']) fireEvent.keyDown(document.body, { key });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(host.inputs('capture.begin')).toEqual([]);
    fireEvent.keyDown(document.body, { key: 'k' });
    await waitFor(() => expect(host.inputs('capture.begin')).toMatchObject([{ wanted: { is: 'faceMatch' } }]));
  });

  it('shows each step of the challenge, and lets somebody on who cannot do it, for a reason', async () => {
    const challenge = { steps: ['turnLeft', 'blink'] as const, done: 1, endsAt: '2026-11-22T13:00:20.000Z' };
    const task = matchTask({ phase: 'challenge', challenge: { ...challenge, steps: [...challenge.steps] } });
    const host = await open(deskWith({ task }));
    const steps = within(screen.getByRole('list', { name: 'Các bước thử thách' })).getAllByRole('listitem');
    expect(steps.map((step) => [step.dataset.done, step.getAttribute('aria-current')])).toEqual([
      ['true', null],
      ['false', 'step'],
    ]);
    await host.user.click(screen.getByRole('button', { name: 'Không làm được cử động' }));
    await host.user.click(screen.getByRole('button', { name: 'Bỏ thử thách' }));
    expect(screen.getByText('Chọn lý do; nếu là lý do khác thì ghi rõ.')).toBeTruthy();
    expect(host.inputs('capture.skipChallenge')).toEqual([]);
    await host.user.click(screen.getByRole('combobox', { name: 'Lý do' }));
    await host.user.click(await screen.findByRole('option', { name: 'Người già yếu' }));
    await host.user.click(screen.getByRole('button', { name: 'Bỏ thử thách' }));
    expect(host.inputs('capture.skipChallenge')).toEqual([{ task: 't1', reason: { code: 'nguoiGia', note: null } }]);
  });

  it('leaves the middle band to the officer, and tells of the outcome under the proof', async () => {
    const match = matched('officer');
    const host = await open(deskWith({ task: matchTask({ phase: 'done', match }), match }));
    expect(screen.getByText('Chưa rõ — cán bộ quyết định')).toBeTruthy();
    await host.user.click(screen.getByRole('button', { name: 'Đúng người' }));
    expect(host.inputs('capture.decideMatch')).toEqual([{ same: true }]);
    const decision = { same: true, officer: 'CB001', at: '2026-11-22T13:00:02.000Z' };
    await act(async () => host.change({ capture: { ...nothingTaken, match: { ...match, decision } } }));
    expect(screen.getByText(/Khuôn mặt khớp ảnh trong chip/)).toBeTruthy();
  });

  it('gives no way past a failed challenge but to do it again', async () => {
    const match = matched('match', { challenge: { is: 'failed', fault: 'flat' } });
    const host = await open(deskWith({ task: matchTask({ phase: 'done', match }), match }));
    // In the result, and in the line under the proof.
    expect(screen.getAllByText('Không qua thử thách cử động').map((each) => each.tagName)).toEqual(['SPAN', 'B']);
    expect(screen.getByText(/như một tấm ảnh phẳng/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Đúng người' })).toBeNull();
    await host.user.click(screen.getByRole('button', { name: 'Làm lại' }));
    expect(host.inputs('capture.begin')).toMatchObject([{ wanted: { is: 'faceMatch' } }]);
  });
});

describe('the place of captures', () => {
  const openPlace = async (capture: Partial<CaptureState> = {}) => {
    const host = await open(deskWith(capture));
    await act(async () => host.window.setState({ place: 'capture' }));
    return host;
  };

  it('guides to the portrait, and takes it by hand for a reason alone', async () => {
    const task: CaptureTask = { is: 'portrait', id: 't1', camera: 'camera:a', phase: 'guiding', record: null };
    const host = await openPlace({ task });
    await act(async () => host.emit('capture.seen', seen({ guidance: 'closeMouth', failing: ['mouthClosed'] })));
    expect(screen.getByText('Miệng ngậm')).toBeTruthy();
    // No picture before the camera plays: the shutter is not there.
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Bấm máy bằng tay' }).disabled).toBe(true);
  });

  it('asks for a yes with the pre-checks, the failing ones first', async () => {
    const task: CaptureTask = { is: 'portrait', id: 't1', camera: 'camera:a', phase: 'review', record: 'r1' };
    const host = await openPlace({ task, records: [record()] });
    const checks = within(screen.getByText('Kiểm tra sơ bộ: đạt 1/2').parentElement as HTMLElement);
    expect(checks.getAllByRole('listitem').map((item) => item.dataset.ok)).toEqual(['false', 'true']);
    await host.user.click(screen.getByRole('button', { name: 'Lấy ảnh này' }));
    expect(host.inputs('capture.accept')).toEqual([{ task: 't1' }]);
  });

  it('keeps what is not kept yet on Enter, and deletes only when asked twice', async () => {
    const host = await openPlace({ records: [record(), record({ id: 'r2', kind: 'signature', saved: true })] });
    await new Promise((resolve) => setTimeout(resolve, 750));
    fireEvent.keyDown(document.body, { key: 'Enter' });
    await waitFor(() => expect(host.inputs('capture.save')).toMatchObject([{ ids: ['r1'] }]));
    await host.user.click(screen.getByRole('button', { name: /Ảnh chân dung/ }));
    await host.user.click(screen.getByRole('button', { name: 'Xóa' }));
    const ask = within(await screen.findByRole('alertdialog'));
    await host.user.click(ask.getByRole('button', { name: 'Giữ lại' }));
    expect(host.inputs('capture.discard')).toEqual([]);
  });

  it('marks what a machine read as that', async () => {
    const paper = record({
      kind: 'document',
      quality: { of: 'document', paper: 'giayKhaiSinh', pages: 1, straightened: true },
      prefill: [{ field: 'name', text: 'ĐẶNG THỊ MẪU HÒA', confidence: 88 }],
    });
    const host = await openPlace({ records: [paper] });
    await host.user.click(screen.getByRole('button', { name: /Giấy khai sinh/ }));
    expect(screen.getByText(/Máy đọc — kiểm tra lại trước khi dùng/)).toBeTruthy();
    expect(screen.getByText('OCR')).toBeTruthy();
    expect(screen.getByText('chắc 88 %')).toBeTruthy();
  });

  it('takes no empty signature', async () => {
    const host = await openPlace();
    await host.user.click(screen.getByRole('button', { name: /Lấy chữ ký/ }));
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Lấy chữ ký này' }).disabled).toBe(true);
  });
});
