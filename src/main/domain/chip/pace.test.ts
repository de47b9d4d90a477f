import { describe, expect, it } from 'vitest';
import { fromHex, toHex, toInteger } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import type { CurveName } from '#domain/crypto/curves.ts';
import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { type Channel, encodeCommand } from './apdu.ts';
import { choosePace, openWithPace, type PacePassword } from './pace.ts';
import { type PaceInfo, parseSecurityInfos } from './security-infos.ts';
import { encodeTlv } from './tlv.ts';

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

const bp256 = paceInfo('brainpoolP256r1', 'AES-128');

/** ICAO 9303-11 appendix G.1: commands and responses of PACE-ECDH-GM-AES-CBC-CMAC-128 on brainpoolP256r1 with the MRZ. */
const appendixG1 = {
  mrzInfo: 'T22000129364081251010318',
  mapping: '7f4ef07b9ea82fd78ad689b38d0bc78cf21f249d953bc46f4c6e19259c010f99',
  agreement: 'a73fb703ac1436a18e0cfa5abb3f7bec7a070e7a6788486bee230c4a22762595',
  kEnc: 'f5f0e35c0d7161ee6724ee513a0d9a7f',
  kMac: 'fe251c7858b356b24514b3bd5f4297d1',
  exchanges: [
    ['0022c1a40f800a04007f00070202040202830101', '9000'],
    ['10860000027c0000', '7c12801095a3a016522ee98d01e76cb6b98b42c39000'],
    [
      '10860000457c438141047acf3efc982ec45565a4b155129efbc74650dcbfa6362d896fc70262e0c2cc5e544552dcb6725218799115b55c9baa6d9f6bc3a9618e70c25af71777a9c4922d00',
      '7c43824104824fba91c9cbe26bef53a0ebe7342a3bf178cea9f45de0b70aa601651fba3f5730d8c879aaa9c9f73991e61b58f4d52eb87a0a0c709a49dc63719363ccd13c549000',
    ],
    [
      '10860000457c438341042db7a64c0355044ec9df190514c625cba2cea48754887122f3a5ef0d5edd301c3556f3b3b186df10b857b58f6a7eb80f20ba5dc7be1d43d9bf850149fbb3646200',
      '7c438441049e880f842905b8b3181f7af7caa9f0efb743847f44a306d2d28c1d9ec65df6db7764b22277a2eddc3c265a9f018f9cb852e111b768b326904b59a0193776f0949000',
    ],
    ['008600000c7c0a8508c2b0bd78d94ba86600', '7c0a86083abb9674bce93c089000'],
  ],
} as const;

function replay(exchanges: readonly (readonly [string, string])[]) {
  const left = [...exchanges];
  const channel: Channel = async (command) => {
    const [expected = '', answer = ''] = left.shift() ?? [];
    expect(toHex(encodeCommand(command))).toBe(expected);
    const bytes = fromHex(answer);
    return { data: bytes.subarray(0, -2), sw: Number(toInteger(bytes.subarray(-2))) };
  };
  return { channel, left };
}

describe('openWithPace', () => {
  const password: PacePassword = { kind: 'mrz', mrzInfo: new TextEncoder().encode(appendixG1.mrzInfo) };

  it('follows ICAO 9303-11 appendix G.1 byte by byte', async () => {
    const draws = [fromHex(appendixG1.mapping), fromHex(appendixG1.agreement)];
    const { channel, left } = replay(appendixG1.exchanges);
    const info = choosePace(parseSecurityInfos(fromHex('31143012060a04007f0007020204020202010202010d')));
    expect(info).toEqual(bp256);
    const session = await openWithPace(channel, {
      info: info ?? bp256,
      password,
      random: () => draws.shift() ?? new Uint8Array(),
    });
    expect(left).toHaveLength(0);
    expect(toHex(session.kEnc)).toBe(appendixG1.kEnc);
    expect(toHex(session.kMac)).toBe(appendixG1.kMac);
    expect(session).toMatchObject({ suite: suites['AES-128'], ssc: 0n, ended: false });
  });

  it('uses up a key pair made beforehand', async () => {
    const keyPair = generateKeyPair('brainpoolP256r1', () => fromHex(appendixG1.mapping));
    const { channel } = replay(appendixG1.exchanges);
    const session = await openWithPace(channel, {
      info: bp256,
      password,
      keyPair,
      random: () => fromHex(appendixG1.agreement),
    });
    expect(toHex(session.kEnc)).toBe(appendixG1.kEnc);
    expect(keyPair.privateKey).toEqual(new Uint8Array(32));
  });
});

describe('choosePace', () => {
  const infos = (...pace: PaceInfo[]) => ({ ...parseSecurityInfos(encodeTlv(0x31)), pace });

  it('finds what Vietnamese cards offer', () => {
    expect(choosePace(parseSecurityInfos(vector('cccd-synthetic/EF.CardAccess-cccd.bin')))).toEqual(bp256);
  });

  it('prefers longer keys, then longer curves', () => {
    const offers = [
      paceInfo('brainpoolP512r1', '3DES'),
      paceInfo('P-256', 'AES-128'),
      paceInfo('P-521', 'AES-128'),
      paceInfo('P-256', 'AES-256'),
      paceInfo('brainpoolP384r1', 'AES-256'),
      paceInfo('P-521', 'AES-192'),
    ];
    expect(choosePace(infos(...offers))).toBe(offers[4]);
    expect(choosePace(infos(...offers.slice(0, 3)))).toBe(offers[2]);
  });

  it('passes over what it cannot do', () => {
    const plain = paceInfo('P-256', '3DES');
    const others = [
      paceInfo(null, 'AES-256'),
      paceInfo('P-521', 'AES-256', { mapping: 'IM' }),
      paceInfo('P-521', 'AES-256', { mapping: 'CAM' }),
      paceInfo('P-521', 'AES-256', { version: 1 }),
      paceInfo(null, 'AES-256', { agreement: 'DH' }),
    ];
    expect(choosePace(infos(...others, plain))).toBe(plain);
    expect(choosePace(infos(...others))).toBeNull();
    expect(choosePace(infos())).toBeNull();
  });
});
