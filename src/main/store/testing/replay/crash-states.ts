import { type Change, losable, type RecordedDisk, sectorSize, type Torn } from './recorded-disk.ts';

/** A folder as a power cut before the step `moment` may leave it. */
export type CrashState = {
  readonly moment: number;
  /** In a word, what of the unflushed arrived. */
  readonly what: string;
  readonly lost: ReadonlySet<Change>;
  readonly torn: Torn | null;
};

const nothing: ReadonlySet<Change> = new Set();

/** The states of one moment: everything arrived, nothing unflushed did, all but one, only one, some, and the last write torn. */
export function crashStates(disk: RecordedDisk, moment: number, random: () => number): readonly CrashState[] {
  const open = losable(disk, moment);
  const state = (what: string, lost: Iterable<Change>, torn: Torn | null = null): CrashState => ({
    ...{ moment, what, torn },
    lost: torn === null ? new Set(lost) : new Set([...lost].filter((change) => change !== torn.change)),
  });
  const all = { moment, what: 'all of it', lost: nothing, torn: null };
  const [one] = open;
  if (one === undefined) return [all];
  const pick = () => open[Math.floor(random() * open.length)] ?? one;
  const some = () => open.filter(() => random() < 0.5);
  const names = open.filter(({ isName }) => isName);
  const last = open.findLast(({ size }) => size > sectorSize);
  const chosen = pick();
  return [
    all,
    state('nothing of it', open),
    ...(open.length > 1 ? several() : []),
    ...(names.length > 0 ? [state('no names', names)] : []),
    ...(last === undefined ? [] : torn(last)),
  ];

  function several(): readonly CrashState[] {
    return [
      state('all but one', [chosen]),
      state('only one', without(open, chosen)),
      state('the later half', open.slice(0, Math.floor(open.length / 2))),
      state('some', some()),
      state('some', some()),
    ];
  }

  function torn(change: Change): readonly CrashState[] {
    const until = Math.floor(random() * Math.ceil(change.size / sectorSize));
    const kept = new Set(
      Array.from({ length: change.size / sectorSize + 1 }, (_, n) => n).filter(() => random() < 0.5),
    );
    return [
      state('the last write broken off', [], { change, arrives: (sector) => sector < until }),
      state('the last write in pieces', some(), { change, arrives: (sector) => kept.has(sector) }),
    ];
  }
}

const without = (all: readonly Change[], one: Change) => all.filter((change) => change !== one);
