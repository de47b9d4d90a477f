import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { SyncResult } from '#contract/sync.ts';
import { fakeDesk, sessionOf, stateOf } from './testing/fake-desk.ts';
import { runGathering, typist } from './testing/run-gathering.ts';
import { away, deskOf, ready, run } from './testing/sample-sync.ts';

const result = (over: Partial<SyncResult> = {}): SyncResult => ({
  ...{ sent: 0, setAside: 0, left: 0, bytes: 0, ms: 1200, stopped: null, ...over },
});

describe('sync', () => {
  it.each([
    ['all was sent', result({ sent: 12, bytes: 480_000 }), 0],
    ['nothing waited', result(), 0],
    ['some were set aside', result({ sent: 3, setAside: 1 }), 3],
    ['some wait for their moment', result({ sent: 3, left: 2 }), 5],
    ['the line is away', result({ left: 2, setAside: 1, stopped: away }), 6],
    ['this desk is let in no more', result({ left: 2, stopped: failure('enrolment.revoked') }), 6],
    ['this desk’s own disk is full', result({ left: 2, stopped: failure('storage.full', { file: 'desk.db' }) }), 1],
  ])('says by its exit code that %s', async (_, answer, code) => {
    const fake = deskOf({ 'sync.run': () => answer });
    const ran = await run(fake, 'sync', '--json');
    expect([ran.code, JSON.parse(ran.out)]).toEqual([code, answer]);
  });

  it('shows how far it is, what it did, and why it stopped', async () => {
    const fake = deskOf({
      'sync.run': () => {
        const sending = {
          ...{ dossiers: { done: 3, of: 12 }, bytes: { done: 120_000, of: 480_000 } },
          ...{ bytesPerSecond: 50_000, secondsLeft: 7.2 },
        };
        fake.change({ sync: { ...ready, sending } });
        return result({ sent: 1204, setAside: 2, left: 5, bytes: 48_000_000, stopped: away });
      },
    });
    const { out, progress } = await run(fake, 'sync');
    expect(progress).toEqual(['Gửi 25 % · 3/12 hồ sơ · 50,0 kB/giây · còn 8 giây']);
    const [first, why, aside] = out.split('\n');
    expect(first).toBe('Đã gửi 1.204 hồ sơ (48,0 MB) trong 2 giây · để riêng 2 · còn chờ 5.');
    expect(why).toMatch(/^Dừng vì: .*\[upstream\.unreachable\]$/);
    expect(aside).toContain('queue list poisoned');
  });

  it('is left by Ctrl+C, whatever the run is at', async () => {
    let interrupt: () => void = () => undefined;
    const fake = deskOf({
      'sync.run': () => {
        interrupt();
        return new Promise<SyncResult>(() => undefined);
      },
    });
    const onInterrupt = (stop: () => void) => {
      interrupt = stop;
      return () => undefined;
    };
    expect((await runGathering(['sync'], { fake, onInterrupt })).code).toBe(130);
  });

  it('is for those who answer for dossiers', async () => {
    const fake = fakeDesk(stateOf('training', { session: sessionOf('KT001'), sync: ready }), {
      'sync.run': () => {
        throw new FailureError(failure('session.notPermitted', { permission: 'queue.manage' }));
      },
    });
    const args = ['sync', '--officer', 'KT001'];
    const { code, err } = await runGathering(args, { fake, keyboard: typist('con mèo') });
    expect([code, err]).toEqual([1, expect.stringContaining('session.notPermitted')]);
  });
});
