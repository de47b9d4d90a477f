import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, equal, fromInteger, toHex, toInteger } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { type CurveName, curve, curveNames } from '#domain/crypto/curves.ts';
import { hash } from '#domain/crypto/hash.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import { AccessError } from './access-error.ts';
import type { Channel, Command, Response } from './apdu.ts';
import { deriveKey, pad } from './key-derivation.ts';
import { Malformed } from './malformed.ts';
import { openWithPace, type PacePassword } from './pace.ts';
import type { PaceInfo } from './security-infos.ts';
import { encodeTlv, expectTlv, findTlv } from './tlv.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const can = (digits: string): PacePassword => ({ kind: 'can', can: digits });

const bsi = '0.4.0.127.0.7.2.2';
const suiteNames = ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const;

function paceInfo(name: CurveName | null, suite: CipherSuite['name'], changes: Partial<PaceInfo> = {}): PaceInfo {
  const oid = `${bsi}.4.2.${suiteNames.indexOf(suite) + 1}`;
  return {
    oid,
    version: 2,
    parameterId: 13,
    agreement: 'ECDH',
    mapping: 'GM',
    suite,
    curve: name,
    ambiguous: false,
    ...changes,
  };
}

/** What a chip of the test does wrong, by step of GENERAL AUTHENTICATE. */
type Faults = {
  readonly statusAt?: Readonly<Record<number, number>>;
  readonly answer?: (step: number, answer: Uint8Array) => Uint8Array;
  readonly selectStatus?: number;
  readonly echo?: boolean;
  readonly nonce?: Uint8Array;
};

/** The chip's side of PACE-GM, written from ICAO 9303-11 §4.4 for this test. */
function paceChip(info: PaceInfo & { readonly curve: CurveName }, secret: Uint8Array, faults: Faults = {}) {
  const { Point, order } = curve(info.curve);
  const suite = suites[info.suite];
  const nonce = faults.nonce ?? random(suite.keyLength > 16 ? 32 : 16);
  const commands: Command[] = [];
  let step = 0;
  let generator = Point.BASE;
  let keys: { kEnc: Uint8Array; kMac: Uint8Array } | null = null;
  let points: { ours: Uint8Array; theirs: Uint8Array } | null = null;

  const keyOn = (base: typeof generator) => {
    const scalar = (toInteger(random(80)) % (order - 1n)) + 1n;
    return { scalar, point: base.multiply(scalar) };
  };
  const token = (point: Uint8Array) => {
    const object = encodeTlv(0x7f49, encodeTlv(0x06, encodeOid(info.oid)), encodeTlv(0x86, point));
    return suite.mac(keys?.kMac ?? new Uint8Array(), info.suite === '3DES' ? pad(object, 8) : object);
  };

  const answers: Record<number, (value: Uint8Array) => Uint8Array | number> = {
    1: () => {
      const kPi = deriveKey(secret, 3, suite);
      return encodeTlv(0x80, suite.encrypt(kPi, new Uint8Array(suite.blockLength), nonce));
    },
    2: (value) => {
      const own = keyOn(Point.BASE);
      const shared = Point.fromBytes(value).multiply(own.scalar);
      generator = Point.BASE.multiplyUnsafe(toInteger(nonce) % order).add(shared);
      return encodeTlv(0x82, faults.echo ? value : own.point.toBytes(false));
    },
    3: (value) => {
      const own = keyOn(generator);
      const x = fromInteger(Point.fromBytes(value).multiply(own.scalar).x, curve(info.curve).fieldLength);
      keys = { kEnc: deriveKey(x, 1, suite), kMac: deriveKey(x, 2, suite) };
      points = { ours: own.point.toBytes(false), theirs: value.slice() };
      return encodeTlv(0x84, points.ours);
    },
    4: (value) => {
      if (points === null || !equal(value, token(points.ours))) return 0x6300;
      return encodeTlv(0x86, token(points.theirs));
    },
  };

  const channel: Channel = async (command): Promise<Response> => {
    commands.push(command);
    if (command.ins === 0x22) return { data: new Uint8Array(), sw: faults.selectStatus ?? 0x9000 };
    step++;
    const status = faults.statusAt?.[step];
    if (status !== undefined) return { data: new Uint8Array(), sw: status };
    expect(command).toMatchObject({ cla: step < 4 ? 0x10 : 0x00, ins: 0x86, p1: 0, p2: 0, le: 256 });
    const inner = expectTlv(command.data ?? new Uint8Array(), 0x7c).value;
    const value = step === 1 ? inner : findTlv(inner, [0x81, 0x83, 0x85][step - 2] ?? 0)?.value;
    const answer = answers[step]?.(value ?? new Uint8Array()) ?? 0x6a80;
    if (typeof answer === 'number') return { data: new Uint8Array(), sw: answer };
    const data = encodeTlv(0x7c, answer);
    return { data: faults.answer?.(step, data) ?? data, sw: 0x9000 };
  };
  return { channel, commands, sessionKeys: () => keys };
}

const bp256 = paceInfo('brainpoolP256r1', 'AES-128') as PaceInfo & { curve: CurveName };
const secretOf = (digits: string) => new TextEncoder().encode(digits);

describe('openWithPace against a chip', () => {
  const mrzInfo = new TextEncoder().encode('T22000129364081251010318');
  const password: PacePassword = { kind: 'mrz', mrzInfo };

  it.each(suiteNames)('agrees with a chip under %s, CAN and MRZ', async (suite) => {
    const info = paceInfo('brainpoolP256r1', suite) as typeof bp256;
    for (const [given, secret] of [
      [can('999993'), secretOf('999993')],
      [password, hash('SHA-1', mrzInfo)],
    ] as const) {
      const chip = paceChip(info, secret);
      const session = await openWithPace(chip.channel, { info, password: given, random });
      expect({ kEnc: session.kEnc, kMac: session.kMac }).toEqual(chip.sessionKeys());
      expect(findTlv(chip.commands[0]?.data ?? new Uint8Array(), 0x83)?.value).toEqual(
        Uint8Array.of(given.kind === 'can' ? 2 : 1),
      );
    }
  });

  it.each(curveNames)('agrees with a chip on %s', async (name) => {
    const info = paceInfo(name, 'AES-256') as typeof bp256;
    const chip = paceChip(info, secretOf('123456'));
    const session = await openWithPace(chip.channel, { info, password: can('123456'), random });
    expect({ kEnc: session.kEnc, kMac: session.kMac }).toEqual(chip.sessionKeys());
  });

  it('names the parameters only where they are ambiguous', async () => {
    const info = { ...bp256, ambiguous: true };
    const chip = paceChip(info, secretOf('123456'));
    await openWithPace(chip.channel, { info, password: can('123456'), random });
    expect(toHex(chip.commands[0]?.data ?? new Uint8Array())).toBe('800a04007f0007020204020283010284010d');
  });

  it('reports a wrong CAN as such', async () => {
    const chip = paceChip(bp256, secretOf('123456'));
    const failure = openWithPace(chip.channel, { info: bp256, password: can('123457'), random });
    await expect(failure).rejects.toMatchObject({
      name: 'AccessError',
      cause: 'wrongKey',
      sw: 0x6300,
      attemptsLeft: null,
    });
  });

  it.each([
    [0x63c2, 'wrongKey', 2],
    [0x63c1, 'lastAttempt', 1],
    [0x63c0, 'blocked', 0],
    [0x6983, 'blocked', 0],
    [0x6300, 'wrongKey', null],
    [0x6982, 'wrongKey', null],
    [0x6a80, 'wrongKey', null],
    [0x6d00, 'unsupported', null],
  ] as const)('answers %i to the token with %s', async (sw, cause, attemptsLeft) => {
    const chip = paceChip(bp256, secretOf('123456'), { statusAt: { 4: sw } });
    const failure = openWithPace(chip.channel, { info: bp256, password: can('123456'), random });
    await expect(failure).rejects.toMatchObject({ name: 'AccessError', cause, attemptsLeft, sw });
  });

  it.each([1, 2, 3])('takes a refusal of step %i for want of support, unless the chip counts', async (step) => {
    for (const [sw, cause] of [
      [0x6a80, 'unsupported'],
      [0x6985, 'unsupported'],
      [0x6300, 'wrongKey'],
      [0x63c0, 'blocked'],
      [0x6983, 'blocked'],
    ] as const) {
      const chip = paceChip(bp256, secretOf('123456'), { statusAt: { [step]: sw } });
      const failure = openWithPace(chip.channel, { info: bp256, password: can('123456'), random });
      await expect(failure).rejects.toMatchObject({ name: 'AccessError', cause, sw });
      expect(chip.commands).toHaveLength(step + 1);
    }
  });

  it('goes on after a warning of few attempts, and stops where the password is blocked or unknown', async () => {
    for (const sw of [0x63c1, 0x63c3]) {
      const chip = paceChip(bp256, secretOf('123456'), { selectStatus: sw });
      await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).resolves.toMatchObject(
        { ssc: 0n },
      );
    }
    for (const [sw, cause] of [
      [0x63c0, 'blocked'],
      [0x6983, 'blocked'],
      [0x6a80, 'unsupported'],
      [0x6a88, 'unsupported'],
      [0x6d00, 'unsupported'],
    ] as const) {
      const chip = paceChip(bp256, secretOf('123456'), { selectStatus: sw });
      await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).rejects.toMatchObject({
        cause,
        sw,
      });
      expect(chip.commands).toHaveLength(1);
    }
  });

  it('does not begin with what it cannot do', async () => {
    const chip = paceChip(bp256, secretOf('123456'));
    for (const changes of [{ mapping: 'IM' }, { mapping: 'CAM' }, { curve: null }] as const) {
      const failure = openWithPace(chip.channel, { info: { ...bp256, ...changes }, password: can('123456'), random });
      await expect(failure).rejects.toThrow(AccessError);
    }
    expect(chip.commands).toHaveLength(0);
  });

  it('refuses a chip that sends our key back, in either exchange', async () => {
    const echo = paceChip(bp256, secretOf('123456'), { echo: true });
    await expect(openWithPace(echo.channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(
      Malformed,
    );
    const late = paceChip(bp256, secretOf('123456'));
    const channel: Channel = async (command) => {
      const response = await late.channel(command);
      if (late.commands.length !== 4) return response;
      const sent = findTlv(expectTlv(command.data ?? new Uint8Array(), 0x7c).value, 0x83)?.value ?? new Uint8Array();
      return { ...response, data: encodeTlv(0x7c, encodeTlv(0x84, sent)) };
    };
    await expect(openWithPace(channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(Malformed);
  });

  it('refuses points that are off the curve, infinity, or a mapping to infinity', async () => {
    const off = concat(Uint8Array.of(4), fromInteger(1n, 32), fromInteger(2n, 32));
    for (const [at, tag] of [
      [2, 0x82],
      [3, 0x84],
    ] as const) {
      for (const point of [
        off,
        Uint8Array.of(0),
        new Uint8Array(),
        new Uint8Array(65),
        curve('P-256').Point.BASE.toBytes(false),
      ]) {
        const answer = (step: number, data: Uint8Array) =>
          step === at ? encodeTlv(0x7c, encodeTlv(tag, point)) : data;
        const chip = paceChip(bp256, secretOf('123456'), { answer });
        await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(
          Malformed,
        );
      }
    }
    const { Point, order } = curve('brainpoolP256r1');
    // s·G + k·(−s·k⁻¹)·G = 0: only who knows our key can send this, so it is built from a fixed one.
    const k = 7n;
    const inverse = Point.Fn.inv(k);
    const s = 99n;
    const bad = Point.BASE.multiply(Point.Fn.create(-s * inverse)).toBytes(false);
    const kPi = deriveKey(secretOf('123456'), 3, suites['AES-128']);
    const nonce = suites['AES-128'].encrypt(kPi, new Uint8Array(16), fromInteger(s, 16));
    const answer = (step: number, data: Uint8Array) =>
      step === 1 ? encodeTlv(0x7c, encodeTlv(0x80, nonce)) : step === 2 ? encodeTlv(0x7c, encodeTlv(0x82, bad)) : data;
    const chip = paceChip(bp256, secretOf('123456'), { answer });
    const failure = openWithPace(chip.channel, {
      info: bp256,
      password: can('123456'),
      random: () => fromInteger(k, 32),
    });
    await expect(failure).rejects.toThrow('infinity');
    expect(order > k).toBe(true);
  });

  it('refuses a chip that cannot prove its keys', async () => {
    for (const token of [new Uint8Array(8), new Uint8Array(7), new Uint8Array()]) {
      const answer = (step: number, data: Uint8Array) => (step === 4 ? encodeTlv(0x7c, encodeTlv(0x86, token)) : data);
      const chip = paceChip(bp256, secretOf('123456'), { answer });
      await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(
        Malformed,
      );
    }
  });

  it('refuses nonces that are not made of blocks', async () => {
    for (const length of [0, 8, 15, 17, 80]) {
      const answer = (step: number, data: Uint8Array) =>
        step === 1 ? encodeTlv(0x7c, encodeTlv(0x80, new Uint8Array(length))) : data;
      const chip = paceChip(bp256, secretOf('123456'), { answer });
      await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(
        Malformed,
      );
    }
  });

  it('takes a nonce of zero and one beyond the order of the curve', async () => {
    const info = { ...bp256, curve: 'P-192' } as const;
    for (const nonce of [new Uint8Array(16), new Uint8Array(32).fill(0xff)]) {
      const chip = paceChip(info, secretOf('123456'), { nonce });
      const session = await openWithPace(chip.channel, { info, password: can('123456'), random });
      expect({ kEnc: session.kEnc, kMac: session.kMac }).toEqual(chip.sessionKeys());
    }
  });

  it('answers every broken response with Malformed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.uint8Array({ maxLength: 90 }),
        fc.boolean(),
        async (at, noise, framed) => {
          const answer = (step: number, data: Uint8Array) =>
            step === at ? (framed ? encodeTlv(0x7c, noise) : noise) : data;
          const chip = paceChip(bp256, secretOf('123456'), { answer });
          await expect(openWithPace(chip.channel, { info: bp256, password: can('123456'), random })).rejects.toThrow(
            Malformed,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('leaves no private key behind, whatever happens', async () => {
    for (const statusAt of [{}, { 2: 0x6a80 }, { 4: 0x6300 }]) {
      const drawn: Uint8Array[] = [];
      const recording = (length: number) => {
        const bytes = random(length);
        drawn.push(bytes);
        return bytes;
      };
      const chip = paceChip(bp256, secretOf('123456'), { statusAt });
      await openWithPace(chip.channel, { info: bp256, password: can('123456'), random: recording }).catch(() => null);
      const { order } = curve('brainpoolP256r1');
      const used = drawn.filter((bytes) => toInteger(bytes) < order);
      expect(used.every((bytes) => toInteger(bytes) === 0n)).toBe(true);
    }
  });
});
