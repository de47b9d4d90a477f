import type { DeskApi } from '#contract/api.ts';
import { type CapturePartName, type CaptureRecord, type CaptureState, captureApi } from '#contract/capture.ts';
import type { Portrait, Reading } from '#contract/desk.ts';
import type { DeskDevice } from '#contract/devices.ts';
import type { FaceLook } from '#contract/face.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Pixels } from '#contract/pixels.ts';
import type { EventPayload, Input, Output } from '#contract/rpc.ts';
import type { Verdict } from '#contract/verdict.ts';
import type { FoundCode, FoundMrz, FoundPage, TextLine } from '#contract/vision.ts';
import { toHex } from '#domain/bytes.ts';
import { hash } from '#domain/crypto/hash.ts';
import type { CaptureStore, KeptCapture } from '#ports/capture-store.ts';
import type { FaceEngine } from '#ports/face-engine.ts';
import type { Vision } from '#ports/vision.ts';
import { type CaptureDesk, type CaptureDeskParts, openCaptureDesk } from '../capture-desk.ts';
import type { CardOnDesk } from '../registry-desk.ts';
import { lookOf } from './looks.ts';
import { createTestOffice, type TestOffice } from './test-office.ts';

type Command = keyof typeof captureApi.commands;
const context = { signal: new AbortController().signal };

/** Sees what it is told to see. What it is given is gone afterwards, as it may be with a real one. */
export class FakeEyes {
  look: (pixels: Pixels) => FaceLook | Promise<FaceLook> = () => lookOf();
  codes: readonly FoundCode[] = [];
  zone: FoundMrz = { lines: [], read: false, margins: [], corners: null, guidance: 'noZone' };
  page: FoundPage = { corners: null, guidance: 'noPage' };
  /** How like the chip's portrait (1) the face in a picture is; null where there is none. */
  likeness: (pixels: Pixels) => number | null = () => 1;
  crop: Pixels | null = picture(35, 45, 5);
  /** Every byte string that was handed out as an encoded picture. */
  readonly made: Uint8Array[] = [];
  readonly vision: Vision;
  readonly faces: FaceEngine;

  constructor() {
    const taking = async <T>(pixels: Pixels, answer: () => T | Promise<T>): Promise<T> => {
      const given = await answer();
      pixels.bytes.fill(0);
      return given;
    };
    const encode = (pixels: Pixels) => {
      const bytes = jpegOf(pixels);
      this.made.push(bytes);
      return bytes;
    };
    this.vision = {
      pixels: async (bytes) => {
        if (bytes[0] !== 0xff) throw new FailureError(failure('image.undecodable'));
        return picture(8, 8, bytes[6] ?? 0);
      },
      jpeg: (pixels) => taking(pixels, () => encode(pixels)),
      codes: (pixels) => taking(pixels, () => this.codes),
      mrz: (pixels) => taking(pixels, () => this.zone),
      page: (pixels) => taking(pixels, () => this.page),
      makePage: ({ pixels }) =>
        taking(pixels, () => ({ jpeg: encode(pixels), width: pixels.width, height: pixels.height, quality: 80 })),
      close: async () => undefined,
    };
    this.faces = {
      look: (pixels) => taking(pixels, () => this.look(pixels)),
      describe: (pixels) =>
        taking(pixels, () => {
          const likeness = this.likeness(pixels);
          return likeness === null ? null : descriptorOf(likeness);
        }),
      crop: (pixels) =>
        taking(pixels, () => (this.crop === null ? null : { ...this.crop, bytes: this.crop.bytes.slice() })),
      close: async () => undefined,
    };
  }
}

/** A picture whose first byte says what it is of. */
export function picture(width: number, height: number, first = 1, channels: 1 | 3 = 3): Pixels {
  const bytes = new Uint8Array(width * height * channels).fill(7);
  bytes[0] = first;
  return { width, height, channels, bytes };
}

/** A JPEG as far as its head goes: size, channels, and in a comment the first byte of what it is of. */
export function jpegOf({ width, height, channels, bytes }: Pixels): Uint8Array {
  const two = (value: number) => [value >> 8, value & 255];
  const parts = Array.from({ length: channels }, (_, at) => [at + 1, 0x11, 0]).flat();
  const frame = [0xff, 0xc0, ...two(8 + parts.length), 8, ...two(height), ...two(width), channels, ...parts];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xfe, 0, 3, bytes[0] ?? 0, ...frame, 0xff, 0xd9]);
}

/** Length one, and as like the face `1` as it says: the cosine. */
export function descriptorOf(likeness: number): Float32Array {
  const descriptor = new Float32Array(512);
  descriptor[0] = likeness;
  descriptor[1] = Math.sqrt(1 - likeness ** 2);
  return descriptor;
}

/** Keeps captures in memory, as strict about bytes as the real one. */
export class FakeCaptureStore implements CaptureStore {
  readonly kept = new Map<string, KeptCapture>();
  beforeSave: () => Promise<void> = async () => undefined;
  readonly #append: TestOffice['log']['append'];

  constructor(append: TestOffice['log']['append']) {
    this.#append = append;
  }

  async of(mark: string): Promise<readonly CaptureRecord[]> {
    return [...this.kept.values()].filter((capture) => capture.mark === mark).map(({ record }) => record);
  }

  async part(id: string, name: CapturePartName): Promise<Uint8Array> {
    const kept = this.kept.get(id);
    const bytes = kept?.parts.find((part) => part.name === name)?.bytes;
    if (kept === undefined || bytes === undefined) throw new FailureError(failure('capture.unknown'));
    if (hashOf(bytes) !== kept.record.parts.find((part) => part.name === name)?.sha256)
      throw new FailureError(failure('capture.damaged'));
    return Uint8Array.from(bytes);
  }

  async save(captures: readonly KeptCapture[], records: Parameters<TestOffice['log']['append']>[0]): Promise<void> {
    const copies = captures.map((capture) => structuredClone(capture));
    await this.beforeSave();
    await this.#append(records);
    for (const { record, mark, parts } of copies) {
      if (parts.some(({ name, bytes }) => hashOf(bytes) !== record.parts.find((part) => part.name === name)?.sha256))
        throw new Error('a part is not what its record says');
      this.kept.set(record.id, { record: { ...record, saved: true }, mark, parts });
    }
  }

  async remove(id: string, records: Parameters<TestOffice['log']['append']>[0]): Promise<void> {
    if (!this.kept.delete(id)) throw new FailureError(failure('capture.unknown'));
    await this.#append(records);
  }
}

const hashOf = (bytes: Uint8Array) => toHex(hash('SHA-256', bytes));

const cameras: readonly DeskDevice[] = ['camera-1', 'camera-2'].map((id) => ({
  ...{ id, kind: 'camera', name: `Máy ảnh thử ${id}`, simulated: true, via: 'window' },
  ...{ condition: { is: 'ready' }, chosen: id === 'camera-1' },
}));
const away: DeskDevice = {
  ...{ id: 'camera-away', kind: 'camera', name: '', simulated: false, via: 'window' },
  ...{ condition: { is: 'away' }, chosen: false },
};
const pad: DeskDevice = {
  ...{ id: 'pad', kind: 'signaturePad', name: 'Bảng thử', simulated: false, via: 'window' },
  ...{ condition: { is: 'ready' }, chosen: true },
};

/** A desk of captures with nobody at it, everything around it made up, and what it showed and said. */
export type CaptureTrial = Awaited<ReturnType<typeof captureTrial>>;

export const purpose = { code: 'capThe', note: null } as const;
/** Numbers of made-up people. */
export const numbers = { one: '001304999901', other: '001304999902' } as const;

export async function captureTrial() {
  const office = createTestOffice();
  const eyes = new FakeEyes();
  const store = new FakeCaptureStore((records) => office.log.append(records));
  const states: CaptureState[] = [];
  const seen: EventPayload<DeskApi, 'capture.seen'>[] = [];
  const wanted: EventPayload<DeskApi, 'capture.wanted'>[] = [];
  const reports: string[] = [];
  const busy = new Map<string, number>();
  const cancels = new Map<string, () => void>();
  const scans: string[] = [];
  const print: TextLine[] = [];
  let card: { readonly number: string; readonly portrait: Portrait | null } | null = null;
  let id = 0;
  const parts: CaptureDeskParts = {
    engines: eyes,
    print: { read: async () => [...print] },
    drawing: { signaturePng: async () => Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
    reading: {
      card: () => (card === null ? null : ({ holder: { number: { value: card.number } } } as CardOnDesk)),
      portrait: () => card?.portrait ?? null,
    },
    devices: {
      devices: () => [...cameras, away, pad],
      setBusy: (device, waiting) => void (waiting === null ? busy.delete(device) : busy.set(device, waiting)),
      onCancel(device, stop) {
        cancels.set(device, stop);
        return () => void cancels.delete(device);
      },
    },
    codes: {
      take: async ({ code }) => {
        const text = 'text' in code ? code.text : new TextDecoder().decode(code.bytes);
        scans.push(text);
        return text.startsWith('0')
          ? ({ is: 'card2021' } as Awaited<ReturnType<CaptureDeskParts['codes']['take']>>)
          : null;
      },
      takeMrz: async (lines) => {
        scans.push(lines.join('/'));
        return { is: 'mrz' } as Awaited<ReturnType<CaptureDeskParts['codes']['takeMrz']>>;
      },
    },
    office: async () => ({
      session: office.session,
      log: {
        append: office.log.append,
        object: async (kind, number) => ({
          ...(await office.log.object(kind, number)),
          mark: hashOf(new TextEncoder().encode(number)).slice(0, 32),
        }),
      },
      store,
    }),
    clock: office.time.clock,
    ids: () => `id${++id}`,
    random: (length) => new Uint8Array(length).fill(0x90),
    after: office.time.after,
    emit: (event, payload) => {
      if (event === 'capture.seen') seen.push(payload as (typeof seen)[number]);
      if (event === 'capture.wanted') wanted.push(payload as (typeof wanted)[number]);
    },
    changed: (state) => states.push(structuredClone(state)),
    report: (where) => {
      reports.push(where);
      return 'abc123';
    },
  };
  const desk: CaptureDesk = openCaptureDesk(parts);
  let seq = 0;
  const now = () => states.at(-1) ?? { task: null, records: [], match: null, failure: null };
  const reading = (over: Partial<Reading> & { readonly id: string }) =>
    desk.readingChanged({ phase: 'finished', ...over } as Reading);
  return {
    ...{ office, eyes, store, desk, now, states, seen, wanted, reports, busy, cancels, scans, print },
    call: async <C extends Command>(command: C, input: Input<DeskApi, C>): Promise<Output<DeskApi, C>> => {
      const given = captureApi.commands[command].input.parse(input);
      const output = await desk.handlers[command](given as never, context);
      return captureApi.commands[command].output.parse(output) as Output<DeskApi, C>;
    },
    /** The camera sends a frame, `ms` after the last. */
    async frame(pixels: Pixels = picture(64, 48), ms = 100): Promise<number> {
      office.time.pass(ms);
      seq += 1;
      await desk.frame({ task: now().task?.id ?? 'none', seq, pixels });
      return seq;
    },
    /** A card is read to its end; `null` clears the desk. */
    async put(
      number: string | null,
      readingId = `reading ${number}`,
      { portrait = true, verdict = 'genuine' as Verdict['verdict'] } = {},
    ): Promise<void> {
      if (number === null) {
        card = null;
        desk.readingChanged(null);
        return;
      }
      const bytes = jpegOf(picture(3, 4, 42));
      card = { number, portrait: portrait ? { mime: 'image/jpeg', bytes, width: 3, height: 4 } : null };
      reading({ id: readingId, verdict: { verdict } as Verdict });
      await settled();
    },
    reading,
    /** What the log has, without the demo's own sign-ins. */
    acts: () =>
      office.records
        .filter(({ action }) => !action.startsWith('session.'))
        .map(({ action, result }) => `${action} ${result.code ?? ''}`.trim()),
    signOut: async () => {
      await office.session.end('byOfficer');
      desk.signedOut();
    },
    lock: async () => {
      await office.session.lock('byOfficer');
      desk.locked();
    },
  };
}

/** Lets everything that waits for nothing but its turn come to its end. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** The code of the failure that a command ends with; null when it ends well. */
export async function failing(command: Promise<unknown>): Promise<string | null> {
  try {
    await command;
    return null;
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code;
    throw error;
  }
}
