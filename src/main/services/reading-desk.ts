import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';
import type { CardDevice } from '#ports/card-device.ts';
import { checkAccessKey } from './access-key.ts';
import { type CardEvents, watchCards } from './card-watch.ts';
import type { ReadingParts } from './reading-run.ts';
import { createReadingSession, type ReadingSession } from './reading-session.ts';

/** The one card on the desk and what the officer may do with it. */
export type ReadingDesk = {
  /** Opens a reading; with no key it waits for one. Replaces the reading before. @throws FailureError `reader.*`, `card.*`, `access.keyInvalid` */
  open(request: { readonly reader: string; readonly accessKey: AccessKey | null }): Promise<void>;
  /** Starts the reading that waits, or the broken-off one again. @throws FailureError `card.absent`, `access.keyInvalid` */
  giveKey(accessKey: AccessKey): void;
  cancel(): Promise<void>;
  clear(): Promise<void>;
  portrait(): Portrait | null;
  /** Raw bytes of a file. @throws FailureError `evidence.notFound` */
  file(name: FileName): Uint8Array;
  /** The full numbers, for a stated reason that is logged. @throws FailureError `evidence.empty` */
  reveal(reason: string): { readonly number: string; readonly mrz: string[] };
  close(): Promise<void>;
};

export type ReadingDeskParts = ReadingParts & {
  readonly devices: readonly CardDevice[];
  readonly show: (reading: Reading | null) => void;
};

type Place = { readonly device: CardDevice; readonly reader: ReaderState };

/** Opens the desk: from now on a card that is put on a reader opens a reading. */
export function createReadingDesk(parts: ReadingDeskParts): ReadingDesk {
  const seat = createSeat(parts);
  const stopWatching = watchCards(parts.devices, reactTo(seat, parts.devices));
  const present = (): ReadingSession => {
    const session = seat.current();
    if (session === null) throw new FailureError(failure('card.absent'));
    return session;
  };
  return {
    async open({ reader, accessKey }) {
      const place = findReader(parts.devices, reader);
      if (accessKey !== null) checkAccessKey(accessKey);
      const session = await seat.replace(place);
      if (accessKey !== null) session?.start(accessKey);
    },
    giveKey(accessKey) {
      const session = present();
      checkAccessKey(accessKey);
      session.start(accessKey);
    },
    cancel: async () => seat.current()?.cancel(),
    clear: async () => void (await seat.replace(null)),
    portrait: () => seat.current()?.portrait() ?? null,
    file(name) {
      const bytes = seat.current()?.file(name) ?? null;
      if (bytes === null) throw new FailureError(failure('evidence.notFound', { file: name }));
      return bytes;
    },
    reveal(reason) {
      const session = seat.current();
      const holder = session?.holder() ?? null;
      if (session === null || holder === null) throw new FailureError(failure('evidence.empty'));
      parts.log.note('number.revealed', { readingId: session.reading().id, reason });
      return { number: holder.number?.value ?? '', mrz: holder.mrz };
    },
    async close() {
      stopWatching();
      await seat.vacate();
    },
  };
}

/** The one place on the desk for a reading. */
type Seat = {
  current(): ReadingSession | null;
  /** Puts a reading of the card at a place here, or none, and shows it at once; the one before is ended. */
  replace(place: Place | null): Promise<ReadingSession | null>;
  /** Ends the reading and shows nothing any more. */
  vacate(): Promise<void>;
};

function createSeat(parts: ReadingDeskParts): Seat {
  let current: ReadingSession | null = null;
  return {
    current: () => current,
    async replace(place) {
      const last = current;
      const session = place === null ? null : createReadingSession(parts, placeOf(place), parts.show);
      current = session;
      parts.show(session === null ? null : session.reading());
      await last?.dispose();
      return session;
    },
    async vacate() {
      const last = current;
      current = null;
      await last?.dispose();
    },
  };
}

const isUnderWay = (session: ReadingSession) => session.reading().phase !== 'finished';
const isWaiting = (session: ReadingSession) => session.reading().phase === 'awaitingKey';

/** What cards that come and go do to the reading on the desk. */
function reactTo(seat: Seat, devices: readonly CardDevice[]): CardEvents {
  return {
    arrived(device, reader) {
      const before = seat.current();
      if (before === null || !isUnderWay(before)) return void seat.replace({ device, reader });
      if (before.reader !== reader.name || isWaiting(before)) return;
      // A swapped card breaks the read off; its outcome is shown before the new card takes the place.
      void before.cancel().then(() => (seat.current() === before ? seat.replace({ device, reader }) : null));
    },
    left(name) {
      const session = seat.current();
      if (session?.reader !== name) return;
      if (isWaiting(session)) void seat.replace(waitingPlace(devices, name));
      else session.cardLeft();
    },
    vanished(name) {
      const session = seat.current();
      if (session?.reader === name && isWaiting(session)) void seat.replace(null);
    },
  };
}

function placeOf({ device, reader }: Place) {
  return { device, reader: reader.name, simulated: reader.simulated };
}

function places(devices: readonly CardDevice[]): readonly Place[] {
  return devices.flatMap((device) => device.readers().map((reader) => ({ device, reader })));
}

/** Another reader's card that has been waiting for its turn. */
function waitingPlace(devices: readonly CardDevice[], except: string): Place | null {
  return places(devices).find(({ reader }) => reader.name !== except && reader.card === 'present') ?? null;
}

/** The reader of that name with a readable card on it. @throws FailureError `reader.none`, `reader.unknown`, `card.*` */
export function findReader(devices: readonly CardDevice[], name: string): Place {
  const all = places(devices);
  const place = all.find(({ reader }) => reader.name === name);
  if (all.length === 0) throw new FailureError(failure('reader.none'));
  if (place === undefined) throw new FailureError(failure('reader.unknown', { reader: name }));
  if (place.reader.card === 'absent') throw new FailureError(failure('card.absent', { reader: name }));
  if (place.reader.card !== 'present') throw new FailureError(failure(`card.${place.reader.card}`, { reader: name }));
  return place;
}
