import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, fromHex } from '#domain/bytes.ts';
import { curve } from '#domain/crypto/curves.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import { beginnings, classics, damaged, outcomeOf } from '#fixtures/vectors/hostile.ts';
import { signatureVectors } from '#fixtures/vectors/signatures.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { Malformed } from './malformed.ts';
import { chipProtocolByOid, chipProtocolOid, encodeReference, parseSecurityInfos } from './security-infos.ts';
import { encodeTlv, expectTlv } from './tlv.ts';

const bsi = '0.4.0.127.0.7.2.2';
const oid = (dotted: string) => encodeTlv(0x06, encodeOid(dotted));
const small = (value: number) => encodeTlv(0x02, Uint8Array.of(value));
const info = (dotted: string, ...data: Uint8Array[]) => encodeTlv(0x30, oid(dotted), ...data);
const set = (...infos: Uint8Array[]) => encodeTlv(0x31, ...infos);

describe('parseSecurityInfos', () => {
  it('reads the EF.CardAccess of Vietnamese cards', () => {
    const infos = parseSecurityInfos(vector('cccd-synthetic/EF.CardAccess-cccd.bin'));
    expect(infos.pace).toEqual([
      {
        oid: `${bsi}.4.2.2`,
        version: 2,
        parameterId: 13,
        agreement: 'ECDH',
        mapping: 'GM',
        suite: 'AES-128',
        curve: 'brainpoolP256r1',
        ambiguous: false,
      },
    ]);
    expect(infos.chipAuthentication).toEqual([
      { oid: `${bsi}.3.2.2`, version: 1, keyId: null, agreement: 'ECDH', suite: 'AES-128' },
    ]);
    expect(infos.terminalAuthentication).toEqual([{ version: 1 }]);
    expect(infos).toMatchObject({
      paceDomain: [],
      chipAuthenticationKeys: [],
      activeAuthentication: null,
      efDir: null,
      unknown: [],
    });
  });

  it('reads DG14 of the BSI reference data', () => {
    const infos = parseSecurityInfos(expectTlv(vector('lds-bsi2008/Datagroup14.bin'), 0x6e).value);
    expect(infos.chipAuthenticationKeys).toMatchObject([
      {
        oid: `${bsi}.1.2`,
        keyId: null,
        agreement: 'ECDH',
        key: { kind: 'ec', curve: 'brainpoolP224r1', explicit: true },
      },
    ]);
    expect(infos.chipAuthentication).toEqual([
      { oid: `${bsi}.3.2.1`, version: 1, keyId: null, agreement: 'ECDH', suite: '3DES' },
    ]);
    expect(infos).toMatchObject({ pace: [], terminalAuthentication: [{ version: 1 }], unknown: [] });
  });

  it('names mapping, group and suite of every PACE protocol', () => {
    const rows = [
      [1, 'DH', 'GM'],
      [2, 'ECDH', 'GM'],
      [3, 'DH', 'IM'],
      [4, 'ECDH', 'IM'],
      [6, 'ECDH', 'CAM'],
    ] as const;
    const suites = ['3DES', 'AES-128', 'AES-192', 'AES-256'];
    for (const [arc, agreement, mapping] of rows) {
      for (const [i, suite] of suites.entries()) {
        const [pace] = parseSecurityInfos(
          set(info(`${bsi}.4.${arc}.${i + 1}`, small(2), small(agreement === 'DH' ? 2 : 12))),
        ).pace;
        expect(pace).toMatchObject({ agreement, mapping, suite, curve: agreement === 'DH' ? null : 'P-256' });
      }
    }
  });

  it('says when the chip offers several sets of parameters', () => {
    const one = info(`${bsi}.4.2.2`, small(2), small(13));
    expect(
      parseSecurityInfos(set(one, info(`${bsi}.4.2.4`, small(2), small(13)))).pace.map((pace) => pace.ambiguous),
    ).toEqual([false, false]);
    expect(
      parseSecurityInfos(set(one, info(`${bsi}.4.2.4`, small(2), small(16)))).pace.map((pace) => pace.ambiguous),
    ).toEqual([true, true]);
  });

  it('finds explicit parameters by their identifier', () => {
    const spki = fromHex(signatureVectors.ec.find(({ curve: name }) => name === 'brainpoolP384r1')?.explicit ?? '');
    const algorithm = expectTlv(expectTlv(spki, 0x30).value, 0x30).raw;
    const domain = info(`${bsi}.4.2`, algorithm, small(40));
    const infos = parseSecurityInfos(set(info(`${bsi}.4.2.2`, small(2), small(40)), domain));
    expect(infos.paceDomain).toEqual([{ oid: `${bsi}.4.2`, parameterId: 40, curve: 'brainpoolP384r1' }]);
    expect(infos.pace[0]).toMatchObject({ parameterId: 40, curve: 'brainpoolP384r1' });
    const nameless = parseSecurityInfos(set(info(`${bsi}.4.2.2`, small(2)), info(`${bsi}.4.2`, algorithm)));
    expect(nameless.pace[0]).toMatchObject({ parameterId: null, curve: 'brainpoolP384r1', ambiguous: false });
    const several = parseSecurityInfos(
      set(info(`${bsi}.4.2.2`, small(2), small(40)), domain, info(`${bsi}.4.2`, algorithm, small(41))),
    );
    expect(several.pace[0]?.ambiguous).toBe(true);
    expect(parseSecurityInfos(set(info(`${bsi}.4.2.2`, small(2), small(41)), domain)).pace[0]?.curve).toBeNull();
    expect(parseSecurityInfos(set(info(`${bsi}.4.2.2`, small(2), small(19)), domain)).pace[0]?.curve).toBeNull();
  });

  it('reads active authentication and EF.DIR, and keeps the unknown', () => {
    const infos = parseSecurityInfos(
      set(
        info('2.23.136.1.1.5', small(1), oid('0.4.0.127.0.7.1.1.4.1.3')),
        info('2.23.136.1.1.13', encodeTlv(0x04, Uint8Array.of(0x61, 0x00))),
        info('1.2.3.4', encodeTlv(0x04)),
        info('1.2.3.5'),
      ),
    );
    expect(infos.activeAuthentication).toEqual({ signatureAlgorithm: '0.4.0.127.0.7.1.1.4.1.3' });
    expect(infos.efDir).toEqual(Uint8Array.of(0x61, 0x00));
    expect(infos.unknown).toEqual(['1.2.3.4', '1.2.3.5']);
  });

  it('reads a DH key as one it does not know', () => {
    const key = encodeTlv(
      0x30,
      encodeTlv(0x30, oid('1.2.840.10046.2.1'), encodeTlv(0x30)),
      encodeTlv(0x03, Uint8Array.of(0, 2, 1, 5)),
    );
    const infos = parseSecurityInfos(set(info(`${bsi}.1.1`, key, small(3))));
    expect(infos.chipAuthenticationKeys).toEqual([
      { oid: `${bsi}.1.1`, agreement: 'DH', keyId: 3, key: { kind: 'unknown', algorithm: '1.2.840.10046.2.1' } },
    ]);
  });

  it('accepts an empty set', () => {
    expect(parseSecurityInfos(set()).pace).toEqual([]);
  });

  it('refuses too many infos, trailing bytes and infos of a known protocol without their data', () => {
    expect(() => parseSecurityInfos(set(...Array.from({ length: 65 }, () => info('1.2.3'))))).toThrow(Malformed);
    expect(() => parseSecurityInfos(concat(set(), Uint8Array.of(0)))).toThrow(Malformed);
    expect(() => parseSecurityInfos(encodeTlv(0x30))).toThrow(Malformed);
    for (const known of [
      `${bsi}.4.2.2`,
      `${bsi}.4.2`,
      `${bsi}.3.2.2`,
      `${bsi}.1.2`,
      `${bsi}.2`,
      '2.23.136.1.1.5',
      '2.23.136.1.1.13',
    ]) {
      expect(() => parseSecurityInfos(set(info(known)))).toThrow(Malformed);
      expect(() => parseSecurityInfos(set(info(known, encodeTlv(0x05))))).toThrow(Malformed);
    }
    expect(() => parseSecurityInfos(set(encodeTlv(0x30, small(1))))).toThrow(Malformed);
    expect(() => parseSecurityInfos(set(info(`${bsi}.4.2.2`, encodeTlv(0x02, Uint8Array.of(0xff)))))).toThrow(
      Malformed,
    );
    expect(() =>
      parseSecurityInfos(set(info(`${bsi}.4.2.2`, small(2), encodeTlv(0x02, new Uint8Array(9).fill(1))))),
    ).toThrow(Malformed);
  });

  it('refuses a chip key that is no point of its curve', () => {
    const point = curve('P-256').Point.BASE.toBytes(false);
    point[64] = (point[64] ?? 0) ^ 1;
    const key = encodeTlv(
      0x30,
      encodeTlv(0x30, oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
      encodeTlv(0x03, Uint8Array.of(0), point),
    );
    expect(() => parseSecurityInfos(set(info(`${bsi}.1.2`, key)))).toThrow(Malformed);
  });

  it('answers everything broken with Malformed', () => {
    for (const good of [
      vector('cccd-synthetic/EF.CardAccess-cccd.bin'),
      expectTlv(vector('lds-bsi2008/Datagroup14.bin'), 0x6e).value,
    ]) {
      for (const bytes of beginnings(good)) expect(outcomeOf(parseSecurityInfos, bytes)).toBe('malformed');
      for (const bytes of damaged(good)) expect(outcomeOf(parseSecurityInfos, bytes)).not.toBe('crashed');
    }
    for (const bytes of classics(0x31)) expect(outcomeOf(parseSecurityInfos, bytes)).not.toBe('crashed');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(outcomeOf(parseSecurityInfos, encodeTlv(0x31, encodeTlv(0x30, bytes)))).not.toBe('crashed');
      }),
    );
  });
});

describe('identifiers', () => {
  it('of chip authentication go both ways', () => {
    for (const agreement of ['DH', 'ECDH'] as const) {
      for (const suite of ['3DES', 'AES-128', 'AES-192', 'AES-256'] as const) {
        expect(chipProtocolByOid(chipProtocolOid(agreement, suite))).toEqual({ agreement, suite });
      }
    }
    expect(chipProtocolOid('ECDH', 'AES-128')).toBe(`${bsi}.3.2.2`);
    expect(chipProtocolByOid(`${bsi}.3.3.1`)).toBeNull();
  });

  it.each([
    [0, '00'],
    [1, '01'],
    [13, '0d'],
    [255, 'ff'],
    [256, '0100'],
    [0x7fff_ffff, '7fffffff'],
  ])('%i is referred to as %s', (id, hex) => {
    expect(encodeReference(id)).toEqual(fromHex(hex));
  });
});
