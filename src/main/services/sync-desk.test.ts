import { describe, expect, it } from 'vitest';
import { closedSync, type ReconcileSummary } from '#contract/sync.ts';
import { begun, settled, syncTrial } from './testing/sync-trial.ts';

const minuteMs = 60_000;

describe('by itself a desk', () => {
  it('sends what waits when it begins, and what is queued while the line is good', async () => {
    const trial = await syncTrial();
    trial.queue.add(1);
    trial.desk.start();
    await trial.time.pass(3_000);
    expect(trial.queue.states()).toEqual(['sent']);
    trial.queue.add(2);
    trial.desk.wake();
    await trial.time.pass(1);
    expect(trial.queue.states()).toEqual(['sent', 'sent']);
    expect(trial.upstream.count('info')).toBe(1);
  });

  it('has counted before anybody sees how it stands', async () => {
    const figures = { ...closedSync.figures, waiting: 37, acknowledged: 118 };
    let counted = 0;
    const { desk, states, time } = await syncTrial({
      figures: async () => {
        counted += 1;
        return figures;
      },
    });
    expect(counted).toBe(1);
    expect(desk.state().figures).toEqual(figures);
    desk.start();
    await time.pass(3_000);
    expect(states.length).toBeGreaterThan(0);
    expect(states.every((state) => state.figures.waiting === 37)).toBe(true);
  });

  it('waits longer and longer while nobody answers, at most a quarter of an hour, and no longer once somebody did', async () => {
    const trial = await begun();
    const { desk, queue, time, upstream } = trial;
    upstream.fail('announce', 'upstream.busy');
    upstream.fail('info', 'upstream.busy');
    queue.add(1);
    desk.wake();
    const waits: number[] = [];
    for (let tried = 0; tried < 16; tried++) {
      await time.pass(0);
      const { line } = desk.state();
      if (line.is !== 'away') throw new Error('it is away');
      waits.push(Date.parse(line.nextAt) - time.wall);
      // Whatever is queued meanwhile hurries nobody.
      desk.wake();
      await time.pass(waits.at(-1) ?? 0);
    }
    expect(waits[0]).toBe(4_000);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(15 * minuteMs);
    expect(queue.rows[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    upstream.recover();
    await time.pass(15 * minuteMs);
    expect(queue.states()).toEqual(['sent']);
    upstream.fail('info', 'upstream.unreachable');
    upstream.fail('announce', 'upstream.unreachable');
    queue.add(2);
    desk.wake();
    await time.pass(2_000);
    const { line } = desk.state();
    expect(line).toMatchObject({ is: 'away', failure: { code: 'upstream.unreachable' } });
  });

  it('comes again when the upstream said so', async () => {
    const { desk, time, upstream } = await begun();
    upstream.fail('info', 'upstream.busy', { params: { retryAfterMs: 300_000 } });
    await desk.ask();
    const { line } = desk.state();
    const wait = line.is === 'away' ? Date.parse(line.nextAt) - time.wall : 0;
    expect(wait).toBeGreaterThanOrEqual(300_000);
    expect(wait).toBeLessThanOrEqual(302_000);
  });

  it('sends again what was put off, when its time has come', async () => {
    const { desk, queue, time, upstream } = await begun();
    upstream.fail('finalise', 'sync.inProgress', { times: 1 });
    queue.add(1);
    desk.wake();
    await time.pass(1);
    expect(queue.rows[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    await time.pass(5_000);
    expect(queue.states()).toEqual(['sent']);
  });

  it('sends what was put off at once, when somebody wants all of it sent', async () => {
    const { queue, run, upstream } = await begun();
    upstream.fail('finalise', 'sync.inProgress', { times: 1 });
    queue.add(1);
    queue.add(2);
    expect(await run()).toMatchObject({ sent: 1, left: 1 });
    expect(await run()).toMatchObject({ sent: 1, left: 0 });
  });

  it('asks for decisions after a run and every few minutes, not at every dossier', async () => {
    const today = {
      at: '2026-11-22T01:00:00.000Z',
      agreed: true,
      unacknowledged: 0,
      unknown: 0,
      differing: 0,
      gaps: 0,
    };
    const { desk, queue, time, pulls } = await begun({ reconciled: () => today });
    expect(pulls.count).toBe(1);
    for (let n = 1; n <= 5; n++) {
      queue.add(n);
      desk.wake();
      await time.pass(1_000);
    }
    expect(pulls.count).toBe(1);
    await time.pass(9 * minuteMs);
    expect(pulls.count).toBe(4);
  });

  it('compares the books once on every day, and when a shift ends', async () => {
    const asked: (string | null)[] = [];
    let summary: ReconcileSummary | null = null;
    const { desk, queue, time } = await begun({
      reconciled: () => summary,
      reconcile: async (officer) => {
        asked.push(officer);
        const at = new Date(Date.parse('2026-11-22T01:10:00Z') + asked.length).toISOString();
        summary = { at, agreed: true, unacknowledged: 0, unknown: 0, differing: 0, gaps: 0 };
      },
    });
    expect(asked).toEqual([]);
    queue.add(1);
    desk.wake();
    await time.pass(10 * minuteMs);
    expect(asked).toEqual([null]);
    await time.pass(60 * minuteMs);
    expect(asked).toEqual([null]);
    await desk.shiftClosed('CB001');
    expect(asked).toEqual([null, 'CB001']);
    await time.pass(16 * 60 * minuteMs);
    expect(asked.length).toBeGreaterThan(2);
    expect(asked[2]).toBeNull();
  });

  it('stops in the middle of a run when it is closed, and counts nothing against anybody', async () => {
    const { desk, queue, run, upstream, incidents } = await begun();
    for (let n = 1; n <= 10; n++) queue.add(n);
    const held = Promise.withResolvers<void>();
    upstream.onAsked = (operation) => (operation === 'finalise' ? held.promise : undefined);
    const going = run();
    await settled();
    const stopping = desk.stop();
    held.resolve();
    await stopping;
    const result = await going;
    expect(result.sent).toBeLessThanOrEqual(6);
    expect(queue.rows.map(({ attempts }) => attempts)).toEqual(Array(10).fill(0));
    expect(upstream.closed).toBe(1);
    expect(incidents).toEqual([]);
  });
});

describe('a run', () => {
  it('is one at a time: whoever asks meanwhile waits for it', async () => {
    const { queue, run, upstream } = await begun();
    queue.add(1);
    const [one, other] = await Promise.all([run(), run()]);
    expect(one).toEqual(other);
    expect(upstream.count('announce')).toBe(1);
  });

  it('of a desk that is bound to nothing says so, and throws nothing', async () => {
    const { desk, queue, run } = await syncTrial({ bound: null });
    queue.add(1);
    desk.start();
    expect(await run()).toMatchObject({ sent: 0, left: 1, stopped: { code: 'upstream.unset' } });
    expect(desk.state()).toMatchObject({ upstream: null, line: { is: 'unset' }, figures: { waiting: 1 } });
    expect(() => desk.bound()).toThrow('upstream.unset');
    await expect(desk.upstream()).rejects.toMatchObject({ failure: { code: 'upstream.unset' } });
  });

  it('shows how far it is, four times a second at most', async () => {
    const { queue, run, states, time, upstream } = await begun();
    for (let n = 1; n <= 60; n++) queue.add(n, null, 100_000);
    states.length = 0;
    const from = time.wall;
    upstream.onAsked = (operation) =>
      operation === 'upload' ? new Promise((resolve) => void time.after(100, resolve)) : undefined;
    const going = run();
    await time.pass(10_000);
    await going;
    await time.pass(1_000);
    const sending = states.flatMap((state) => state.sending ?? []);
    expect(sending.at(-1)?.dossiers.of).toBe(60);
    expect(sending.some(({ bytesPerSecond }) => bytesPerSecond !== null && bytesPerSecond > 0)).toBe(true);
    expect(sending.every(({ bytes }) => bytes.done <= bytes.of)).toBe(true);
    expect(states.length).toBeLessThanOrEqual((4 * (time.wall - from)) / 1000 + 3);
    expect(states.at(-1)).toMatchObject({ sending: null, figures: { waiting: 0, acknowledged: 60 }, skewMs: 420_000 });
  });
});
