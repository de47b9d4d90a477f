/** Whole pictures of the last frames, by their number, so that the best of them can still be asked for. */
export type FrameRing<T> = {
  keep(seq: number, picture: T): void;
  /** Takes the picture of a frame out; null when it is gone by now. */
  take(seq: number): T | null;
  clear(): void;
};

/** Keeps the last `most` pictures; `drop` is told of each that goes. */
export function createFrameRing<T>(most: number, drop: (picture: T) => void): FrameRing<T> {
  const kept = new Map<number, T>();
  return {
    keep(seq, picture) {
      kept.set(seq, picture);
      for (const [oldest, old] of kept) {
        if (kept.size <= most) break;
        kept.delete(oldest);
        drop(old);
      }
    },
    take(seq) {
      const picture = kept.get(seq) ?? null;
      kept.delete(seq);
      return picture;
    },
    clear() {
      for (const picture of kept.values()) drop(picture);
      kept.clear();
    },
  };
}
