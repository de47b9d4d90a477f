import type { Corners, Pixels } from '#contract/pixels.ts';
import type { FoundMrz, MrzGuidance } from '#contract/vision.ts';
import { blobsOf } from './blobs.ts';
import { type Greys, greysOf, shrunk } from './greys.ts';
import { guidanceOf, liesInside } from './guidance.ts';
import { inkOf } from './ink.ts';
import { enlarged, placeOf } from './lattice.ts';
import { printLines } from './print-lines.ts';
import { matchZone, type ZoneMatch } from './read-zone.ts';
import { type Spelled, spell } from './spell.ts';
import type { Templates } from './templates.ts';
import { type Zone, zonesOf } from './zones.ts';

/** The zone is looked for in a picture of no more pixels than this; it is read at full size. */
const searched = 1_100_000;
/** Less like OCR-B than this is other print. */
const leastLikeness = 0.45;
/** As much like OCR-B as this is a zone, even where it cannot be read. */
const surely = 0.68;

/**
 * Finds and reads the machine readable zone in a picture of a card or passport, turned by up to twenty degrees or upside down.
 * Never throws, whatever the picture shows. The templates are made once: `makeTemplates()`.
 */
export function findMrz(pixels: Pixels, templates: Templates): FoundMrz {
  const greys = greysOf(pixels);
  const best = likeliestZone(greys, templates);
  if (best === null) return nothing(guidanceOf(greys, null));
  const { match, spelled } = best;
  const guidance = spelled.read ? null : guidanceOf(greys, match);
  return { ...spelled, lines: [...spelled.lines], margins: [...spelled.margins], corners: cornersOf(match), guidance };
}

/** A zone that was found, and what it says. */
export type Reading = { readonly match: ZoneMatch; readonly spelled: Spelled };

/** The first zone that can be read, or else the one that looks most like OCR-B; null where nothing does. */
export function likeliestZone(greys: Greys, templates: Templates): Reading | null {
  let best: Reading | null = null;
  for (const factor of factorsOf(greys)) {
    for (const zone of searchZones(greys, factor)) {
      const reading = readAt(greys, zone, templates);
      if (best === null || reading.spelled.read || reading.match.likeness > best.match.likeness) best = reading;
      if (best.spelled.read) return best;
      // Seen, but not read: a finer look may place it better.
      if (best.match.likeness > surely) break;
    }
  }
  return best === null || best.match.likeness < leastLikeness ? null : best;
}

const nothing = (guidance: MrzGuidance): FoundMrz => {
  return { lines: [], read: false, margins: [], corners: null, guidance };
};

/** How much smaller the picture is searched: small first, then finer, for a zone that is small in a large picture. */
function factorsOf({ width, height }: Greys): readonly number[] {
  const first = Math.ceil(Math.sqrt((width * height) / searched));
  const second = Math.max(1, Math.floor(first / 2));
  return first === second ? [first] : [first, second];
}

function searchZones(greys: Greys, factor: number): readonly Zone[] {
  const small = shrunk(greys, factor);
  const zones = zonesOf(printLines(blobsOf(inkOf(small), small.width, small.height)));
  return zones.map((zone) => ({ ...zone, lattice: enlarged(zone.lattice, factor) }));
}

function readAt(greys: Greys, zone: Zone, templates: Templates): Reading {
  const match = matchZone(greys, zone, templates);
  const spelled = spell(match);
  // What lies beyond the edge was not seen, whatever it looks like.
  return { match, spelled: { ...spelled, read: spelled.read && liesInside(greys, match) } };
}

/** The corners of the zone, half a character around its outermost ones. */
export function cornersOf({ lattice, width, cells }: ZoneMatch): Corners {
  const [right, bottom] = [width - 0.5, cells.length - 0.7];
  const at = (column: number, line: number) => placeOf(lattice, column, line);
  return [at(-0.5, -0.3), at(right, -0.3), at(right, bottom), at(-0.5, bottom)];
}
