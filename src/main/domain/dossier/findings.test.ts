import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import type { DossierFacts } from './facts.ts';
import { findingsOf } from './findings.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { setGuardian, setReason } from './people.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import { at, day, done, factsOf, opened, sampleHolder, sampleId } from './testing/sample-dossiers.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => {
  const kind = kindOn(dossierKinds, code, day);
  if (kind === null) throw new RangeError(code);
  return kind;
};
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];

/** What is found of somebody, as `level code`, with their card on the desk where they hold one. */
function found(
  citizen: Citizen,
  kind: DossierKind,
  known: Partial<DossierFacts> = {},
  reason: string | null = null,
): readonly string[] {
  const facts = { ...factsOf(citizen, { card: citizen.cards.length > 0 }), ...known };
  const dossier = opened(kind, facts);
  const asked = reason === null ? dossier : done(setReason(dossier, kind, reason));
  return findingsOf(asked, kind, facts).map(({ code, level }) => `${level} ${code}`);
}
const card = (citizen: Citizen, state: Citizen['cards'][number]['state']): Citizen => ({
  ...citizen,
  cards: citizen.cards.map((each) => ({ ...each, state })),
});

describe('an e-ID of level 2', () => {
  it('finds nothing of a grown-up with a valid card', () => {
    expect(['F01', 'F02', 'F04', 'F10', 'F12'].map((id) => found(who(id), eId))).toEqual([[], [], [], [], []]);
  });

  it('is blocked for the dead: F17 alone of the set (Law, article 34.1)', () => {
    const ids = people().map(({ id }) => id);
    expect(ids.filter((id) => found(who(id), eId).includes('blocks dead'))).toEqual(['F17']);
    const missing = { ...who('F02'), death: { kind: 'missing' as const, date: { text: '2020', iso: '2020' } } };
    expect(found(missing, eId)).toContain('blocks declaredMissing');
  });

  it('says what follows from the age: guardian under 14, no level 2 under six', () => {
    expect(found(who('F06'), eId)).toEqual(['notes guardianNeeded', 'notes noCard']);
    expect(found(who('F07'), eId)).toEqual(['notes guardianNeeded', 'notes noCard']);
    expect(found(who('F08'), eId)).toEqual(['notes guardianNeeded', 'blocks tooYoung', 'notes noCard']);
    expect(found(who('F20'), eId)).toEqual(['notes representativeNeeded', 'notes noCard']);
  });

  it('goes on with an expired card, in seven days', () => {
    expect(found(who('F11'), eId)).toEqual(['notes cardEnded']);
  });

  it('warns of a number whose structure is wrong: F16', () => {
    expect(found(who('F16'), eId)).toEqual(['warns numberDoubtful', 'notes cardEnded']);
  });

  it('is blocked while the card is withheld, and after it was withdrawn', () => {
    expect(found(card(who('F02'), 'withheld'), eId)).toContain('blocks cardWithheld');
    expect(found(card(who('F02'), 'withdrawn'), eId)).toContain('blocks cardWithdrawn');
  });

  it('does not count a card the cache knows to be lost, though its chip is genuine', () => {
    const facts = { ...factsOf(who('F02'), { card: true }), citizen: card(who('F02'), 'lost') };
    expect(opened(eId, facts).circumstances).toMatchObject({ card: 'none', chip: true });
  });

  it('is not issued twice, and says when it is locked', () => {
    expect(found({ ...who('F02'), eId: { level: 2, locked: true } }, eId)).toEqual([
      'blocks alreadyLevel2',
      'warns eIdLocked',
    ]);
    expect(found({ ...who('F02'), eId: { level: 1, locked: false } }, eId)).toEqual([]);
  });

  it('warns when nobody read the chip, and when a card is not genuine', () => {
    expect(found(who('F02'), eId, { card: null })).toEqual(['warns chipUnproved']);
    const forged = { holder: sampleHolder(who('F02')), verdict: { verdict: 'notGenuine' as const } };
    expect(found(who('F02'), eId, { card: forged })).toEqual(['warns chipUnproved']);
  });
});

describe('numbers', () => {
  const [renumbered, old] = [{ ...who('F02'), cancelledNumbers: ['030207999903'] }, '030207999903'];
  const chip = {
    holder: sampleHolder(who('F02'), { number: { value: old, source: 'DG13' } }),
    verdict: { verdict: 'genuine' as const },
  };

  it('cancelled: a card that bears one is exchanged for reason e, and is good for nothing else', () => {
    expect(found(renumbered, eId, { card: chip })).toEqual(['blocks cardNumberCancelled']);
    expect(found(renumbered, exchange, { card: chip }, 'g')).toEqual(['blocks cardNumberCancelled']);
    expect(found(renumbered, exchange, { card: chip }, 'e')).toEqual([]);
    expect(opened(exchange, { ...factsOf(renumbered, { card: false }), card: chip }).subject.number).toBe(
      renumbered.number,
    );
  });

  it('cancelled: no dossier goes under one', () => {
    expect(found({ ...who('F02'), cancelledNumbers: [who('F02').number] }, eId)).toContain('blocks numberCancelled');
  });

  it('of two people stop everything', () => {
    const other = { holder: sampleHolder(who('F12')), verdict: { verdict: 'genuine' as const } };
    expect(found(who('F02'), eId, { card: other })).toContain('blocks otherPerson');
    expect(found(who('F02'), eId, { comparison: [{ level: 'blocking', meaning: 'otherPerson' }] })).toEqual([
      'blocks otherPerson',
    ]);
  });

  it('and print of one card that disagree stop everything', () => {
    const altered = { comparison: [{ level: 'blocking', meaning: 'sourcesDisagree' }] } as const;
    expect(found(who('F02'), eId, altered)).toEqual(['blocks cardAltered']);
    expect(found(who('F02'), exchange, altered, 'b')).toEqual(['blocks cardAltered']);
  });
});

describe('a card that says otherwise than the data', () => {
  const differs = {
    comparison: [
      { level: 'blocking', meaning: 'nameDiffers' },
      { level: 'warning', meaning: 'otherUnit' },
    ],
  } as const;

  it('stops an e-ID, and is what a card is exchanged for by b, c, d, e (article 24)', () => {
    expect(found(who('F02'), eId, differs)).toEqual(['blocks dataContradicts']);
    expect(['b', 'c', 'd', 'e'].map((reason) => found(who('F02'), exchange, differs, reason))).toEqual(
      Array(4).fill(['warns dataContradicts']),
    );
    expect([null, 'g'].map((reason) => found(who('F02'), exchange, differs, reason))).toEqual(
      Array(2).fill(['blocks dataContradicts']),
    );
    expect(found(who('F02'), eId, { comparison: [{ level: 'warning', meaning: 'otherUnit' }] })).toEqual([]);
  });
});

describe('dossiers of the same person', () => {
  const other = (state: 'new' | 'sent' | 'lapsed' | 'approved' | 'cancelled', id = 2, code = 'eIdLevel2') => ({
    id: sampleId(id),
    kind: { code, regime: 'R2025' },
    subject: { number: who('F02').number, name: '', birth: null },
    state,
  });

  it('of the same kind block while one is open, under whichever regime', () => {
    expect(found(who('F02'), eId, { others: [other('new')] })).toEqual(['blocks sameKindOpen']);
    expect(found(who('F02'), eId, { others: [other('sent')] })).toEqual(['blocks sameKindOpen']);
  });

  it('do not when they ended, lapsed, are of another kind or person, or are itself', () => {
    const harmless = [
      other('approved'),
      other('cancelled'),
      other('lapsed'),
      other('new', 1),
      other('new', 2, 'cardExchange'),
    ];
    expect(found(who('F02'), eId, { others: harmless })).toEqual([]);
    expect(found(who('F12'), eId, { others: [other('new')] })).toEqual([]);
  });
});

describe('whoever comes along', () => {
  const child = who('F06');
  const facts = (guardian: Citizen | null) => factsOf(child, { card: false, guardian });
  const withGuardian = (number: string, birth: string | null, guardian: Citizen | null = null) => {
    const by = { number, name: 'NGƯỜI MẪU', relation: 'father' as const, birth, at: at(1), by: 'CB001' };
    return findingsOf(done(setGuardian(opened(eId, facts(guardian)), by)), eId, facts(guardian)).map(
      ({ code }) => code,
    );
  };

  it('is somebody else, alive, and of age', () => {
    expect(withGuardian(who('F04').number, '1979-07-05')).toEqual(['guardianNeeded', 'noCard']);
    expect(withGuardian(child.number, '2012-12-12')).toEqual([
      'guardianIsSubject',
      'guardianYoung',
      'guardianNeeded',
      'noCard',
    ]);
    expect(withGuardian(who('F17').number, '1950-02-02', who('F17'))).toContain('guardianDead');
    expect(withGuardian(who('F02').number, '2008-11-21')).toContain('guardianYoung');
    expect(withGuardian(who('F02').number, '2008-11-20')).not.toContain('guardianYoung');
  });
});

describe('a card exchange', () => {
  it('needs a card to exchange (article 24)', () => {
    expect(found(who('F20'), exchange)).toContain('blocks nothingToChange');
    expect(found({ ...who('F20'), oldNumbers: ['000999020'] }, exchange)).not.toContain('blocks nothingToChange');
  });

  it('for reason a waits for the age of 14, 25, 40 or 60 (article 21)', () => {
    expect(found(who('F03'), exchange, {}, 'a')).toEqual(['blocks milestoneNotReached']);
    expect(found(who('F05'), exchange, {}, 'a')).toEqual(['blocks milestoneNotReached']);
    expect(found(who('F09'), exchange, {}, 'a')).toEqual([]);
  });

  it('says when it could be free', () => {
    expect(found(who('F09'), exchange, {}, 'g')).toEqual(['notes milestoneReached']);
    expect(found(who('F03'), exchange, {}, 'g')).toEqual([]);
  });

  it('names the law of what it finds', () => {
    const dossier = opened(exchange, factsOf(who('F17'), { card: true }));
    expect(findingsOf(dossier, exchange, factsOf(who('F17'), { card: true }))[0]).toEqual({
      code: 'dead',
      level: 'blocks',
      law: 'Luật Căn cước 2023, Điều 9 (mục 24), Điều 34 khoản 1',
    });
  });
});

describe('somebody nobody knows', () => {
  it('is warned of, and stopped while their age is unknown', () => {
    const facts = { ...factsOf(who('F02'), { card: false }), citizen: null, comparison: null };
    const dossier = {
      ...opened(eId, factsOf(who('F02'), { card: false })),
      subject: { number: '030207999902', name: 'MẪU', birth: null },
    };
    expect(findingsOf(dossier, eId, facts).map(({ code }) => code)).toEqual(['noRecord', 'ageUnknown', 'chipUnproved']);
  });
});
