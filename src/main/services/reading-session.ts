import type { QrIdentity } from '#contract/comparison.ts';
import type { Portrait, Reading } from '#contract/desk.ts';
import type { AccessKey, FileName, ReadProgress } from '#contract/evidence.ts';
import type { Holder } from '#contract/holder.ts';
import { parseMrz } from '#domain/chip/mrz.ts';
import { createReadingComparer, type ReadingComparer } from './reading-comparison.ts';
import type { ReadingPermits } from './reading-office.ts';
import { type CardPlace, nothingRead, type ReadingParts, type ReadingRun, startRun } from './reading-run.ts';
import type { CardOnDesk } from './registry-desk.ts';

/** One card on one reader, from waiting for its key to the verdict, and once more if the officer asks for it. */
export type ReadingSession = {
  readonly reader: string;
  reading(): Reading;
  /** Starts to read the card. A read under way is not begun again: a card never gets two keys at once. */
  start(accessKey: AccessKey, permits: ReadingPermits): void;
  /** A QR code of this card: compared with what the chip says, now and when it is read. */
  giveQr(qr: QrIdentity): void;
  /** Ends the read under way and waits until its outcome is shown. */
  cancel(): Promise<void>;
  cardLeft(): void;
  portrait(): Portrait | null;
  file(name: FileName): Uint8Array | null;
  /** The holder with the full numbers. */
  holder(): Holder | null;
  /** The card of the finished read, with its full numbers. */
  card(): CardOnDesk | null;
  /** Ends everything; nothing is shown any more. */
  dispose(): Promise<void>;
};

const atStart: ReadProgress = { step: 'connecting', file: null, bytesRead: 0, bytesKnown: 0, apdus: 0 };

type Attempt = { readonly run: ReadingRun; readonly comparer: ReadingComparer };
type Session = {
  readonly parts: ReadingParts;
  readonly place: CardPlace;
  readonly reading: () => Reading;
  readonly update: (change: Partial<Reading>) => void;
};
type Given = { readonly accessKey: AccessKey; readonly permits: ReadingPermits; readonly qr: QrIdentity | null };

/** Makes a reading that waits for its key. `show` is told of every change. */
export function createReadingSession(
  parts: ReadingParts,
  place: CardPlace,
  show: (reading: Reading) => void,
): ReadingSession {
  let disposed = false;
  let attempt: Attempt | null = null;
  let qr: QrIdentity | null = null;
  let reading = waiting(parts, place);
  const update = (change: Partial<Reading>) => {
    reading = { ...reading, ...change };
    if (!disposed) show(reading);
  };
  const session: Session = { parts, place, reading: () => reading, update };
  const cancel = async () => {
    attempt?.run.abort();
    await attempt?.run.done;
  };
  return {
    reader: place.reader,
    reading: () => reading,
    start(accessKey, permits) {
      if (disposed || reading.phase === 'reading') return;
      attempt?.run.retire();
      attempt?.comparer.retire();
      attempt = begin(session, { accessKey, permits, qr });
    },
    giveQr(given) {
      qr = given;
      attempt?.comparer.learn({ qr });
    },
    cancel,
    cardLeft: () => update({ cardGone: true }),
    portrait: () => attempt?.run.portrait() ?? null,
    file: (name) => attempt?.run.files.get(name) ?? null,
    holder: () => attempt?.run.holder() ?? null,
    card() {
      if (attempt === null || reading.phase !== 'finished' || reading.holder === null) return null;
      return { ...attempt.comparer.known(), compareAgain: attempt.comparer.again };
    },
    async dispose() {
      disposed = true;
      await cancel();
      attempt?.comparer.retire();
    },
  };
}

function waiting({ ids, clock }: ReadingParts, { reader, simulated }: CardPlace): Reading {
  const startedAt = clock.now().toISOString();
  return { ...nothingRead, id: ids(), reader, simulated, phase: 'awaitingKey', cardGone: false, startedAt };
}

function begin({ parts, place, reading, update }: Session, { accessKey, permits, qr }: Given): Attempt {
  const readAt = parts.clock.now();
  // What a window has kept of the card before belongs to its identity, not to the next read.
  const id = reading().phase === 'finished' ? parts.ids() : reading().id;
  const startedAt = readAt.toISOString();
  update({ ...nothingRead, id, phase: 'reading', cardGone: false, startedAt, progress: atStart });
  const mrz = accessKey.kind === 'mrz' ? parseMrz(accessKey.mrz) : null;
  const comparer = createReadingComparer({
    permits,
    card: { holder: null, mrz, qr, genuine: false },
    report: parts.report,
    show: (comparison) => {
      // What was taken back from the desk takes its comparison with it.
      if (reading().holder !== null) update({ comparison });
    },
  });
  return { comparer, run: startRun({ parts, place, readId: id, accessKey, readAt, permits, comparer, show: update }) };
}
