import type { DeskDevice, DeviceCondition, DeviceKind } from '#contract/devices.ts';
import { failure } from '#contract/failures.ts';
import type { ReaderState, SourceState } from '#contract/readers.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import type { CardDevice } from '#ports/card-device.ts';

/** A device as what drives it sees it, before anybody asks which one is used. */
export type FoundDevice = Omit<DeskDevice, 'chosen'>;

/** A camera the window knows of; `trouble` as the window reported it last. */
export type KnownCamera = {
  readonly id: string;
  readonly label: string;
  readonly simulated: boolean;
  readonly trouble: 'refused' | 'taken' | 'gone' | 'broken' | null;
};

/** Ids of what is always there: text a scanner types, files, and the window's own drawing field. */
export const builtInIds = { keyboard: 'keyboard', file: 'file', pad: 'window-pad' } as const;

/** Ids under which sources stand in the list while their devices cannot be known. */
const sourceIds: readonly string[] = ['pcsc', 'demo', 'usb-scanners', 'demo-scanners'];

/** Whether something of the list is a device that can be chosen, and no source that does not run. */
export const isDevice = ({ id }: { readonly id: string }): boolean => !sourceIds.includes(id);

/** The id of a card reader in the list of devices: the same whenever it is plugged in. */
export function readerDeviceId(source: CardDevice['id'], name: string): string {
  return `${source}:${name}`.slice(0, 300);
}

const nameOf = (text: string) => text.slice(0, 200);

/** What a card reader's state means for the device. */
function readerCondition({ card }: ReaderState): DeviceCondition {
  switch (card) {
    case 'inUse':
      return { is: 'failed', failure: failure('card.inUse') };
    case 'mute':
      return { is: 'failed', failure: failure('card.mute') };
    default:
      return { is: 'ready' };
  }
}

/** What is to be said of a source whose devices cannot be known; null for one that runs. */
function sourceCondition(state: SourceState): DeviceCondition | null {
  if (state.state === 'running') return null;
  return state.state === 'starting' ? { is: 'starting' } : { is: 'failed', failure: state.failure };
}

/** The readers of a source; while it does not run, itself, with why. */
export function readersOf(source: CardDevice): readonly FoundDevice[] {
  const via = source.id;
  const away = sourceCondition(source.state());
  if (away !== null) {
    const name = via === 'pcsc' ? 'PC/SC' : '';
    return [{ id: via, kind: 'cardReader', name, simulated: via === 'demo', via, condition: away }];
  }
  return source.readers().map((reader) => ({
    id: readerDeviceId(via, reader.name),
    kind: 'cardReader',
    name: nameOf(reader.name),
    simulated: reader.simulated,
    via,
    condition: readerCondition(reader),
  }));
}

/** The scanners of a source; while it does not run, itself, with why. */
export function scannersOf(source: BarcodeScanners): readonly FoundDevice[] {
  const kind = 'barcodeScanner';
  const away = sourceCondition(source.state());
  if (away === null) return source.scanners().map((scanner) => ({ ...scanner, kind }));
  const demo = source.id === 'demo';
  const name = demo ? '' : 'USB';
  return [{ id: `${source.id}-scanners`, kind, name, simulated: demo, via: demo ? 'demo' : 'hid', condition: away }];
}

/** A camera as a device. */
export function cameraDevice({ id, label, simulated, trouble }: KnownCamera): FoundDevice {
  const condition: DeviceCondition =
    trouble === null ? { is: 'ready' } : { is: 'failed', failure: failure(`camera.${trouble}`) };
  return { id, kind: 'camera', name: label, simulated, via: 'window', condition };
}

const builtIn = (id: string, kind: DeviceKind, via: DeskDevice['via']): FoundDevice => ({
  ...{ id, kind, via },
  name: '',
  simulated: false,
  condition: { is: 'ready' },
});

/** What needs no plug. Names are empty: the window and the terminal have words for them. */
export const builtInDevices: readonly FoundDevice[] = [
  builtIn(builtInIds.keyboard, 'barcodeScanner', 'keyboard'),
  builtIn(builtInIds.file, 'documentScanner', 'file'),
  builtIn(builtInIds.pad, 'signaturePad', 'window'),
];

type Remembered = {
  readonly choices: ReadonlyMap<DeviceKind, string>;
  /** What devices that were here since the start are called, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Whether the window has said which cameras there are. */
  readonly camerasKnown: boolean;
};

/** Every device once, those that were chosen and are not there among them. */
export function withRemembered(found: readonly FoundDevice[], remembered: Remembered): readonly FoundDevice[] {
  const { choices, names, camerasKnown } = remembered;
  const all = new Map<string, FoundDevice>();
  for (const device of found) if (!all.has(device.id)) all.set(device.id, device);
  for (const [kind, id] of choices) {
    if (all.has(id)) continue;
    const missing = awayDevice(kind, id, names.get(id));
    const source = all.get(sourceIdOf(missing));
    // Whether it is plugged in cannot be told while what finds it does not run.
    if (source !== undefined) all.delete(source.id);
    const unknown = kind === 'camera' && !camerasKnown ? ({ is: 'starting' } as const) : source?.condition;
    all.set(id, unknown === undefined ? missing : { ...missing, condition: unknown });
  }
  return [...all.values()];
}

const ways = ['pcsc', 'hid', 'serial', 'demo'] as const;

/** A device that was chosen and is not there. What it is called was not kept: of a reader the id says it. */
function awayDevice(kind: DeviceKind, id: string, lastName: string | undefined): FoundDevice {
  const [prefix = '', ...rest] = id.split(':');
  const via = ways.find((way) => way === prefix) ?? 'window';
  const named = via === 'window' ? '' : rest.join(':');
  return { id, kind, name: nameOf(lastName ?? named), simulated: via === 'demo', via, condition: { is: 'away' } };
}

/** The id under which the source of a device stands in the list while it does not run. */
function sourceIdOf({ kind, via }: FoundDevice): string {
  if (kind === 'barcodeScanner') return via === 'demo' ? 'demo-scanners' : 'usb-scanners';
  return via;
}

const worth: Readonly<Record<DeviceCondition['is'], number>> = {
  ...{ ready: 0, busy: 0, starting: 1, failed: 2 },
  ...{ off: Number.POSITIVE_INFINITY, away: Number.POSITIVE_INFINITY },
};

/** The device of a kind that is used where nobody chose: the first of those in the best condition. */
export function usualDevice(devices: readonly FoundDevice[], kind: DeviceKind): FoundDevice | null {
  const usable = devices.filter((each) => each.kind === kind && Number.isFinite(worth[each.condition.is]));
  // The sort is stable: of equals the first stays first.
  return usable.sort((a, b) => worth[a.condition.is] - worth[b.condition.is])[0] ?? null;
}
