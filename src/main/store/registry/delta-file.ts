import { basename } from 'node:path';
import type { Provenance } from '#contract/citizen.ts';
import type { DeltaHead } from '#contract/delta.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Divisions } from '#domain/citizen/units/divisions.ts';
import type { WriteDb } from '../database/database.ts';
import { applyChanges, type FeedChange, feedCursor, noChanges } from './delta.ts';
import { type DeltaContext, longestHead, readDeltaHead, readDeltaLine } from './delta-lines.ts';
import { createInterner } from './dictionary.ts';
import { fingerprintOf, inBatches, openFile, type ReadableBytes } from './import-file.ts';
import { lineCutter, type RawRecord, rawRecords } from './import-records.ts';
import { beginRun, endRun, type ImportRun, needRun, openRun, reachPlace } from './import-run.ts';
import { rememberingDivisions } from './remembering-divisions.ts';
import type { Writing } from './write-citizen.ts';

export type DeltaFileOptions = DeltaOptions & { readonly path: string };

export type DeltaOptions = {
  readonly divisions: Divisions;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** After each batch, when it is durable. */
  readonly onProgress?: (run: ImportRun) => void;
  /** Awaited between batches, for others who write. */
  readonly pause?: () => Promise<void>;
  /** Changes in one transaction. */
  readonly batch?: number;
};

/** A delta that was applied, and how far its feed is now. */
export type DeltaFileRun = ImportRun & {
  readonly feed: string;
  readonly cursor: number;
  readonly removed: number;
  readonly repeated: number;
};

/**
 * Applies a delta file (`delta-lines.ts`) in batches, each in one transaction with the feed's cursor and the place reached: a
 * stop at any moment loses and doubles nothing, and applying the file again goes on.
 * @throws FailureError `file.unreadable`, `storage.*`; `registry.notDelta`; `registry.deltaGap` when changes before it are
 * missing; `registry.deltaMalformed` at a line that is no change: the batches before it stay, nothing of its own does; the
 * reason of `signal` when aborted
 */
export async function applyDeltaFile(db: WriteDb, options: DeltaFileOptions): Promise<DeltaFileRun> {
  const handle = await openFile(options.path);
  try {
    const { size } = await handle.stat();
    const chunks = (start: number) => handle.createReadStream({ start, autoClose: false, highWaterMark: 256 * 1024 });
    const name = basename(options.path);
    return await applySource(db, { read: (into) => handle.read(into), size, chunks, name: () => name }, options);
  } finally {
    await handle.close();
  }
}

/**
 * Applies a delta that came over the network, without a file: people's data lie in the clear nowhere. It is listed under its feed
 * and the change it goes on after. @throws FailureError as `applyDeltaFile`
 */
export async function applyDeltaLines(db: WriteDb, lines: Uint8Array, options: DeltaOptions): Promise<DeltaFileRun> {
  const bytes = Buffer.from(lines.buffer, lines.byteOffset, lines.length);
  const read: ReadableBytes['read'] = async ({ buffer, position }) => ({
    bytesRead: bytes.copy(buffer, 0, position),
    buffer,
  });
  const chunks = async function* (start: number) {
    yield bytes.subarray(start);
  };
  return applySource(db, { read, size: bytes.length, chunks, name: ({ feed, after }) => `${feed} ${after}` }, options);
}

/** Where a delta is read from. */
type DeltaSource = ReadableBytes & {
  readonly size: number;
  readonly chunks: (start: number) => AsyncIterable<Uint8Array>;
  readonly name: (head: DeltaHead) => string;
};

async function applySource(db: WriteDb, source: DeltaSource, options: DeltaOptions): Promise<DeltaFileRun> {
  const { head, end } = await headOf(source);
  const cursor = feedCursor(db, head.feed);
  if (head.after > cursor)
    throw new FailureError(failure('registry.deltaGap', { feed: head.feed, after: head.after, cursor }));
  const writing: Writing = { db, interner: createInterner(db) };
  const run = await runOf(writing, source, { head, options });
  const context = {
    ...{ writing, run: run.id, feed: head.feed, now: options.now },
    ...{ recorded: writing.interner.recording(run.recording), divisions: rememberingDivisions(options.divisions) },
  };
  const records = rawRecords(source.chunks(end), { cutter: lineCutter, from: { byteOffset: end, line: 1 } });
  const tally = { ...noChanges };
  let last = head.after;
  for await (const batch of inBatches(records, options.batch ?? 10_000)) {
    options.signal?.throwIfAborted();
    const changes = changesOf(batch, last, context);
    last = changes.at(-1)?.sequence ?? last;
    applyBatch(context, { batch, changes, tally });
    options.onProgress?.(needRun(db, run.id));
    await options.pause?.();
  }
  endRun(db, run.id, options.now().toISOString());
  const { removed, repeated } = tally;
  return { ...needRun(db, run.id), feed: head.feed, cursor: feedCursor(db, head.feed), removed, repeated };
}

async function headOf(source: ReadableBytes): Promise<{ readonly head: DeltaHead; readonly end: number }> {
  const { bytesRead, buffer } = await source.read({ buffer: Buffer.alloc(longestHead + 4), position: 0 });
  const read = readDeltaHead(buffer.subarray(0, bytesRead));
  if (read === null) throw new FailureError(failure('registry.notDelta'));
  return read;
}

type Starting = { readonly head: DeltaHead; readonly options: DeltaOptions };

/** The run of this file: the one that was stopped, or a new one. */
async function runOf({ db, interner }: Writing, source: DeltaSource, { head, options }: Starting): Promise<ImportRun> {
  const { size } = source;
  const fingerprint = await fingerprintOf(source, size);
  const known = openRun(db, fingerprint);
  if (known !== null) return known;
  const file = source.name(head);
  const at = options.now().toISOString();
  const from: Provenance = { source: 'upstream', at, by: head.feed, act: null, basis: file, reason: null };
  return db.transaction(() => {
    const recording = interner.recordingId(from);
    return needRun(db, beginRun(db, { file, fingerprint, format: 'delta', size, recording, at }));
  });
}

type Context = DeltaContext & {
  readonly writing: Writing;
  readonly run: number;
  readonly feed: string;
  readonly now: () => Date;
};

/** @throws FailureError `registry.deltaMalformed` at the first line that is no change, or not one after the one before it */
function changesOf(records: readonly RawRecord[], after: number, context: Context): readonly FeedChange[] {
  let last = after;
  return records.map((record) => {
    const read = readDeltaLine(record, context);
    const fault = typeof read === 'string' ? read : read.sequence > last ? null : 'notInOrder';
    if (typeof read === 'string' || fault !== null)
      throw new FailureError(failure('registry.deltaMalformed', { line: record.line, reason: fault ?? '' }));
    last = read.sequence;
    return read;
  });
}

type Applying = {
  readonly batch: readonly RawRecord[];
  readonly changes: readonly FeedChange[];
  readonly tally: { -readonly [name in keyof typeof noChanges]: number };
};

function applyBatch({ writing, run, feed, now }: Context, { batch, changes, tally }: Applying): void {
  const counted = applyChanges(writing, changes, {
    ...{ feed, at: now().toISOString() },
    also: ({ added, changed, unchanged, removed }) => {
      const place = { byteOffset: batch.at(-1)?.end ?? 0, line: batch.at(-1)?.lastLine ?? 0 };
      reachPlace(writing.db, run, { ...place, added, unchanged, changed: changed + removed, setAside: 0 });
    },
  });
  for (const name of Object.keys(noChanges) as (keyof typeof noChanges)[]) tally[name] += counted[name];
}
