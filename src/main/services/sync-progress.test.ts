import { expect, it } from 'vitest';
import { createSyncProgress } from './sync-progress.ts';

it('says how far a run is, how fast in the last seconds, and how long it still takes', () => {
  let now = 0;
  const progress = createSyncProgress(() => now);
  progress.found({ dossiers: 3, bytes: 300_000 });
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
  progress.found({ dossiers: 3, bytes: 250_000 });
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
