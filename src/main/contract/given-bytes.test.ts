import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { giveAway, givenAway } from './given-bytes.ts';

const bytes = (): Uint8Array => Uint8Array.of(1, 2, 3, 4);

describe('bytes that were given away', () => {
  it('are moved, and nothing is left here', () => {
    const { port1, port2 } = new MessageChannel();
    const output = giveAway(bytes());
    const message = { kind: 'result', id: 1, output };
    port1.postMessage(message, givenAway(message));
    expect(receiveMessageOnPort(port2)?.message).toEqual({ kind: 'result', id: 1, output: bytes() });
    expect(output).toHaveLength(0);
    port1.close();
  });

  it('are only those of which it was said, and only whole ones', () => {
    expect(givenAway({ output: bytes() })).toEqual([]);
    expect(givenAway({ output: giveAway(bytes().subarray(1)) })).toEqual([]);
    const half = bytes();
    giveAway(half.subarray(0, 2));
    expect(givenAway({ output: half })).toEqual([]);
  });

  it('are looked for in the output of a message alone', () => {
    const given = giveAway(bytes());
    for (const message of [given, null, 'text', { output: null }, { output: { bytes: given } }])
      expect(givenAway(message)).toEqual([]);
    expect(givenAway({ output: given })).toEqual([given.buffer]);
  });
});
