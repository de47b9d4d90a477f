import { describe, expect, it } from 'vitest';
import type { ChipAuthentication } from '#contract/evidence.ts';
import { concat, equal, fromInteger, toHex, toInteger } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { type CurveName, curve, curveNames } from '#domain/crypto/curves.ts';
import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import type { Channel, Command, Response } from './apdu.ts';
import { authenticateChip, verifyChipAuthentication } from './chip-auth.ts';
import { deriveKey, pad } from './key-derivation.ts';
import { secureMessaging } from './secure-messaging.ts';
import {
  type ChipAuthenticationInfo,
  chipProtocolOid,
  parseSecurityInfos,
  type SecurityInfos,
} from './security-infos.ts';
import { encodeTlv, expectTlv, findTlv } from './tlv.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const suiteNames = ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const;
const nothing = parseSecurityInfos(encodeTlv(0x31));

type Key = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };

function offer(
  suite: CipherSuite['name'],
  keyId: number | null = null,
  changes: Partial<ChipAuthenticationInfo> = {},
): ChipAuthenticationInfo {
  return { oid: chipProtocolOid('ECDH', suite), version: 1, keyId, agreement: 'ECDH', suite, ...changes };
}

function infosOf(
  name: CurveName,
  key: Key,
  offers: readonly ChipAuthenticationInfo[],
  keyId: number | null = null,
): SecurityInfos {
  const entry = {
    oid: '0.4.0.127.0.7.2.2.1.2',
    keyId,
    agreement: 'ECDH',
    key: { kind: 'ec', curve: name, explicit: false, point: key.publicKey },
  } as const;
  return { ...nothing, chipAuthentication: offers, chipAuthenticationKeys: [entry] };
}

/** The chip's side of chip authentication, written from ICAO 9303-11 §6.2 for this test: then it answers one protected command. */
function chipWith(name: CurveName, key: Key, suite: CipherSuite, statuses: readonly number[] = []) {
  const commands: Command[] = [];
  const left = [...statuses];
  let kMac = new Uint8Array();
  let kEnc = new Uint8Array();
  const take = (publicKey: Uint8Array) => {
    const point = curve(name).Point.fromBytes(publicKey).multiply(toInteger(key.privateKey));
    const x = fromInteger(point.x, curve(name).fieldLength);
    kEnc = new Uint8Array(deriveKey(x, 1, suite));
    kMac = new Uint8Array(deriveKey(x, 2, suite));
  };
  const mac = (counter: bigint, message: Uint8Array) =>
    suite.mac(kMac, pad(concat(fromInteger(counter, suite.blockLength), message), suite.blockLength));
  const channel: Channel = async (command): Promise<Response> => {
    commands.push(command);
    const data = command.data ?? new Uint8Array();
    const sw = left.shift() ?? 0x9000;
    if (command.cla === 0x0c) {
      const status = encodeTlv(0x99, Uint8Array.of(0x90, 0x00));
      return { data: concat(status, encodeTlv(0x8e, mac(2n, status))), sw: 0x9000 };
    }
    if (sw !== 0x9000) return { data: new Uint8Array(), sw };
    if (command.ins === 0x22 && command.p2 === 0xa6) take(findTlv(data, 0x91)?.value ?? new Uint8Array());
    if (command.ins !== 0x86) return { data: new Uint8Array(), sw };
    take(findTlv(expectTlv(data, 0x7c).value, 0x80)?.value ?? new Uint8Array());
    return { data: encodeTlv(0x7c), sw };
  };
  return { channel, commands, keys: () => ({ kEnc, kMac }) };
}

type Done = Extract<ChipAuthentication, { state: 'done' }>;

function done(evidence: ChipAuthentication): Done {
  if (evidence.state !== 'done') throw new Error(`chip authentication is ${evidence.state}`);
  return evidence;
}

/** Chip authentication and the first command after it, as a read does them. */
async function authenticated(name: CurveName, suiteName: CipherSuite['name']) {
  const key = generateKeyPair(name, random);
  const infos = infosOf(name, key, [offer(suiteName)]);
  const chip = chipWith(name, key, suites[suiteName]);
  const { evidence, session } = await authenticateChip(chip.channel, { infos, random });
  if (session === null) throw new Error('no session');
  let response = new Uint8Array();
  const secured = secureMessaging(chip.channel, session, (bytes) => {
    response = new Uint8Array(bytes);
  });
  await secured({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: Uint8Array.of(1, 1) });
  return { chip, infos, session, evidence: { ...done(evidence), response } };
}

describe('authenticateChip', () => {
  it.each(suiteNames)('opens a session under %s that the chip shares, and proves it again', async (suiteName) => {
    const { chip, infos, session, evidence } = await authenticated('brainpoolP256r1', suiteName);
    expect({ kEnc: session.kEnc, kMac: session.kMac }).toEqual(chip.keys());
    expect(session).toMatchObject({ suite: suites[suiteName], ssc: 2n });
    expect(evidence).toMatchObject({ oid: chipProtocolOid('ECDH', suiteName), keyId: null });
    expect(verifyChipAuthentication(evidence, infos)).toBe('passed');
  });

  it.each(curveNames)('works on %s', async (name) => {
    const { infos, evidence } = await authenticated(name, 'AES-128');
    expect(verifyChipAuthentication(evidence, infos)).toBe('passed');
  });

  it('sends MSE:Set KAT for 3DES, MSE:Set AT and GENERAL AUTHENTICATE for AES', async () => {
    const key = generateKeyPair('P-256', random);
    const triple = chipWith('P-256', key, suites['3DES']);
    await authenticateChip(triple.channel, { infos: infosOf('P-256', key, [offer('3DES', 5)], 5), random });
    expect(triple.commands).toHaveLength(1);
    expect(triple.commands[0]).toMatchObject({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa6 });
    expect(toHex(triple.commands[0]?.data ?? new Uint8Array())).toMatch(/^914104[0-9a-f]{128}840105$/);
    const aes = chipWith('P-256', key, suites['AES-256']);
    await authenticateChip(aes.channel, { infos: infosOf('P-256', key, [offer('AES-256')]), random });
    expect(aes.commands).toHaveLength(2);
    expect(aes.commands[0]).toMatchObject({ cla: 0, ins: 0x22, p1: 0x41, p2: 0xa4 });
    expect(toHex(aes.commands[0]?.data ?? new Uint8Array())).toBe('800a04007f00070202030204');
    expect(aes.commands[1]).toMatchObject({ cla: 0, ins: 0x86, p1: 0, p2: 0, le: 256 });
    expect(toHex(aes.commands[1]?.data ?? new Uint8Array())).toMatch(/^7c43804104[0-9a-f]{128}$/);
  });

  it('takes a key without ChipAuthenticationInfo for 3DES, as French chips mean it', async () => {
    const key = generateKeyPair('brainpoolP256r1', random);
    const infos = infosOf('brainpoolP256r1', key, [], 2);
    const { evidence, session } = await authenticateChip(chipWith('brainpoolP256r1', key, suites['3DES']).channel, {
      infos,
      random,
    });
    expect(evidence).toMatchObject({ state: 'done', oid: chipProtocolOid('ECDH', '3DES'), keyId: 2 });
    expect(session?.suite.name).toBe('3DES');
  });

  it('takes the only key where one side leaves out its identifier (BSI reference DG14)', async () => {
    const infos = parseSecurityInfos(expectTlv(vector('lds-bsi2008/Datagroup14.bin'), 0x6e).value);
    const commands: Command[] = [];
    const channel: Channel = async (command) => {
      commands.push(command);
      return { data: new Uint8Array(), sw: 0x9000 };
    };
    const { evidence } = await authenticateChip(channel, { infos, random });
    expect(evidence).toMatchObject({ state: 'done', oid: chipProtocolOid('ECDH', '3DES') });
    expect(commands.map(({ p2 }) => p2)).toEqual([0xa6]);
  });

  it('chooses the strongest suite with a key of its own', async () => {
    const [one, two] = [generateKeyPair('P-256', random), generateKeyPair('P-384', random)];
    const first = infosOf('P-256', one, [offer('3DES', 1), offer('AES-128', 2), offer('AES-256', 3)], 1);
    const second = infosOf('P-384', two, [], 2);
    const infos = {
      ...first,
      chipAuthenticationKeys: [...first.chipAuthenticationKeys, ...second.chipAuthenticationKeys],
    };
    const { evidence } = await authenticateChip(chipWith('P-384', two, suites['AES-128']).channel, { infos, random });
    expect(evidence).toMatchObject({ state: 'done', oid: chipProtocolOid('ECDH', 'AES-128'), keyId: 2 });
  });

  it.each([[[0x6a80]], [[0x9000, 0x6300]]])('reports a refusal (%o) and keeps the session', async (statuses) => {
    const key = generateKeyPair('P-256', random);
    const chip = chipWith('P-256', key, suites['AES-128'], statuses);
    const result = await authenticateChip(chip.channel, { infos: infosOf('P-256', key, [offer('AES-128')]), random });
    expect(result).toEqual({ evidence: { state: 'refused', sw: statuses.at(-1) }, session: null });
  });

  it('says what was not offered and what it cannot do', async () => {
    const channel: Channel = async () => {
      throw new Error('nothing may be sent');
    };
    const key = generateKeyPair('P-256', random);
    const group = { ...offer('AES-128'), agreement: 'DH', oid: chipProtocolOid('DH', 'AES-128') } as const;
    const dhKey = {
      oid: '0.4.0.127.0.7.2.2.1.1',
      keyId: null,
      agreement: 'DH',
      key: { kind: 'unknown', algorithm: '1.2.840.10046.2.1' },
    } as const;
    const one = infosOf('P-256', key, [offer('AES-128')], 1);
    const two = infosOf('P-256', key, [], 2).chipAuthenticationKeys;
    const twoKeys = { ...one, chipAuthenticationKeys: [...one.chipAuthenticationKeys, ...two] };
    const states = [
      [nothing, 'notOffered'],
      [{ ...nothing, chipAuthentication: [offer('AES-128')] }, 'notOffered'],
      [{ ...nothing, chipAuthenticationKeys: [dhKey] }, 'notDone'],
      [{ ...nothing, chipAuthentication: [group], chipAuthenticationKeys: [dhKey] }, 'notDone'],
      [infosOf('P-256', key, [offer('AES-128', null, { version: 2 })]), 'notDone'],
      [infosOf('P-256', key, [offer('AES-128', 7)], 8), 'notDone'],
      [twoKeys, 'notDone'],
    ] as const;
    for (const [infos, state] of states) {
      expect(await authenticateChip(channel, { infos, random })).toEqual({ evidence: { state }, session: null });
    }
  });
});

describe('verifyChipAuthentication', () => {
  it('fails for a clone, which has the DG14 but not the key', async () => {
    const genuine = generateKeyPair('P-256', random);
    const clone = generateKeyPair('P-256', random);
    const infos = infosOf('P-256', genuine, [offer('AES-128')]);
    const chip = chipWith('P-256', clone, suites['AES-128']);
    const { evidence, session } = await authenticateChip(chip.channel, { infos, random });
    if (session === null) throw new Error('no session');
    let response = new Uint8Array();
    const secured = secureMessaging(chip.channel, session, (bytes) => {
      response = new Uint8Array(bytes);
    });
    await expect(secured({ cla: 0, ins: 0xa4, p1: 2, p2: 0x0c, data: Uint8Array.of(1, 1) })).rejects.toThrow('MAC');
    expect(response.length).toBeGreaterThan(0);
    expect(verifyChipAuthentication({ ...done(evidence), response }, infos)).toBe('failed');
  });

  it('fails for a response that is missing, changed, or another', async () => {
    const { infos, evidence } = await authenticated('brainpoolP256r1', 'AES-128');
    for (let at = 0; at < evidence.response.length; at++) {
      const response = evidence.response.slice();
      response[at] = (response[at] ?? 0) ^ 1;
      expect(verifyChipAuthentication({ ...evidence, response }, infos)).toBe('failed');
    }
    for (const response of [new Uint8Array(), Uint8Array.of(0x69, 0x88), evidence.response.subarray(0, -1)]) {
      expect(verifyChipAuthentication({ ...evidence, response }, infos)).toBe('failed');
    }
  });

  it('fails for another key in DG14 or another private key, however broken', async () => {
    const { infos, evidence } = await authenticated('brainpoolP256r1', 'AES-128');
    const other = infosOf('brainpoolP256r1', generateKeyPair('brainpoolP256r1', random), [offer('AES-128')]);
    expect(verifyChipAuthentication(evidence, other)).toBe('failed');
    expect(
      verifyChipAuthentication({ ...evidence, keyId: 9 }, infosOf('P-256', generateKeyPair('P-256', random), [], 8)),
    ).toBe('failed');
    for (const terminalPrivateKey of [
      new Uint8Array(),
      new Uint8Array(32),
      new Uint8Array(32).fill(0xff),
      new Uint8Array(99).fill(1),
    ]) {
      expect(verifyChipAuthentication({ ...evidence, terminalPrivateKey }, infos)).toBe('failed');
    }
    expect(equal(evidence.terminalPrivateKey, new Uint8Array(32))).toBe(false);
  });

  it('cannot tell about protocols and keys it does not know', async () => {
    const { infos, evidence } = await authenticated('brainpoolP256r1', 'AES-128');
    for (const oid of ['1.2.3.4', chipProtocolOid('DH', 'AES-128')]) {
      expect(verifyChipAuthentication({ ...evidence, oid }, infos)).toBe('unknownAlgorithm');
    }
    const unknown = {
      oid: '',
      keyId: null,
      agreement: 'ECDH',
      key: { kind: 'unknown', algorithm: '1.3.132.0.10' },
    } as const;
    expect(verifyChipAuthentication(evidence, { ...nothing, chipAuthenticationKeys: [unknown] })).toBe(
      'unknownAlgorithm',
    );
  });

  it.each([{ state: 'notOffered' }, { state: 'notDone' }, { state: 'refused', sw: 0x6a80 }] as const)(
    'is not for $state',
    (evidence) => {
      expect(() => verifyChipAuthentication(evidence, nothing)).toThrow(TypeError);
    },
  );
});
