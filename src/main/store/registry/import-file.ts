import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Provenance } from '#contract/citizen.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { readPersonRow } from '#domain/citizen/person-row.ts';
import type { Divisions } from '#domain/citizen/units/divisions.ts';
import type { WriteDb } from '../database/database.ts';
import { createInterner } from './dictionary.ts';
import { csvCutter, type FilePlace, lineCutter, type RawRecord, rawRecords } from './import-records.ts';
import {
  beginRun,
  endRun,
  type ImportRun,
  importProvenance,
  needRun,
  openRun,
  reachPlace,
  setAside,
  type Tally,
} from './import-run.ts';
import { forgetIdleNames } from './name-index.ts';
import { csvReader, type ImportFormat, type LineReader, readJsonLine } from './person-lines.ts';
import { rememberingDivisions } from './remembering-divisions.ts';
import { storePerson } from './store-person.ts';
import type { Writing } from './write-citizen.ts';

export type ImportOptions = {
  readonly path: string;
  readonly format: ImportFormat;
  readonly divisions: Divisions;
  /** Officer's id, or the name of what imports. */
  readonly by: string;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  /** After each batch, when it is durable. */
  readonly onProgress?: (run: ImportRun) => void;
  /** Records stored in one transaction: the longest another writer waits. */
  readonly batch?: number;
};

/**
 * Imports a file of people. Every batch is one transaction together with the place reached, so a stop at any moment, even
 * of the machine, loses and doubles nothing: importing the same file again goes on. Readers are never kept waiting.
 * @throws FailureError `file.unreadable`, `storage.*`; the reason of `signal` when aborted (what was reported stays)
 */
export async function importFile(db: WriteDb, options: ImportOptions): Promise<ImportRun> {
  const handle = await openFile(options.path);
  try {
    return await importHandle(db, handle, options);
  } finally {
    await handle.close();
  }
}

/** Opens a file to be imported. @throws FailureError `file.unreadable` */
export async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw new FailureError(failure('file.unreadable', { file: basename(path) }), cause);
  }
}

async function importHandle(db: WriteDb, handle: FileHandle, options: ImportOptions): Promise<ImportRun> {
  const file = basename(options.path);
  const writing: Writing = { db, interner: createInterner(db) };
  const { size } = await handle.stat();
  const fingerprint = await fingerprintOf(handle, size);
  const run = openRun(db, fingerprint) ?? startRun(writing, { file, size, fingerprint, options });
  const { read, first } = await readerOf(handle, options.format, file);
  const from = run.byteOffset === 0 ? first : { byteOffset: run.byteOffset, line: run.line };
  const recorded = writing.interner.recording(run.recording);
  const context = { writing, run: run.id, read, recorded, divisions: rememberingDivisions(options.divisions) };
  const chunks = handle.createReadStream({ start: from.byteOffset, autoClose: false, highWaterMark: 256 * 1024 });
  const cutter = options.format === 'csv' ? csvCutter : lineCutter;
  for await (const records of inBatches(rawRecords(chunks, { cutter, from }), options.batch ?? 2000)) {
    options.signal?.throwIfAborted();
    storeBatch(context, records);
    options.onProgress?.(needRun(db, run.id));
  }
  endRun(db, run.id, options.now().toISOString());
  return needRun(db, run.id);
}

type Starting = {
  readonly file: string;
  readonly size: number;
  readonly fingerprint: Uint8Array;
  readonly options: ImportOptions;
};

function startRun({ db, interner }: Writing, { file, size, fingerprint, options }: Starting): ImportRun {
  const at = options.now().toISOString();
  return db.transaction(() => {
    const recording = interner.recordingId(importProvenance(file, at, options.by));
    return needRun(db, beginRun(db, { file, fingerprint, format: options.format, size, recording, at }));
  });
}

const edge = 64 * 1024;

/** Bytes that are read at a place, as of a file. */
export type ReadableBytes = {
  read(into: {
    readonly buffer: Buffer;
    readonly position: number;
  }): Promise<{ readonly bytesRead: number; readonly buffer: Buffer }>;
};

/** Tells a file from others by its length, beginning and end. */
export async function fingerprintOf(handle: ReadableBytes, size: number): Promise<Uint8Array> {
  const hash = createHash('sha256').update(String(size));
  for (const position of [0, Math.max(0, size - edge)]) {
    const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(edge), position });
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest();
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** How the file's records are read, and where the first of them begins. */
async function readerOf(
  handle: FileHandle,
  format: ImportFormat,
  file: string,
): Promise<{ readonly read: LineReader; readonly first: FilePlace }> {
  const { bytesRead, buffer } = await handle.read({ buffer: Buffer.alloc(edge), position: 0 });
  const head = buffer.subarray(0, bytesRead);
  const begin = head.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  if (format === 'ndjson') return { read: readJsonLine, first: { byteOffset: begin, line: 0 } };
  const found = csvCutter.endOf(head, begin);
  const end = found < 0 ? head.length : found;
  return {
    read: csvReader(head.subarray(begin, end), file),
    first: { byteOffset: Math.min(end + 1, head.length), line: 1 },
  };
}

/** Records in batches of a size; the last one has what is left. */
export async function* inBatches(
  groups: AsyncIterable<readonly RawRecord[]>,
  size: number,
): AsyncGenerator<readonly RawRecord[]> {
  let waiting: RawRecord[] = [];
  for await (const group of groups) {
    waiting.push(...group);
    while (waiting.length >= size) {
      yield waiting.slice(0, size);
      waiting = waiting.slice(size);
    }
  }
  if (waiting.length > 0) yield waiting;
}

type Context = {
  readonly writing: Writing;
  readonly run: number;
  readonly read: LineReader;
  readonly recorded: Provenance;
  readonly divisions: Divisions;
};

function storeBatch(context: Context, records: readonly RawRecord[]): void {
  const { db, interner } = context.writing;
  try {
    db.transaction(() => {
      const tally = { added: 0, changed: 0, unchanged: 0, setAside: 0 };
      for (const record of records) tally[storeRecord(context, record)]++;
      forgetIdleNames(db);
      const last = records.at(-1);
      if (last !== undefined) reachPlace(db, context.run, { ...tally, byteOffset: last.end, line: last.lastLine });
    });
  } catch (error) {
    interner.forget();
    throw error;
  }
}

function storeRecord({ writing, run, read, recorded, divisions }: Context, record: RawRecord): keyof Tally {
  const aside = (reason: Parameters<typeof setAside>[2]['reason']): 'setAside' => {
    setAside(writing.db, run, { line: record.line, reason, raw: record.bytes });
    return 'setAside';
  };
  const line = read(record);
  if (line.kind === 'refused') return aside(line.reason);
  const person = readPersonRow(line.row, { divisions, recorded });
  if (person.kind === 'refused') return aside(person.reasons[0]?.reason ?? 'notAnObject');
  const stored = storePerson(writing, person.citizen);
  return stored === 'numberTaken' ? aside('numberTaken') : stored;
}
