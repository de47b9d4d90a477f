import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeskDevice } from '#contract/devices.ts';
import { failure } from '#contract/failures.ts';
import { fakeDesk, stateOf } from './testing/fake-desk.ts';
import { runGathering } from './testing/run-gathering.ts';

const device = (change: Partial<DeskDevice>): DeskDevice => ({
  ...{ id: 'hid:1', kind: 'barcodeScanner', name: 'MẪU Máy quét', simulated: false, via: 'hid', chosen: true },
  condition: { is: 'ready' },
  ...change,
});
const taken = { is: 'failed', failure: failure('device.taken') } as const;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

async function run(args: readonly string[], devices: readonly DeskDevice[], later: readonly DeskDevice[] = devices) {
  const fake = fakeDesk(stateOf('production', { devices: [...devices] }), {});
  const ran = runGathering(['devices', ...args], { fake });
  await vi.advanceTimersByTimeAsync(500);
  if (later !== devices) fake.change({ devices: [...later] });
  await vi.advanceTimersByTimeAsync(1500);
  return { ...(await ran), fake };
}

describe('devices', () => {
  it('names each with its kind, its way, how it is and which one is used', async () => {
    const { out, code, composed, fake } = await run(
      [],
      [
        device({}),
        device({ id: 'serial:1', name: 'COM3', via: 'serial', condition: { is: 'off' }, chosen: false }),
        device({ id: 'demo:scanner', name: 'Máy quét mẫu', simulated: true, via: 'demo', chosen: false }),
        device({ id: 'keyboard', name: '', via: 'keyboard', chosen: false }),
      ],
    );
    expect(out.split('\n')).toEqual([
      '* Máy quét mã: MẪU Máy quét (USB): sẵn sàng',
      '  Máy quét mã: COM3 (cổng COM): chưa dùng',
      '  Máy quét mã: Máy quét mẫu (phần mềm mẫu) [MẪU]: sẵn sàng',
      '  Máy quét mã: gõ như bàn phím: sẵn sàng',
      '',
    ]);
    expect([code, composed[0]?.withScanners, fake.closed()]).toEqual([0, true, true]);
  });

  it.each([
    [taken, /không dùng được\n {4}Chương trình khác đang giữ thiết bị\. Đóng phần mềm/],
    [{ is: 'away' } as const, /đã chọn, chưa cắm/],
  ])('ends with 1 when one that is used does not work', async (condition, words) => {
    const { out, code } = await run([], [device({ condition })]);
    expect(out).toMatch(words);
    expect(code).toBe(1);
  });

  it('ends with 0 when only another one does not', async () => {
    expect((await run([], [device({}), device({ id: 'hid:2', chosen: false, condition: taken })])).code).toBe(0);
  });

  it('says nothing of cameras, which the window alone sees', async () => {
    const camera = device({ id: 'c1', kind: 'camera', via: 'window', condition: { is: 'starting' } });
    const { out, code } = await run(['--json'], [camera]);
    expect([JSON.parse(out), code]).toEqual([{ devices: [] }, 0]);
  });

  it('waits for what is starting', async () => {
    const { out } = await run([], [device({ condition: { is: 'starting' } })], [device({})]);
    expect(out).toContain('sẵn sàng');
  });

  it('says them as JSON with text and remedy', async () => {
    const { out, err } = await run(['--json'], [device({}), device({ id: 'hid:2', condition: taken, chosen: false })]);
    expect(JSON.parse(out)).toEqual({
      devices: [
        { ...device({}), text: null, remedy: null },
        {
          ...device({ id: 'hid:2', condition: taken, chosen: false }),
          text: 'Chương trình khác đang giữ thiết bị.',
          remedy: 'Đóng phần mềm khác đang dùng thiết bị này rồi bấm tìm lại thiết bị.',
        },
      ],
    });
    expect(err).toBe('');
  });

  it('takes no words', async () => {
    expect((await run(['all'], [])).code).toBe(2);
  });
});
