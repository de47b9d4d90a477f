/** Where a person types, or what is piped in instead of one. */
export type Keyboard = {
  readonly isTerminal: boolean;
  /** A line that is not shown while it is typed. @throws Interrupted at Ctrl+C */
  askHidden(label: string): Promise<string>;
  /** Everything that is piped in. */
  readAll(): Promise<string>;
};

/** The person stopped the command (Ctrl+C). */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** The parts of standard input that a keyboard needs. */
export type KeyStream = AsyncIterable<unknown> & {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  setEncoding(encoding: 'utf8'): unknown;
  on(event: 'data', hear: (text: string) => void): unknown;
  off(event: 'data', hear: (text: string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
};

const longestInput = 16 * 1024;

/** A keyboard on a stream; labels are written by `tell`, what is typed is written nowhere. */
export function keyboardOn(stream: KeyStream, tell: (text: string) => void): Keyboard {
  return {
    isTerminal: stream.isTTY === true,
    async askHidden(label) {
      tell(label);
      stream.setEncoding('utf8');
      stream.setRawMode?.(true);
      try {
        return await typedLine(stream);
      } finally {
        stream.setRawMode?.(false);
        stream.pause();
        tell('\n');
      }
    },
    async readAll() {
      stream.setEncoding('utf8');
      let text = '';
      for await (const piece of stream) {
        text += String(piece);
        if (text.length > longestInput) throw new RangeError('too much on standard input');
      }
      return text;
    },
  };
}

/** What arrow keys and their like send, and what stands around pasted text: no part of a secret. */
const escapeSequences = new RegExp(`${'\u001b'}(?:\\[[0-9;]*[A-Za-z~]|O[A-Za-z])?`, 'g');

function typedLine(stream: KeyStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (settle: () => void) => {
      stream.off('data', hear);
      settle();
    };
    const hear = (text: string) => {
      for (const key of text.replace(escapeSequences, '')) {
        if (key === '\u0003') return end(() => reject(new Interrupted()));
        if (key === '\r' || key === '\n' || key === '\u0004') return end(() => resolve(typed.join('')));
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1);
        else if (key === '\u0015') typed = [];
        else if (typed.length < longestInput) typed.push(key);
      }
    };
    stream.on('data', hear);
    stream.resume();
  });
}

/** The keyboard of this process. */
export const standardKeyboard = (): Keyboard =>
  keyboardOn(process.stdin as KeyStream, (text) => void process.stderr.write(text));
