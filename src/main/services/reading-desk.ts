import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Holder } from '#contract/holder.ts';
import type { Purpose } from '#contract/officers.ts';
import type { ReaderState } from '#contract/readers.ts';
import { readCardQr } from '#domain/citizen/qr.ts';
import type { CardDevice } from '#ports/card-device.ts';
import { checkAccessKey } from './access-key.ts';
import { type CardEvents, watchCards } from './card-watch.ts';
import { isAttended, needOffice, permitReading, type ReadingOffice } from './reading-office.ts';
import type { ReadingParts } from './reading-run.ts';
import { createReadingSession, type ReadingSession } from './reading-session.ts';
import type { CardOnDesk } from './registry-desk.ts';

/** The one card on the desk and what the officer may do with it. */
export type ReadingDesk = {
  /** Opens a reading; with no key it waits for one. Replaces the reading before. @throws FailureError `session.*`, `reader.*`, `card.*`, `access.keyInvalid` */
  open(request: { readonly reader: string; readonly accessKey: AccessKey | null }): Promise<void>;
  /** Opens a waiting reading for a card that came while nobody could read it: to be called when somebody can again. */
  offer(): void;
  /** Starts the reading that waits, or the broken-off one again. @throws FailureError `session.*`, `card.absent`, `access.keyInvalid` */
  giveKey(accessKey: AccessKey): Promise<void>;
  /** Takes the text of the QR code printed on the card. @throws FailureError `card.absent`, `qr.garbled`, `qr.notACard` */
  giveQr(text: string): void;
  cancel(): Promise<void>;
  clear(): Promise<void>;
  portrait(): Portrait | null;
  /** Raw bytes of a file. @throws FailureError `evidence.notFound` */
  file(name: FileName): Uint8Array;
  /** The full numbers, for a purpose; that they are shown is on record before. @throws FailureError `evidence.empty`, `session.*`, `purpose.*` */
  reveal(purpose: Purpose): Promise<{ readonly number: string; readonly mrz: string[] }>;
  /** The card of the finished reading, with its full numbers: for the services alone. */
  card(): CardOnDesk | null;
  close(): Promise<void>;
};

export type ReadingDeskParts = ReadingParts & {
  readonly devices: readonly CardDevice[];
  readonly show: (reading: Reading | null) => void;
  /** Who is at the desk, with the log and the cache; null while the profile is closed. */
  readonly office: () => ReadingOffice | null;
};

type Place = { readonly device: CardDevice; readonly reader: ReaderState };

/** Opens the desk: from now on a card that is put on a reader opens a reading. */
export function createReadingDesk(parts: ReadingDeskParts): ReadingDesk {
  const seat = createSeat(parts);
  const cards = reactTo(seat, parts);
  const stopWatching = watchCards(parts.devices, cards);
  const present = (): ReadingSession => {
    const session = seat.current();
    if (session === null) throw new FailureError(failure('card.absent'));
    return session;
  };
  return {
    async open({ reader, accessKey }) {
      const place = findReader(parts.devices, reader);
      if (accessKey !== null) checkAccessKey(accessKey);
      const permits = await permitReading(needOffice(parts.office()));
      const session = await seat.replace(place);
      if (accessKey !== null) session?.start(accessKey, permits);
    },
    offer: cards.offer,
    async giveKey(accessKey) {
      const session = present();
      checkAccessKey(accessKey);
      session.start(accessKey, await permitReading(needOffice(parts.office())));
    },
    giveQr(text) {
      const session = present();
      const read = readCardQr(text);
      if (read.kind !== 'card') throw new FailureError(failure(`qr.${read.kind}`));
      session.giveQr(read.identity);
    },
    cancel: async () => seat.current()?.cancel(),
    clear: async () => void (await seat.replace(null)),
    portrait: () => seat.current()?.portrait() ?? null,
    file(name) {
      const bytes = seat.current()?.file(name) ?? null;
      if (bytes === null) throw new FailureError(failure('evidence.notFound', { file: name }));
      return bytes;
    },
    reveal: async (purpose) => reveal(needOffice(parts.office()), seat.current()?.holder() ?? null, purpose),
    card: () => seat.current()?.card() ?? null,
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

async function reveal({ session, log }: ReadingOffice, holder: Holder | null, purpose: Purpose) {
  const permit = await session.permit({ permission: 'citizen.reveal', purpose });
  if (holder === null) throw new FailureError(failure('evidence.empty'));
  const number = holder.number?.value ?? '';
  const object = number === '' ? null : await log.object('citizen', number);
  return session.show(permit, { action: 'citizen.revealed', object }, async () => ({ number, mrz: holder.mrz }));
}

/** What cards that come and go do to the reading on the desk: nothing while nobody there may read them. */
function reactTo(seat: Seat, { devices, office }: ReadingDeskParts): CardEvents & { offer(): void } {
  /** The reader of the last card that came while nobody could read it. */
  let missed: string | null = null;
  const take = (place: Place | null) => void seat.replace(isAttended(office()) ? place : null);
  return {
    arrived(device, reader) {
      if (!isAttended(office())) {
        missed = reader.name;
        return;
      }
      const before = seat.current();
      if (before === null || !isUnderWay(before)) return take({ device, reader });
      if (before.reader !== reader.name || isWaiting(before)) return;
      // A swapped card breaks the read off; its outcome is shown before the new card takes the place.
      void before.cancel().then(() => (seat.current() === before ? take({ device, reader }) : null));
    },
    left(name) {
      if (missed === name) missed = null;
      const session = seat.current();
      if (session?.reader !== name) return;
      if (isWaiting(session)) take(waitingPlace(devices, name));
      else session.cardLeft();
    },
    vanished(name) {
      const session = seat.current();
      if (session?.reader === name && isWaiting(session)) void seat.replace(null);
    },
    offer() {
      if (!isAttended(office())) return;
      const current = seat.current();
      const last = missed;
      missed = null;
      const place = places(devices).find(({ reader }) => reader.name === last && reader.card === 'present') ?? null;
      if (place !== null && (current === null || !isUnderWay(current))) take(place);
      else if (current === null) take(waitingPlace(devices, null));
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
function waitingPlace(devices: readonly CardDevice[], except: string | null): Place | null {
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
