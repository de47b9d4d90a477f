import { describe, expect, it } from 'vitest';
import { readTlv, readTlvs } from '#domain/chip/tlv.ts';
import { signMasterList } from '#fixtures/pki/master-list.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import { beginnings, classics, damaged, outcomeOf } from '#fixtures/vectors/hostile.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { certificateOrNull, parseCertificate } from './certificate.ts';
import { parseName } from './distinguished-name.ts';
import { parseMasterList } from './master-list.ts';
import { parseSignedData, signerCertificate } from './signed-data.ts';

const pki = testPki();
const csca = vector('pki/csca-vietnam.der');
const masterList = signMasterList(pki.anchors, pki.listSigner, { signingTime: new Date('2022-01-01Z') });
const name = readTlvs(readTlv(readTlv(csca).value).value)[3]?.raw ?? new Uint8Array();

/** A certificate with its key, which is taken apart separately. */
function certificateWithKey(der: Uint8Array) {
  return parseCertificate(der).key();
}

function signedDataWithSigner(der: Uint8Array) {
  const data = parseSignedData(der);
  return data.signers.map((signer) => signerCertificate(data, signer));
}

const parsers: readonly [string, Uint8Array, (bytes: Uint8Array) => unknown][] = [
  ['Certificate', csca, certificateWithKey],
  ['Name', name, (bytes) => parseName(bytes)],
  ['SignedData', vector('pki/rsa-pss-sha256.sod.cms'), signedDataWithSigner],
  ['CscaMasterList', masterList, (bytes) => parseMasterList(parseSignedData(bytes))],
];

describe.each(parsers)('%s under attack', (_, sample, parse) => {
  it('reads the sample', () => {
    expect(sample.length).toBeGreaterThan(50);
    expect(outcomeOf(parse, sample)).toBe('read');
  });

  it('refuses every beginning', () => {
    const outcomes = new Set([...beginnings(sample)].map((bytes) => outcomeOf(parse, bytes)));
    expect([...outcomes]).toEqual(['malformed']);
  });

  it('reads or refuses, and never crashes, with any byte changed', () => {
    const outcomes = [...damaged(sample)].map((bytes) => outcomeOf(parse, bytes));
    expect(outcomes.length).toBeGreaterThan(100);
    expect(outcomes).not.toContain('crashed');
  });

  it('refuses the classics', () => {
    const outcomes = classics(0x30).map((bytes) => outcomeOf(parse, bytes));
    expect(outcomes).not.toContain('crashed');
    expect(outcomes[3]).toBe('malformed');
  });
});

it('gives null instead of a malformed certificate or key', () => {
  expect(certificateOrNull(csca.subarray(0, 200))).toBeNull();
  expect(certificateOrNull(csca)?.serial).toBe('506f1357a3a196c24dc32cf464140cae');
});
