import type { Point } from '#contract/pixels.ts';

/** Which pixels of a picture have their centre inside a polygon: one where they have (even-odd rule). */
export function polygonMask(points: readonly Point[], width: number, height: number): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const crossings = crossingsOf(points, row + 0.5);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      const from = Math.max(0, Math.ceil((crossings[pair] ?? 0) - 0.5));
      const to = Math.min(width - 1, Math.floor((crossings[pair + 1] ?? -1) - 0.5));
      if (from <= to) mask.fill(1, row * width + from, row * width + to + 1);
    }
  }
  return mask;
}

function crossingsOf(points: readonly Point[], y: number): readonly number[] {
  const found: number[] = [];
  points.forEach((from, index) => {
    const to = points[(index + 1) % points.length] ?? from;
    if (from.y <= y !== to.y <= y) found.push(from.x + ((y - from.y) * (to.x - from.x)) / (to.y - from.y));
  });
  return found.sort((one, other) => one - other);
}
