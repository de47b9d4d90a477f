import type { FileName, ReadProgress } from '#contract/evidence.ts';

/** Counts what a read has done, and tells it after every change that is worth a redraw. */
export type ProgressTeller = {
  readonly current: () => ReadProgress;
  step(step: ReadProgress['step']): void;
  /** A command was answered: told with the next change. */
  exchanged(apdus: number): void;
  begin(file: FileName): void;
  /** The file under way has said how long it is. */
  length(length: number): void;
  bytes(count: number): void;
  /** The file under way is whole: its bytes stay counted. */
  finish(): void;
  /** The file under way is given up or begun anew: its bytes are taken back. */
  forget(): void;
};

/** Progress from the very beginning. */
export function createProgress(onProgress?: (progress: ReadProgress) => void): ProgressTeller {
  let progress: ReadProgress = { step: 'connecting', file: null, bytesRead: 0, bytesKnown: 0, apdus: 0 };
  let underWay = { length: 0, read: 0 };
  const tell = (change: Partial<ReadProgress>): void => {
    progress = { ...progress, ...change };
    onProgress?.(progress);
  };
  return {
    current: () => progress,
    step: (step) => tell({ step, file: null }),
    exchanged(apdus) {
      progress = { ...progress, apdus };
    },
    begin(file) {
      underWay = { length: 0, read: 0 };
      tell({ file });
    },
    length(length) {
      underWay = { length, read: 0 };
      tell({ bytesKnown: progress.bytesKnown + length });
    },
    bytes(count) {
      underWay = { ...underWay, read: underWay.read + count };
      tell({ bytesRead: progress.bytesRead + count });
    },
    finish() {
      underWay = { length: 0, read: 0 };
    },
    forget() {
      const { length, read } = underWay;
      underWay = { length: 0, read: 0 };
      if (length > 0) tell({ bytesRead: progress.bytesRead - read, bytesKnown: progress.bytesKnown - length });
    },
  };
}
