import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '#domain/bytes.ts';
import { type Channel, type Command, encodeCommand, type Response } from './apdu.ts';
import { transportChannel, withChaining, withGetResponse } from './apdu-channel.ts';
import { Malformed } from './malformed.ts';

type Step = readonly [command: string, response: string];

/** A card that knows one conversation and fails the test at the first other command. */
function scripted(steps: readonly Step[]): { channel: Channel; done: () => boolean } {
  const left = [...steps];
  const transmit = async (command: Uint8Array) => {
    const [expected, response] = left.shift() ?? ['nothing more', ''];
    expect(toHex(command)).toBe(expected.replaceAll(' ', ''));
    return fromHex(response);
  };
  return { channel: transportChannel({ transmit }, new AbortController().signal), done: () => left.length === 0 };
}

const read: Command = { cla: 0x00, ins: 0xb0, p1: 0, p2: 0, le: 256 };

describe('transportChannel', () => {
  test('encodes, decodes and counts', async () => {
    const counted: number[][] = [];
    const transmit = async () => fromHex('60145f019000');
    const channel = transportChannel({ transmit }, new AbortController().signal, (sent, received) =>
      counted.push([sent, received]),
    );
    expect(await channel(read)).toEqual({ data: fromHex('60145f01'), sw: 0x9000 });
    expect(counted).toEqual([[5, 6]]);
  });

  test('hands the signal down and sends nothing once it is aborted', async () => {
    const controller = new AbortController();
    const seen: AbortSignal[] = [];
    const transmit = async (_: Uint8Array, signal: AbortSignal) => {
      seen.push(signal);
      return fromHex('9000');
    };
    const channel = transportChannel({ transmit }, controller.signal);
    await channel(read);
    controller.abort(new Error('cancelled'));
    await expect(channel(read)).rejects.toThrow('cancelled');
    expect(seen).toEqual([controller.signal]);
  });

  test.each(['', '90'])('an answer of %j is malformed', async (hex) => {
    const channel = transportChannel({ transmit: async () => fromHex(hex) }, new AbortController().signal);
    await expect(channel(read)).rejects.toThrow(Malformed);
  });
});

describe('withChaining', () => {
  test('splits data, marks all parts but the last, asks for the answer at the end', async () => {
    const { channel, done } = scripted([
      ['1c2a0000 03 010203', '9000'],
      ['1c2a0000 03 040506', '9000'],
      ['0c2a0000 01 07 00', 'aabb9000'],
    ]);
    const command = { cla: 0x0c, ins: 0x2a, p1: 0, p2: 0, data: fromHex('01020304050607'), le: 65536 };
    expect(await withChaining(channel, 3)(command)).toEqual({ data: fromHex('aabb'), sw: 0x9000 });
    expect(done()).toBe(true);
  });

  test('keeps an extended length where the card takes more than 255 bytes at once', async () => {
    const seen: Command[] = [];
    const channel: Channel = async (command) => {
      seen.push(command);
      return { data: new Uint8Array(), sw: 0x9000 };
    };
    await withChaining(channel, 300)({ ...read, data: new Uint8Array(301), le: 65536 });
    expect(seen.map(({ data, le }) => [data?.length, le])).toEqual([
      [300, undefined],
      [1, 65536],
    ]);
  });

  test('a refused part ends the chain', async () => {
    const { channel, done } = scripted([['10da0000 02 0102', '6884']]);
    const command = { cla: 0x00, ins: 0xda, p1: 0, p2: 0, data: fromHex('010203') };
    expect(await withChaining(channel, 2)(command)).toEqual({ data: new Uint8Array(), sw: 0x6884 });
    expect(done()).toBe(true);
  });

  test('what fits passes untouched', async () => {
    const { channel } = scripted([['00da0000 02 0102', '9000']]);
    expect((await withChaining(channel, 2)({ cla: 0, ins: 0xda, p1: 0, p2: 0, data: fromHex('0102') })).sw).toBe(
      0x9000,
    );
  });

  test('the parts make up the data, none is empty and none too long', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 700 }),
        fc.integer({ min: 1, max: 255 }),
        async (data, most) => {
          const parts: Uint8Array[] = [];
          const channel: Channel = async (command) => {
            parts.push(command.data ?? new Uint8Array());
            return { data: new Uint8Array(), sw: 0x9000 };
          };
          await withChaining(channel, most)({ ...read, data });
          expect(toHex(concat(...parts))).toBe(toHex(data));
          expect(parts.every(({ length }) => length > 0 && length <= most)).toBe(true);
        },
      ),
    );
  });

  test('parts of nothing are refused', () => {
    expect(() => withChaining(scripted([]).channel, 0)).toThrow(RangeError);
  });
});

describe('withGetResponse', () => {
  test('fetches what the card holds back', async () => {
    const { channel, done } = scripted([
      ['00b0000000', '01026104'],
      ['00c0000004', '030405066100'],
      ['00c0000000', '07086282'],
    ]);
    expect(await withGetResponse(channel)(read)).toEqual({ data: fromHex('0102030405060708'), sw: 0x6282 });
    expect(done()).toBe(true);
  });

  test('repeats a command once with the length the card asks for', async () => {
    const { channel, done } = scripted([
      ['00b0000000', '6c03'],
      ['00b0000003', '0102039000'],
    ]);
    expect(await withGetResponse(channel)(read)).toEqual({ data: fromHex('010203'), sw: 0x9000 });
    expect(done()).toBe(true);
  });

  test('a second 6Cxx goes up', async () => {
    const { channel, done } = scripted([
      ['00b0000000', '6c03'],
      ['00b0000003', '6c02'],
    ]);
    expect((await withGetResponse(channel)(read)).sw).toBe(0x6c02);
    expect(done()).toBe(true);
  });

  test('a protected command is not repeated, but its answer is fetched', async () => {
    const { channel, done } = scripted([
      ['0cb0000000', '6c10'],
      ['0cb0000000', '6102'],
      ['00c0000002', '01029000'],
    ]);
    const fetching = withGetResponse(channel);
    expect((await fetching({ ...read, cla: 0x0c })).sw).toBe(0x6c10);
    expect(await fetching({ ...read, cla: 0x0c })).toEqual({ data: fromHex('0102'), sw: 0x9000 });
    expect(done()).toBe(true);
  });

  test('GET RESPONSE itself may be told its length', async () => {
    const { channel, done } = scripted([
      ['00b0000000', '6100'],
      ['00c0000000', '6c02'],
      ['00c0000002', '01029000'],
    ]);
    expect(await withGetResponse(channel)(read)).toEqual({ data: fromHex('0102'), sw: 0x9000 });
    expect(done()).toBe(true);
  });

  test.each<[string, Response]>([
    ['with nothing', { data: new Uint8Array(), sw: 0x6100 }],
    ['byte by byte', { data: new Uint8Array(1), sw: 0x6101 }],
    ['in great pieces', { data: new Uint8Array(60_000), sw: 0x6100 }],
    ['with a length, and again', { data: new Uint8Array(), sw: 0x6c01 }],
  ])('a card that never ends (%s) is malformed', async (_, answer) => {
    let calls = 0;
    const channel: Channel = async () => {
      calls++;
      return calls === 1 ? { data: new Uint8Array(), sw: 0x6100 } : answer;
    };
    await expect(withGetResponse(channel)(read)).rejects.toThrow(Malformed);
    expect(calls).toBeLessThan(310);
  });

  test('an answer of 65,536 bytes in short parts comes whole', async () => {
    const file = Uint8Array.from({ length: 65_536 }, (_, i) => i * 31);
    let at = 0;
    const channel: Channel = async () => {
      const data = file.subarray(at, at + 256);
      at += 256;
      return { data, sw: at < file.length ? 0x6100 : 0x9000 };
    };
    const response = await withGetResponse(channel)(read);
    expect(response.sw).toBe(0x9000);
    expect(toHex(response.data)).toBe(toHex(file));
  });
});

test('the decorators stack', async () => {
  const { channel, done } = scripted([
    ['1c2a0000 02 0102', '9000'],
    ['0c2a0000 01 03 00', '6101'],
    ['00c0000001', 'ff9000'],
  ]);
  const stacked = withGetResponse(withChaining(channel, 2));
  expect(await stacked({ cla: 0x0c, ins: 0x2a, p1: 0, p2: 0, data: fromHex('010203'), le: 256 })).toEqual({
    data: fromHex('ff'),
    sw: 0x9000,
  });
  expect(done()).toBe(true);
  expect(() => encodeCommand({ ...read, le: 0 })).toThrow(RangeError);
});
