import { describe, expect, it } from 'vitest';
import { jsonLine, outputTo, printable } from './output.ts';

// Names of files and certificates come from strangers.
const hostile = 'a\u001b[2J\u009b31m\u202eTHẺ THẬT\r\u0007\u2028b';

describe('what a terminal is given', () => {
  it('holds nothing that the terminal obeys, and keeps lines and letters', () => {
    expect(printable(`${hostile}\nĐặng Thị Mẫu Hòa ••• ✓`)).toBe(
      'a\ufffd[2J\ufffd31m\ufffdTHẺ THẬT\ufffd\ufffd\ufffdb\nĐặng Thị Mẫu Hòa ••• ✓',
    );
  });

  it('as JSON is one line, safe, and still says the same', () => {
    const line = jsonLine({ unrecognised: [hostile] });
    expect(JSON.parse(line)).toEqual({ unrecognised: [hostile] });
    expect(printable(line)).toBe(line);
    expect(line.indexOf('\n')).toBe(line.length - 1);
  });
});

describe('progress', () => {
  function streams(isTTY: boolean) {
    const written = { out: '', err: '' };
    let now = 0;
    const into = (name: 'out' | 'err') => () => ({
      isTTY,
      columns: 20,
      on: () => undefined as never,
      write: (text: unknown) => {
        written[name] += String(text);
        return true;
      },
    });
    const wait = (ms: number) => {
      now += ms;
    };
    const output = outputTo(into('out'), into('err'), () => now);
    return { output, written, wait };
  }

  it('is one line of a terminal, written over again and taken away before anything else', () => {
    const { output, written, wait } = streams(true);
    output.progress('10 %');
    output.progress('11 %');
    wait(100);
    output.progress(`20 % ${'x'.repeat(50)}\u001b[2J`);
    output.result('xong\n');
    expect(written.err).toBe(`\r\u001b[K10 %\r\u001b[K20 % ${'x'.repeat(15)}\r\u001b[K`);
    expect(written.out).toBe('xong\n');
  });

  it('is a line now and then where nobody watches', () => {
    const { output, written, wait } = streams(false);
    output.progress('10 %');
    output.progress('11 %');
    wait(5000);
    output.progress('50 %');
    output.progress(null);
    expect(written.err).toBe('10 %\n50 %\n');
  });
});
