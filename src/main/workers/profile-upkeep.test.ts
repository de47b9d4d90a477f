import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { StoredBackup, StoreOpened } from '#contract/store.ts';
import type { DatabaseRole } from '#store/database/database-role.ts';
import { openUpkeep, type UpkeepParts } from './profile-upkeep.ts';

const minute = 60_000;
const hour = 60 * minute;
const file = { migratedFrom: 4, migratedTo: 4, wasUnclean: false };
const damaged = failure('storage.damaged', { file: 'desk.db' });

/** Lets everything that need not wait for a clock be done. */
const settle = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

type Check = { readonly role: DatabaseRole; readonly signal: AbortSignal; end(error?: unknown): void };

type Over = Partial<UpkeepParts> & {
  readonly opened?: Partial<StoreOpened>;
  /** Pages left unused after each step. */
  readonly unused?: readonly number[];
};

/** A profile of nothing but its upkeep, on a clock that goes on when told. */
function start({ opened = {}, unused = [], ...over }: Over = {}) {
  let now = new Date(2026, 10, 22, 7, 0).getTime();
  const alarms = new Set<{ readonly at: number; readonly run: () => void }>();
  const checks: Check[] = [];
  const did: string[] = [];
  const backups: StoredBackup[] = [];
  const run = async (_: string, { pages }: { readonly pages: number }) => {
    did.push(`shrink ${pages}`);
    return unused[did.filter((each) => each.startsWith('shrink')).length - 1] ?? 0;
  };
  const upkeep = openUpkeep({
    link: {
      opened: { epoch: 1, desk: file, registry: file, ...opened },
      check: (role, signal = new AbortController().signal) =>
        new Promise((resolve, reject) => {
          const end = (error?: unknown) => (error === undefined ? resolve() : reject(error));
          signal.addEventListener('abort', () => end(new FailureError(failure('read.cancelled'))));
          checks.push({ role, signal, end });
        }),
      backup: async () => {
        const made = {
          file: `desk-${backups.length}.db`,
          madeAt: new Date(now).toISOString(),
          generation: 1,
          bytes: 1,
        };
        backups.unshift(made);
        return made;
      },
      run: run as never,
    },
    clock: { now: () => new Date(now) },
    after(ms, ring) {
      const alarm = { at: now + ms, run: ring };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
    backups: () => backups,
    prune: () => void did.push('prune'),
    backedUp: (made) => void did.push(`backup ${made.file}`),
    failed: (job, error) => did.push(`${job} failed: ${error instanceof FailureError ? error.failure.code : error}`),
    ...over,
  });
  /** Lets time go by, one alarm after the other. */
  const pass = async (ms: number) => {
    for (const until = now + ms; ; ) {
      await settle();
      const [next] = [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      now = next?.at ?? until;
      if (next === undefined) return;
      alarms.delete(next);
      next.run();
    }
  };
  return { upkeep, pass, checks, did, backups, alarms, now: () => now };
}

describe('the upkeep of an open profile', () => {
  it('leaves the first minutes alone, then backs up, tidies and checks one file after the other', async () => {
    const { upkeep, pass, checks, did } = start();
    await pass(minute - 1);
    expect(did).toEqual([]);
    await pass(2 * minute);
    expect(did).toEqual(['backup desk-0.db', 'prune', 'shrink 64']);
    expect(checks).toEqual([]);
    await pass(5 * minute);
    expect(checks.map(({ role }) => role)).toEqual(['desk']);
    expect(upkeep.checked('desk')).toBeNull();
    checks[0]?.end();
    await settle();
    expect(upkeep.checked('desk')).toEqual({ at: expect.any(String), failure: null });
    expect(checks.map(({ role }) => role)).toEqual(['desk', 'registry']);
    checks[1]?.end();
    await pass(23 * hour);
    expect(checks).toHaveLength(2);
    await pass(2 * hour);
    expect(checks.map(({ role }) => role)).toEqual(['desk', 'registry', 'desk']);
  });

  it('backs up and tidies once on each day it is used', async () => {
    const { pass, did, checks, backups } = start({ opened: { registry: damaged } });
    const done = (what: string) => did.filter((each) => each.startsWith(what)).length;
    await pass(hour);
    checks[0]?.end();
    expect([done('backup'), done('prune')]).toEqual([1, 1]);
    await pass(16 * hour - 10 * minute);
    // It is ten minutes to midnight.
    expect([done('backup'), done('prune')]).toEqual([1, 1]);
    await pass(20 * minute);
    expect([done('backup'), done('prune')]).toEqual([2, 2]);
    expect(backups).toHaveLength(2);
  });

  it('does not back up again what was backed up before it began', async () => {
    const made = { file: 'desk-x.db', madeAt: new Date(2026, 10, 22, 1).toISOString(), generation: 1, bytes: 1 };
    const { pass, did } = start({ backups: () => [made] });
    await pass(3 * minute);
    expect(did).toEqual(['prune', 'shrink 64']);
  });

  it('keeps what a check found, and leaves out a population cache that did not open', async () => {
    const { upkeep, pass, checks } = start({ opened: { registry: damaged } });
    await pass(10 * minute);
    checks[0]?.end(new FailureError(damaged));
    await pass(hour);
    expect(upkeep.checked('desk')?.failure).toEqual(damaged);
    expect(checks).toHaveLength(1);
  });

  it('is held off while an import runs, which breaks off its check', async () => {
    const { upkeep, pass, checks, did } = start();
    await pass(10 * minute);
    const release = upkeep.hold();
    const other = upkeep.hold();
    expect(checks[0]?.signal.aborted).toBe(true);
    release();
    release();
    await pass(hour);
    expect(checks).toHaveLength(1);
    expect(upkeep.checked('desk')).toBeNull();
    expect(did.filter((each) => each.includes('failed'))).toEqual([]);
    other();
    await pass(5 * minute);
    expect(checks).toHaveLength(2);
  });

  it('checks at once when asked, also while it is held off, after the check that is under way', async () => {
    const { upkeep, pass, checks } = start();
    await pass(10 * minute);
    const asked = upkeep.checkNow('registry');
    await settle();
    expect(checks.map(({ role }) => role)).toEqual(['desk']);
    checks[0]?.end();
    await settle();
    expect(checks[1]?.role).toBe('registry');
    upkeep.hold();
    expect(checks[1]?.signal.aborted).toBe(false);
    checks[1]?.end();
    expect(await asked).toEqual({ at: expect.any(String), failure: null });
    expect(upkeep.checked('registry')).toEqual(await asked);
  });

  it('tells of a job that could not be done, does the others and tries again', async () => {
    const full = new FailureError(failure('storage.full', { file: 'desk.db' }));
    let times = 0;
    const { pass, did, checks } = start({
      backedUp: () => {
        times += 1;
        throw full;
      },
      backups: () => [],
    });
    await pass(2 * minute);
    expect(did).toEqual(['backup failed: storage.full', 'prune', 'shrink 64']);
    await pass(5 * minute);
    expect(times).toBe(2);
    checks[0]?.end(new FailureError(failure('storage.stopped')));
    await settle();
    expect(did).toContain('check failed: storage.stopped');
  });

  it('gives unused pages back in small steps, and stops when there is nothing more to gain', async () => {
    const unused = [400, 300, 200, 100];
    const { pass, did } = start({ unused });
    await pass(2 * minute);
    expect(did.filter((each) => each.startsWith('shrink'))).toHaveLength(4);
    const stuck = start({ unused: [400, 400, 400] });
    await stuck.pass(2 * minute);
    expect(stuck.did.filter((each) => each.startsWith('shrink'))).toHaveLength(2);
  });

  it('ends with the profile: a check is broken off, and nothing rings any more', async () => {
    const { upkeep, pass, checks, alarms } = start();
    await pass(10 * minute);
    const closing = upkeep.close();
    expect(checks[0]?.signal.aborted).toBe(true);
    await closing;
    expect(alarms.size).toBe(0);
    await expect(upkeep.checkNow('desk')).rejects.toMatchObject({ failure: { code: 'read.cancelled' } });
  });
});
