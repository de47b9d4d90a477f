import type { CapturePart, CapturePartName, CaptureRecord } from '#contract/capture.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { toHex } from '#domain/bytes.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import { hash } from '#domain/crypto/hash.ts';
import type { Clock, Ids } from '#ports/environment.ts';

/** Most captures that are held at a time: more than a dossier has. */
const mostHeld = 40;

/** One form of a capture as it was made. */
export type MadePart = Pick<CapturePart, 'name' | 'mime'> & { readonly bytes: Uint8Array };

/** A capture as it was made: its bytes are taken over. */
export type MadeCapture = Pick<CaptureRecord, 'kind' | 'device' | 'quality'> & {
  readonly officer: string;
  readonly purpose: Purpose;
  readonly parts: readonly MadePart[];
};

/** A capture that is held: its record, why it was taken, of whom in full, and its bytes. */
export type HeldCapture = {
  readonly record: CaptureRecord;
  /** Null for what came out of the profile. */
  readonly purpose: Purpose | null;
  /** The person's full number; null when nobody sat there and no card was on the desk. */
  readonly number: string | null;
  /** Null for what lies in the profile alone. */
  readonly bytes: ReadonlyMap<CapturePartName, Uint8Array> | null;
};

/** Captures at the desk. What is taken out of here is overwritten, not only forgotten. */
export type CaptureRecords = {
  /** Those of the person on the desk, oldest first. */
  visible(): readonly CaptureRecord[];
  /** @throws FailureError `capture.tooMany`; the bytes are wiped then */
  add(made: MadeCapture): CaptureRecord;
  /** @throws FailureError `capture.unknown` for what is not there or not of the person on the desk */
  find(id: string): HeldCapture;
  /** Whether it is there, and of the person on the desk. */
  has(id: string): boolean;
  change(id: string, change: Pick<Partial<CaptureRecord>, 'saved' | 'prefill'>): void;
  /** Wipes one; nothing happens when it is not there. */
  drop(id: string): void;
  /** Shows what the profile has of the person on the desk. */
  showKept(records: readonly CaptureRecord[]): void;
  /** It is known who is on the desk: captures of anybody else go, but for those of the person who is served. */
  seat(number: string): void;
  /** A card is on the desk, and not read yet: captures of a person are held back until it is known whose it is. */
  hold(): void;
  /** The same for another card than the one before; those that were taken with no card before it go. */
  unseat(): void;
  /** Whom a sitting is of, whatever card lies here; those of whoever was served before go unless they are on the desk. */
  serve(number: string | null): void;
  /** The desk was cleared: the person who is served stays, everything of anybody else goes. */
  vacate(): void;
  /** Number of the person on the desk; null while it is not known. */
  number(): string | null;
  /** Wipes all of them; nobody is served any more. */
  clear(): void;
};

type Parts = { readonly clock: Clock; readonly ids: Ids; readonly changed: () => void };

/** Begins with no captures. */
export function createCaptureRecords({ clock, ids, changed }: Parts): CaptureRecords {
  const drawer = createDrawer(changed);
  let seated: string | null = null;
  let served: string | null = null;
  const isHere = ({ number }: HeldCapture) => number === null || number === seated;
  const here = () => drawer.all().filter(isHere);
  const find = (id: string): HeldCapture => {
    const found = here().find(({ record }) => record.id === id);
    if (found === undefined) throw new FailureError(failure('capture.unknown'));
    return found;
  };
  const seal = () => ({ id: ids(), takenAt: clock.now().toISOString(), number: seated });
  return {
    number: () => seated,
    find,
    has: (id) => here().some(({ record }) => record.id === id),
    visible: () =>
      here()
        .map(({ record }) => record)
        .sort((one, other) => (one.takenAt < other.takenAt ? -1 : 1)),
    add(made) {
      const { purpose, parts } = made;
      if (drawer.all().length >= mostHeld) {
        wipe(parts.map(({ bytes }) => bytes));
        throw new FailureError(failure('capture.tooMany'));
      }
      const record = recordOf(made, seal());
      const bytes = new Map(parts.map((part) => [part.name, part.bytes] as const));
      drawer.put([{ record, purpose, number: seated, bytes }]);
      return record;
    },
    change(id, change) {
      const found = find(id);
      drawer.put([{ ...found, record: { ...found.record, ...change } }]);
    },
    drop: (id) => drawer.wipeWhere(({ record }) => record.id === id),
    showKept(records) {
      const held = new Set(drawer.all().map(({ record }) => record.id));
      const others = records.filter(({ id }) => !held.has(id));
      drawer.put(others.map((record) => ({ record, purpose: null, number: seated, bytes: null })));
    },
    ...seatingOf(drawer, {
      become: (next) => {
        [seated, served] = [next.seated, next.served];
      },
      now: () => ({ seated, served }),
    }),
  };
}

type Places = { readonly seated: string | null; readonly served: string | null };
type Seating = Pick<CaptureRecords, 'seat' | 'hold' | 'unseat' | 'serve' | 'vacate' | 'clear'>;

/** Who is on the desk and who is served, and what goes when that changes. */
function seatingOf(
  { wipeWhere }: Pick<Drawer, 'wipeWhere'>,
  { now, become }: { readonly now: () => Places; readonly become: (next: Places) => void },
): Seating {
  return {
    seat(seated) {
      const { served } = now();
      become({ seated, served });
      wipeWhere(({ number }) => number !== null && number !== seated && number !== served);
    },
    hold() {
      become({ ...now(), seated: null });
      wipeWhere(() => false);
    },
    unseat() {
      become({ ...now(), seated: null });
      wipeWhere(({ number }) => number === null);
    },
    serve(served) {
      const before = now();
      become({ ...before, served });
      wipeWhere(
        ({ number }) => number === before.served && number !== null && number !== served && number !== before.seated,
      );
    },
    vacate() {
      const { served } = now();
      become({ seated: served, served });
      wipeWhere(({ number }) => number !== served || number === null);
    },
    clear() {
      become({ seated: null, served: null });
      wipeWhere(() => true);
    },
  };
}

type Drawer = ReturnType<typeof createDrawer>;

/** Where captures lie, by their id; what is taken out is overwritten. */
function createDrawer(changed: () => void) {
  const held = new Map<string, HeldCapture>();
  return {
    all: () => [...held.values()],
    put(captures: readonly HeldCapture[]) {
      for (const capture of captures) held.set(capture.record.id, capture);
      changed();
    },
    wipeWhere(goes: (capture: HeldCapture) => boolean) {
      for (const [id, capture] of held) {
        if (!goes(capture)) continue;
        held.delete(id);
        wipe(capture.bytes?.values() ?? []);
      }
      changed();
    },
  };
}

type Seal = { readonly id: string; readonly takenAt: string; readonly number: string | null };

function recordOf(made: MadeCapture, { id, takenAt, number }: Seal): CaptureRecord {
  const { kind, officer, device, quality } = made;
  const parts = made.parts.map(({ name, mime, bytes }) => {
    return { name, mime, length: bytes.length, sha256: toHex(hash('SHA-256', bytes)) };
  });
  const subject = number === null ? null : maskNumber(number);
  return { id, kind, takenAt, officer, device, subject, parts, quality, prefill: null, saved: false };
}

/** Overwrites bytes that are needed no longer. */
export function wipe(all: Iterable<Uint8Array>): void {
  for (const bytes of all) bytes.fill(0);
}
