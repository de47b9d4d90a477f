import { describe, expect, it } from 'vitest';
import type { DeskDevice, DeviceChoice } from '#contract/devices.ts';
import { failure } from '#contract/failures.ts';
import { openDevicesDesk } from './devices-desk.ts';
import { FakeDevice } from './testing/fake-card-device.ts';
import { FakeScanners, scannerOf } from './testing/fake-scanners.ts';

const context = { signal: new AbortController().signal };
const cam = (id: string, label = `Máy ảnh ${id}`) => ({ id, label, simulated: false });
const noTrouble = { inUse: null, trouble: null };
const builtIn = ['keyboard', 'file', 'window-pad'];

async function open(remembered: readonly DeviceChoice[] = []) {
  const readers = new FakeDevice();
  const scanners = new FakeScanners();
  const told: (readonly DeskDevice[])[] = [];
  const bugs: unknown[] = [];
  const saved: (readonly DeviceChoice[])[] = [];
  const desk = await openDevicesDesk({
    readers: [readers],
    scanners: [scanners],
    choices: { load: async () => remembered, save: async (choices) => void saved.push(choices) },
    changed: (devices) => told.push(devices),
    report: ({ error }) => {
      bugs.push(error);
      return 'bug';
    },
  });
  const by = (id: string) => desk.devices().find((each) => each.id === id);
  const others = () => desk.devices().flatMap(({ id }) => (builtIn.includes(id) ? [] : [id]));
  return { desk, readers, scanners, told, bugs, saved, by, others, handlers: desk.handlers };
}

describe('the list of devices', () => {
  it('is one for readers, scanners, cameras and what needs no plug', async () => {
    const { desk, readers, scanners, handlers } = await open();
    readers.show(['ACS 00', 'absent']);
    scanners.show(scannerOf('hid:1'), scannerOf('serial:ttyACM0', 'off'));
    await handlers['devices.reportCameras']({ cameras: [cam('c1')], ...noTrouble }, context);
    expect(desk.devices().map(({ id, kind, via, condition, chosen }) => [id, kind, via, condition.is, chosen])).toEqual(
      [
        ['pcsc:ACS 00', 'cardReader', 'pcsc', 'ready', true],
        ['hid:1', 'barcodeScanner', 'hid', 'ready', true],
        ['serial:ttyACM0', 'barcodeScanner', 'serial', 'off', false],
        ['c1', 'camera', 'window', 'ready', true],
        ['keyboard', 'barcodeScanner', 'keyboard', 'ready', false],
        ['file', 'documentScanner', 'file', 'ready', true],
        ['window-pad', 'signaturePad', 'window', 'ready', true],
      ],
    );
    expect(desk.chosen('fingerprintScanner')).toBeNull();
  });

  it('follows what is plugged in and out, and tells nothing twice', async () => {
    const { readers, scanners, told, others } = await open();
    const before = told.length;
    scanners.show(scannerOf('hid:1'));
    scanners.show(scannerOf('hid:1'));
    readers.show(['ACS 00', 'present']);
    readers.show(['ACS 00', 'absent']);
    scanners.show();
    expect(told.length - before).toBe(3);
    expect(others()).toEqual(['pcsc:ACS 00']);
  });

  it.each([
    ['inUse', { is: 'failed', failure: failure('card.inUse') }],
    ['mute', { is: 'failed', failure: failure('card.mute') }],
    ['present', { is: 'ready' }],
  ] as const)('says of a reader with a card that is %s what it is', async (card, condition) => {
    const { readers, by } = await open();
    readers.show(['ACS 00', card]);
    expect(by('pcsc:ACS 00')?.condition).toEqual(condition);
  });

  it('shows the source and why while its devices cannot be known', async () => {
    const { scanners, by, others } = await open();
    scanners.become({ state: 'failed', failure: failure('device.stopped') });
    expect(by('usb-scanners')?.condition).toEqual({ is: 'failed', failure: failure('device.stopped') });
    scanners.become({ state: 'starting' });
    expect(by('usb-scanners')?.condition).toEqual({ is: 'starting' });
    scanners.show();
    expect(others()).toEqual([]);
  });

  it('takes only one of two devices that give the same id', async () => {
    const { desk, handlers } = await open();
    await handlers['devices.reportCameras'](
      { cameras: [cam('keyboard'), cam('c1'), cam('c1')], ...noTrouble },
      context,
    );
    expect(desk.devices().map(({ id }) => id)).toEqual(['keyboard', 'c1', 'file', 'window-pad']);
  });
});

describe('cameras', () => {
  it.each(['refused', 'taken', 'gone', 'broken'] as const)('that are %s are failures with a remedy', async (cause) => {
    const { handlers, by } = await open();
    const report = handlers['devices.reportCameras'];
    await report({ cameras: [cam('c1'), cam('c2')], inUse: 'c1', trouble: { id: 'c1', cause } }, context);
    expect(by('c1')?.condition).toEqual({ is: 'failed', failure: failure(`camera.${cause}`) });
    expect(by('c2')?.condition).toEqual({ is: 'ready' });
    await report({ cameras: [cam('c1'), cam('c2')], inUse: 'c1', trouble: null }, context);
    expect(by('c1')?.condition).toEqual({ is: 'ready' });
  });

  it('that went away are still said to have', async () => {
    const { handlers, by, others } = await open();
    const report = handlers['devices.reportCameras'];
    await report({ cameras: [cam('c1', 'Máy ảnh trước')], inUse: 'c1', trouble: null }, context);
    await report({ cameras: [], inUse: null, trouble: { id: 'c1', cause: 'gone' } }, context);
    expect(by('c1')).toMatchObject({ name: 'Máy ảnh trước', condition: { failure: { code: 'camera.gone' } } });
    await report({ cameras: [], ...noTrouble }, context);
    expect(others()).toEqual([]);
  });

  it('in use count as chosen until somebody chooses', async () => {
    const { desk, handlers } = await open();
    await handlers['devices.reportCameras']({ cameras: [cam('c1'), cam('c2')], inUse: 'c2', trouble: null }, context);
    expect(desk.chosen('camera')?.id).toBe('c2');
    await handlers['devices.choose']({ id: 'c1' }, context);
    expect(desk.chosen('camera')?.id).toBe('c1');
  });

  it('that were chosen are looked for until the window has said which there are', async () => {
    const { handlers, by } = await open([{ kind: 'camera', id: 'c1' }]);
    expect(by('c1')).toMatchObject({ kind: 'camera', via: 'window', condition: { is: 'starting' }, chosen: true });
    await handlers['devices.reportCameras']({ cameras: [cam('c2')], ...noTrouble }, context);
    expect(by('c1')?.condition).toEqual({ is: 'away' });
    expect(by('c2')?.chosen).toBe(false);
  });

  it('may work again after a refresh', async () => {
    const { handlers, by } = await open();
    await handlers['devices.reportCameras'](
      { cameras: [cam('c1')], inUse: 'c1', trouble: { id: 'c1', cause: 'taken' } },
      context,
    );
    await handlers['devices.refresh'](undefined, context);
    expect(by('c1')?.condition).toEqual({ is: 'ready' });
  });
});

describe('the choice', () => {
  it('is remembered by kind and id alone', async () => {
    const { readers, handlers, saved } = await open();
    readers.show(['ACS 00', 'absent'], ['HID 01', 'absent']);
    await handlers['devices.choose']({ id: 'pcsc:HID 01' }, context);
    expect(saved).toEqual([[{ kind: 'cardReader', id: 'pcsc:HID 01' }]]);
  });

  it('stands although the device is away, and holds when it comes back', async () => {
    const { desk, readers, by } = await open([{ kind: 'cardReader', id: 'pcsc:HID 01' }]);
    readers.show(['ACS 00', 'absent']);
    expect(by('pcsc:HID 01')).toMatchObject({ name: 'HID 01', condition: { is: 'away' }, chosen: true });
    expect(desk.chosen('cardReader')?.condition.is).toBe('away');
    readers.show(['ACS 00', 'absent'], ['HID 01', 'absent']);
    expect(desk.chosen('cardReader')).toMatchObject({ id: 'pcsc:HID 01', condition: { is: 'ready' } });
  });

  it('cannot be told to be away while its source does not run', async () => {
    const { scanners, others, by } = await open([{ kind: 'barcodeScanner', id: 'hid:1' }]);
    scanners.become({ state: 'failed', failure: failure('device.stopped') });
    expect(others()).toEqual(['hid:1']);
    expect(by('hid:1')?.condition).toEqual({ is: 'failed', failure: failure('device.stopped') });
  });

  it('falls on a device that works before one that does not', async () => {
    const { desk, scanners } = await open();
    const failed = { is: 'failed', failure: failure('device.taken') } as const;
    scanners.show({ ...scannerOf('hid:1'), condition: failed }, scannerOf('hid:2'));
    expect(desk.chosen('barcodeScanner')?.id).toBe('hid:2');
  });

  it.each(['nobody', 'usb-scanners'])('is refused for what is no device: %s', async (id) => {
    const { handlers, scanners, saved } = await open();
    scanners.become({ state: 'starting' });
    await expect(handlers['devices.choose']({ id }, context)).rejects.toMatchObject({
      failure: { code: 'device.unknown' },
    });
    expect(saved).toEqual([]);
  });
});

describe('serial ports', () => {
  const com = 'serial:ttyACM0';

  it('are opened once chosen, again when plugged in again, and closed when another is chosen', async () => {
    const { scanners, handlers } = await open();
    scanners.show(scannerOf(com, 'off'), scannerOf('hid:1'));
    expect(scanners.uses).toEqual([]);
    await handlers['devices.choose']({ id: com }, context);
    scanners.show(scannerOf(com, 'starting'), scannerOf('hid:1'));
    scanners.show(scannerOf(com), scannerOf('hid:1'));
    expect(scanners.uses).toEqual([{ id: com, use: true }]);
    scanners.show(scannerOf('hid:1'));
    scanners.show(scannerOf(com, 'off'), scannerOf('hid:1'));
    expect(scanners.uses).toHaveLength(2);
    scanners.show(scannerOf(com), scannerOf('hid:1'));
    await handlers['devices.choose']({ id: 'hid:1' }, context);
    await expect.poll(() => scanners.uses.at(-1)).toEqual({ id: com, use: false });
  });

  it('are opened at the start when they were chosen before, also after their process died', async () => {
    const { scanners } = await open([{ kind: 'barcodeScanner', id: com }]);
    scanners.show(scannerOf(com, 'off'));
    scanners.become({ state: 'failed', failure: failure('device.stopped') });
    scanners.show(scannerOf(com, 'off'));
    await expect
      .poll(() => scanners.uses)
      .toEqual([
        { id: com, use: true },
        { id: com, use: true },
      ]);
  });
});

describe('work with a device', () => {
  it('makes it busy, and `devices.cancel` ends it and tells whoever else uses it', async () => {
    const { desk, scanners, handlers, by } = await open();
    scanners.show(scannerOf('hid:1'));
    const aborted = new Promise<void>((resolve) => desk.onCancel('hid:1', resolve));
    const job = (signal: AbortSignal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const both = [desk.run('hid:1', job), desk.run('hid:1', job)];
    await expect.poll(() => by('hid:1')?.condition).toEqual({ is: 'busy', waiting: 1 });
    const ended = expect(Promise.any(both)).rejects.toMatchObject({
      errors: [{ failure: { code: 'device.cancelled' } }, { failure: { code: 'device.cancelled' } }],
    });
    await handlers['devices.cancel']({ id: 'hid:1' }, context);
    await Promise.all([ended, aborted]);
    expect(by('hid:1')?.condition).toEqual({ is: 'ready' });
  });

  it('ends with `device.gone` when it is unplugged', async () => {
    const { desk, scanners } = await open();
    scanners.show(scannerOf('hid:1'));
    const job = (signal: AbortSignal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const work = desk.run('hid:1', job);
    await Promise.resolve();
    scanners.show();
    await expect(work).rejects.toMatchObject({ failure: { code: 'device.gone' } });
  });

  it('of others is shown too, and not over a failure', async () => {
    const { desk, handlers, by } = await open();
    const report = handlers['devices.reportCameras'];
    await report({ cameras: [cam('c1')], ...noTrouble }, context);
    desk.setBusy('c1', 2);
    expect(by('c1')?.condition).toEqual({ is: 'busy', waiting: 2 });
    await report({ cameras: [cam('c1')], inUse: 'c1', trouble: { id: 'c1', cause: 'taken' } }, context);
    expect(by('c1')?.condition.is).toBe('failed');
    desk.setBusy('c1', null);
    await report({ cameras: [cam('c1')], ...noTrouble }, context);
    expect(by('c1')?.condition).toEqual({ is: 'ready' });
  });

  it('is refused for a device nobody knows', async () => {
    const { desk, handlers } = await open();
    const unknown = { failure: { code: 'device.unknown' } };
    await expect(desk.run('nobody', async () => 1)).rejects.toMatchObject(unknown);
    await expect(handlers['devices.cancel']({ id: 'nobody' }, context)).rejects.toMatchObject(unknown);
  });
});

describe('closing the desk', () => {
  it('hears nothing more and ends what is under way', async () => {
    const { desk, scanners, told } = await open();
    scanners.show(scannerOf('hid:1'));
    const work = desk.run(
      'hid:1',
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    );
    await Promise.resolve();
    desk.close();
    await expect(work).rejects.toMatchObject({ failure: { code: 'device.cancelled' } });
    const before = told.length;
    scanners.show(scannerOf('hid:2'));
    expect(told.length).toBe(before);
  });
});
