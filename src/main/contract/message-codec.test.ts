import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codecLimits, decodeMessage, encodeMessage, MessageMalformed } from './message-codec.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
/** A message put together by hand: head text and segments, with lengths that may lie. */
function message(head: string, segments: readonly Uint8Array[] = [], lie: { head?: number; lengths?: number[] } = {}) {
  const lengths = lie.lengths ?? segments.map(({ length }) => length);
  const numbers = new DataView(new ArrayBuffer(8 + 4 * lengths.length));
  numbers.setUint32(0, lie.head ?? bytes(head).length);
  numbers.setUint32(4, lengths.length);
  for (const [index, length] of lengths.entries()) numbers.setUint32(8 + 4 * index, length);
  return Uint8Array.from([...new Uint8Array(numbers.buffer), ...bytes(head), ...segments.flatMap((s) => [...s])]);
}

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', '$$', '$0', '__proto__', 'toJSON')), tie('value'), {
      maxKeys: 5,
      noNullPrototype: true,
    }),
  ),
})).value;

describe('message codec', () => {
  test('every structured value comes back as it was', () => {
    const comesBack = (value: unknown) => {
      expect(decodeMessage(encodeMessage(value))).toEqual(value);
    };
    fc.assert(fc.property(values, comesBack), { numRuns: 1_000 });
  });

  test('undefined properties are left out', () => {
    expect(decodeMessage(encodeMessage({ kind: 'call', input: undefined }))).toEqual({ kind: 'call' });
  });

  test('a decoded byte string is a copy of its own', () => {
    const encoded = Buffer.from(encodeMessage({ dg2: new Uint8Array([1, 2, 3]) }));
    const decoded = decodeMessage(encoded) as { dg2: Uint8Array };
    encoded.fill(0);
    expect(decoded.dg2).toEqual(new Uint8Array([1, 2, 3]));
    expect(decoded.dg2.buffer.byteLength).toBe(3);
  });

  test.each([
    undefined,
    1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    () => 1,
    Symbol('s'),
    new Date(0),
    new Map(),
    [undefined],
  ])('what has no form here is refused when sent: %s', (value) =>
    expect(() => encodeMessage(value)).toThrow(TypeError),
  );

  const one = new Uint8Array([7]);
  test.each([
    ['no bytes', new Uint8Array()],
    ['seven bytes', new Uint8Array(7)],
    ['head that is no JSON', message('{')],
    ['head with bytes after the value', message('{}x')],
    ['head that is no UTF-8', Uint8Array.from([0, 0, 0, 3, 0, 0, 0, 0, 0x22, 0xff, 0x22])],
    ['head longer than the message', message('{}', [], { head: 0xffffffff })],
    ['head shorter than the message', message('{}  ', [], { head: 2 })],
    ['segment longer than the message', message('{"$":0}', [one], { lengths: [0xffffffff] })],
    ['segment shorter than the message', message('{"$":0}', [one], { lengths: [0] })],
    ['four thousand million segments', Uint8Array.from([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])],
    ['reference to no segment', message('{"$":0}')],
    ['reference that is no index', message('{"$":"0"}', [one])],
    ['reference out of order', message('[{"$":1},{"$":0}]', [one, one])],
    ['reference used twice', message('[{"$":0},{"$":0}]', [one])],
    ['reference with company', message('{"$":0,"x":1}', [one])],
    ['segment nobody refers to', message('{}', [one])],
    ['key that only a reference may have', message('{"$x":1}')],
    ['nesting without end', message('['.repeat(100_000) + ']'.repeat(100_000))],
  ])('hostile: %s', (_, hostile) => {
    expect(() => decodeMessage(hostile)).toThrow(MessageMalformed);
  });

  test('a limit that is passed is an error before anything is taken apart', () => {
    const encoded = encodeMessage({ list: [one, one] });
    const refuse = (limits: Partial<typeof codecLimits>) => () => decodeMessage(encoded, { ...codecLimits, ...limits });
    expect(refuse({ message: encoded.length - 1 })).toThrow(MessageMalformed);
    expect(refuse({ head: 5 })).toThrow(MessageMalformed);
    expect(refuse({ segments: 1 })).toThrow(MessageMalformed);
    expect(refuse({ depth: 1 })).toThrow(MessageMalformed);
    expect(refuse({})).not.toThrow();
  });

  test('a message cut off anywhere is an error', () => {
    const encoded = encodeMessage({ name: 'EF.SOD', bytes: new Uint8Array(20), more: [new Uint8Array(3)] });
    for (let length = 0; length < encoded.length; length++)
      expect(() => decodeMessage(encoded.subarray(0, length))).toThrow(MessageMalformed);
  });

  test('random and damaged bytes throw nothing but MessageMalformed', () => {
    const encoded = encodeMessage({ kind: 'call', id: 1, input: { file: new Uint8Array(9) } });
    const damaged = fc
      .array(fc.tuple(fc.nat(encoded.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 })
      .map((changes) => changes.reduce((message, [at, byte]) => message.with(at, byte), encoded));
    const tolerated = (hostile: Uint8Array) => {
      try {
        decodeMessage(hostile);
      } catch (error) {
        expect(error).toBeInstanceOf(MessageMalformed);
      }
    };
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), tolerated), { numRuns: 2_000 });
    expect.hasAssertions();
  });

  test('an object cannot reach a prototype through its keys', () => {
    const decoded = decodeMessage(message('{"__proto__":{"polluted":true}}'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });
});
