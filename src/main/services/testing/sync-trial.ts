import type { SyncState } from '#contract/sync.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import type { BoundUpstream } from '#ports/upstream-store.ts';
import { draftBy, type Permit } from '../permit.ts';
import { openSyncDesk, type SyncDesk, type SyncDeskParts } from '../sync-desk.ts';
import { FakeQueue, fakeDesk } from './fake-queue.ts';
import { FakeUpstream, fakeUpstreamStore } from './fake-upstream.ts';

/** A clock and its alarms that go on only when a test says so. */
export class FakeTime {
  wall = Date.parse('2026-11-22T01:00:00.000Z');
  #alarms: { readonly at: number; readonly run: () => void }[] = [];

  readonly clock = { now: () => new Date(this.wall) };
  readonly monotonic = () => this.wall;
  readonly after = (ms: number, run: () => void) => {
    const alarm = { at: this.wall + ms, run };
    this.#alarms.push(alarm);
    return () => {
      this.#alarms = this.#alarms.filter((each) => each !== alarm);
    };
  };

  /** Goes on so many ms, and lets everything happen that is due on the way. */
  async pass(ms: number): Promise<void> {
    const until = this.wall + ms;
    for (;;) {
      await settled();
      const [next] = this.#alarms.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#alarms = this.#alarms.filter((each) => each !== next);
      this.wall = Math.max(this.wall, next.at);
      next.run();
    }
    this.wall = until;
    await settled();
  }
}

/** Lets everything happen that waits for nothing. */
export async function settled(): Promise<void> {
  for (let n = 0; n < 30; n++) await new Promise((resolve) => setImmediate(resolve));
}

/** A desk with its queue, before an upstream that is in memory. */
export async function syncTrial(over: Partial<SyncDeskParts> & { readonly bound?: BoundUpstream | null } = {}) {
  const [queue, upstream, time] = [new FakeQueue(), new FakeUpstream(), new FakeTime()];
  const { bound = upstream.bound, ...parts } = over;
  const store = fakeUpstreamStore(bound);
  const incidents: unknown[] = [];
  const states: SyncState[] = [];
  const wished: string[] = [];
  const pulls = { count: 0 };
  const { clock, monotonic, after } = time;
  const record: SyncDeskParts['record'] = (happening) => draftBy(null, happening, { wall: time.wall, monotonic: 1 });
  const permit = async ({ permission }: { readonly permission: string }) => {
    wished.push(permission);
    return { record } as unknown as Permit;
  };
  const desk: SyncDesk = await openSyncDesk({
    ...{ store, outbox: queue.outbox, dossiers: { one: (id) => queue.one(id) }, connect: upstream.connect },
    rules: { kinds: dossierKinds, calendar: workCalendar(), clock },
    ...{ clock, monotonic, after, chance: () => 0.5, record, session: { permit }, deskId: fakeDesk },
    desk: () => ({ station: '99999', name: 'Bàn MẪU' }),
    authorityDigest: () => 'c'.repeat(64),
    takesReference: true,
    figures: async () => queue.figures(),
    reconcile: async () => undefined,
    reconciled: () => null,
    pull: async () => {
      pulls.count += 1;
      return {};
    },
    sealingChanged: () => undefined,
    changed: (state) => void states.push(state),
    report: (_, error) => {
      incidents.push(error);
      return 'abc';
    },
    ...parts,
  });
  const call = { signal: new AbortController().signal };
  return {
    ...{ desk, queue, upstream, time, store, incidents, states, wished, pulls },
    run: () => desk.handlers['sync.run'](undefined, call),
  };
}

/** A desk that has begun and found its upstream. */
export async function begun(over: Parameters<typeof syncTrial>[0] = {}) {
  const trial = await syncTrial(over);
  trial.desk.start();
  await trial.time.pass(3_000);
  return trial;
}
