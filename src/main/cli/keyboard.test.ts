import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Interrupted, type KeyStream, keyboardOn } from './keyboard.ts';

function typing(...keys: readonly string[]) {
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    raw: [] as boolean[],
    setRawMode(raw: boolean) {
      stream.raw.push(raw);
    },
  });
  const told: string[] = [];
  for (const key of keys) stream.write(key);
  return { stream, told, keyboard: keyboardOn(stream as unknown as KeyStream, (text) => told.push(text)) };
}

describe('a hidden line', () => {
  it.each([
    [['con mèo\r'], 'con mèo'],
    [['c', 'o', 'n\n'], 'con'],
    [['còm\u007fn\r'], 'còn'],
    [['sai\u0015đúng\r'], 'đúng'],
    [['a\u001b[D', '\u001b[200~b\u001b[201~\u001bOA\r'], 'ab'],
    [['xong\u0004'], 'xong'],
  ])('%j', async (keys, typed) => {
    const { keyboard } = typing(...keys);
    expect(await keyboard.askHidden('Mật khẩu: ')).toBe(typed);
  });

  it('is written nowhere, and the terminal is as it was afterwards', async () => {
    const { keyboard, told, stream } = typing('con mèo\r');
    await keyboard.askHidden('Mật khẩu: ');
    expect(told).toEqual(['Mật khẩu: ', '\n']);
    expect(stream.raw).toEqual([true, false]);
    expect(stream.listenerCount('data')).toBe(0);
  });

  it('is given up at Ctrl+C', async () => {
    const { keyboard, stream } = typing('con\u0003');
    await expect(keyboard.askHidden('Mật khẩu: ')).rejects.toBeInstanceOf(Interrupted);
    expect(stream.raw).toEqual([true, false]);
  });

  it('may be asked for twice', async () => {
    const { keyboard, stream } = typing('một\r');
    expect(await keyboard.askHidden('')).toBe('một');
    stream.write('hai\r');
    expect(await keyboard.askHidden('')).toBe('hai');
  });
});

describe('what is piped in', () => {
  it('is read to its end', async () => {
    const { keyboard, stream } = typing('một\nhai\n');
    stream.end();
    expect(await keyboard.readAll()).toBe('một\nhai\n');
  });

  it('is not read without end', async () => {
    const { keyboard, stream } = typing('x'.repeat(20_000));
    stream.end();
    await expect(keyboard.readAll()).rejects.toBeInstanceOf(RangeError);
  });
});
