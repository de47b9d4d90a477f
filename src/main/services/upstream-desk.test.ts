import { describe, expect, it } from 'vitest';
import type { Permission } from '#contract/officers.ts';
import { fakeId } from './testing/fake-queue.ts';
import { begun, settled, syncTrial } from './testing/sync-trial.ts';

const call = { signal: new AbortController().signal };
const minuteMs = 60_000;
const named = { url: 'https://mau.invalid', authorityPem: 'PEM' };

describe('how a desk stands', () => {
  it('is asked, kept, and asked again by itself until somebody lets it in', async () => {
    const trial = await syncTrial({ bound: null });
    const { desk, queue, time, upstream, store } = trial;
    upstream.stands = 'unknown';
    queue.add(1);
    desk.start();
    const signing = upstream.keys.signing.kid;
    await desk.handlers['upstream.connect']({ ...named, signing }, call);
    await time.pass(1_000);
    expect(upstream.count('enrol')).toBe(1);
    expect(desk.state()).toMatchObject({
      upstream: { standing: 'requested' },
      line: { is: 'barred', failure: { code: 'enrolment.pending' } },
    });
    upstream.stands = 'approved';
    await time.pass(minuteMs);
    expect(desk.state()).toMatchObject({ upstream: { standing: 'approved' }, line: { is: 'ready' } });
    expect(queue.states()).toEqual(['sent']);
    expect(store.kept.bound).toMatchObject({ standing: 'approved', since: '2026-11-22T00:00:00.000Z' });
    expect(store.kept.records).toMatchObject(
      ['connected', 'requested', 'approved'].map((code) => ({ action: 'upstream.changed', result: { code } })),
    );
  });

  it('revoked in the middle of the day locks sending alone, until it is let in again', async () => {
    const { desk, queue, time, upstream } = await begun();
    upstream.stands = 'revoked';
    upstream.fail('announce', 'enrolment.revoked');
    queue.add(1);
    desk.wake();
    await time.pass(1_000);
    expect(desk.state()).toMatchObject({
      upstream: { standing: 'revoked' },
      line: { is: 'barred', failure: { code: 'enrolment.revoked' } },
    });
    expect(queue.rows[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    const before = upstream.asked.length;
    desk.wake();
    await time.pass(10 * minuteMs);
    expect(upstream.asked.length).toBe(before);
    upstream.recover();
    upstream.stands = 'approved';
    await time.pass(6 * minuteMs);
    expect(queue.states()).toEqual(['sent']);
  });

  it('is asked for anew where the upstream has lost its books', async () => {
    const { desk, upstream } = await begun();
    upstream.stands = 'unknown';
    await desk.ask();
    expect(upstream.stands).toBe('requested');
    expect(desk.state().line).toMatchObject({ is: 'barred', failure: { code: 'enrolment.pending' } });
  });

  it('counts for nothing when the keys are others: nothing is sent, not even a question', async () => {
    const { desk, queue, upstream } = await begun();
    upstream.keys = { ...upstream.keys, sealing: { kid: 'f'.repeat(64), publicKey: 'AAAA' } };
    queue.add(1);
    upstream.asked.length = 0;
    expect(await desk.ask()).toMatchObject({ stopped: { code: 'upstream.keyChanged' } });
    expect(upstream.asked).toEqual(['info']);
    expect(desk.state().line).toMatchObject({ is: 'barred', failure: { code: 'upstream.keyChanged' } });
    expect(desk.sealing()?.kid).toBe('a'.repeat(64));
  });
});

describe('the upstream', () => {
  it('is looked at without being believed, and only by whoever may', async () => {
    const { desk, upstream, wished, store } = await syncTrial({ bound: null });
    expect(await desk.handlers['upstream.look'](named, call)).toEqual({
      ...{ url: named.url, name: 'Tuyến trên MẪU', kind: 'reference', authority: 'c'.repeat(64) },
      ...{ sealing: 'a'.repeat(64), signing: 'b'.repeat(64) },
    });
    expect([upstream.asked, upstream.closed]).toEqual([['info'], 1]);
    expect(store.kept).toEqual({ bound: null, records: [] });
    expect(wished).toEqual(['upstream.manage'] satisfies Permission[]);
  });

  it('is bound only with the key that was confirmed', async () => {
    const { desk, store, upstream } = await syncTrial({ bound: null });
    const asked = { ...named, signing: 'e'.repeat(64) };
    await expect(desk.handlers['upstream.connect'](asked, call)).rejects.toMatchObject({
      failure: { code: 'upstream.keyChanged' },
    });
    expect([store.kept.bound, upstream.closed]).toEqual([null, 1]);
  });

  it('that is for tests is nothing for a desk that serves people', async () => {
    const { desk, store, upstream } = await syncTrial({ bound: null, takesReference: false });
    const asked = { ...named, signing: upstream.keys.signing.kid };
    await expect(desk.handlers['upstream.connect'](asked, call)).rejects.toMatchObject({
      failure: { code: 'upstream.forTests' },
    });
    expect(store.kept).toEqual({ bound: null, records: [] });
  });

  it('is changed, limited and forgotten, each on record; what waits for a key hears of it', async () => {
    let changes = 0;
    const { desk, store, upstream } = await begun({ sealingChanged: () => void changes++ });
    await desk.handlers['upstream.limit']({ bytesPerSecond: 4096 }, call);
    expect([upstream.limits, store.kept.bound?.limit]).toEqual([[null, 4096], 4096]);
    const signing = upstream.keys.signing.kid;
    await desk.handlers['upstream.connect']({ ...named, url: 'https://khac.invalid', signing }, call);
    expect(store.kept.bound).toMatchObject({ url: 'https://khac.invalid', limit: 4096, standing: 'approved' });
    await desk.handlers['upstream.forget'](undefined, call);
    expect(store.kept.bound).toBeNull();
    expect(desk.sealing()).toBeNull();
    expect(changes).toBe(2);
    expect(store.kept.records).toMatchObject(
      ['limit', 'connected', 'approved', 'forgotten'].map((code) => ({ result: { code } })),
    );
    await expect(desk.handlers['upstream.forget'](undefined, call)).rejects.toMatchObject({
      failure: { code: 'upstream.unset' },
    });
  });

  it('is changed in the middle of a run without harm to any dossier', async () => {
    const { desk, queue, run, upstream } = await begun();
    for (let n = 1; n <= 10; n++) queue.add(n);
    const held = Promise.withResolvers<void>();
    upstream.onAsked = (operation) => (operation === 'finalise' ? held.promise : undefined);
    const going = run();
    await settled();
    const binding = desk.bindTo({ ...upstream.bound, url: 'https://khac.invalid' });
    held.resolve();
    await binding;
    await going;
    expect(queue.rows.map(({ attempts }) => attempts)).toEqual(Array(10).fill(0));
    expect(await run()).toMatchObject({ left: 0, stopped: null });
    expect(upstream.received.size).toBe(10);
    expect(queue.dossiers.get(fakeId(10))?.state).toBe('sent');
  });
});
