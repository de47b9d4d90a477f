import { describe, expect, it } from 'vitest';
import { issueCertificate, testName } from '#fixtures/pki/certificate.ts';
import { ecKey } from '#fixtures/pki/keys.ts';
import { signMasterList } from '#fixtures/pki/master-list.ts';
import { authority, signerUnder, testPki, years } from '#fixtures/pki/test-pki.ts';
import { impostor, selfIssuedLink, signerOf, strangeAuthority } from '#fixtures/pki/variants.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { importTrust } from './import-trust.ts';
import { createTrust, describeAnchor, type StoredAnchor } from './trust.ts';

const pki = testPki();
const now = new Date('2026-11-22T08:00:00Z');
const signingTime = new Date('2023-01-01Z');
const root = { name: 'root.cer', bytes: pki.csca.certificate };
const stranger = strangeAuthority();

type File = { readonly name: string; readonly bytes: Uint8Array };
const run = (files: readonly File[], known: readonly StoredAnchor[] = []) =>
  importTrust({ files, trust: createTrust(known), now });
const codes = ({ refused }: Awaited<ReturnType<typeof run>>) => refused.map(({ code }) => code);
const list = (
  certificates: readonly Uint8Array[],
  options: Partial<Parameters<typeof signMasterList>[2]> = {},
): File => ({
  name: 'list.ml',
  bytes: signMasterList(certificates, pki.listSigner, { signingTime, ...options }),
});

describe('certificates of the operator', () => {
  it('are accepted when they prove themselves, with origin, voucher and date', async () => {
    const { accepted, refused } = await run([root, { name: 'vn.der', bytes: vector('pki/csca-vietnam.der') }]);
    expect(refused).toEqual([]);
    expect(accepted).toMatchObject([
      { origin: 'root.cer', vouchedBy: { by: 'operator' }, importedAt: now.toISOString(), der: pki.csca.certificate },
      { origin: 'vn.der' },
    ]);
  });

  it('are read from PEM with several in it', async () => {
    const pem = vector('cccd-synthetic/csca.pem');
    const both = Uint8Array.from([...pem, ...vector('cccd-synthetic/ds.pem')]);
    const result = await run([{ name: 'both.pem', bytes: both }]);
    expect(result.accepted).toHaveLength(1);
    expect(result.refused).toEqual([{ subject: 'CN=TEST DS 1,O=TEST,C=VN', code: 'trust.notAuthority' }]);
  });

  it('are refused with subject and code', async () => {
    const refusedCode = async (bytes: Uint8Array) => (await run([{ name: 'x', bytes }])).refused[0];
    expect(await refusedCode(new TextEncoder().encode('hello'))).toEqual({
      subject: 'x',
      code: 'trust.notCertificate',
    });
    expect(await refusedCode(root.bytes.subarray(0, 99))).toEqual({ subject: 'x', code: 'trust.malformed' });
    expect(
      await refusedCode(new TextEncoder().encode('-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----')),
    ).toMatchObject({ code: 'trust.malformed' });
    expect(await refusedCode(vector('pki/rsa-pkcs1-sha256.sod.cms'))).toMatchObject({ code: 'trust.notCertificate' });
    expect(await refusedCode(pki.link)).toMatchObject({
      subject: expect.stringContaining('CN=CSCA MẪU 2025'),
      code: 'trust.linkUnproved',
    });
    expect(await refusedCode(signerOf(pki.csca).certificate)).toMatchObject({ code: 'trust.notAuthority' });
    expect(await refusedCode(odd({ forged: true }))).toMatchObject({ code: 'trust.selfSignature' });
    expect(await refusedCode(odd({ unknownCritical: true }))).toMatchObject({ code: 'trust.criticalExtension' });
    expect(await refusedCode(withUnknownAlgorithm())).toMatchObject({ code: 'trust.algorithmUnknown' });
  });

  it('are taken once, whether stored before or twice in one import', async () => {
    const first = await run([root, { ...root, name: 'copy.cer' }]);
    expect(first.accepted).toHaveLength(1);
    expect(codes(first)).toEqual(['trust.duplicate']);
    const second = await run([root], first.accepted);
    expect(second.accepted).toEqual([]);
    expect(codes(second)).toEqual(['trust.duplicate']);
  });

  it('stay welcome after their end: documents of their time are still about', async () => {
    const old = authority('CSCA MẪU CŨ', ecKey('old', 'P-256'), years(2000, 2010));
    expect((await run([{ name: 'old', bytes: old.certificate }])).accepted).toHaveLength(1);
  });
});

function odd(over: { forged?: boolean; unknownCritical?: boolean }): Uint8Array {
  const issuer = { name: testName('CSCA MẪU LỖI'), key: ecKey('odd', 'P-256') };
  const request = { subject: issuer.name, subjectKey: issuer.key, serial: 1n, validity: years(2021, 2030) };
  return issueCertificate({ issuer, ...request, usage: 'authority', ...over });
}

/** The last byte of both algorithm identifiers turned into one that nobody defined (ecdsa-with-SHA2.99). */
function withUnknownAlgorithm(): Uint8Array {
  const hex = Buffer.from(odd({})).toString('hex').replaceAll('06082a8648ce3d040302', '06082a8648ce3d040363');
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

describe('link certificates', () => {
  it('are accepted under an issuer given in the same import, in any order', async () => {
    const { accepted } = await run([{ name: 'link.cer', bytes: pki.link }, root]);
    expect(accepted.map(describeAnchor).map(({ kind }) => kind)).toEqual(['root', 'link']);
  });

  it('are accepted under an issuer stored before, and along a chain of links', async () => {
    const { accepted } = await run([root]);
    const { link, root: second } = selfIssuedLink(pki);
    const further = issueCertificate({
      issuer: second,
      subject: testName('CSCA MẪU 2030'),
      subjectKey: ecKey('further', 'P-256'),
      serial: 5n,
      validity: years(2026, 2040),
      usage: 'authority',
    });
    const chain = await run(
      [
        { name: 'further', bytes: further },
        { name: 'link', bytes: link },
      ],
      accepted,
    );
    expect(chain.refused).toEqual([]);
    expect(chain.accepted).toHaveLength(2);
  });

  it('are refused when an authority of the same name but another key is all there is', async () => {
    const result = await run([
      { name: 'impostor', bytes: impostor().certificate },
      { name: 'link', bytes: pki.link },
    ]);
    expect(codes(result)).toEqual(['trust.linkUnproved']);
  });
});

describe('a link from one state to another', () => {
  const foreignName = testName('CSCA MẪU', 'LA');
  const foreignKey = ecKey('foreign', 'P-256');
  const validity = years(2021, 2041);
  const issue = (subject: Uint8Array, subjectKey: typeof foreignKey) =>
    issueCertificate({
      issuer: { name: foreignName, key: foreignKey },
      subject,
      subjectKey,
      serial: 1n,
      validity,
      usage: 'authority',
    });
  const foreign = { name: 'foreign.cer', bytes: issue(foreignName, foreignKey) };
  const crossing = issue(testName('CSCA MẪU', 'VN'), ecKey('crossing', 'P-256'));

  it('is not proved by the other state alone', async () => {
    const { accepted, refused } = await run([foreign, { name: 'crossing.cer', bytes: crossing }]);
    expect(accepted).toHaveLength(1);
    expect(refused).toMatchObject([{ code: 'trust.linkUnproved' }]);
  });

  it('is proved when a believed list holds it', async () => {
    expect((await run([root, foreign, list([crossing])])).accepted).toHaveLength(3);
  });
});

describe('master lists', () => {
  const wanted = [vector('pki/csca-vietnam.der'), pki.cscaNext.certificate, pki.link];

  it('are believed under a root given beside them, whatever the order', async () => {
    const { accepted, refused } = await run([list([...wanted, pki.csca.certificate]), root]);
    expect(accepted).toHaveLength(4);
    expect(accepted[1]).toMatchObject({
      origin: 'list.ml',
      vouchedBy: { by: 'masterList', signer: expect.stringContaining('CN=DANH SÁCH GỐC MẪU') },
    });
    expect(refused.map(({ code }) => code)).toEqual(['trust.duplicate']);
  });

  it('are believed under a root the operator gave before, and over a link to a new one', async () => {
    const { accepted } = await run([root]);
    expect((await run([list(wanted)], accepted)).refused).toEqual([]);
    const nextSigner = signerUnder(pki.cscaNext, {
      commonName: 'DS',
      key: ecKey('next list', 'P-256'),
      serial: 8n,
      validity: years(2025, 2040),
      usage: 'listSigner',
    });
    const next = (certificates: readonly Uint8Array[]): File => ({
      name: 'next.ml',
      bytes: signMasterList(wanted, nextSigner, { signingTime: new Date('2026-01-01Z'), certificates }),
    });
    expect(codes(await run([next([])], accepted))).toEqual(['trust.listNoRoot']);
    expect((await run([next([pki.link])], accepted)).accepted).toHaveLength(3);
  });

  it('cannot vouch for themselves or for each other', async () => {
    expect(
      codes(await run([list([...wanted, pki.csca.certificate], { certificates: [pki.csca.certificate] })])),
    ).toEqual(['trust.listNoRoot']);
    const fromAnotherList: StoredAnchor = {
      der: pki.csca.certificate,
      origin: 'other.ml',
      vouchedBy: { by: 'masterList', signer: 'CN=X' },
      importedAt: '',
    };
    expect(codes(await run([list(wanted)], [fromAnotherList]))).toEqual(['trust.listNoRoot']);
    expect(codes(await run([list(wanted), { name: 'impostor', bytes: impostor().certificate }]))).toEqual([
      'trust.listNoRoot',
    ]);
  });

  it('are refused whole when their signature or signer is not right', async () => {
    const signedBy = (signer: ReturnType<typeof signerOf>): File => ({
      name: 'list.ml',
      bytes: signMasterList(wanted, signer, { signingTime }),
    });
    expect(codes(await run([root, list(wanted, { forged: true })]))).toEqual(['trust.listSignature']);
    expect(codes(await run([root, list(wanted, { withoutCertificate: true })]))).toEqual(['trust.listSignature']);
    expect(codes(await run([root, signedBy(signerOf(pki.csca))]))).toEqual(['trust.listSignature']);
    expect(codes(await run([root, list(wanted, { signingTime: new Date('2050-01-01Z') })]))).toEqual(['trust.expired']);
    const weak = { scheme: 'ecdsa', digest: 'SHA-1' } as const;
    expect(codes(await run([root, list(wanted, { signing: weak })]))).toEqual(['trust.listSignature']);
    const broken = list(wanted).bytes;
    expect(codes(await run([root, { name: 'cut.ml', bytes: broken.subarray(0, broken.length - 9) }]))).toEqual([
      'trust.malformed',
    ]);
  });

  it('keep their good certificates when others in them are refused', async () => {
    const result = await run([
      root,
      list([...wanted, stranger.certificate, signerOf(pki.csca).certificate, Uint8Array.of(0x30, 0x00)]),
    ]);
    expect(result.accepted).toHaveLength(5);
    expect(codes(result).sort()).toEqual(['trust.malformed', 'trust.notAuthority']);
  });
});

describe('progress', () => {
  it('tells how many are decided, up to all of them, and leaves the thread in between', async () => {
    const many = Array.from(
      { length: 20 },
      (_, n) => authority(`CSCA MẪU ${n}`, ecKey(`n${n}`, 'P-256'), years(2021, 2030)).certificate,
    );
    const told: [string, number, number][] = [];
    let turns = 0;
    const timer = setInterval(() => (turns += 1));
    await importTrust({
      files: [root, list([...many, pki.link])],
      trust: createTrust([]),
      now,
      onProgress: ({ file, done, total }) => told.push([file, done, total]),
    });
    clearInterval(timer);
    expect(told).toEqual([
      ['root.cer', 1, 1],
      ['list.ml', 8, 21],
      ['list.ml', 16, 21],
      ['list.ml', 21, 21],
    ]);
    expect(turns).toBeGreaterThan(0);
  });

  it('stops when it is told to', async () => {
    const many = Array.from({ length: 20 }, () => root.bytes);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(importTrust({ files: [root, list(many)], trust: createTrust([]), now, signal })).rejects.toThrow(
      'enough',
    );
  });
});
