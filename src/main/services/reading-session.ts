import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, FileName, ReadProgress } from '#contract/evidence.ts';
import type { Holder } from '#contract/holder.ts';
import { type CardPlace, nothingRead, type ReadingParts, type ReadingRun, startRun } from './reading-run.ts';

/** One card on one reader, from waiting for its key to the verdict, and once more if the officer asks for it. */
export type ReadingSession = {
  readonly reader: string;
  reading(): Reading;
  /** Starts to read the card. A read under way is not begun again: a card never gets two keys at once. */
  start(accessKey: AccessKey): void;
  /** Ends the read under way and waits until its outcome is shown. */
  cancel(): Promise<void>;
  cardLeft(): void;
  portrait(): Portrait | null;
  file(name: FileName): Uint8Array | null;
  /** The holder with the full numbers. */
  holder(): Holder | null;
  /** Ends everything; nothing is shown any more. */
  dispose(): Promise<void>;
};

const atStart: ReadProgress = { step: 'connecting', file: null, bytesRead: 0, bytesKnown: 0, apdus: 0 };

/** Makes a reading that waits for its key. `show` is told of every change. */
export function createReadingSession(
  parts: ReadingParts,
  place: CardPlace,
  show: (reading: Reading) => void,
): ReadingSession {
  let disposed = false;
  let run: ReadingRun | null = null;
  let reading: Reading = {
    ...nothingRead,
    id: parts.ids(),
    reader: place.reader,
    simulated: place.simulated,
    phase: 'awaitingKey',
    cardGone: false,
    startedAt: parts.clock.now().toISOString(),
  };
  const update = (change: Partial<Reading>) => {
    reading = { ...reading, ...change };
    if (!disposed) show(reading);
  };
  const cancel = async () => {
    run?.abort();
    await run?.done;
  };

  return {
    reader: place.reader,
    reading: () => reading,
    start(accessKey) {
      if (disposed || reading.phase === 'reading') return;
      run?.retire();
      const readAt = parts.clock.now();
      // What a window has kept of the card before belongs to its identity, not to the next read.
      const id = reading.phase === 'finished' ? parts.ids() : reading.id;
      const startedAt = readAt.toISOString();
      update({ ...nothingRead, id, phase: 'reading', cardGone: false, startedAt, progress: atStart });
      run = startRun({ parts, place, readId: id, accessKey, readAt, show: update });
    },
    cancel,
    cardLeft: () => update({ cardGone: true }),
    portrait: () => run?.portrait() ?? null,
    file: (name) => run?.files.get(name) ?? null,
    holder: () => run?.holder() ?? null,
    async dispose() {
      disposed = true;
      await cancel();
    },
  };
}
