import { fitLattice, type Lattice, type Placed } from './lattice.ts';
import type { PrintLine } from './print-lines.ts';

/** A place where a machine readable zone may be: two or three lines, one under the other, at one pitch. */
export type Zone = {
  readonly lattice: Lattice;
  readonly lineCount: 2 | 3;
  /** First and last column where something was seen. */
  readonly first: number;
  readonly last: number;
  /** Characters that were seen: the more, the likelier. */
  readonly seen: number;
};

/** Distance of two lines, in pitches: cards have 1.66 to 2.5, a slanting view makes it less. */
const [nearest, farthest] = [1.2, 3.2];
/** How many places are tried in one picture. */
const mostZones = 6;
/** The longest lines are looked at: others are print that happens to be regular. */
const mostLines = 24;

/** Places where a zone may be, likeliest first. */
export function zonesOf(lines: readonly PrintLine[]): readonly Zone[] {
  const sorted = lines.slice(0, mostLines).sort((a, b) => heightAt(a, 0) - heightAt(b, 0));
  const zones: Zone[] = [];
  for (const upper of sorted)
    for (const middle of sorted) {
      const first = distance(upper, middle);
      if (first === null) continue;
      zones.push(...pairZones(upper, middle, first));
      for (const lower of sorted) {
        const second = distance(middle, lower);
        if (second === null || Math.abs(Math.log(second / first)) > 0.25) continue;
        zones.push(zoneOf([upper, middle, lower], [0, 1, 2], 3));
      }
    }
  const whole = zones.filter(({ seen, first, last }) => seen >= 14 && last - first >= 12);
  return whole.sort((a, b) => b.seen - a.seen).slice(0, mostZones);
}

/** Two lines are a passport's, or those of a card whose third was not seen: above, below or between them. */
function pairZones(upper: PrintLine, lower: PrintLine, distanceOfThem: number): readonly Zone[] {
  const pair = [upper, lower];
  const two = zoneOf(pair, [0, 1], 2);
  if (two.last - two.first > 31) return [two];
  const partly = [zoneOf(pair, [0, 1], 3), zoneOf(pair, [1, 2], 3)];
  const around = distanceOfThem > 2 * nearest ? [zoneOf(pair, [0, 2], 3)] : [];
  // A zone of three seen lines goes before a guess.
  return [...partly, ...around].map((zone) => ({ ...zone, seen: zone.seen - 0.5 }));
}

/** The middle of a line, and y there. */
function heightAt({ marks, slope }: PrintLine, x: number): number {
  const middle = marks[marks.length >> 1]?.blob;
  return middle === undefined ? 0 : middle.y + slope * (x - middle.x);
}

/** How far a line stands under another, in pitches; null where they are not two lines of one zone. */
function distance(upper: PrintLine, lower: PrintLine): number | null {
  if (upper === lower || Math.abs(Math.log(lower.pitch / upper.pitch)) > 0.18) return null;
  if (Math.abs(upper.slope - lower.slope) > 0.12) return null;
  const [from, to] = [Math.max(leftOf(upper), leftOf(lower)), Math.min(rightOf(upper), rightOf(lower))];
  if (to - from < 3 * upper.pitch) return null;
  const x = (from + to) / 2;
  const slope = (upper.slope + lower.slope) / 2;
  const pitches = (heightAt(lower, x) - heightAt(upper, x)) / (1 + slope * slope) / upper.pitch;
  return pitches < nearest || pitches > 2 * farthest ? null : pitches;
}

const leftOf = ({ marks }: PrintLine) => marks[0]?.blob.x ?? 0;
const rightOf = ({ marks }: PrintLine) => marks.at(-1)?.blob.x ?? 0;

/** Brings the columns of lines together: what stands under a character, square to the line, is in its column. */
function zoneOf(lines: readonly PrintLine[], numbers: readonly number[], lineCount: 2 | 3): Zone {
  const leader = [...lines].sort((a, b) => b.marks.length - a.marks.length)[0] as PrintLine;
  const placed: Placed[] = lines.flatMap((line, at) => {
    const shift = line === leader ? 0 : shiftTo(leader, line);
    return line.marks.map(({ column, blob }) => {
      return { column: column + shift, line: numbers[at] ?? at, at: { x: blob.x, y: blob.y } };
    });
  });
  const first = Math.min(...placed.map(({ column }) => column));
  const counted = placed.map((each) => ({ ...each, column: each.column - first }));
  const last = Math.max(...counted.map(({ column }) => column));
  return { lattice: fitLattice(counted), lineCount, first: 0, last, seen: placed.length };
}

function shiftTo(leader: PrintLine, line: PrintLine): number {
  const middle = line.marks[line.marks.length >> 1];
  if (middle === undefined) return 0;
  // The foot of the plumb from the middle of this line on the leading one.
  const { slope } = leader;
  const off = middle.blob.y - heightAt(leader, middle.blob.x);
  const foot = middle.blob.x + (off * slope) / (1 + slope * slope);
  return columnAt(leader, foot) - middle.column;
}

/** The column of a line at an x, beyond its ends by its pitch. */
function columnAt({ marks, pitch }: PrintLine, x: number): number {
  let best = marks[0];
  for (const mark of marks) if (Math.abs(mark.blob.x - x) < Math.abs((best?.blob.x ?? 0) - x)) best = mark;
  return best === undefined ? 0 : Math.round(best.column + (x - best.blob.x) / pitch);
}
