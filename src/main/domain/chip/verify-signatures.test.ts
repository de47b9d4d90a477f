import { describe, expect, it } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import type { CheckId, Verdict } from '#contract/verdict.ts';
import { importTrust } from '#domain/trust/import-trust.ts';
import { createTrust, type Trust } from '#domain/trust/trust.ts';
import { bsiFolder, evidenceOf, type Folder, syntheticFolder, without } from '#fixtures/vectors/folders.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv } from './tlv.ts';
import { verifyEvidence } from './verify.ts';

const now = new Date('2026-11-22T08:00:00Z');
const noTrust = createTrust([]);

function judge(folder: Folder, trust: Trust = noTrust, over: Partial<Evidence> = {}): Verdict {
  return verifyEvidence({ evidence: evidenceOf(folder, over), trust, now, partial: false, recorded: true });
}

const of = (verdict: Verdict, id: CheckId) => verdict.checks.find((check) => check.id === id);

async function trustOf(name: string): Promise<Trust> {
  const { accepted } = await importTrust({ files: [{ name, bytes: vector(name) }], trust: noTrust, now });
  expect(accepted).toHaveLength(1);
  return createTrust(accepted);
}

const csca = await trustOf('cccd-synthetic/csca.pem');
const bsi = bsiFolder();

describe('the BSI reference set of 2008', () => {
  const verdict = judge(bsi, csca);

  it('cannot be told: no anchor exists and SHA-1 is too weak', () => {
    expect(verdict).toMatchObject({
      verdict: 'cannotTell',
      data: 'unproved',
      chip: 'unchecked',
      signedAt: null,
      expired: true,
    });
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'unknown', reasons: ['signer.noAnchor'] });
    const algorithms = {
      outcome: 'unknown',
      reasons: ['sod.algorithmWeak', 'signer.algorithmWeak'],
      facts: { weak: 'SHA-1' },
    };
    expect(of(verdict, 'algorithms')).toMatchObject(algorithms);
  });

  it('shows its signature (explicit brainpoolP224r1) and all hashes as good', () => {
    const facts = { algorithm: 'ECDSA SHA-1', key: 'ECDSA brainpoolP224r1', hash: 'SHA-1', lds: '1.7' };
    expect(of(verdict, 'sod')).toEqual({ id: 'sod', outcome: 'passed', reasons: [], facts });
    expect(of(verdict, 'groups')?.facts.matched).toBe('DG1 DG2 DG3 DG14');
    expect(of(verdict, 'biometrics')).toMatchObject({ outcome: 'passed', facts: { groups: 'DG3' } });
  });

  it('says that two files of the folder are in no list, without calling them injected', () => {
    expect(of(verdict, 'groups')).toMatchObject({
      outcome: 'warning',
      reasons: ['groups.unlisted'],
      facts: { unlisted: 'DG4 DG15' },
    });
    const fromChip = judge(bsi, csca, { access: { protocol: 'bac' } });
    expect(fromChip.verdict).toBe('notGenuine');
  });

  it('loses nothing by a missing DG3', () => {
    const lacking = judge(without(bsi, 'DG3'), csca);
    expect(of(lacking, 'groups')).toMatchObject({ outcome: 'warning', facts: { matched: 'DG1 DG2 DG14' } });
    expect(of(lacking, 'biometrics')).toMatchObject({ outcome: 'notApplicable', reasons: ['groups.notPermitted'] });
  });
});

describe('signatures made by OpenSSL over the synthetic card', () => {
  const withSod = (name: string): Folder => ({
    ...syntheticFolder(),
    'EF.SOD': encodeTlv(0x77, vector(`pki/${name}.sod.cms`)),
  });

  it.each([
    ['rsa-pkcs1-sha256', 'RSA SHA-256', 'RSA 2048'],
    ['rsa-pss-sha256', 'RSA-PSS SHA-256', 'RSA 2048'],
    ['rsa-pss-key-sha512', 'RSA-PSS SHA-512', 'RSA 2048'],
    ['ecdsa-p256-sha256-keyid', 'ECDSA SHA-256', 'ECDSA P-256'],
    ['ecdsa-p521-sha512', 'ECDSA SHA-512', 'ECDSA P-521'],
    ['ecdsa-bp512-explicit-sha512', 'ECDSA SHA-384', 'ECDSA brainpoolP384r1'],
  ])('%s is genuine', async (name, algorithm, key) => {
    const verdict = judge(withSod(name), await trustOf(`pki/${name}.csca.der`));
    expect(verdict).toMatchObject({ verdict: 'genuine', data: 'proved' });
    expect(of(verdict, 'sod')).toMatchObject({ outcome: 'passed', facts: { algorithm, key } });
    expect(judge(withSod(name), csca).verdict).toBe('cannotTell');
  });

  it('without signed attributes the date of issue in DG13 is the signing time, here years before the signer', async () => {
    const name = 'ecdsa-bp224-sha224-noattr';
    const verdict = judge(withSod(name), await trustOf(`pki/${name}.csca.der`));
    expect(of(verdict, 'sod')).toMatchObject({ outcome: 'passed', facts: { algorithm: 'ECDSA SHA-224' } });
    expect(verdict.signedAt).toEqual({ iso: '2022-02-02', source: 'dateOfIssue' });
    expect(of(verdict, 'signer')).toMatchObject({
      outcome: 'unknown',
      reasons: ['signer.anchorNotValid', 'signer.notValidAtSigning'],
    });
    expect(verdict.verdict).toBe('cannotTell');
  });

  it('RSA 1024 with SHA-1 is right but too weak', async () => {
    const verdict = judge(withSod('weak-rsa1024-sha1'), await trustOf('pki/weak-rsa1024-sha1.csca.der'));
    expect(of(verdict, 'sod')?.outcome).toBe('passed');
    expect(of(verdict, 'signer')?.outcome).toBe('passed');
    expect(of(verdict, 'algorithms')).toMatchObject({
      outcome: 'unknown',
      reasons: ['sod.algorithmWeak'],
      facts: { weak: 'SHA-1, RSA 1024' },
    });
    expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved' });
  });

  it('MD5 is not known at all', async () => {
    const verdict = judge(withSod('unknown-md5'), await trustOf('pki/unknown-md5.csca.der'));
    expect(of(verdict, 'sod')).toMatchObject({ outcome: 'unknown', reasons: ['sod.algorithmUnknown'] });
    expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved' });
  });
});
