import type { DeskApi } from '#contract/api.ts';
import { type DeskDevice, type DeviceKind, deviceKinds, type devicesApi } from '#contract/devices.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Handlers, Report } from '#contract/rpc.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import type { CardDevice } from '#ports/card-device.ts';
import type { DeviceChoices } from '#ports/device-choices.ts';
import { type KnownCameras, knownCameras } from './devices-cameras.ts';
import {
  builtInDevices,
  cameraDevice,
  type FoundDevice,
  isDevice,
  readersOf,
  scannersOf,
  usualDevice,
  withRemembered,
} from './devices-list.ts';
import { serialPorts } from './devices-ports.ts';
import { type DeviceWork, deviceWork } from './devices-work.ts';

/** What the desk of devices is made of. */
export type DevicesParts = {
  readonly readers: readonly CardDevice[];
  readonly scanners: readonly BarcodeScanners[];
  readonly choices: DeviceChoices;
  /** Told of the whole list after every change of it, never twice of the same. */
  readonly changed: (devices: readonly DeskDevice[]) => void;
  readonly report: Report;
};

/** Everything the desk works with, as one list that is always up to date. */
export type DevicesDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, keyof typeof devicesApi.commands>;
  devices(): readonly DeskDevice[];
  /**
   * The device of a kind that is used, in whatever condition: the remembered one even while it is away, else the first that
   * works. Null where there is none.
   */
  chosen(kind: DeviceKind): DeskDevice | null;
  /**
   * Does something with a device when its turn has come, so that it is busy meanwhile and `devices.cancel` ends it.
   * @throws FailureError `device.unknown`, `device.cancelled`, and whatever the job throws
   */
  run<T>(id: string, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Says that somebody else is at work with a device and how much waits behind that; null: no longer. */
  setBusy(id: string, waiting: number | null): void;
  /** Hears `devices.cancel` for a device; returns the way to stop. */
  onCancel(id: string, stop: () => void): () => void;
  close(): void;
};

/** Opens the desk of devices with what was chosen before. */
export async function openDevicesDesk(parts: DevicesParts): Promise<DevicesDesk> {
  const choices = new Map((await parts.choices.load()).map(({ kind, id }) => [kind, id]));
  const { readers, scanners, report } = parts;
  const cameras = knownCameras();
  const stopsOf = new Map<string, Set<() => void>>();
  const work = deviceWork(() => list.look());
  const list = deviceList({ parts, choices, cameras, work });
  const ports = serialPorts({ scanners, work, report, wanted: () => choices.get('barcodeScanner') ?? null });
  const look = () => {
    list.look();
    ports.look();
  };
  const stops = [...readers, ...scanners].map((source) => source.onChange(look));
  look();
  const cancel = async (id: string) => {
    for (const stop of [...(stopsOf.get(id) ?? [])]) stop();
    await work.cancel(id);
  };
  return {
    handlers: handlersOf({ parts, choices, cameras, known: list.known, look, cancel }),
    devices: list.devices,
    chosen: (kind) => list.devices().find((each) => each.kind === kind && each.chosen) ?? null,
    run: async (id, job, signal) => work.run(list.known(id).id, job, signal),
    setBusy: work.setBusy,
    onCancel(id, stop) {
      const heard = stopsOf.get(id) ?? new Set();
      stopsOf.set(id, heard.add(stop));
      return () => void heard.delete(stop);
    },
    close() {
      for (const stop of stops) stop();
      work.close();
    },
  };
}

type Commanded = {
  readonly parts: DevicesParts;
  readonly choices: Map<DeviceKind, string>;
  readonly cameras: KnownCameras;
  readonly known: (id: string) => DeskDevice;
  readonly look: () => void;
  readonly cancel: (id: string) => Promise<void>;
};

function handlersOf({ parts, choices, cameras, known, look, cancel }: Commanded): DevicesDesk['handlers'] {
  const { scanners, report } = parts;
  return {
    'devices.choose': async ({ id }) => {
      choices.set(known(id).kind, id);
      look();
      await parts.choices.save([...choices].map(([kind, chosen]) => ({ kind, id: chosen })));
    },
    'devices.cancel': async ({ id }) => cancel(known(id).id),
    'devices.refresh': async () => {
      cameras.forgetTrouble();
      look();
      await Promise.all(scanners.map((source) => source.refresh().catch(expected(report))));
    },
    'devices.reportCameras': (seen) => {
      cameras.report(seen);
      look();
    },
  };
}

/** What could not be done because a device or its process is away is in the list already. */
const expected = (report: Report) => (error: unknown) => {
  if (!(error instanceof FailureError)) report({ where: 'devices', error });
};

type ListParts = {
  readonly parts: DevicesParts;
  readonly choices: ReadonlyMap<DeviceKind, string>;
  readonly cameras: KnownCameras;
  readonly work: DeviceWork;
};

/** The list itself: worked out anew at every look, told only when it is another one. */
function deviceList({ parts, choices, cameras, work }: ListParts) {
  const names = new Map<string, string>();
  let devices: readonly DeskDevice[] = [];
  let told = '';
  const found = () =>
    withRemembered(
      [
        ...parts.readers.flatMap((source) => readersOf(source)),
        ...parts.scanners.flatMap((source) => scannersOf(source)),
        ...cameras.all().map(cameraDevice),
        ...builtInDevices,
      ],
      { choices, names, camerasKnown: cameras.reported() },
    );
  const chosenOf = (kind: DeviceKind, all: readonly FoundDevice[]) =>
    choices.get(kind) ?? (kind === 'camera' ? cameras.inUse() : null) ?? usualDevice(all, kind)?.id;
  return {
    devices: () => devices,
    /** @throws FailureError `device.unknown` */
    known(id: string): DeskDevice {
      const device = devices.find((each) => each.id === id);
      if (device === undefined || !isDevice(device)) throw new FailureError(failure('device.unknown'));
      return device;
    },
    look() {
      const all = found();
      const chosen = new Map(deviceKinds.map((kind) => [kind, chosenOf(kind, all)]));
      const gone = devices.filter(({ id }) => !all.some((each) => each.id === id && each.condition.is !== 'away'));
      for (const { id, name } of all) if (name !== '') names.set(id, name);
      devices = all.map((each) => ({
        ...each,
        condition: work.conditionOf(each),
        chosen: chosen.get(each.kind) === each.id,
      }));
      const now = JSON.stringify(devices);
      const news = now !== told;
      told = now;
      if (news) parts.changed(devices);
      for (const { id } of gone) void work.cancel(id, failure('device.gone'));
    },
  };
}
