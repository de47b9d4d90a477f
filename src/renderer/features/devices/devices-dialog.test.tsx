import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DeskDevice } from '#contract/devices.ts';
import { failure } from '#contract/failures.ts';
import { openWindow } from '../../testing/open-window.tsx';
import { sampleDesk } from '../../testing/sample-desk.ts';

const device = (parts: Partial<DeskDevice>): DeskDevice => ({
  ...{ id: 'camera:a', kind: 'camera', name: 'Máy ảnh thử', simulated: false, via: 'window', chosen: false },
  condition: { is: 'ready' },
  ...parts,
});
const devices: readonly DeskDevice[] = [
  device({ chosen: true }),
  device({ id: 'camera:simulated', name: 'Máy ảnh mô phỏng', simulated: true, condition: { is: 'busy', waiting: 2 } }),
  device({
    ...{ id: 'hid:1', kind: 'barcodeScanner', name: 'Máy quét', via: 'hid' },
    condition: { is: 'failed', failure: failure('camera.taken') },
  }),
];
const open = async () => {
  const host = await openWindow(sampleDesk({ devices: [...devices] }), ({ answer }) => {
    for (const command of ['devices.choose', 'devices.cancel', 'devices.refresh'] as const)
      answer(command, () => undefined);
  });
  await host.user.click(screen.getByRole('button', { name: '1 thiết bị cần xem' }));
  return { host, dialog: within(await screen.findByRole('dialog', { name: 'Thiết bị' })) };
};

describe('the device panel', () => {
  it('shows each device with its state, what is software as that, and the remedy of what failed', async () => {
    const { dialog } = await open();
    const row = (name: string) => within(dialog.getByText(name).closest('li') as HTMLElement);
    expect(row('Máy ảnh thử').getByText('đang dùng')).toBeTruthy();
    expect(row('Máy ảnh mô phỏng').getByText('MÔ PHỎNG')).toBeTruthy();
    expect(row('Máy ảnh mô phỏng').getByText(/còn 2 việc chờ/)).toBeTruthy();
    expect(row('Máy quét').getByText('camera.taken')).toBeTruthy();
    expect(dialog.getByText('Lấy vân tay mở ở bản sau.')).toBeTruthy();
  });

  it('chooses another device, ends what one is doing, and looks again', async () => {
    const { host, dialog } = await open();
    await host.user.click(dialog.getByRole('button', { name: 'Dùng máy này: Máy ảnh mô phỏng' }));
    await host.user.click(dialog.getByRole('button', { name: 'Dừng việc đang làm: Máy ảnh mô phỏng' }));
    await host.user.click(dialog.getByRole('button', { name: 'Tìm lại thiết bị' }));
    expect(host.inputs('devices.choose')).toEqual([{ id: 'camera:simulated' }]);
    expect(host.inputs('devices.cancel')).toEqual([{ id: 'camera:simulated' }]);
    expect(host.inputs('devices.refresh')).toHaveLength(1);
  });

  it('follows what is plugged in and out', async () => {
    const { host, dialog } = await open();
    await act(async () => host.change({ devices: [device({ condition: { is: 'away' } })] }));
    expect(dialog.getByText('đã rút ra')).toBeTruthy();
    expect(dialog.queryByText('Máy ảnh mô phỏng')).toBeNull();
  });
});
