import { FailureError, failure } from '#contract/failures.ts';
import type { FileHealth } from '#contract/profile.ts';
import type { StoredBackup } from '#contract/store.ts';
import type { Clock } from '#ports/environment.ts';
import { createTurns } from '#services/turns.ts';
import type { DatabaseRole } from '#store/database/database-role.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** What a whole check of a file found, and when. */
export type Checked = NonNullable<FileHealth['checked']>;

/** What the open profile does by itself. */
export type UpkeepJob = 'check' | 'backup' | 'shrink' | 'prune';

export type UpkeepParts = {
  readonly link: Pick<StoreLink<StoreOperations>, 'opened' | 'check' | 'backup' | 'run'>;
  readonly clock: Clock;
  /** Runs something later, once; returns the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** The backups there are, newest first. */
  readonly backups: () => readonly StoredBackup[];
  /** Takes away what stopped work and old replacements have left in the folder. */
  readonly prune: () => void | Promise<void>;
  /** Hears of a backup that was made, to log it. */
  readonly backedUp: (backup: StoredBackup) => void | Promise<void>;
  /** Hears of a job that could not be done; it is tried again later. A damaged file is no such thing: `checked` says it. */
  readonly failed: (job: UpkeepJob, error: unknown) => void;
};

/** What goes on beside the work of the desk while its profile is open. */
export type Upkeep = {
  /** The last whole check of a file since the program began. */
  checked(role: DatabaseRole): Checked | null;
  /** Checks a file now, held off or not, after a check that is under way. @throws FailureError when it could not be checked */
  checkNow(role: DatabaseRole): Promise<Checked>;
  /** Holds all of it off, and breaks off a check it began by itself, until what is returned is called. For imports. */
  hold(): () => void;
  /** Ends it; what is under way is broken off, but a backup. */
  close(): Promise<void>;
};

const minute = 60_000;
const day = 24 * 60 * minute;
/** When it looks what is due: first, and then again and again. */
const firstLookMs = minute;
const lookEveryMs = 5 * minute;
/** Opening a desk is a busy time: files are checked when it is over. */
const checkFromMs = 5 * minute;
/** Half a megabyte at a time: nobody waits for it. Unused pages below a megabyte are left for what is written next. */
const shrinkPages = 64;
const leftUnused = 128;
const shrinkEveryMs = 200;

/** Begins the upkeep of a profile that has just been opened. */
export function openUpkeep(parts: UpkeepParts): Upkeep {
  const state = begin(parts);
  const { after } = parts;
  let looking: Promise<void> = Promise.resolve();
  const look = () => {
    looking = runDue(parts, state).then(() => {
      if (!state.ending.signal.aborted) callOff = after(lookEveryMs, look);
    });
  };
  let callOff = after(firstLookMs, look);
  return {
    checked: (role) => state.checked.get(role) ?? null,
    checkNow: (role) => check(parts, state, { role, signal: state.ending.signal }),
    hold() {
      state.holds += 1;
      state.background.abort();
      let held = true;
      return () => {
        if (held) state.holds -= 1;
        held = false;
      };
    },
    async close() {
      state.ending.abort();
      state.background.abort();
      callOff();
      await looking;
      await state.inTurn(async () => undefined);
    },
  };
}

type State = {
  readonly opened: number;
  readonly checked: Map<DatabaseRole, Checked>;
  /** Files are checked one at a time. */
  readonly inTurn: ReturnType<typeof createTurns>;
  readonly ending: AbortController;
  /** Ends what was begun by itself. */
  background: AbortController;
  holds: number;
  prunedOn: string | null;
};

const begin = ({ clock }: UpkeepParts): State => ({
  opened: clock.now().getTime(),
  checked: new Map(),
  inTurn: createTurns(),
  ending: new AbortController(),
  background: new AbortController(),
  holds: 0,
  prunedOn: null,
});

/** Does what is due, one thing after the other. */
async function runDue(parts: UpkeepParts, state: State): Promise<void> {
  const jobs: readonly (readonly [UpkeepJob, () => Promise<void>])[] = [
    ['backup', () => backUp(parts)],
    ['prune', () => prune(parts, state)],
    ['shrink', () => shrink(parts, state)],
    ['check', () => checkDue(parts, state)],
  ];
  state.background = new AbortController();
  for (const [job, run] of jobs) {
    if (isHeld(state)) return;
    try {
      await run();
    } catch (error) {
      if (!state.background.signal.aborted) parts.failed(job, error);
    }
  }
}

const isHeld = ({ holds, ending }: State) => holds > 0 || ending.signal.aborted;

/** The first use of a day makes a backup; days are those of the people here. */
async function backUp({ link, clock, backups, backedUp }: UpkeepParts): Promise<void> {
  const [newest] = backups();
  if (newest !== undefined && dayOf(new Date(newest.madeAt)) === dayOf(clock.now())) return;
  await backedUp(await link.backup());
}

async function prune({ clock, prune: takeAway }: UpkeepParts, state: State): Promise<void> {
  const today = dayOf(clock.now());
  if (state.prunedOn === today) return;
  await takeAway();
  state.prunedOn = today;
}

const dayOf = (at: Date) => at.toDateString();

async function shrink({ link, after }: UpkeepParts, state: State): Promise<void> {
  for (let left = Number.POSITIVE_INFINITY; left > leftUnused && !isHeld(state); ) {
    const next = await link.run('desk.shrink', { pages: shrinkPages, leave: leftUnused });
    if (next >= left) return;
    left = next;
    if (left > leftUnused) await pause(after, state.background.signal);
  }
}

/** Waits a moment, or no longer than until it is over. */
function pause(after: UpkeepParts['after'], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const callOff = after(shrinkEveryMs, resolve);
    const end = () => {
      callOff();
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
  });
}

async function checkDue(parts: UpkeepParts, state: State): Promise<void> {
  const { link, clock } = parts;
  const now = clock.now().getTime();
  if (now - state.opened < checkFromMs) return;
  const roles: readonly DatabaseRole[] = 'migratedTo' in link.opened.registry ? ['desk', 'registry'] : ['desk'];
  for (const role of roles) {
    const last = state.checked.get(role);
    if (isHeld(state) || (last !== undefined && now - Date.parse(last.at) < day)) continue;
    await check(parts, state, { role, signal: state.background.signal });
  }
}

type Check = { readonly role: DatabaseRole; readonly signal: AbortSignal };

/** Checks a file when its turn comes. @throws FailureError when it could not be checked */
function check({ link, clock }: UpkeepParts, state: State, { role, signal }: Check): Promise<Checked> {
  const keep = (found: Checked['failure']) => {
    const checked: Checked = { at: clock.now().toISOString(), failure: found };
    state.checked.set(role, checked);
    return checked;
  };
  return state.inTurn(async () => {
    if (signal.aborted) throw new FailureError(failure('read.cancelled'));
    try {
      await link.check(role, signal);
      return keep(null);
    } catch (error) {
      if (error instanceof FailureError && error.failure.code === 'storage.damaged') return keep(error.failure);
      throw error;
    }
  });
}
