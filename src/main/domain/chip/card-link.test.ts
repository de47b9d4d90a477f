import { describe, expect, it, vi } from 'vitest';
import { toHex } from '#domain/bytes.ts';
import { guardLink } from './card-link.ts';

const limits = { maxCommand: null, maxResponse: null };
const read = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 65_536 };

function linkOf(transmit: (command: Uint8Array) => Promise<Uint8Array>) {
  return { limits, transmit: vi.fn(transmit), reset: vi.fn(async () => {}) };
}

describe('guardLink', () => {
  it('asks and chains in short APDUs until extended length is allowed', async () => {
    const link = linkOf(async () => Uint8Array.of(0x90, 0x00));
    const guarded = guardLink(link, new AbortController().signal, () => {});
    const long = { cla: 0, ins: 0x86, p1: 0, p2: 0, data: new Uint8Array(300) };
    await guarded.channel(read);
    await guarded.channel(long);
    guarded.setExtended(true);
    await guarded.channel(read);
    await guarded.channel(long);
    const sent = link.transmit.mock.calls.map(([command]) => [command.length, toHex(command.subarray(0, 5))]);
    expect(sent).toEqual([
      [5, '00b0000000'],
      [260, '10860000ff'],
      [50, '008600002d'],
      [7, '00b0000000'],
      [307, '0086000000'],
    ]);
    expect(guarded.apdus()).toBe(5);
  });

  it('leaves a transport behind that does not notice the abort, and sends nothing after it', async () => {
    const link = linkOf(() => new Promise(() => {}));
    const abort = new AbortController();
    const guarded = guardLink(link, abort.signal, () => {});
    const waiting = guarded.channel(read);
    abort.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await expect(guarded.channel(read)).rejects.toThrow('enough');
    await expect(guarded.reset()).rejects.toThrow('enough');
    expect([link.transmit.mock.calls.length, link.reset.mock.calls.length]).toEqual([1, 0]);
  });

  it('ends a card that wants commands without end', async () => {
    const link = linkOf(async () => Uint8Array.of(0x90, 0x00));
    const guarded = guardLink(link, new AbortController().signal, () => {});
    const forEver = async () => {
      for (;;) await guarded.channel(read);
    };
    await expect(forEver()).rejects.toThrow('card.protocol');
    expect(link.transmit).toHaveBeenCalledTimes(4000);
  });
});
