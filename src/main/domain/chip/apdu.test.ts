import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '#domain/bytes.ts';
import { type Command, decodeResponse, encodeCommand, isExtended } from './apdu.ts';
import { Malformed } from './malformed.ts';

const select: Command = { cla: 0x00, ins: 0xa4, p1: 0x02, p2: 0x0c };
const header = '00a4020c';

describe('encodeCommand: the seven cases of ISO/IEC 7816-4 §5.1', () => {
  test.each<[string, Command, string]>([
    ['1', select, header],
    ['2 short', { ...select, le: 4 }, `${header}04`],
    ['2 short, all', { ...select, le: 256 }, `${header}00`],
    ['2 extended', { ...select, le: 257 }, `${header}000101`],
    ['2 extended, all', { ...select, le: 65536 }, `${header}000000`],
    ['3 short', { ...select, data: fromHex('011e') }, `${header}02011e`],
    ['3 extended', { ...select, data: new Uint8Array(256) }, `${header}000100${'00'.repeat(256)}`],
    ['4 short', { ...select, data: fromHex('011e'), le: 256 }, `${header}02011e00`],
    ['4 extended by le', { ...select, data: fromHex('011e'), le: 65536 }, `${header}000002011e0000`],
    ['4 extended by data', { ...select, data: new Uint8Array(256), le: 256 }, `${header}000100${'00'.repeat(256)}0100`],
    ['3 empty data is no data', { ...select, data: new Uint8Array() }, header],
  ])('case %s', (_, command, hex) => {
    expect(toHex(encodeCommand(command))).toBe(hex);
  });

  test('a length of 65280 bytes and more keeps its high byte', () => {
    expect(toHex(encodeCommand({ ...select, data: new Uint8Array(65535) }).subarray(4, 7))).toBe('00ffff');
    expect(toHex(encodeCommand({ ...select, le: 65281 }).subarray(4))).toBe('00ff01');
  });

  test.each<[string, Command]>([
    ['le 0', { ...select, le: 0 }],
    ['le 65537', { ...select, le: 65537 }],
    ['le 1.5', { ...select, le: 1.5 }],
    ['p1 256', { ...select, p1: 256 }],
    ['p2 -1', { ...select, p2: -1 }],
    ['65536 bytes', { ...select, data: new Uint8Array(65536) }],
  ])('%s is refused', (_, command) => {
    expect(() => encodeCommand(command)).toThrow(RangeError);
  });

  test('a receiver that follows the standard reads the same command', () => {
    const data = fc.oneof(fc.uint8Array({ maxLength: 260 }), fc.uint8Array({ minLength: 65000, maxLength: 65535 }));
    const le = fc.option(fc.integer({ min: 1, max: 65536 }), { nil: null });
    fc.assert(
      fc.property(data, le, (content, expected) => {
        const command = { ...select, data: content, ...(expected === null ? {} : { le: expected }) };
        expect(received(encodeCommand(command))).toEqual({
          extended: isExtended(command),
          length: content.length,
          le: expected,
        });
      }),
    );
  });
});

/** A card's view of the body: the decoding rules of ISO/IEC 7816-4 §5.1 table 3. */
function received(apdu: Uint8Array): { extended: boolean; length: number; le: number | null } {
  const body = Array.from(apdu.subarray(4));
  const two = (at: number) => ((body[at] ?? 0) << 8) | (body[at + 1] ?? 0);
  if (body.length === 0) return { extended: false, length: 0, le: null };
  if (body.length === 1) return { extended: false, length: 0, le: body[0] || 256 };
  if (body[0] !== 0) {
    const length = body[0] ?? 0;
    return { extended: false, length, le: body.length === 1 + length ? null : body[1 + length] || 256 };
  }
  if (body.length === 3) return { extended: true, length: 0, le: two(1) || 65536 };
  const length = two(1);
  return { extended: true, length, le: body.length === 3 + length ? null : two(3 + length) || 65536 };
}

describe('decodeResponse', () => {
  test('splits data and status word', () => {
    expect(decodeResponse(fromHex('60145f019000'))).toEqual({ data: fromHex('60145f01'), sw: 0x9000 });
    expect(decodeResponse(fromHex('6a82'))).toEqual({ data: new Uint8Array(), sw: 0x6a82 });
  });

  test.each(['', '90'])('%j has no status word', (hex) => {
    expect(() => decodeResponse(fromHex(hex))).toThrow(Malformed);
  });
});
