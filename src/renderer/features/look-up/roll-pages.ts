import type { PersonLine } from '#contract/registry.ts';

type Parts = {
  readonly load: (offset: number, limit: number) => Promise<readonly PersonLine[]>;
  /** Something to draw has changed. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
};

/** The lines of a long list, fetched by pages as they come into view. */
export type RollPages = {
  /** The line at a place, or null while it is not there. */
  line(index: number): PersonLine | null;
  /** What is in view now: fetched once it has stayed there for a moment. */
  see(first: number, last: number): void;
  stop(): void;
};

export const pageSize = 50;
/** As many pages are kept; those not seen for longest go first. */
const keptPages = 120;
/** Somebody who scrolls past sees nothing anyway: only what stays in view is asked for, and logged. */
export const stayMs = 80;

export function rollPages({ load, changed, failed }: Parts): RollPages {
  const pages = new Map<number, readonly PersonLine[]>();
  const asked = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const keep = (page: number, lines: readonly PersonLine[]) => {
    pages.set(page, lines);
    for (const oldest of pages.keys()) {
      if (pages.size <= keptPages) break;
      pages.delete(oldest);
    }
  };
  const fetchPage = async (page: number) => {
    asked.add(page);
    try {
      const lines = await load(page * pageSize, pageSize);
      if (!stopped) keep(page, lines);
    } catch (error) {
      if (!stopped) failed(error);
    } finally {
      asked.delete(page);
      if (!stopped) changed();
    }
  };
  return {
    line: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize] ?? null,
    see(first, last) {
      clearTimeout(timer);
      const wanted = pagesOf(first, last);
      for (const page of wanted) {
        const lines = pages.get(page);
        if (lines) pages.delete(page) && pages.set(page, lines);
      }
      const missing = wanted.filter((page) => !pages.has(page) && !asked.has(page));
      if (missing.length === 0) return;
      timer = setTimeout(() => {
        for (const page of missing) void fetchPage(page);
      }, stayMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function pagesOf(first: number, last: number): readonly number[] {
  const from = Math.floor(first / pageSize);
  const to = Math.floor(Math.max(first, last - 1) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
