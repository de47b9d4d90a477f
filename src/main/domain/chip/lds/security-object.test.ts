import { describe, expect, it } from 'vitest';
import { hash } from '#domain/crypto/hash.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv } from '../tlv.ts';
import { parseLdsSecurityObject, unverifiedSecurityObject } from './security-object.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';

function integer(value: number): Uint8Array {
  return encodeTlv(0x02, Uint8Array.of(value));
}

function securityObject({
  version = 0,
  oid = sha256,
  entries = [[1, 32]] as readonly (readonly [number, number])[],
  lds = null as string | null,
}): Uint8Array {
  const hashes = entries.map(([group, length]) =>
    encodeTlv(0x30, integer(group), encodeTlv(0x04, new Uint8Array(length))),
  );
  const text = (value: string) => encodeTlv(0x13, new TextEncoder().encode(value));
  return encodeTlv(
    0x30,
    integer(version),
    encodeTlv(0x30, encodeTlv(0x06, encodeOid(oid))),
    encodeTlv(0x30, ...hashes),
    ...(lds === null ? [] : [encodeTlv(0x30, text(lds), text('040000'))]),
  );
}

describe('unverifiedSecurityObject', () => {
  it.each([
    ['cccd-synthetic/011d.bin', 'SHA-256', { 1: '0101', 2: '0102', 13: '010d', 15: '010f' }, 'cccd-synthetic/', '.bin'],
    ['lds-bsi2008/EF_SOD.bin', 'SHA-1', { 1: '1', 2: '2', 3: '3', 14: '14' }, 'lds-bsi2008/Datagroup', '.bin'],
  ] as const)('%s states the hashes of its groups', (sod, algorithm, groups, before, after) => {
    const { version, hash: name, hashes } = unverifiedSecurityObject(vector(sod));
    expect([version, name]).toEqual([0, algorithm]);
    expect([...hashes.keys()]).toEqual(Object.keys(groups).map(Number));
    for (const [group, file] of Object.entries(groups)) {
      expect(hashes.get(Number(group))).toEqual(hash(algorithm, vector(`${before}${file}${after}`)));
    }
  });
});

describe('parseLdsSecurityObject', () => {
  it('reads version 1 with its LDS version', () => {
    const parsed = parseLdsSecurityObject(securityObject({ version: 1, lds: '0108' }));
    expect([parsed.version, parsed.ldsVersion]).toEqual([1, '0108']);
  });

  it('names no hash function it does not know, and says which it was', () => {
    const parsed = parseLdsSecurityObject(securityObject({ oid: '1.2.3', entries: [[1, 5]] }));
    expect([parsed.hash, parsed.hashOid]).toEqual([null, '1.2.3']);
  });

  it.each([
    ['version 2', { version: 2 }],
    ['data group 0', { entries: [[0, 32]] as const }],
    ['data group 17', { entries: [[17, 32]] as const }],
    [
      'data group 1 twice',
      {
        entries: [
          [1, 32],
          [1, 32],
        ] as const,
      },
    ],
    ['hash of another length', { entries: [[1, 20]] as const }],
    ['no hashes', { entries: [] }],
  ])('refuses %s', (what, change) => {
    expect(() => parseLdsSecurityObject(securityObject(change))).toThrow(what);
  });
});
