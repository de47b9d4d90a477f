/** Where a command writes: results, and remarks that are not results. */
export type Output = { result(text: string): void; remark(text: string): void };

/**
 * Characters that a terminal obeys instead of showing them, line feeds excepted. Names of files, certificates and readers come from
 * strangers: a line that repaints itself could turn one verdict into another.
 */
const obeyed = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text as a terminal may show it. */
export function printable(text: string): string {
  return text.replace(obeyed, '\ufffd');
}

/** Writes to the streams of this process. Whoever closes the other end of a pipe has read enough. */
export const standardOutput: Output = {
  result: (text) => write(process.stdout, text),
  remark: (text) => write(process.stderr, text),
};

const guarded = new WeakSet<NodeJS.WriteStream>();

function write(stream: NodeJS.WriteStream, text: string): void {
  if (!guarded.has(stream)) {
    guarded.add(stream);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  stream.write(printable(text));
}

/** A value as JSON of one line, in which nothing stands that a terminal obeys. */
export function jsonLine(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(value).replace(obeyed, escaped)}\n`;
}
