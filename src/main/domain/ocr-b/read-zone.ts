import type { Greys } from './greys.ts';
import { fitLattice, type Lattice, type Placed, upsideDown } from './lattice.ts';
import { type CellMatch, type Comparison, matchCell, shiftsWithin } from './match.ts';
import { halfLine, type StraightLine, shiftedPlace, straighten } from './straighten.ts';
import type { Templates } from './templates.ts';
import type { Zone } from './zones.ts';

/** A zone whose characters were compared: cells by line and column, and where they lie. */
export type ZoneMatch = {
  readonly cells: readonly (readonly CellMatch[])[];
  readonly lattice: Lattice;
  readonly width: number;
  /** Mean correlation of the best characters in the worst line, 0 to 1: less than a half is no print of OCR-B. */
  readonly likeness: number;
  /** Which of the blurs it is, from 0: the last one is hard to read. */
  readonly blur: number;
  /** How like the characters are to each other at that blur: `Templates.alike`. */
  readonly alike: Float32Array;
};

const [finest, fine, coarse] = [shiftsWithin(1), shiftsWithin(2), shiftsWithin(2)];
/** Columns looked at beyond what was seen: pieces of ink at the ends may have been missed. */
const beyond = 4;
const mostColumns = 56;

/** Compares every character of a zone with the templates, whichever way up it is. */
export function matchZone(greys: Greys, zone: Zone, templates: Templates): ZoneMatch {
  const width = zone.lineCount === 3 ? 30 : zone.last - zone.first > 37 ? 44 : 36;
  const view = { greys, templates, lineCount: zone.lineCount, width };
  const { first, last } = zone;
  if (!isTurned(view, zone))
    return compare(view, settle(view, zone.lattice, { first: first - beyond, last: last + beyond }));
  const turned = upsideDown(zone.lattice, zone.lineCount, width);
  return compare(view, settle(view, turned, { first: width - 1 - last - beyond, last: width - 1 - first + beyond }));
}

/** Whether the templates upside down are more like the zone: told from some of its characters. */
function isTurned({ greys, templates, lineCount }: View, { lattice, first, last }: Zone): boolean {
  let lead = 0;
  for (let line = 0; line < lineCount; line++) {
    const half = halfLine(straighten(greys, lattice, { line, from: first, count: last - first + 1 }));
    for (let cell = 1; cell < half.count; cell += 3) {
      const likeness = (template: Float32Array) => {
        const { scores, best } = matchCell(half, cell, { template, shifts: finest, more: [] });
        return scores[best] ?? 0;
      };
      lead += likeness(templates.turned) - likeness(templates.coarse);
    }
  }
  return lead > 0;
}

type View = {
  readonly greys: Greys;
  readonly templates: Templates;
  readonly lineCount: 2 | 3;
  readonly width: number;
};

/** Finds which thirty columns are the zone, and lays the lattice anew through where its characters are. */
function settle(
  { greys, templates, lineCount, width }: View,
  lattice: Lattice,
  { first, last }: { readonly first: number; readonly last: number },
): Lattice {
  const count = Math.min(mostColumns, Math.max(last - first + 1, width));
  const lines = Array.from({ length: lineCount }, (_, line) =>
    matchLine(halfLine(straighten(greys, lattice, { line, from: first, count })), {
      template: templates.coarse,
      shifts: coarse,
      more: [],
    }),
  );
  const begins = beginsOf(lines, width);
  const placed: Placed[] = lines.flatMap((cells, line) =>
    cells.slice(begins[line], (begins[line] ?? 0) + width).flatMap((cell, column) => {
      if ((cell.scores[cell.best] ?? 0) < 0.6) return [];
      const place = { column: first + (begins[line] ?? 0) + column, line };
      return [{ column, line, at: shiftedPlace(lattice, place, cell) }];
    }),
  );
  return placed.length < 12 ? lattice : fitLattice(placed);
}

function matchLine(line: StraightLine, comparison: Comparison): readonly CellMatch[] {
  return Array.from({ length: line.count }, (_, cell) => matchCell(line, cell, comparison));
}

/** Where the zone begins in each line: all in one column, but for one line that was counted wrongly by one. */
function beginsOf(lines: readonly (readonly CellMatch[])[], width: number): readonly number[] {
  const contrasts = lines.flat().map(({ contrast }) => contrast);
  const usual = contrasts.sort((a, b) => b - a)[Math.floor(lines.length * width * 0.5)] ?? 1;
  const worth = ({ scores, best, contrast }: CellMatch) =>
    Math.max(0, scores[best] ?? 0) ** 2 * Math.min(1, contrast / (0.6 * usual + 1e-6));
  const sums = lines.map((cells) => {
    const total = [0];
    for (const cell of cells) total.push((total.at(-1) ?? 0) + worth(cell));
    return (begin: number) => (total[begin + width] ?? Number.NEGATIVE_INFINITY) - (total[begin] ?? 0);
  });
  const count = lines[0]?.length ?? 0;
  let best: { readonly worth: number; readonly begins: readonly number[] } = { worth: -1, begins: lines.map(() => 0) };
  for (let begin = 0; begin + width <= count; begin++) {
    const begins = sums.map((sum) => {
      const near = [begin, begin - 1, begin + 1].filter((each) => each >= 0 && each + width <= count);
      return near.reduce((one, other) => (sum(other) > sum(one) + 1 ? other : one));
    });
    const all = sums.reduce((total, sum, line) => total + sum(begins[line] ?? 0), 0);
    const off = begins.filter((each) => each !== begin).length;
    if (all - off > best.worth) best = { worth: all - off, begins };
  }
  return best.begins;
}

/** That of the line that looks least like OCR-B: two lines of a zone and one of table are no zone. */
function likenessOf(lines: readonly (readonly CellMatch[])[]): number {
  const means = lines.map((cells) => {
    return cells.reduce((sum, { scores, best }) => sum + (scores[best] ?? 0), 0) / Math.max(1, cells.length);
  });
  return Math.min(...means);
}

/** The comparison that counts: lattice laid once more, at the blur the picture has. */
function compare({ greys, templates, lineCount, width }: View, lattice: Lattice): ZoneMatch {
  const straight = Array.from({ length: lineCount }, (_, line) =>
    straighten(greys, lattice, { line, from: -1, count: width + 2 }),
  );
  const blur = blurOf(straight, templates, width);
  const template = templates.blurs[blur] ?? templates.coarse;
  const alike = templates.alike[blur] ?? new Float32Array();
  const cells = straight.map((line) => matchLine(line, { template, shifts: finest, more: fine }).slice(1, -1));
  return { cells, lattice, width, blur, alike, likeness: likenessOf(cells) };
}

/** The blur whose templates look most like a dozen cells. */
function blurOf(lines: readonly StraightLine[], templates: Templates, width: number): number {
  const likeness = templates.blurs.map((template) =>
    lines.reduce((sum, line) => {
      for (let cell = 2; cell < width; cell += 6) {
        const { scores, best } = matchCell(line, cell, { template, shifts: [[0, 0]], more: finest });
        sum += scores[best] ?? 0;
      }
      return sum;
    }, 0),
  );
  return likeness.indexOf(Math.max(...likeness));
}
