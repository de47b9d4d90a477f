import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PersonLine } from '#contract/registry.ts';
import { sampleLine } from '../../testing/sample-people.ts';
import { pageSize, rollPages, stayMs } from './roll-pages.ts';

describe('rollPages', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const begin = (load?: (offset: number, limit: number) => Promise<readonly PersonLine[]>) => {
    const loaded: number[] = [];
    const failed = vi.fn();
    const changed = vi.fn();
    const fill = async (offset: number, limit: number) => {
      loaded.push(offset);
      return Array.from({ length: limit }, (_, at) => sampleLine({ id: offset + at }));
    };
    return { loaded, failed, changed, pages: rollPages({ load: load ?? fill, changed, failed }) };
  };
  const stay = () => vi.advanceTimersByTimeAsync(stayMs);

  it('fetches what stays in view, whole pages of it', async () => {
    const { loaded, changed, pages } = begin();
    expect(pages.line(150)).toBeNull();
    pages.see(95, 112);
    await stay();
    expect(loaded).toEqual([50, 100]);
    expect(pages.line(95)?.id).toBe(95);
    expect(pages.line(100)?.id).toBe(100);
    expect(changed).toHaveBeenCalled();
  });

  it('asks for nothing that was only scrolled past', async () => {
    const { loaded, pages } = begin();
    for (let top = 0; top < 200_000; top += 5000) {
      pages.see(top, top + 16);
      await vi.advanceTimersByTimeAsync(stayMs / 4);
    }
    expect(loaded).toEqual([]);
    await stay();
    expect(loaded).toEqual([195_000]);
  });

  it('asks for a page once, and keeps what was seen', async () => {
    const { loaded, pages } = begin();
    pages.see(0, 16);
    await stay();
    pages.see(3, 19);
    await stay();
    expect(loaded).toEqual([0]);
  });

  it('lets go of what was not seen for longest', async () => {
    const { loaded, pages } = begin();
    for (let page = 0; page < 160; page += 1) {
      pages.see(page * pageSize, page * pageSize + 16);
      await stay();
    }
    expect(pages.line(0)).toBeNull();
    expect(pages.line(159 * pageSize)?.id).toBe(159 * pageSize);
    pages.see(0, 16);
    await stay();
    expect(loaded.at(-1)).toBe(0);
  });

  it('says that a page did not come, and is silent once it is left', async () => {
    const broken = begin(() => Promise.reject(new Error('no')));
    broken.pages.see(0, 16);
    await stay();
    expect(broken.failed).toHaveBeenCalledOnce();
    const left = begin(() => Promise.reject(new Error('no')));
    left.pages.see(0, 16);
    vi.advanceTimersByTime(stayMs);
    left.pages.stop();
    await stay();
    expect(left.failed).not.toHaveBeenCalled();
    expect(left.changed).not.toHaveBeenCalled();
  });
});
