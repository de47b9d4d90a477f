import { expect, it } from 'vitest';
import { createSyncProgress } from './sync-progress.ts';

it('says how far a run is, how fast in the last seconds, and how long it still takes', () => {
  let now = 0;
  const progress = createSyncProgress(() => now);
  progress.counting()({ dossiers: 3, bytes: 300_000 });
  expect(progress.view()).toEqual({
    ...{ dossiers: { done: 0, of: 3 }, bytes: { done: 0, of: 300_000 } },
    ...{ bytesPerSecond: null, secondsLeft: null },
  });
  progress.begin('a', 50_000);
  for (now = 1000; now <= 5000; now += 1000) progress.moved('a', 50_000 + now * 10);
  now = 5000;
  expect(progress.view()).toMatchObject({
    bytes: { done: 100_000, of: 300_000 },
    bytesPerSecond: 10_000,
    secondsLeft: 20,
  });
  progress.done('a', 100_000);
  progress.counting()({ dossiers: 3, bytes: 250_000 });
  expect(progress.view()).toMatchObject({ dossiers: { done: 1, of: 4 }, bytes: { done: 100_000, of: 350_000 } });
});

it('forgets what it knew of a rate that is over, and what did not go', () => {
  let now = 0;
  const progress = createSyncProgress(() => now);
  progress.begin('a', 0);
  now = 1000;
  progress.moved('a', 40_000);
  progress.dropped('a');
  expect(progress.view()).toMatchObject({ bytes: { done: 0, of: 0 }, bytesPerSecond: 40_000 });
  now = 60_000;
  progress.moved('b', 1_000);
  now = 61_000;
  expect(progress.view().bytesPerSecond).toBeLessThan(2_000);
});

it('is of ever as much, or more, and never counts twice what arrives while it is counted', () => {
  const progress = createSyncProgress(() => 0);
  progress.counting()({ dossiers: 3, bytes: 300 });
  const counted = progress.counting();
  progress.done('a', 100);
  // Counted before it was acknowledged: it waited then.
  counted({ dossiers: 3, bytes: 300 });
  expect(progress.view()).toMatchObject({ dossiers: { done: 1, of: 3 }, bytes: { done: 100, of: 300 } });
  // One is set aside and waits no more.
  progress.counting()({ dossiers: 1, bytes: 100 });
  expect(progress.view()).toMatchObject({ dossiers: { done: 1, of: 3 }, bytes: { done: 100, of: 300 } });
  progress.begin('b', 0);
  progress.moved('b', 900);
  expect(progress.view().bytes).toEqual({ done: 1000, of: 1000 });
  progress.dropped('b');
  expect(progress.view().bytes).toEqual({ done: 100, of: 1000 });
  for (const key of ['c', 'd', 'e']) progress.done(key, 100);
  expect(progress.view().dossiers).toEqual({ done: 4, of: 4 });
});
