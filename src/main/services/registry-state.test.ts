import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { ImportRun, RegistryState } from '#contract/registry.ts';
import type { RegistryStore, RegistrySummary } from '#ports/registry-store.ts';
import { keepRegistryState, type RegistryStateKeeper } from './registry-state.ts';

const run = (added: number): ImportRun => ({
  ...{ id: 1, file: 'a.csv', format: 'csv', size: 10, byteOffset: 0, line: 0, changed: 0, unchanged: 0, setAside: 0 },
  ...{ added, beganAt: '', endedAt: null },
});
const damaged = failure('storage.damaged', { file: 'registry.db' });

let damage: Failure | null;
let summary: () => Promise<RegistrySummary>;
let told: RegistryState[];
let keeper: RegistryStateKeeper;

beforeEach(() => {
  damage = null;
  summary = async () => ({ people: 20, asOf: '2026-11-22T06:00:00.000Z' });
  told = [];
  const store = { damage: () => damage, summary: () => summary() } as Partial<RegistryStore> as RegistryStore;
  keeper = keepRegistryState({ store, changed: (state) => told.push(state) });
});

describe('the state of the population cache', () => {
  it('says how many people there are, and how old the data are', async () => {
    expect(keeper.state().state).toBe('empty');
    await keeper.refresh();
    expect(told.at(-1)).toMatchObject({ state: 'ready', people: 20, asOf: '2026-11-22T06:00:00.000Z' });
    summary = async () => ({ people: 0, asOf: null });
    await keeper.refresh();
    expect(told.at(-1)).toMatchObject({ state: 'empty', people: 0 });
  });

  it('tells progress at most ten times a second, and its end at once', () => {
    vi.useFakeTimers();
    try {
      for (let ms = 0; ms < 1000; ms++) {
        keeper.importing(run(ms));
        vi.advanceTimersByTime(1);
      }
      expect(told.length).toBeLessThanOrEqual(11);
      expect(told.at(-1)?.importing?.added).toBeGreaterThan(850);
      keeper.importing(null);
      expect(told.at(-1)?.importing).toBeNull();
    } finally {
      vi.useRealTimers();
    }
  });

  it('is damaged when the file does not open, or is found damaged while it is used', async () => {
    await expect(keeper.using(() => Promise.reject(new FailureError(damaged)))).rejects.toThrow('storage.damaged');
    expect(told.at(-1)).toMatchObject({ state: 'damaged', failure: { code: 'storage.damaged' } });
    await keeper.refresh();
    expect(told.at(-1)).toMatchObject({ state: 'damaged' });
    await keeper.rebuilt();
    expect(told.at(-1)).toMatchObject({ state: 'ready', failure: null });
    damage = failure('storage.wrongKey');
    await keeper.refresh();
    expect(told.at(-1)).toMatchObject({ state: 'damaged', failure: { code: 'storage.wrongKey' } });
    await expect(keeper.using(() => Promise.reject(new FailureError(failure('storage.full'))))).rejects.toThrow();
    expect(told.at(-1)?.failure?.code).toBe('storage.wrongKey');
  });

  it('tells once that there are people to look at: when an import has ended, or the first came in', async () => {
    let heard = 0;
    const deaf = keeper.onFilled(() => {
      heard += 1;
    });
    summary = async () => ({ people: 0, asOf: null });
    await keeper.refresh();
    for (let batch = 0; batch < 5; batch++) keeper.importing(run(batch));
    expect(heard).toBe(0);
    summary = async () => ({ people: 20, asOf: null });
    await keeper.refresh();
    expect(heard).toBe(0);
    keeper.importing(null);
    expect(heard).toBe(1);
    await keeper.refresh();
    keeper.checking({ done: 1, of: 2 });
    keeper.checking(null);
    expect(heard).toBe(1);
    keeper.importing(run(1));
    deaf();
    keeper.importing(null);
    expect(heard).toBe(1);
  });

  it('tells nothing once it is closed', () => {
    keeper.close();
    keeper.importing(null);
    expect(told).toEqual([]);
  });
});
