import { afterAll, expect, it, vi } from 'vitest';
import { forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import type { Desk } from './compose.ts';
import { call, noDevices, trialDesks } from './testing/trial-desk.ts';

// A real process with real TLS beside a real desk.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const desks = trialDesks();
afterAll(() => desks.remove());

const spawn: SpawnProcess = (entry) => (entry === 'demo-upstream' ? forkProcess(entry) : noDevices(entry));
const start = () => desks.start({ profile: 'demo', demoUpstream: true, spawn });
const lineOf = (desk: Desk) => desk.snapshot().sync.line;
const ready = (desk: Desk) =>
  vi.waitFor(() => expect(lineOf(desk).is).toBe('ready'), { timeout: 60_000, interval: 100 });

it('the demo’s desk finds an upstream of its own and is let in, and is not asked again after a restart', async () => {
  const desk = await start();
  expect(desk.snapshot().vault.state).toBe('open');
  await ready(desk);
  const { upstream, deskId } = desk.snapshot().sync;
  expect(upstream).toMatchObject({ kind: 'reference', standing: 'approved' });
  expect(deskId).toMatch(/^[0-9a-f]{64}$/);
  const page = await call(desk, 'demo.upstream', undefined);
  expect(page).toEqual({ pageUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/) });
  expect((await fetch(page?.pageUrl ?? '')).status).toBe(200);
  expect(await call(desk, 'sync.run', undefined)).toMatchObject({ sent: 0, left: 0, stopped: null });
  await desks.stop(desk);
  const again = await start();
  await ready(again);
  expect(again.snapshot().sync.upstream).toMatchObject({ signing: upstream?.signing, since: upstream?.since });
  await call(again, 'demo.beOfficer', { officer: 'KT001' });
  const any = { before: null, limit: 50, officer: null, level: null, mark: null, purpose: null, from: null, to: null };
  const records = await call(again, 'audit.page', { ...any, action: 'upstream.changed' });
  expect(records.map(({ result }) => result.code).toReversed()).toEqual(['connected', 'requested', 'approved']);
});

it('a demo without one is a desk that is bound to nothing', async () => {
  const desk = await desks.start({ profile: 'demo', home: `${desks.home}/none`, spawn: noDevices });
  expect(desk.snapshot().sync).toMatchObject({ upstream: null, line: { is: 'unset' } });
  expect(await call(desk, 'demo.upstream', undefined)).toBeNull();
});
