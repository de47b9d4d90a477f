import { describe, expect, it } from 'vitest';
import type { Evidence } from '#contract/evidence.ts';
import type { CheckId, Verdict } from '#contract/verdict.ts';
import { importTrust } from '#domain/trust/import-trust.ts';
import { createTrust, type Trust } from '#domain/trust/trust.ts';
import { evidenceOf, type Folder, syntheticFolder, without } from '#fixtures/vectors/folders.ts';
import { beginnings, classics, damaged } from '#fixtures/vectors/hostile.ts';
import { vector } from '#fixtures/vectors/vector.ts';
import { encodeTlv, readTlv } from './tlv.ts';
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
const synthetic = syntheticFolder();

describe('the synthetic Vietnamese card', () => {
  it('is genuine under its CSCA, with the chip unchecked', () => {
    const verdict = judge(synthetic, csca);
    expect(verdict).toMatchObject({ verdict: 'genuine', data: 'proved', chip: 'unchecked', expired: false });
    expect(verdict.signedAt).toEqual({ iso: '2026-11-22T02:47:04.000Z', source: 'signedAttribute' });
    expect(verdict.anchor).toMatchObject({
      subject: 'CN=TEST CSCA CCCD,O=TEST,C=VN',
      country: 'VN',
      importedAt: now.toISOString(),
    });
    expect(of(verdict, 'sod')).toMatchObject({
      outcome: 'passed',
      facts: { algorithm: 'ECDSA SHA-256', key: 'ECDSA P-256' },
    });
    expect(of(verdict, 'groups')).toMatchObject({ outcome: 'passed', facts: { matched: 'DG1 DG2 DG13 DG15' } });
    expect(of(verdict, 'chipAuthentication')).toMatchObject({ outcome: 'notApplicable', reasons: ['chip.notOffered'] });
    expect(of(verdict, 'activeAuthentication')).toMatchObject({ outcome: 'unknown', reasons: ['chip.notDone'] });
    expect(of(verdict, 'revocation')).toMatchObject({ outcome: 'warning', reasons: ['revocation.noList'] });
  });

  it('cannot be told without an anchor, though nothing is wrong with it', () => {
    const verdict = judge(synthetic);
    expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved', anchor: null });
    expect(of(verdict, 'signer')).toMatchObject({ outcome: 'unknown', reasons: ['signer.noAnchor'] });
    expect(of(verdict, 'sod')?.outcome).toBe('passed');
    expect(of(verdict, 'groups')?.outcome).toBe('passed');
  });

  it.each(['DG1', 'DG2', 'DG13', 'DG15'] as const)(
    'is not genuine with one bit of %s changed, anchor or not',
    (name) => {
      const changed = { ...synthetic, [name]: synthetic[name]?.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) };
      for (const trust of [csca, noTrust]) {
        const verdict = judge(changed, trust);
        expect(verdict).toMatchObject({ verdict: 'notGenuine', data: 'disproved' });
        expect(of(verdict, 'groups')).toMatchObject({ reasons: ['groups.hashMismatch'], facts: { mismatched: name } });
      }
    },
  );

  it('is not genuine with a changed list of hashes or a changed signature', () => {
    const sod = vector('cccd-synthetic/011d.bin');
    for (const at of [100, sod.length - 5]) {
      const verdict = judge({ ...synthetic, 'EF.SOD': sod.map((byte, i) => (i === at ? byte ^ 1 : byte)) }, csca);
      expect(of(verdict, 'sod')).toMatchObject({ outcome: 'failed', reasons: ['sod.signatureBad'] });
      expect(verdict.verdict).toBe('notGenuine');
    }
  });

  it('is not genuine with a group that nobody signed', () => {
    const injected = { ...synthetic, DG14: vector('lds-bsi2008/Datagroup14.bin') };
    const verdict = judge(injected, csca);
    expect(verdict).toMatchObject({ verdict: 'notGenuine', data: 'disproved' });
    expect(of(verdict, 'groups')).toMatchObject({ reasons: ['groups.injected'], facts: { injected: 'DG14' } });
    expect(of(verdict, 'chipAuthentication')).toMatchObject({ outcome: 'unknown' });
    const fromChip = judge(injected, noTrust, { access: { protocol: 'bac' } });
    expect(fromChip.verdict).toBe('notGenuine');
  });

  it('is not genuine with a group that only EF.COM claims', () => {
    const com = encodeTlv(0x60, encodeTlv(0x5c, Uint8Array.of(0x61, 0x75, 0x6d, 0x6e, 0x6f)));
    const verdict = judge({ ...synthetic, 'EF.COM': com, DG14: vector('lds-bsi2008/Datagroup14.bin') });
    expect(verdict.verdict).toBe('notGenuine');
  });

  it('cannot be told while a signed group is missing', () => {
    const folder = judge(without(synthetic, 'DG2'), csca);
    expect(folder).toMatchObject({ verdict: 'cannotTell', data: 'unproved' });
    expect(of(folder, 'groups')).toMatchObject({
      outcome: 'unknown',
      reasons: ['groups.unread'],
      facts: { unread: 'DG2' },
    });
    const failure = { code: 'card.removed', retryable: true, params: {} } as const;
    const gaps = [{ name: 'DG2', cause: 'broken', sw: null }] as const;
    const broken = judge(without(synthetic, 'DG2'), csca, { failure, gaps: [...gaps], access: { protocol: 'bac' } });
    expect(of(broken, 'groups')).toMatchObject({ outcome: 'unknown', reasons: ['groups.readBrokenOff'] });
    expect(broken.verdict).toBe('cannotTell');
    const closed = judge(without(synthetic, 'DG13'), csca, {
      gaps: [{ name: 'DG13', cause: 'notPermitted', sw: 0x6982 }],
    });
    expect(of(closed, 'groups')).toMatchObject({ outcome: 'unknown', reasons: ['groups.notPermitted'] });
  });

  it('is still genuine when the read broke off after all signed groups were in', () => {
    const failure = { code: 'card.removed', retryable: true, params: {} } as const;
    expect(judge(synthetic, csca, { failure, access: { protocol: 'bac' } }).verdict).toBe('genuine');
  });

  it('cannot be told without, with half a, or with another kind of SOD', () => {
    expect(of(judge(without(synthetic, 'EF.SOD'), csca), 'sod')).toMatchObject({
      outcome: 'unknown',
      reasons: ['sod.missing'],
    });
    expect(judge(without(synthetic, 'EF.SOD'), csca)).toMatchObject({
      verdict: 'cannotTell',
      data: 'unproved',
      chip: 'unchecked',
    });
    const sod = vector('cccd-synthetic/011d.bin');
    const indefinite = Uint8Array.from([0x77, 0x80, ...readTlv(sod).value, 0, 0]);
    for (const broken of [sod.subarray(0, 500), encodeTlv(0x77), indefinite]) {
      const verdict = judge({ ...synthetic, 'EF.SOD': broken }, csca);
      expect(of(verdict, 'sod')).toMatchObject({ outcome: 'unknown', reasons: ['sod.malformed'] });
      expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved' });
    }
  });

  it('warns when EF.COM and SOD list different groups', () => {
    const com = encodeTlv(0x60, encodeTlv(0x5c, Uint8Array.of(0x61, 0x75)));
    const verdict = judge({ ...synthetic, 'EF.COM': com }, csca);
    expect(of(verdict, 'groups')).toMatchObject({ outcome: 'warning', reasons: ['groups.comDiffers'] });
    expect(verdict.verdict).toBe('genuine');
  });

  it('is expired from the day after its last day in Vietnam, and stays genuine', () => {
    const at = (iso: string) =>
      verifyEvidence({
        evidence: evidenceOf(synthetic),
        trust: csca,
        now: new Date(iso),
        partial: false,
        recorded: true,
      });
    expect(at('2039-01-01T16:59:59Z')).toMatchObject({ verdict: 'genuine', expired: false });
    expect(at('2039-01-01T17:00:00Z')).toMatchObject({ verdict: 'genuine', expired: true });
    expect(of(at('2039-01-02T00:00:00Z'), 'expiry')).toMatchObject({
      outcome: 'warning',
      reasons: ['document.expired'],
    });
  });

  it('gives the same data verdict years later, when signer and authority have ended', () => {
    const later = verifyEvidence({
      evidence: evidenceOf(synthetic),
      trust: csca,
      now: new Date('2060-01-01Z'),
      partial: false,
      recorded: true,
    });
    expect(later).toMatchObject({ verdict: 'genuine', data: 'proved', expired: true });
  });
});

describe('a group that comes twice', () => {
  it('is judged twice: one true face hides no false one', () => {
    const { files } = evidenceOf(synthetic);
    const dg1 = synthetic.DG1 ?? new Uint8Array();
    const false1 = { name: 'DG1', bytes: dg1.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) } as const;
    for (const both of [
      [...files, false1],
      [false1, ...files],
    ]) {
      expect(judge({}, csca, { files: both })).toMatchObject({ verdict: 'notGenuine', data: 'disproved' });
    }
  });
});

describe('hostile files', () => {
  it('end in a verdict, whatever byte of the SOD is changed, and never in a proof of changed hashes', () => {
    const sod = vector('cccd-synthetic/011d.bin');
    const verdicts = [...damaged(sod)].map((bytes) => judge({ ...synthetic, 'EF.SOD': bytes }, csca));
    expect(verdicts.length).toBeGreaterThan(2000);
    const hashesAt = 60;
    for (const [at, { data }] of verdicts.entries()) {
      const position = Math.floor(at / 7);
      const isSame = sod[position] === [0x00, 0x1f, 0x30, 0x7f, 0x80, 0x84, 0xff][at % 7];
      if (position > hashesAt && position < hashesAt + 170 && !isSame) expect(data).not.toBe('proved');
    }
  });

  it.each(['EF.COM', 'DG1', 'DG2', 'DG13', 'DG15'] as const)('end in a verdict with a broken %s', (name) => {
    const broken = [
      ...classics(synthetic[name]?.[0] ?? 0),
      ...[...beginnings(synthetic[name] ?? new Uint8Array())].slice(0, 99),
    ];
    for (const bytes of broken) {
      const verdict = judge({ ...synthetic, [name]: bytes }, csca);
      expect(verdict.verdict).toBe(name === 'EF.COM' ? 'genuine' : 'notGenuine');
    }
  });
});

describe('while the read goes on', () => {
  const partial = (folder: Folder, over: Partial<Evidence> = {}) =>
    verifyEvidence({
      evidence: evidenceOf(folder, { access: { protocol: 'bac' }, ...over }),
      trust: csca,
      now,
      partial: true,
      recorded: false,
    });

  it('what is missing is pending and the verdict open', () => {
    const nothing = partial({});
    expect(nothing).toMatchObject({ verdict: 'cannotTell', data: 'unproved', chip: 'unchecked', expired: null });
    const outcomes = Object.fromEntries(nothing.checks.map(({ id, outcome }) => [id, outcome]));
    expect(outcomes).toMatchObject({
      sod: 'pending', signer: 'pending', groups: 'pending', chipAuthentication: 'pending', activeAuthentication: 'pending',
      holder: 'pending', expiry: 'pending',
    }); // biome-ignore format: one row reads better
  });

  it('a proved identity shows before the portrait is in', () => {
    const verdict = partial(without(synthetic, 'DG2', 'EF.COM'));
    expect(of(verdict, 'sod')?.outcome).toBe('passed');
    expect(of(verdict, 'signer')?.outcome).toBe('passed');
    expect(of(verdict, 'groups')).toMatchObject({
      outcome: 'pending',
      facts: { matched: 'DG1 DG13 DG15', unread: 'DG2' },
    });
    expect(of(verdict, 'activeAuthentication')?.outcome).toBe('pending');
    expect(verdict).toMatchObject({ verdict: 'cannotTell', data: 'unproved', expired: false });
  });

  it('a disproof is told at once', () => {
    const changed = { ...without(synthetic, 'DG2'), DG1: vector('cccd-synthetic/0101.bin').map((byte) => byte ^ 1) };
    expect(partial(changed).verdict).toBe('notGenuine');
  });

  it('is never genuine, even with everything in', () => {
    expect(partial(synthetic)).toMatchObject({ verdict: 'cannotTell', data: 'proved' });
  });
});
