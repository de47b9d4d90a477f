import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchAnswer, Sought } from '../../state/look-up-view.ts';
import { type SearchShown, searchAsTyped } from './search-as-typed.ts';

describe('searchAsTyped', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const sought = (text: string): Sought => ({ text, area: null, birthYear: null });
  const begin = () => {
    const asked: {
      readonly sought: Sought;
      readonly answer: (answer: SearchAnswer) => void;
      readonly fail: () => void;
    }[] = [];
    const shown: SearchShown[] = [];
    const search = searchAsTyped({
      ask: (each) =>
        new Promise((resolve, reject) =>
          asked.push({ sought: each, answer: resolve, fail: () => reject(new Error('no')) }),
        ),
      show: (each) => shown.push(each),
    });
    return { asked, shown, search };
  };
  const nobody: SearchAnswer = { found: [], more: false };

  it('asks once for what was typed last, after a pause', () => {
    const { asked, search } = begin();
    for (const text of ['da', 'dan', 'dang']) {
      search.seek(sought(text));
      vi.advanceTimersByTime(100);
    }
    expect(asked).toHaveLength(0);
    vi.advanceTimersByTime(50);
    expect(asked.map((each) => each.sought.text)).toEqual(['dang']);
  });

  it('shows the newest answer only, in whatever order answers come', async () => {
    const { asked, shown, search } = begin();
    search.seek(sought('dang'), true);
    search.seek(sought('dang thi'), true);
    asked[1]?.answer(nobody);
    await vi.advanceTimersByTimeAsync(0);
    asked[0]?.answer({ found: [], more: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.filter(({ kind }) => kind === 'found')).toEqual([
      { kind: 'found', sought: sought('dang thi'), answer: nobody },
    ]);
  });

  it('shows nothing of a search that was taken back or left', async () => {
    const { asked, shown, search } = begin();
    search.seek(sought('dang'), true);
    search.seek(null);
    asked[0]?.answer(nobody);
    search.seek(sought('ly'), true);
    search.stop();
    asked[1]?.fail();
    await vi.advanceTimersByTimeAsync(500);
    expect(shown).toEqual([{ kind: 'searching' }, { kind: 'searching' }]);
  });

  it('says that a search failed', async () => {
    const { asked, shown, search } = begin();
    search.seek(sought('dang'), true);
    asked[0]?.fail();
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toMatchObject({ kind: 'failed' });
  });
});
