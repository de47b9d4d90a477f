import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { CheckId, Verdict } from '#contract/verdict.ts';
import { createTrust } from '#domain/trust/trust.ts';
import { cardholder, cardholders } from '#fixtures/people/people.ts';
import { issueCertificate, testName } from '#fixtures/pki/certificate.ts';
import { ecKey } from '#fixtures/pki/keys.ts';
import { signSod } from '#fixtures/pki/sod.ts';
import { authority, signerUnder, testPki, years } from '#fixtures/pki/test-pki.ts';
import { forgedChainSigner, selfIssuedLink, signerOf, wrongUsageSigner } from '#fixtures/pki/variants.ts';
import { CardRemoved, createCard, type VirtualCard } from '#fixtures/virtual-card/card.ts';
import { type PersonaliseOptions, personalise } from '#fixtures/virtual-card/personalise.ts';
import { type TrickName, trickCard } from '#fixtures/virtual-card/tricks.ts';
import { readChip } from './read.ts';
import { verifyEvidence } from './verify.ts';

// Whole reads of virtual cards, then the verdict on what they brought.
const pki = testPki();
const now = new Date('2026-11-22T08:00:00Z');
const stored = (der: Uint8Array) =>
  ({ der, origin: 'MẪU', vouchedBy: { by: 'demo' }, importedAt: now.toISOString() }) as const;
const trust = createTrust(pki.anchors.map(stored));

const random = (length: number) => new Uint8Array(randomBytes(length));

async function read(card: VirtualCard): Promise<Evidence> {
  const transport = {
    limits: { maxCommand: null, maxResponse: null },
    async transmit(command: Uint8Array) {
      try {
        return await card.transmit(command);
      } catch (error) {
        if (error instanceof CardRemoved) throw new FailureError(failure('card.removed'), error);
        throw error;
      }
    },
    reset: async () => card.reset(),
  };
  card.powerOn();
  const signal = new AbortController().signal;
  const accessKey = { kind: 'mrz', mrz: card.contents.mrz.join('\n') } as const;
  return readChip({ transport, accessKey, random, readAt: now.toISOString(), signal });
}

const judge = (evidence: Evidence, anchors = trust) =>
  verifyEvidence({ evidence, trust: anchors, now, partial: false, recorded: false });
const verdictOf = async (id: string, options: PersonaliseOptions = {}) =>
  judge(await read(createCard(personalise(cardholder(id), { pki, ...options }))));
const verdictOfTrick = async (name: TrickName) => judge(await read(trickCard(name, pki)));
const of = (verdict: Verdict, id: CheckId) => verdict.checks.find((check) => check.id === id);

describe('cards of the sample people', () => {
  it.each(cardholders().map(({ id }) => id))('%s is genuine, data and chip', async (id) => {
    const verdict = await verdictOf(id);
    expect(verdict).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'proved' });
    expect(of(verdict, 'groups')).toMatchObject({ outcome: 'passed' });
    expect(of(verdict, 'biometrics')).toMatchObject({
      outcome: 'notApplicable',
      reasons: ['groups.notPermitted'],
      facts: { groups: 'DG3' },
    });
    const warnings = id === 'F16' ? ['holder.numberStructure'] : [];
    expect(of(verdict, 'holder')).toMatchObject({ reasons: warnings, facts: {} });
  });

  it('are expired as their people are', async () => {
    const expired = await Promise.all(cardholders().map(async ({ id }) => ((await verdictOf(id)).expired ? [id] : [])));
    expect(expired.flat()).toEqual(['F09', 'F11', 'F16', 'F18', 'F19']);
  });

  it('without chip keys have proved data and an unchecked chip', async () => {
    const verdict = await verdictOf('F01', { chip: null, active: null });
    expect(verdict).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'unchecked' });
  });

  it('cannot be told under an empty trust, and their chips prove nothing then', async () => {
    const evidence = await read(createCard(personalise(cardholder('F10'), { pki })));
    const verdict = judge(evidence, createTrust([]));
    expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved', chip: 'unchecked' });
    expect(of(verdict, 'chipAuthentication')).toMatchObject({ outcome: 'unknown', reasons: ['chip.keyUnproved'] });
  });
});

describe('tricks', () => {
  it.each([
    ['changed', 'notGenuine', 'groups', 'groups.hashMismatch'],
    ['forged', 'notGenuine', 'sod', 'sod.signatureBad'],
    ['injected', 'notGenuine', 'groups', 'groups.injected'],
    ['untrusted', 'cannotTell', 'signer', 'signer.noAnchor'],
    ['impostor', 'cannotTell', 'signer', 'signer.noAnchor'],
    ['expiredSigner', 'cannotTell', 'signer', 'signer.notValidAtSigning'],
    ['strangeExtension', 'cannotTell', 'signer', 'signer.criticalExtension'],
    ['pulled', 'cannotTell', 'groups', 'groups.readBrokenOff'],
  ] as const)('%s: %s, for %s says %s', async (trick, expected, id, reason) => {
    const verdict = await verdictOfTrick(trick);
    expect(verdict.verdict).toBe(expected);
    expect(of(verdict, id)?.reasons).toContain(reason);
  });

  it('clone: true data on another chip are not genuine', async () => {
    const verdict = await verdictOfTrick('clone');
    expect(verdict).toMatchObject({ verdict: 'notGenuine', data: 'proved', chip: 'disproved' });
    expect(of(verdict, 'chipAuthentication')).toMatchObject({ outcome: 'failed', reasons: ['chip.caFailed'] });
  });

  it('clone with its own keys in DG14 and DG15: the proofs pass, and do not count', async () => {
    const own = personalise(cardholder('F12'), { pki });
    const other = personalise(cardholder('F11'), { pki });
    const files = new Map(own.files);
    for (const name of ['DG14', 'DG15'] as const) files.set(name, other.files.get(name) ?? new Uint8Array());
    const evidence = await read(createCard({ ...own, files, chip: other.chip, active: other.active }));
    expect(evidence.chipAuthentication.state).toBe('done');
    const verdict = judge(evidence);
    expect(verdict).toMatchObject({ verdict: 'notGenuine', data: 'disproved', chip: 'unchecked' });
    expect(of(verdict, 'chipAuthentication')).toMatchObject({ outcome: 'unknown', reasons: ['chip.keyUnproved'] });
    expect(of(verdict, 'activeAuthentication')).toMatchObject({ outcome: 'unknown', reasons: ['chip.keyUnproved'] });
  });
});

describe('document signers', () => {
  const signedBy = (signer: PersonaliseOptions['signer']) => verdictOf('F10', signer ? { signer } : {});

  it('that name an authority which did not sign them are forged', async () => {
    const verdict = await signedBy(forgedChainSigner(pki));
    expect(verdict).toMatchObject({ verdict: 'notGenuine', data: 'disproved' });
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'failed', reasons: ['signer.signatureBad'] });
  });

  it('that were made for something else prove nothing', async () => {
    expect(of(await signedBy(wrongUsageSigner(pki)), 'signer')).toMatchObject({
      outcome: 'unknown',
      reasons: ['signer.keyUsage'],
    });
  });

  it('are believed through a link certificate alone', async () => {
    const { root, link } = selfIssuedLink(pki);
    const contents = personalise(cardholder('F10'), { pki, signer: signerOf(root) });
    const verdict = judge(await read(createCard(contents)), createTrust([stored(link)]));
    expect(verdict).toMatchObject({
      verdict: 'genuine',
      anchor: { subject: expect.stringContaining('CN=CSCA MẪU 2021') },
    });
  });

  it('must have used their key in its time', async () => {
    const used = { notBefore: new Date('2021-01-01Z'), notAfter: new Date('2021-06-01Z') };
    const request = {
      commonName: 'DS MẪU',
      key: ecKey('key period', 'P-256'),
      serial: 5n,
      validity: years(2021, 2036),
    };
    const verdict = await signedBy(signerUnder(pki.csca, { ...request, privateKeyUsage: used }));
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'unknown', reasons: ['signer.notValidAtSigning'] });
  });

  it('need an authority that was valid, and still entitled to sign them', async () => {
    const short = authority('CSCA MẪU NGẮN', ecKey('short', 'P-256'), years(2021, 2024));
    const card = createCard(personalise(cardholder('F10'), { pki, signer: signerOf(short) }));
    const verdict = judge(await read(card), createTrust([stored(short.certificate)]));
    expect(of(verdict, 'signer')?.reasons).toContain('signer.anchorNotValid');
    const late = signerUnder(pki.csca, {
      commonName: 'DS',
      key: ecKey('late', 'P-256'),
      serial: 6n,
      validity: years(2027, 2036),
    });
    const issuedLate = await verdictOf('F10', { signer: late, sod: { signingTime: new Date('2027-02-01Z') } });
    expect(of(issuedLate, 'signer')).toMatchObject({ outcome: 'unknown', reasons: ['signer.anchorNotValid'] });
  });

  it('of another state may not sign Vietnamese cards', async () => {
    const foreign = authority('CSCA MẪU', ecKey('foreign', 'P-256'), years(2021, 2041));
    const laos = { ...foreign, name: testName('CSCA MẪU', 'LA') };
    const certificate = issueCertificate({
      issuer: laos, subject: laos.name, subjectKey: laos.key, serial: 1n, validity: laos.validity, usage: 'authority',
    }); // biome-ignore format: one row reads better
    const card = createCard(personalise(cardholder('F10'), { pki, signer: signerOf({ ...laos, certificate }) }));
    const verdict = judge(await read(card), createTrust([stored(certificate)]));
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'unknown', reasons: ['signer.otherState'] });
    expect(verdict.verdict).toBe('cannotTell');
  });

  it('that are not in the SOD leave it unproved', async () => {
    const verdict = await verdictOf('F10', { sod: { withoutCertificate: true } });
    expect(of(verdict, 'sod')).toMatchObject({ outcome: 'unknown', reasons: ['sod.noSigner'] });
    expect(verdict.verdict).toBe('cannotTell');
  });
});

describe('signing time', () => {
  it('is the date of issue in DG13 where the signer does not say, to the day', async () => {
    const verdict = await verdictOf('F10', { sod: { signingTime: null } });
    expect(verdict).toMatchObject({ verdict: 'genuine', signedAt: { iso: '2024-12-02', source: 'dateOfIssue' } });
  });

  it('is said to be unknown where nothing tells, and does not hinder', async () => {
    const { files } = personalise(cardholder('F10'), { pki });
    const groups = new Map([
      [1, files.get('DG1') ?? new Uint8Array()],
      [2, files.get('DG2') ?? new Uint8Array()],
    ]);
    const sod = signSod(groups, pki.signerFor(new Date('2024-12-02Z')), { signingTime: null });
    const named = (['DG1', 'DG2'] as const).map((name) => ({ name, bytes: files.get(name) ?? new Uint8Array() }));
    const evidence = await read(createCard(personalise(cardholder('F10'), { pki })));
    const verdict = judge({ ...evidence, files: [...named, { name: 'EF.SOD', bytes: sod }] });
    expect(verdict.signedAt).toBeNull();
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'warning', reasons: ['signer.signingTimeUnknown'] });
    expect(verdict.data).toBe('proved');
  });

  it('is not taken from a date of issue that nobody signed', async () => {
    const { files } = personalise(cardholder('F11'), { pki });
    const dg13 = files.get('DG13') ?? new Uint8Array();
    const verdict = await verdictOf('F10', { sod: { signingTime: null }, afterSigning: new Map([['DG13', dg13]]) });
    expect(verdict).toMatchObject({ verdict: 'notGenuine', signedAt: null });
  });
});
