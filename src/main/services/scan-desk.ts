import type { Reading } from '#contract/desk.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { Scan, scanningApi } from '#contract/scanning.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import {
  nameOf,
  numberOf,
  type RecognisedScan,
  recogniseBytes,
  recogniseMrz,
  recogniseText,
} from '#domain/scan/recognise-scan.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import type { Clock } from '#ports/environment.ts';
import { type PictureReaders, scanInPicture, usefulScan } from './scan-picture.ts';
import { createScanSeat, type ScanSeat, type ScanSeatParts } from './scan-seat.ts';

/** Where a code came from: the kind of source, and the device, where it is one. */
export type ScanOrigin = Pick<Scan, 'from' | 'device'>;

/** A code as it came. */
export type TakenCode = ScanOrigin & { readonly code: { readonly bytes: Uint8Array } | { readonly text: string } };

/** Takes codes and machine readable zones from every source, and opens or compares the card with them. */
export type ScanDesk = {
  readonly handlers: Handlers<
    Pick<typeof scanningApi, 'commands' | 'events'> & { readonly frames: Record<never, never> }
  >;
  /**
   * A code of a scanner or a camera. Null, and nothing is kept, where nobody may scan, and for codes in a camera's picture that
   * are of no use: there are codes on every poster. The same code again within two seconds is the same scan.
   */
  take(code: TakenCode): Promise<Scan | null>;
  /** A machine readable zone as it was read; null as for `take`. */
  takeMrz(lines: readonly string[], origin: ScanOrigin): Promise<Scan | null>;
  /** To be told of every change of the reading on the desk, null when it is cleared. */
  readingChanged(reading: Reading | null): void;
  /** To be told when who is at the desk, or whether it is locked, has changed: nothing is kept where nobody may scan. */
  attendanceChanged(): void;
  close(): void;
};

export type ScanDeskParts = ScanSeatParts &
  PictureReaders & {
    readonly scanners: readonly Pick<BarcodeScanners, 'scanners' | 'onScan'>[];
    readonly clock: Clock;
    /** Leave for a command, asked for each one. @throws FailureError `session.*` */
    readonly permit: () => Promise<unknown>;
  };

/** Scanners repeat themselves, and a camera sees the code in every frame. */
const repeatMs = 2000;

/** Opens the desk: from now on scanners are heard. */
export function openScanDesk(parts: ScanDeskParts): ScanDesk {
  const { mayScan } = parts;
  const tray = createTray(parts);
  const takeRecognised = async (recognise: () => RecognisedScan, origin: ScanOrigin) => {
    if (!mayScan()) return null;
    const recognised = recognise();
    const isOfNoUse = recognised.is === 'garbled' || recognised.is === 'somethingElse';
    return origin.from === 'camera' && isOfNoUse ? null : tray.put(recognised, origin);
  };
  const take = ({ code, from, device }: TakenCode) =>
    takeRecognised(() => ('bytes' in code ? recogniseBytes(code.bytes) : recogniseText(code.text)), { from, device });
  const stops = parts.scanners.map((source) => hear(source, take, parts));
  return {
    handlers: handlersOf(parts, tray),
    take,
    takeMrz: (lines, { from, device }) => takeRecognised(() => recogniseMrz(lines), { from, device }),
    readingChanged: tray.readingChanged,
    attendanceChanged: () => (mayScan() ? undefined : tray.forget()),
    close() {
      for (const stop of stops) stop();
      tray.forget();
    },
  };
}

type Tray = Pick<ScanSeat, 'readingChanged' | 'forget'> & {
  put(recognised: RecognisedScan, origin: ScanOrigin): Promise<Scan>;
};

/** The place of the scan, which takes the same code again for the same scan. */
function createTray(parts: ScanDeskParts): Tray {
  let last: { readonly print: string; readonly at: number } | null = null;
  const seat = createScanSeat({
    ...parts,
    changed(scan) {
      if (scan === null) last = null;
      parts.changed(scan);
    },
  });
  return {
    ...{ readingChanged: seat.readingChanged, forget: seat.forget },
    async put(recognised, origin) {
      const now = parts.clock.now();
      const print = JSON.stringify(recognised);
      const shown = seat.scan();
      const isRepeated = last?.print === print && Math.abs(now.getTime() - last.at) < repeatMs;
      last = { print, at: now.getTime() };
      if (isRepeated && shown !== null) return shown;
      return seat.put(recognised, { ...viewOf(recognised), ...origin, at: now.toISOString() });
    },
  };
}

function handlersOf({ vision, print, permit }: ScanDeskParts, tray: Tray): ScanDesk['handlers'] {
  return {
    'scan.give': async ({ text }) => {
      await permit();
      return tray.put(usefulScan(recogniseText(text)), { from: 'keyboard', device: null });
    },
    'scan.picture': async ({ bytes }) => {
      await permit();
      const scan = await scanInPicture({ vision, print }, bytes);
      // Looking took a while: the desk may be locked by now.
      await permit();
      return tray.put(scan, { from: 'file', device: null });
    },
    'scan.clear': async () => {
      await permit();
      tray.forget();
    },
  };
}

function hear(
  source: ScanDeskParts['scanners'][number],
  take: ScanDesk['take'],
  { report }: ScanDeskParts,
): () => void {
  return source.onScan(({ scanner: id, bytes }) => {
    const scanner = source.scanners().find((each) => each.id === id);
    const device = scanner === undefined ? null : { name: scanner.name, simulated: scanner.simulated };
    take({ code: { bytes }, from: scanner?.via ?? 'hid', device }).catch((error) => report('scan', error));
  });
}

function viewOf(recognised: RecognisedScan): Pick<Scan, 'is' | 'number' | 'name'> {
  const number = numberOf(recognised);
  return { is: recognised.is, number: number === null ? '' : maskNumber(number), name: nameOf(recognised) };
}
