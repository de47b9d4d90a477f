import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failure } from '#contract/failures.ts';
import { createFakeHost, type FakeHost } from '../testing/fake-client.ts';
import { sampleDesk } from '../testing/sample-desk.ts';
import { openDeskLink } from './desk-link.ts';

describe('openDeskLink', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const open = () => {
    const hosts: FakeHost[] = [];
    const link = openDeskLink(() => {
      const host = createFakeHost(sampleDesk({ rev: 100 * (hosts.length + 1) }));
      hosts.push(host);
      return host.client;
    });
    return { hosts, link };
  };

  it('keeps what it has shown when the host goes, and comes back by itself', async () => {
    const { hosts, link } = open();
    await vi.advanceTimersByTimeAsync(0);
    hosts[0]?.end();
    expect(link.view.getState()).toMatchObject({
      connection: 'lost',
      failure: { code: 'desk.disconnected' },
      desk: { rev: 100 },
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect(link.view.getState()).toMatchObject({ connection: 'open', failure: null, desk: { rev: 200 } });
    await link.call('reading.cancel');
    expect(hosts[1]?.calls.at(-1)?.command).toBe('reading.cancel');
  });

  it('does not fight another window for the desk', async () => {
    const { hosts, link } = open();
    await vi.advanceTimersByTimeAsync(0);
    hosts[0]?.end(failure('desk.secondWindow'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hosts).toHaveLength(1);
    expect(link.view.getState().failure?.code).toBe('desk.secondWindow');
  });

  it('passes on the progress of imports, until it is no longer heard', async () => {
    const { hosts, link } = open();
    const done: number[] = [];
    const stop = link.onImportProgress((progress) => done.push(progress.done));
    const progress = { importId: 'a', file: 'x', total: 2, failure: null };
    hosts[0]?.emit('trust.importProgressed', { ...progress, done: 1 });
    stop();
    hosts[0]?.emit('trust.importProgressed', { ...progress, done: 2 });
    expect(done).toEqual([1]);
  });
});
