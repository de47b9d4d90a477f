import type { FileName } from '#contract/evidence.ts';
import { fromInteger } from '#domain/bytes.ts';
import type { Channel, Response } from './apdu.ts';
import type { BlockLength, Chunks } from './chunks.ts';
import { elementaryFiles } from './elementary-files.ts';
import { Malformed } from './malformed.ts';
import { encodeTlv, expectTlv, readHeader } from './tlv.ts';

/** What came of reading one file; `sw` is the status word that ended it, null where the file's own bytes did. */
export type ReadOutcome =
  | { readonly state: 'read'; readonly bytes: Uint8Array }
  | { readonly state: 'absent' | 'notPermitted'; readonly sw: number }
  | { readonly state: 'broken'; readonly sw: number | null };

/** Reads whole elementary files, whatever session the channel is under. */
export type FileReader = {
  /** Throws only what the channel throws. */
  read(name: FileName): Promise<ReadOutcome>;
};

/** What a reader needs and whom it tells: `onLength` once per file, `onBytes` per chunk. */
export type FileReaderSetting = {
  readonly channel: Channel;
  readonly chunks: Chunks;
  readonly block: () => BlockLength;
  readonly onLength?: (length: number) => void;
  readonly onBytes?: (count: number) => void;
};

type State = FileReaderSetting & { shortIdentifiers: 'untried' | 'work' | 'refused' };

/** A file longer than this is an attack or noise: no chip of this kind holds one. */
export const MAX_FILE_LENGTH = 0x4_0000;
/** Offsets above need the odd instruction, whose data field has room for them. */
const MAX_SHORT_OFFSET = 0x7fff;
const HEADER = 8;

/** A reader of files over one channel; what it learns of the card (short identifiers, sizes) holds for the files to come. */
export function createFileReader(setting: FileReaderSetting): FileReader {
  const state: State = { ...setting, shortIdentifiers: 'untried' };
  return { read: (name) => readFile(state, name) };
}

async function readFile(state: State, name: FileName): Promise<ReadOutcome> {
  const first = await firstChunk(state, name);
  if (!isData(first)) return refusalOf(first.sw);
  const start = await withHeader(state, first.data);
  const length = start === null ? null : statedLength(start);
  if (start === null || length === null || length > MAX_FILE_LENGTH) return { state: 'broken', sw: null };
  state.onLength?.(length);
  return readRest(state, start.subarray(0, length), length);
}

/**
 * By short identifier, which selects the file as well; by SELECT where the card does not do that. Until one short identifier
 * has worked a refusal may be meant for it and not for the file: cards say so with 6985 ("no current file"), too.
 */
async function firstChunk(state: State, name: FileName): Promise<Response> {
  const { sfi } = elementaryFiles[name];
  if (sfi !== null && state.shortIdentifiers !== 'refused') {
    const response = await readBinary(state, { p1: 0x80 | sfi, p2: 0, want: Number.POSITIVE_INFINITY });
    const untried = state.shortIdentifiers === 'untried';
    if (isData(response) && (!untried || beginsAsItShould(name, response.data))) {
      state.shortIdentifiers = 'work';
      return response;
    }
    if (!untried && refusalOf(response.sw).state !== 'broken') return response;
  }
  return firstChunkByIdentifier(state, name);
}

async function firstChunkByIdentifier(state: State, name: FileName): Promise<Response> {
  const data = fromInteger(BigInt(elementaryFiles[name].fid), 2);
  const selected = await state.channel({ cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c, data });
  if (selected.sw !== 0x9000) return { data: new Uint8Array(), sw: selected.sw };
  const response = await readBinary(state, { p1: 0, p2: 0, want: Number.POSITIVE_INFINITY });
  if (isData(response) && state.shortIdentifiers === 'untried') state.shortIdentifiers = 'refused';
  return response;
}

function beginsAsItShould(name: FileName, data: Uint8Array): boolean {
  return data[0] === (elementaryFiles[name].tag ?? 0x31);
}

/** The first chunk, with a little more behind it where it is too short to hold the file's header. */
async function withHeader(state: State, first: Uint8Array): Promise<Uint8Array | null> {
  if (first.length >= HEADER || statedLength(first) !== null) return first;
  const more = await readBinary(state, { p1: 0, p2: first.length, want: HEADER - first.length });
  if (!isData(more)) return null;
  const start = new Uint8Array(first.length + more.data.length);
  start.set(first);
  start.set(more.data, first.length);
  return start;
}

function statedLength(start: Uint8Array): number | null {
  try {
    const { valueAt, length } = readHeader(start);
    return valueAt + length;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

async function readRest(state: State, start: Uint8Array, length: number): Promise<ReadOutcome> {
  const bytes = new Uint8Array(length);
  bytes.set(start);
  state.onBytes?.(start.length);
  // A card that hands out crumbs is given up: 64 bytes on average are the least that counts as progress.
  let patience = Math.ceil(length / 64) + 8;
  for (let at = start.length; at < length; ) {
    const response = await readAt(state, at, length - at);
    if (!isData(response) && !(response.sw === 0x9000 && state.chunks.lower())) {
      return { state: 'broken', sw: response.sw };
    }
    if (response.data.length > length - at || --patience < 0) return { state: 'broken', sw: null };
    bytes.set(response.data, at);
    at += response.data.length;
    state.onBytes?.(response.data.length);
  }
  return { state: 'read', bytes };
}

function readAt(state: State, offset: number, want: number): Promise<Response> {
  if (offset > MAX_SHORT_OFFSET) return readBinaryOdd(state, offset, want);
  return readBinary(state, { p1: offset >> 8, p2: offset & 0xff, want });
}

type Place = { readonly p1: number; readonly p2: number; readonly want: number };

/** READ BINARY B0 (ISO/IEC 7816-4 §11.2.3), asking for less as long as the card says that it was too much. */
function readBinary(state: State, { p1, p2, want }: Place): Promise<Response> {
  return asking(state, want, (le) => state.channel({ cla: 0x00, ins: 0xb0, p1, p2, le }));
}

/** READ BINARY B1: the offset in DO54, the bytes in DO53, whose header of up to four bytes counts towards Le. */
async function readBinaryOdd(state: State, offset: number, want: number): Promise<Response> {
  const data = encodeTlv(0x54, fromInteger(BigInt(offset), offset > 0xffff ? 3 : 2));
  const { sw, data: object } = await asking(state, want + 4, (le) =>
    state.channel({ cla: 0x00, ins: 0xb1, p1: 0, p2: 0, data, le }),
  );
  if (object.length === 0) return { data: object, sw };
  try {
    return { data: expectTlv(object, 0x53, 'READ BINARY').value, sw };
  } catch (error) {
    if (error instanceof Malformed) return { data: new Uint8Array(), sw: 0x6f00 };
    throw error;
  }
}

async function asking(state: State, want: number, ask: (le: number) => Promise<Response>): Promise<Response> {
  for (;;) {
    const le = Math.min(state.chunks.size(state.block()), want);
    const response = await ask(le);
    if (response.data.length > le) return { data: new Uint8Array(), sw: 0x6f00 };
    if (response.sw >> 8 === 0x6c && (response.sw & 0xff) > 0) {
      const exact = await askedAgain(state, { le, ask, announced: response.sw & 0xff, want });
      if (exact !== null) return exact;
    } else if (response.sw >> 8 !== 0x67 && response.sw >> 8 !== 0x6c) return response;
    if (!lowerBelow(state, le)) return response;
  }
}

type Again = {
  readonly le: number;
  readonly announced: number;
  readonly want: number;
  readonly ask: (le: number) => Promise<Response>;
};

/** 6Cxx says how much there is: the file's end (small files), or the card's limit, which then holds from now on. */
async function askedAgain(state: State, { le, announced, want, ask }: Again): Promise<Response | null> {
  if (announced >= le) return null;
  const response = await ask(announced);
  if (!isData(response) || response.data.length > announced) return null;
  const length = Number.isFinite(want) ? want : (statedLength(response.data) ?? 0);
  if (announced >= 64 && announced < length) state.chunks.lower(announced);
  return response;
}

/** Steps down until the next request really is smaller than the refused one. */
function lowerBelow(state: State, refused: number): boolean {
  while (state.chunks.lower()) if (state.chunks.size(state.block()) < refused) return true;
  return false;
}

/** 6282 says that the file ended before Le: what there was came along. */
function isData({ data, sw }: Response): boolean {
  return data.length > 0 && (sw === 0x9000 || sw === 0x6282);
}

const absent: ReadonlySet<number> = new Set([0x6a82, 0x6a83, 0x6a88]);
const notPermitted: ReadonlySet<number> = new Set([0x6982, 0x6985]);

function refusalOf(sw: number): ReadOutcome {
  if (absent.has(sw)) return { state: 'absent', sw };
  return notPermitted.has(sw) ? { state: 'notPermitted', sw } : { state: 'broken', sw };
}
