import type { FoundMrz } from '#contract/vision.ts';

/** Frames of one zone, one after the other, until two of them say the same. */
export type MrzAgreement = {
  /**
   * Takes what was found in the next frame; the lines once two frames agree in every line that has check digits, else null.
   * The line of the name has none: each of its characters is the one most frames have.
   */
  add(found: FoundMrz): readonly string[] | null;
};

/** Frames that are remembered: of a card that was taken away nothing counts any more. */
const remembered = 12;

/** Begins to wait for frames that agree. Frames in which the zone was not read count for nothing. */
export function createMrzAgreement(): MrzAgreement {
  let frames: readonly FoundMrz[] = [];
  return {
    add(found) {
      if (!found.read) return null;
      frames = [...frames, found].slice(-remembered);
      const alike = frames.filter((frame) => checkedLines(frame) === checkedLines(found));
      if (alike.length < 2) return null;
      const name = nameLine(found.lines);
      const voted = voteOn(alike.map(({ lines }) => lines[name] ?? ''));
      return voted === null ? null : found.lines.map((line, at) => (at === name ? voted : line));
    },
  };
}

/** The last line of a card, the first of a passport. */
const nameLine = (lines: readonly string[]) => (lines.length === 3 ? 2 : 0);

const checkedLines = ({ lines }: FoundMrz) => lines.filter((_, at) => at !== nameLine(lines)).join('\n');

/** The characters most frames have, at least two of them and more than have another; null while there is none such. */
function voteOn(votes: readonly string[]): string | null {
  const [first] = votes;
  if (first === undefined) return null;
  const chosen = Array.from(first, (_, column) => winner(votes, column));
  return chosen.every((character) => character !== null) ? chosen.join('') : null;
}

function winner(votes: readonly string[], column: number): string | null {
  const counts = new Map<string, number>();
  for (const text of votes) counts.set(text.charAt(column), (counts.get(text.charAt(column)) ?? 0) + 1);
  const [best, next] = [...counts].sort(([, a], [, b]) => b - a);
  return best === undefined || best[1] < 2 || best[1] === next?.[1] ? null : best[0];
}
