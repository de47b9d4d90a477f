import { describe, expect, it } from 'vitest';
import { jsonLine, printable } from './output.ts';

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
