import { appendFileSync } from 'node:fs';
import type { Remark, Word } from './words.ts';

/** One line of what happened: a word or remark of a program, or what was done to it. */
export type Happened = {
  /** Ms since the beginning. */
  readonly at: number;
  readonly who: 'desk' | 'upstream' | 'run';
  readonly what:
    | Word
    | Remark
    | { readonly is: 'killed' | 'ended' | 'harmed' | 'fault' | 'full' | 'room'; readonly note: string };
};

/** Everything that was done and said, in its order, in memory and in a file. */
export type History = {
  note(who: Happened['who'], what: Happened['what']): void;
  words(): readonly Word[];
  /** How often each thing happened. */
  counts(): Readonly<Record<string, number>>;
};

const isWord = (what: Happened['what']): what is Word => ['draft', 'kept', 'sent', 'again'].includes(what.is);

export function openHistory(file: string): History {
  const began = performance.now();
  const words: Word[] = [];
  const counts: Record<string, number> = {};
  return {
    note(who, what) {
      const line: Happened = { at: Math.round(performance.now() - began), who, what };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
      if (isWord(what)) words.push(what);
      const name = 'note' in what ? `${who} ${what.is} ${what.note}`.trim() : `${who} ${what.is}`;
      counts[name] = (counts[name] ?? 0) + 1;
    },
    words: () => words,
    counts: () => counts,
  };
}
