/** Milliseconds of many runs of the same thing. */
export type Samples = readonly number[];

/** The value so many hundredths of the samples are below. */
export function percentile(samples: Samples, hundredths: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? 0;
}

/** Runs work of two kinds in turns, so that whatever else the machine does falls on both. */
export function inTurns<T>(items: readonly T[], works: readonly ((item: T) => void)[]): readonly Samples[] {
  const samples = works.map((): number[] => []);
  for (const item of items)
    works.forEach((work, at) => {
      const began = performance.now();
      work(item);
      samples[at]?.push(performance.now() - began);
    });
  return samples;
}

/** A line of a table on the standard output. */
export function row(...cells: readonly (string | number)[]): void {
  process.stdout.write(
    `${cells.map((cell, at) => (at === 0 ? String(cell).padEnd(52) : String(cell).padStart(13))).join('')}\n`,
  );
}

export function ms(value: number): string {
  return `${value.toFixed(value < 1 ? 3 : value < 100 ? 1 : 0)} ms`;
}

export function ratio(value: number, base: number): string {
  return base === 0 ? '–' : `${(value / base).toFixed(2)}×`;
}
