import type { DiskStep } from './recording.ts';

/** Files by their path within a folder. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** A step that changes what is in a file or how it is named, and from which step on it cannot be lost any more. */
export type Change = {
  readonly at: number;
  /** The first moment at which it is on the disk for certain; infinite when nothing made it so. */
  readonly kept: number;
  readonly apply: (disk: Disk) => void;
  /** Bytes written in one go; 0 for other changes. Sectors of it may arrive without the others. */
  readonly size: number;
  readonly isName: boolean;
  /** The part of a write that arrives when only these sectors do. */
  readonly applySectors: (disk: Disk, arrives: (sector: number) => boolean) => void;
};

/** What a disk does in one piece. */
export const sectorSize = 512;

/** A folder as it may be found: inodes with their bytes, and names for them. */
export type Disk = {
  readonly names: Map<string, number>;
  readonly bytes: Map<number, Uint8Array>;
};

/** What a program did, as changes that a power cut may or may not take. */
export type RecordedDisk = {
  readonly base: Disk;
  readonly changes: readonly Change[];
  readonly steps: readonly DiskStep[];
};

/** Follows a recording from the files there were at its beginning, which are taken to be on the disk. */
export function followRecording(files: Files, steps: readonly DiskStep[]): RecordedDisk {
  const base: Disk = { names: new Map(), bytes: new Map() };
  for (const [path, bytes] of files) addFile(base, path, bytes);
  const inodes = inodesOf(base, steps);
  const changes = steps.flatMap((step, at) => {
    const inode = inodes[at] ?? 0;
    const flushed = () => firstAfter(steps, at, (later, n) => later.is === 'flushed' && inodes[n] === inode);
    const entered = (path: string) =>
      firstAfter(steps, at, (later) => later.is === 'folderFlushed' && later.path === folderOf(path));
    return changeOf(step, inode, { at, flushed, entered });
  });
  return { base, changes, steps };
}

/** Which file each step is about: numbers of the system's are given again, ours are not. */
function inodesOf(base: Disk, steps: readonly DiskStep[]): readonly (number | null)[] {
  const names = new Map(base.names);
  const live = new Map<string, number>();
  let count = names.size;
  const known = (path: string) => names.get(path) ?? missing(path);
  return steps.map((step) => {
    if (step.is === 'made') names.set(step.path, ++count);
    if (step.is === 'made' || step.is === 'opened') live.set(step.inode, known(step.path));
    if (step.is === 'unlinked') names.delete(step.path);
    if (step.is === 'renamed' || step.is === 'linked') {
      const inode = known(step.from);
      names.set(step.to, inode);
      if (step.is === 'renamed') names.delete(step.from);
      return inode;
    }
    return 'inode' in step ? (live.get(step.inode) ?? missing(step.inode)) : null;
  });
}

type Lasting = { readonly at: number; readonly flushed: () => number; readonly entered: (path: string) => number };

function changeOf(step: DiskStep, inode: number, { at, flushed, entered }: Lasting): readonly Change[] {
  const naming = (path: string, apply: Change['apply']): readonly Change[] => [
    { at, kept: entered(path), apply, size: 0, isName: true, applySectors: apply },
  ];
  switch (step.is) {
    case 'made':
      return naming(step.path, ({ names }) => void names.set(step.path, inode));
    case 'unlinked':
      return naming(step.path, ({ names }) => void names.delete(step.path));
    case 'renamed':
    case 'linked':
      return naming(step.to, ({ names }) => {
        names.set(step.to, inode);
        if (step.is === 'renamed') names.delete(step.from);
      });
    case 'written':
      return [writing({ at, kept: flushed() }, { inode, offset: step.offset, bytes: step.bytes })];
    case 'sized': {
      const apply = (disk: Disk) => resize(disk, inode, step.size);
      return [{ at, kept: flushed(), apply, size: 0, isName: false, applySectors: apply }];
    }
    default:
      return [];
  }
}

/** What is found after a stop before the step `moment`, when the changes of `lost` never arrived, and of one write only a part. */
export function filesFound(
  { base, changes }: RecordedDisk,
  moment: number,
  { lost, torn }: { readonly lost: ReadonlySet<Change>; readonly torn: Torn | null },
): Files {
  const disk: Disk = { names: new Map(base.names), bytes: new Map(base.bytes) };
  for (const change of changes) {
    if (change.at >= moment) break;
    if (torn?.change === change) change.applySectors(disk, torn.arrives);
    else if (!lost.has(change)) change.apply(disk);
  }
  return new Map([...disk.names].map(([path, inode]) => [path, disk.bytes.get(inode) ?? new Uint8Array()]));
}

export type Torn = { readonly change: Change; readonly arrives: (sector: number) => boolean };

/** What a stop before the step `moment` may take: everything that was not flushed. */
export function losable({ changes }: RecordedDisk, moment: number): readonly Change[] {
  return changes.filter(({ at, kept }) => at < moment && kept > moment);
}

function addFile(disk: Disk, path: string, bytes: Uint8Array): void {
  const inode = disk.bytes.size + 1;
  disk.names.set(path, inode);
  disk.bytes.set(inode, bytes);
}

type Write = { readonly inode: number; readonly offset: number; readonly bytes: Uint8Array };

function writing(lasting: Pick<Change, 'at' | 'kept'>, { inode, offset, bytes }: Write): Change {
  const sectors = Array.from({ length: Math.ceil(bytes.length / sectorSize) }, (_, n) => n);
  return {
    ...{ ...lasting, size: bytes.length, isName: false },
    apply: (disk) => put(disk, inode, { offset, bytes }),
    applySectors(disk, arrives) {
      for (const n of sectors.filter(arrives)) {
        const part = bytes.subarray(n * sectorSize, (n + 1) * sectorSize);
        put(disk, inode, { offset: offset + n * sectorSize, bytes: part });
      }
    },
  };
}

/** A file is copied when it grows beyond its room; states that share what was there before are never written into. */
function put(disk: Disk, inode: number, { offset, bytes }: Omit<Write, 'inode'>): void {
  const before = disk.bytes.get(inode) ?? new Uint8Array();
  const size = Math.max(before.length, offset + bytes.length);
  const room = own(disk, inode, size);
  room.set(bytes, offset);
  disk.bytes.set(inode, room.subarray(0, size));
}

function resize(disk: Disk, inode: number, size: number): void {
  const before = disk.bytes.get(inode) ?? new Uint8Array();
  const room = own(disk, inode, size).subarray(0, size);
  if (size < before.length) new Uint8Array(room.buffer).fill(0, size);
  disk.bytes.set(inode, room);
}

/** Bytes that belong to this state alone, with room for so many and zeros behind those that are there. */
const owned = new WeakMap<Disk, Map<number, Uint8Array>>();

function own(disk: Disk, inode: number, size: number): Uint8Array {
  const mine = owned.get(disk) ?? new Map<number, Uint8Array>();
  owned.set(disk, mine);
  const room = mine.get(inode);
  if (room !== undefined && room.length >= size) return room;
  const before = disk.bytes.get(inode) ?? new Uint8Array();
  const grown = new Uint8Array(Math.max(size, before.length) * 2);
  grown.set(before);
  mine.set(inode, grown);
  return grown;
}

function firstAfter(steps: readonly DiskStep[], at: number, isIt: (step: DiskStep, n: number) => boolean): number {
  const found = steps.findIndex((step, n) => n > at && isIt(step, n));
  return found < 0 ? Number.POSITIVE_INFINITY : found + 1;
}

const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');

function missing(path: string): never {
  throw new Error(`not known: ${path}`);
}
