import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromHex, fromInteger, toHex } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { type Channel, type Command, decodeResponse, encodeCommand } from './apdu.ts';
import { pad } from './key-derivation.ts';
import { createSession, endSession, SecureMessagingError, type Session, secureMessaging } from './secure-messaging.ts';
import { encodeTlv } from './tlv.ts';

const all = Object.values(suites);

/** A channel that records what is sent and answers with the given APDUs in turn. */
function replay(...answers: readonly string[]) {
  const sent: string[] = [];
  const left = [...answers];
  const channel: Channel = async (command) => {
    sent.push(toHex(encodeCommand(command)));
    return decodeResponse(fromHex(left.shift() ?? ''));
  };
  return { channel, sent };
}

const read = (p1: number, p2: number, le: number): Command => ({ cla: 0x00, ins: 0xb0, p1, p2, le });

/** A chip's answer under the counter the response to the next command has, or another. */
function protect(
  under: Session,
  parts: { data?: Uint8Array; tag?: 0x85 | 0x87; sw?: number; ssc?: bigint },
): Uint8Array {
  const { data = new Uint8Array(), tag = 0x87, sw = 0x9000, ssc = under.ssc + 2n } = parts;
  const { suite, kEnc, kMac } = under;
  const counter = fromInteger(ssc, suite.blockLength);
  const iv = suite.name === '3DES' ? new Uint8Array(8) : suite.encryptBlock(kEnc, counter);
  const cryptogram = data.length === 0 ? data : suite.encrypt(kEnc, iv, pad(data, suite.blockLength));
  const value = tag === 0x87 ? concat(Uint8Array.of(1), cryptogram) : cryptogram;
  const objects = concat(data.length === 0 ? data : encodeTlv(tag, value), encodeTlv(0x99, fromInteger(BigInt(sw), 2)));
  const mac = suite.mac(kMac, pad(concat(counter, objects), suite.blockLength));
  return concat(objects, encodeTlv(0x8e, mac), fromInteger(BigInt(sw), 2));
}

function fresh(suite: CipherSuite): Session {
  const key = (fill: number) => new Uint8Array(suite.keyLength).fill(fill);
  return createSession({ suite, kEnc: key(0x31), kMac: key(0x75), ssc: 0n });
}

function answering(under: Session, answer: Uint8Array): Channel {
  return secureMessaging(async () => decodeResponse(answer), under);
}

describe('responses', () => {
  test.each(all)('$name: data and status come back, in DO87 and in DO85', async (suite) => {
    const cases = fc.tuple(
      fc.uint8Array({ maxLength: 600 }),
      fc.constantFrom<0x85 | 0x87>(0x85, 0x87),
      fc.constantFrom(0x9000, 0x6282, 0x63c2),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([data, tag, sw]) => {
        const under = fresh(suite);
        const response = await answering(under, protect(under, { data, tag, sw }))(read(0, 0, 256));
        expect(toHex(response.data)).toBe(toHex(data));
        expect(response.sw).toBe(sw);
        expect(under).toMatchObject({ ssc: 2n, ended: false });
      }),
      { numRuns: 20 },
    );
  });

  test.each([0x6982, 0x6a82, 0x6b00, 0x6700, 0x6c10, 0x6282])(
    'a plain %i is passed on and the session goes on',
    async (sw) => {
      const under = fresh(suites['AES-128']);
      const plain = fromInteger(BigInt(sw), 2);
      expect(await answering(under, plain)(read(0, 0, 4))).toEqual({ data: new Uint8Array(), sw });
      const answer = protect(under, { data: fromHex('01') });
      expect((await answering(under, answer)(read(0, 0, 4))).data).toEqual(fromHex('01'));
      expect(under.ssc).toBe(4n);
    },
  );

  test.each([0x6987, 0x6988, 0x9000])('a plain %i ends the session', async (sw) => {
    const under = fresh(suites['AES-128']);
    await expect(answering(under, fromInteger(BigInt(sw), 2))(read(0, 0, 4))).rejects.toMatchObject({
      name: 'SecureMessagingError',
      sw,
    });
    expect(under.ended).toBe(true);
  });

  test.each([0x6982, 0x6985, 0x6a82])(
    'a plain %i after an extended command refused by its length ends the session: the card has not counted it',
    async (sw) => {
      const under = fresh(suites['AES-128']);
      const answers = [0x6700, 0x6700, sw].map((each) => fromInteger(BigInt(each), 2));
      const channel = secureMessaging(async () => decodeResponse(answers.shift() ?? new Uint8Array()), under);
      expect((await channel(read(0, 0, 4000))).sw).toBe(0x6700);
      expect((await channel(read(0, 0, 1000))).sw).toBe(0x6700);
      await expect(channel(read(0, 0, 223))).rejects.toMatchObject({ name: 'SecureMessagingError', sw });
      expect(under.ended).toBe(true);
    },
  );

  test('a checked answer after such a refusal shows that the card has counted it', async () => {
    const under = fresh(suites['AES-128']);
    const next: Uint8Array[] = [fromHex('6700')];
    const channel = secureMessaging(async () => decodeResponse(next.shift() ?? fromHex('6a82')), under);
    await channel(read(0, 0, 4000));
    next.push(protect(under, { data: fromHex('01') }));
    expect((await channel(read(0, 0, 223))).data).toEqual(fromHex('01'));
    expect((await channel(read(0, 0, 4))).sw).toBe(0x6a82);
    expect(under.ended).toBe(false);
  });

  test('the counter wraps at its length', async () => {
    const under = fresh(suites['3DES']);
    under.ssc = 0xffff_ffff_ffff_ffffn;
    expect((await answering(under, protect(under, { ssc: 1n }))(read(0, 0, 4))).sw).toBe(0x9000);
    expect(under.ssc).toBe(1n);
  });
});

describe('hostile chips', () => {
  const data = fromHex('60145f0104303130');

  test.each(all)('$name: a change of any bit is noticed and ends the session', async (suite) => {
    const length = protect(fresh(suite), { data }).length;
    for (let at = 0; at < length; at++) {
      const under = fresh(suite);
      const answer = protect(under, { data }).map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte));
      const failing = answering(under, answer)(read(0, 0, 8));
      await expect(failing, `byte ${at}`).rejects.toThrow(SecureMessagingError);
      expect(under.ended).toBe(true);
      expect(under.kEnc.every((byte) => byte === 0) && under.kMac.every((byte) => byte === 0)).toBe(true);
    }
  });

  test('an answer cut at any length never gives data', async () => {
    const whole = protect(fresh(suites['AES-128']), { data });
    for (let length = 2; length < whole.length; length++) {
      const under = fresh(suites['AES-128']);
      const outcome = await answering(under, whole.subarray(0, length))(read(0, 0, 8)).catch((error: unknown) => error);
      // Two bytes alone read as a plain status word, which here (871d…) is none of success.
      if (length === 2) expect(outcome).toMatchObject({ data: new Uint8Array() });
      else expect(outcome).toBeInstanceOf(SecureMessagingError);
    }
  });

  test.each<[string, (under: Session) => Uint8Array]>([
    ['an answer to the command before', (under) => protect(under, { data, ssc: 0n })],
    ['an answer under the counter of the command', (under) => protect(under, { data, ssc: 1n })],
    ['data in clear', () => concat(data, fromHex('9000'))],
    ['data in clear beside an error', () => concat(data, fromHex('6a82'))],
    ['no DO8E', () => fromHex('990290009000')],
    ['an empty DO8E', () => fromHex('990290008e009000')],
    ['a DO8E of four bytes', () => fromHex('990290008e04000000009000')],
    ['an empty DO99', () => fromHex('99008e0800000000000000009000')],
    ['a huge length', () => fromHex('8784ffffffff01999000')],
    ['an indefinite length', () => fromHex('8780010000009000')],
  ])('%s is refused', async (_, answer) => {
    const under = fresh(suites['AES-128']);
    await expect(answering(under, answer(under))(read(0, 0, 8))).rejects.toThrow(SecureMessagingError);
    expect(under.ended).toBe(true);
  });

  /** Objects the chip's key does sign, but that make no sense. */
  test.each<[string, string, string]>([
    ['no DO99', '', '9000'],
    ['a foreign data object', '99029000 8100', '9000'],
    ['DO99 twice', '99029000 99026a82', '9000'],
    ['a status that differs', '99029000', '6282'],
    ['an error made into success', '99026a82', '9000'],
    ['DO87 without its indicator', '8700 99029000', '9000'],
    ['DO87 of an unknown kind', `871102${'00'.repeat(16)} 99029000`, '9000'],
    ['DO87 with nothing in it', '870101 99029000', '9000'],
    ['DO87 of half a block', '87090100000000000000009902 9000', '9000'],
    ['an empty DO85', '8500 99029000', '9000'],
    ['both DO85 and DO87', `8510${'00'.repeat(16)} 871101${'00'.repeat(16)} 99029000`, '9000'],
    ['a cryptogram without padding', `871101${'00'.repeat(16)} 99029000`, '9000'],
  ])('%s is refused under a right MAC', async (_, objects, sw) => {
    const under = fresh(suites['AES-128']);
    const covered = fromHex(objects);
    const mac = under.suite.mac(under.kMac, pad(concat(fromInteger(2n, 16), covered), 16));
    const answer = concat(covered, encodeTlv(0x8e, mac), fromHex(sw));
    await expect(answering(under, answer)(read(0, 0, 8))).rejects.toThrow(SecureMessagingError);
    expect(under.ended).toBe(true);
  });

  test('DO8E anywhere but at the end is refused', async () => {
    const under = fresh(suites['3DES']);
    const answer = protect(under, {});
    const moved = concat(answer.subarray(4, 14), answer.subarray(0, 4), answer.subarray(14));
    await expect(answering(under, moved)(read(0, 0, 8))).rejects.toThrow(SecureMessagingError);
  });

  test('any bytes are an error or a plain status', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 2, maxLength: 60 }), async (noise) => {
        const under = fresh(suites['3DES']);
        const outcome = await answering(under, noise)(read(0, 0, 8)).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(SecureMessagingError);
        else expect(outcome).toEqual({ data: new Uint8Array(), sw: ((noise[0] ?? 0) << 8) | (noise[1] ?? 0) });
      }),
      { numRuns: 500 },
    );
  });
});

describe('commands', () => {
  test('odd instructions carry their data in DO85, without an indicator', async () => {
    const { channel, sent } = replay('6a82', '6a82');
    const under = fresh(suites['AES-128']);
    const iv = under.suite.encryptBlock(under.kEnc, fromInteger(1n, 16));
    const offset = fromHex('54028000');
    const cryptogram = under.suite.encrypt(under.kEnc, iv, pad(offset, 16));
    await secureMessaging(channel, under)({ cla: 0, ins: 0xb1, p1: 0, p2: 0, data: offset, le: 224 });
    expect(sent[0]).toContain(`0cb100001f8510${toHex(cryptogram)}9701e08e08`);
  });

  test('data that grows over 255 bytes makes the command extended', async () => {
    const seen: Command[] = [];
    const recording: Channel = async (command) => {
      seen.push(command);
      return { data: new Uint8Array(), sw: 0x6a80 };
    };
    const secured = secureMessaging(recording, fresh(suites['AES-128']));
    const write: Command = { cla: 0, ins: 0xd6, p1: 0, p2: 0 };
    for (const length of [223, 224, 240, 300]) await secured({ ...write, data: new Uint8Array(length) });
    expect(seen.map(({ data, le }) => [data?.length, le])).toEqual([
      [238, 256],
      [254, 256],
      [271, 65536],
      [319, 65536],
    ]);
  });

  test('65,536 expected bytes are asked for as 0000', async () => {
    const { channel, sent } = replay('6700');
    await secureMessaging(channel, fresh(suites['AES-128']))(read(0, 0, 65536));
    expect(sent[0]?.slice(0, 22)).toBe('0cb0000000000e97020000');
  });
});

describe('a session', () => {
  test('has its own copies of the keys', () => {
    const kEnc = new Uint8Array(16).fill(1);
    const under = createSession({ suite: suites['AES-128'], kEnc, kMac: kEnc, ssc: 0n });
    kEnc.fill(0);
    expect(under.kEnc[0]).toBe(1);
  });

  test('refuses keys of a wrong length', () => {
    const key = new Uint8Array(16);
    expect(() => createSession({ suite: suites['AES-256'], kEnc: key, kMac: key, ssc: 0n })).toThrow(RangeError);
  });

  test('once ended, sends nothing more', async () => {
    const { channel, sent } = replay('9000');
    const under = fresh(suites['3DES']);
    endSession(under);
    await expect(secureMessaging(channel, under)(read(0, 0, 4))).rejects.toThrow(SecureMessagingError);
    expect(sent).toEqual([]);
    expect([...under.kEnc, ...under.kMac].every((byte) => byte === 0)).toBe(true);
  });

  test('what the channel throws passes through and does not end it', async () => {
    const under = fresh(suites['3DES']);
    const gone: Channel = async () => {
      throw new Error('card removed');
    };
    await expect(secureMessaging(gone, under)(read(0, 0, 4))).rejects.toThrow('card removed');
    expect(under.ended).toBe(false);
  });
});
