import { describe, expect, it } from 'vitest';
import { fakeId } from './testing/fake-queue.ts';
import { syncTrial } from './testing/sync-trial.ts';

const filled = async (count: number) => {
  const trial = await syncTrial();
  for (let n = 1; n <= count; n++) trial.queue.add(n);
  return trial;
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

describe('a run', () => {
  it('sends what waits, and each dossier is sent with its receipt and its record', async () => {
    const { queue, run, upstream, wished, incidents } = await filled(3);
    expect(await run()).toEqual({ sent: 3, setAside: 0, left: 0, bytes: 3000, stopped: null, ms: 0 });
    expect(queue.states()).toEqual(['sent', 'sent', 'sent']);
    expect(queue.dossiers.get(fakeId(1))?.history).toMatchObject([{ from: 'queued', to: 'sent', by: { is: 'desk' } }]);
    expect(queue.records).toMatchObject(
      range(1, 3).map((n) => ({
        action: 'dossier.acknowledged',
        officer: null,
        object: { kind: 'dossier', masked: fakeId(n) },
      })),
    );
    expect([...queue.receipts.values()]).toEqual([...upstream.received.values()].map(({ jws }) => jws));
    expect(wished).toEqual(['queue.manage']);
    expect(incidents).toEqual([]);
  });

  it('begins with what is due first by law', async () => {
    const { queue, run } = await syncTrial();
    queue.add(1, null);
    queue.add(2, '2026-12-09');
    queue.add(3, '2026-12-01');
    await run();
    expect(queue.read).toEqual([fakeId(3), fakeId(2), fakeId(1)]);
  });

  it('goes through 250 in pages, though each is changed on the way, and uploads three side by side', async () => {
    const { queue, run, upstream } = await filled(250);
    let [now, most] = [0, 0];
    upstream.onAsked = async (operation) => {
      if (operation !== 'upload') return;
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    expect(await run()).toMatchObject({ sent: 250, left: 0 });
    expect(queue.pages).toEqual([100, 100, 50, 0]);
    expect(upstream.count('announce')).toBe(3);
    expect(most).toBe(3);
  });

  it('takes what is queued meanwhile and due before the rest', async () => {
    const { desk, queue, run, upstream } = await filled(150);
    upstream.onAsked = (operation, dossier) => {
      if (operation !== 'finalise' || dossier !== fakeId(1)) return;
      queue.add(200, '2026-11-23');
      desk.wake();
    };
    expect(await run()).toMatchObject({ sent: 151, left: 0 });
    expect(queue.read.indexOf(fakeId(200))).toBe(100);
  });

  it('asks for no bytes where the upstream has the packet, and keeps its receipt', async () => {
    const { queue, run, upstream } = await filled(2);
    upstream.fail('finalise', 'upstream.slow', { times: 1, after: true, of: fakeId(1) });
    expect(await run()).toMatchObject({ sent: 1, left: 1, stopped: null });
    expect(queue.rows[0]).toMatchObject({ state: 'waiting', attempts: 1, failure: 'upstream.slow' });
    expect(await run()).toMatchObject({ sent: 1, left: 0 });
    expect([upstream.count('upload'), upstream.received.size]).toEqual([2, 2]);
  });

  it('goes on with an upload where the upstream is, and does not send again what is whole', async () => {
    const { run, upstream } = await filled(1);
    upstream.held.set(fakeId(1), 1000);
    expect(await run()).toMatchObject({ sent: 1 });
    expect([upstream.count('upload'), upstream.count('finalise')]).toEqual([0, 1]);
  });
});

describe('one bad dossier of ten stops none of the nine', () => {
  it.each([
    ['is refused when it is announced', 'packet.malformed', 'announce'],
    ['is not what was signed', 'sync.otherContent', 'finalise'],
    ['was damaged on the desk', 'storage.damaged', 'upload'],
    ['has no true receipt', 'sync.receiptFalse', 'finalise'],
    ['is sealed for no key of this upstream', 'packet.otherKey', 'finalise'],
  ] as const)('that %s: it is set aside, on record', async (_, code, where) => {
    const { queue, run, upstream } = await filled(10);
    if (where === 'announce') upstream.refuses.set(fakeId(4), code);
    else upstream.fail(where, code, { of: fakeId(4) });
    expect(await run()).toMatchObject({ sent: 9, setAside: 1, left: 0, stopped: null });
    expect(queue.rows[3]).toMatchObject({ state: 'poisoned', failure: code });
    expect(queue.records.filter(({ action }) => action === 'dossier.setAside')).toMatchObject([
      { object: { masked: fakeId(4) }, result: { outcome: 'failed', code } },
    ]);
    expect(queue.dossiers.get(fakeId(4))?.state).toBe('queued');
  });

  it.each([
    ['waits its turn', 'sync.inProgress'],
    ['came otherwise than it was sent', 'packet.hashDiffers'],
    ['makes the upstream fail', 'upstream.failed'],
    ['makes the upstream too slow', 'upstream.slow'],
    ['is answered with nonsense', 'upstream.misunderstood'],
  ] as const)('that %s: it goes again after a while, longer each time', async (_, code) => {
    const { queue, run, upstream, time } = await filled(10);
    upstream.fail('finalise', code, { of: fakeId(4) });
    expect(await run()).toMatchObject({ sent: 9, setAside: 0, left: 1, stopped: null });
    const row = queue.rows[3];
    const waits: number[] = [];
    for (let tries = 1; tries <= 15; tries++) {
      expect(row).toMatchObject({ state: 'waiting', attempts: tries, failure: code });
      waits.push(Date.parse(row?.nextAttemptAt ?? '') - time.wall);
      time.wall = Date.parse(row?.nextAttemptAt ?? '');
      await run();
    }
    expect(waits[0]).toBe(4_000);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(Math.max(...waits)).toBe(15 * 60_000);
    upstream.recover();
    time.wall += 15 * 60_000;
    expect(await run()).toMatchObject({ sent: 1, left: 0 });
  });

  it('whose bug nobody expected: it is reported, and goes again', async () => {
    const { queue, run, upstream, incidents } = await filled(10);
    const bug = new TypeError('nobody expected this');
    upstream.onAsked = (operation, dossier) => {
      if (operation === 'upload' && dossier === fakeId(4)) throw bug;
    };
    expect(await run()).toMatchObject({ sent: 9, left: 1, stopped: null });
    expect(queue.rows[3]).toMatchObject({ state: 'waiting', failure: 'internal' });
    expect(incidents).toEqual([bug]);
  });

  it('waits as long as the upstream asks', async () => {
    const { queue, run, upstream, time } = await filled(2);
    upstream.fail('finalise', 'sync.inProgress', { of: fakeId(1), params: { retryAfterMs: 90_000 } });
    await run();
    const wait = Date.parse(queue.rows[0]?.nextAttemptAt ?? '') - time.wall;
    expect(wait).toBeGreaterThanOrEqual(90_000);
    expect(wait).toBeLessThan(93_000);
  });

  it('that fails a whole announcement is found by halving it', async () => {
    const { queue, run, upstream } = await filled(10);
    upstream.refusesWhole = fakeId(4);
    expect(await run()).toMatchObject({ sent: 9, setAside: 1, left: 0, stopped: null });
    expect(queue.rows[3]).toMatchObject({ state: 'poisoned', failure: 'request.invalid' });
  });
});

describe('the line', () => {
  it.each([
    'upstream.unreachable',
    'upstream.captivePortal',
    'upstream.wrongAuthority',
    'upstream.certificateEnded',
    'upstream.busy',
    'upstream.full',
  ] as const)('lost in the middle (%s) stops the run, and counts against no dossier', async (code) => {
    const { desk, queue, run, upstream, time } = await filled(10);
    upstream.onAsked = (operation) => {
      if (operation === 'finalise' && upstream.count('finalise') === 4) upstream.fail('finalise', code);
    };
    const going = run();
    await time.pass(2_000);
    const result = await going;
    expect(result).toMatchObject({ setAside: 0, stopped: { code } });
    expect(result.sent + result.left).toBe(10);
    expect(queue.rows.map(({ attempts }) => attempts)).toEqual(Array(10).fill(0));
    expect(desk.state().line).toMatchObject({ is: 'away', failure: { code } });
    upstream.recover();
    expect(await run()).toMatchObject({ left: 0, stopped: null });
    expect(desk.state().line.is).toBe('ready');
  });

  it.each(['upstream.failed', 'upstream.slow'] as const)(
    'that answers nothing (%s) is told from a bad dossier',
    async (code) => {
      const { queue, run, upstream } = await filled(10);
      upstream.fail('finalise', code);
      expect(await run()).toMatchObject({ sent: 0, left: 10, stopped: { code } });
      expect(queue.rows.map(({ attempts }) => attempts)).toEqual(Array(10).fill(0));
    },
  );

  it('that is cut now and then does not stop a run', async () => {
    const { run, upstream, time } = await filled(20);
    let cut = 0;
    upstream.onAsked = (operation) => {
      if (operation !== 'finalise' || ++cut % 3 !== 0) return;
      upstream.fail('finalise', 'upstream.unreachable', { times: 1, after: true });
    };
    const going = run();
    await time.pass(60_000);
    expect(await going).toMatchObject({ sent: 20, left: 0, stopped: null });
    expect(upstream.received.size).toBe(20);
  });

  it('of an upstream whose keys are others now sends nothing, and sets nothing aside', async () => {
    const { desk, queue, run, upstream } = await filled(4);
    await run();
    queue.add(5);
    upstream.keys = { ...upstream.keys, signing: { kid: 'f'.repeat(64), publicKey: 'AAAA' } };
    upstream.fail('finalise', 'sync.receiptFalse');
    expect(await run()).toMatchObject({ sent: 0, setAside: 0, left: 1, stopped: { code: 'upstream.keyChanged' } });
    expect(desk.state().line).toMatchObject({ is: 'barred', failure: { code: 'upstream.keyChanged' } });
    expect(queue.rows[4]).toMatchObject({ state: 'waiting', attempts: 0 });
  });
});

describe('a full disk on the desk', () => {
  it('loses no receipt: they are asked for again', async () => {
    const { desk, queue, run, upstream } = await filled(5);
    queue.full = 'storage.full';
    expect(await run()).toMatchObject({ sent: 0, left: 5, stopped: { code: 'storage.full' } });
    expect(desk.state().line).toMatchObject({ is: 'away', failure: { code: 'storage.full' } });
    expect(queue.rows.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0, 0]);
    const uploads = upstream.count('upload');
    queue.full = null;
    expect(await run()).toMatchObject({ sent: 5, left: 0, stopped: null });
    expect(upstream.received.size).toBe(5);
    expect(upstream.count('upload')).toBe(5);
    expect(uploads).toBeGreaterThan(0);
  });
});
