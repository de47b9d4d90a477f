/** Where a command writes: results, remarks that are not results, and how far it is (null: nothing is under way any more). */
export type Output = {
  result(text: string): void;
  remark(text: string): void;
  progress(text: string | null): void;
};

/**
 * Characters that a terminal obeys instead of showing them, line feeds excepted. Names of files, certificates and readers come from
 * strangers: a line that repaints itself could turn one verdict into another.
 */
const obeyed = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text as a terminal may show it. */
export function printable(text: string): string {
  return text.replace(obeyed, '\ufffd');
}

type Stream = Pick<NodeJS.WriteStream, 'write' | 'on'> & { readonly isTTY?: boolean; readonly columns?: number };

const clearLine = '\r\u001b[K';

/**
 * Writes to two streams, which are not touched before the first word. Progress is one line that is written over again on a
 * terminal, and a line now and then elsewhere.
 */
export function outputTo(out: () => Stream, err: () => Stream, now: () => number = Date.now): Output {
  const guarded = new Set<Stream>();
  let lineShown = false;
  let lastAt = Number.NEGATIVE_INFINITY;
  const write = (stream: Stream, text: string) => {
    if (!guarded.has(stream)) stream.on('error', ignoreClosedPipe);
    guarded.add(stream);
    stream.write(text);
  };
  const clear = () => {
    if (lineShown) write(err(), clearLine);
    lineShown = false;
  };
  return {
    result(text) {
      clear();
      write(out(), printable(text));
    },
    remark(text) {
      clear();
      write(err(), printable(text));
    },
    progress(text) {
      if (text === null) return clear();
      const { isTTY = false, columns = 80 } = err();
      if (now() - lastAt < (isTTY ? 100 : 5000)) return;
      lastAt = now();
      lineShown = isTTY;
      const line = printable(text).replaceAll('\n', ' ');
      write(err(), isTTY ? `${clearLine}${line.slice(0, Math.max(20, columns - 1))}` : `${line}\n`);
    },
  };
}

/** Whoever closes the other end of a pipe has read enough. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Writes to the streams of this process. */
export const standardOutput: Output = outputTo(
  () => process.stdout,
  () => process.stderr,
);

/** A value as JSON of one line, in which nothing stands that a terminal obeys. */
export function jsonLine(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(obeyed, escaped)}\n`;
}
