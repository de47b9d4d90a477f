import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, FileName } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { ReaderState } from '#contract/readers.ts';
import type { CardDevice } from '#ports/card-device.ts';
import { checkAccessKey } from './access-key.ts';
import { watchCards } from './card-watch.ts';
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
  let current: ReadingSession | null = null;

  const replace = async (next: Place | null): Promise<ReadingSession | null> => {
    const last = current;
    const session = next === null ? null : createReadingSession(parts, placeOf(next), parts.show);
    current = session;
    parts.show(session === null ? null : session.reading());
    await last?.dispose();
    return session;
  };
  const isUnderWay = (session: ReadingSession) => session.reading().phase !== 'finished';

  const stopWatching = watchCards(parts.devices, {
    arrived(device, reader) {
      const before = current;
      if (before === null || !isUnderWay(before)) return void replace({ device, reader });
      if (before.reader !== reader.name || before.reading().phase === 'awaitingKey') return;
      // A swapped card breaks the read off; its outcome is shown before the new card takes the place.
      void before.cancel().then(() => (current === before ? replace({ device, reader }) : null));
    },
    left(name) {
      if (current?.reader !== name) return;
      if (current.reading().phase === 'awaitingKey') void replace(waitingPlace(parts.devices, name));
      else current.cardLeft();
    },
    vanished(name) {
      if (current?.reader === name && current.reading().phase === 'awaitingKey') void replace(null);
    },
  });

  const present = (): ReadingSession => {
    if (current === null) throw new FailureError(failure('card.absent'));
    return current;
  };

  return {
    async open({ reader, accessKey }) {
      const place = findReader(parts.devices, reader);
      if (accessKey !== null) checkAccessKey(accessKey);
      const session = await replace(place);
      if (accessKey !== null) session?.start(accessKey);
    },
    giveKey(accessKey) {
      const session = present();
      checkAccessKey(accessKey);
      session.start(accessKey);
    },
    cancel: async () => current?.cancel(),
    clear: async () => void (await replace(null)),
    portrait: () => current?.portrait() ?? null,
    file(name) {
      const bytes = current?.file(name) ?? null;
      if (bytes === null) throw new FailureError(failure('evidence.notFound', { file: name }));
      return bytes;
    },
    reveal(reason) {
      const holder = current?.holder() ?? null;
      if (current === null || holder === null) throw new FailureError(failure('evidence.empty'));
      parts.log.note('number.revealed', { readingId: current.reading().id, reason });
      return { number: holder.number?.value ?? '', mrz: holder.mrz };
    },
    async close() {
      stopWatching();
      const last = current;
      current = null;
      await last?.dispose();
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
