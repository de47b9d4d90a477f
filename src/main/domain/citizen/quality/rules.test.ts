import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { criteria, findingSchema, indicatorSchema, ruleIds } from '#contract/quality.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { compareCard } from '../compare.ts';
import { readPersonRows } from '../person-row.ts';
import { addressOf } from '../units/address.ts';
import { createDivisions } from '../units/divisions.ts';
import { createTally, fillRates, percentOf, qualityIndex, ratingOf } from './indicators.ts';
import type { RuleContext } from './rule.ts';
import { checkAll, checkRecord, checkSet, qualityRules, ruleContext, ruleInfo } from './rules.ts';

const on = '2026-11-22';
const divisions = createDivisions(sampleDivisions);
const recorded = {
  source: 'import',
  at: '2026-11-22T00:00:00Z',
  by: 'MẪU',
  act: null,
  basis: null,
  reason: null,
} as const;
const f03 = people()[2] ?? never();
const referred = (id: string) => (id === 'F03' ? { number: f03.soDinhDanh, name: f03.hoTen } : null);
const { citizens } = readPersonRows(people(), { divisions, recorded, referred });
const idOf = new Map(people().map(({ id, soDinhDanh }) => [soDinhDanh, id]));
const context = ruleContext(on, divisions);

function never(): never {
  throw new RangeError('not in the set');
}
const who = (id: string): Citizen => citizens.find(({ number }) => idOf.get(number) === id) ?? never();

/** The findings of one rule in the whole set, as `F16 sexDiffers`. */
const found = (rule: string): readonly string[] =>
  checkAll(citizens, context)
    .filter((finding) => finding.rule === rule)
    .map(({ number, detail }) => `${idOf.get(number)} ${detail}`);
/** The details one rule finds in a changed record. */
const details = (rule: string, citizen: Citizen, known: Partial<RuleContext> = {}): readonly string[] =>
  checkRecord(citizen, ruleContext(on, divisions, known))
    .filter((finding) => finding.rule === rule)
    .map(({ detail }) => detail);

describe('the rules', () => {
  it('are DQ01 to DQ20, each with a criterion, an explanation and a way out', () => {
    expect(qualityRules.map(({ id }) => id)).toEqual([...ruleIds]);
    expect(new Set(qualityRules.map(({ criterion }) => criterion))).toEqual(new Set(criteria));
    for (const rule of qualityRules) {
      const info = ruleInfo(rule);
      expect(info.explanation.length).toBeGreaterThan(40);
      expect(info.fix.way.length).toBeGreaterThan(10);
      expect(info.sql === null).toBe(info.scope === 'record');
      expect('check' in info).toBe(false);
    }
  });

  it('give findings that obey the contract and hold no value of a person', () => {
    for (const finding of checkAll(citizens, context)) {
      expect(findingSchema.parse(finding)).toEqual(finding);
      const { number, others, ...rest } = finding;
      const person = people().find(({ soDinhDanh }) => soDinhDanh === number) ?? never();
      expect(JSON.stringify(rest)).not.toContain(person.hoTen);
      expect(others).not.toContain(number);
    }
  });
});

describe('DQ01 to DQ06 on the set (RQ-13)', () => {
  it('DQ01: F16 alone fails; F15 with a country passes', () => {
    expect(found('DQ01')).toEqual(['F16 sexDiffers']);
  });

  it('DQ01: a place that does not fit is a warning, an abolished province is none', () => {
    const born = (text: string) => ({ ...who('F02'), birthRegistration: addressOf(text, divisions) });
    expect(details('DQ01', born('Nguyễn Trãi, Thành phố Hải Dương, Hải Dương'))).toEqual([]);
    const [finding] = checkRecord(born('Phường Ngọc Hà, Thành phố Hà Nội'), context).filter(
      ({ rule }) => rule === 'DQ01',
    );
    expect(finding).toMatchObject({ detail: 'placeDiffers', severity: 'warning' });
  });

  it('DQ02: takes what the comparison of a card found', () => {
    const record = { ...who('F01'), name: 'LÝ MẪU MỸ' };
    const qr = {
      number: record.number,
      oldNumber: null,
      name: 'Đặng Thị Mẫu Hòa',
      birth: '2004-02-14',
      sex: 'female',
      residence: null,
      issued: null,
    } as const;
    const comparison = () => compareCard({ holder: null, mrz: null, qr, record, divisions, genuine: true });
    expect(details('DQ02', record, { comparison })).toEqual(['nameDiffers']);
    expect(found('DQ02')).toEqual([]);
  });

  it('DQ03: F05 is noted for its year, not failed; impossible dates fail', () => {
    expect(found('DQ03')).toEqual(['F05 incomplete']);
    const born = (iso: string | null) => details('DQ03', { ...who('F01'), birth: { text: 'x', iso } });
    expect([born(null), born('2026-11-23'), born('2026'), born('1906-11-22'), born('1905-01-01')]).toEqual([
      ['notADate'],
      ['inFuture'],
      ['incomplete'],
      [],
      ['tooOld'],
    ]);
  });

  it('DQ04: every card of the set runs as it should; a wrong one does not', () => {
    expect(found('DQ04')).toEqual([]);
    const [card = never()] = who('F01').cards;
    const dated = (iso: string, expiry = card.expiry) =>
      details('DQ04', { ...who('F01'), cards: [{ ...card, issued: { text: iso, iso }, expiry }] });
    expect(dated('2004-02-13')).toEqual(['issuedBeforeBirth']);
    expect(dated('2027-01-01')).toEqual(['issuedInFuture']);
    expect(dated('2017-01-01')).toEqual(['issuedTooYoung']);
    expect(dated('2021-05-10', { kind: 'never' })).toEqual(['expiryDiffers']);
  });

  it('DQ05: a parent too young or of the wrong sex', () => {
    const child = {
      ...who('F07'),
      relatives: [
        {
          kind: 'mother' as const,
          name: null,
          number: who('F06').number,
          oldNumber: null,
          nationality: null,
          relation: null,
        },
      ],
    };
    const person = () => who('F06');
    expect(details('DQ05', child, { person })).toEqual(['parentTooYoung', 'parentSex']);
    expect(details('DQ05', child)).toEqual([]);
  });

  it('DQ06: the number of a child that does not fit', () => {
    expect(found('DQ06')).toEqual([]);
    expect(details('DQ06', { ...who('F07'), sex: 'female' })).toEqual(['sexDiffers']);
    expect(details('DQ06', { ...who('F16') })).toEqual([]);
  });
});

describe('DQ07 to DQ10 on the set', () => {
  it('DQ07: what every record of the set lacks', () => {
    for (const citizen of citizens)
      expect(
        checkRecord(citizen, context)
          .filter(({ rule }) => rule === 'DQ07')
          .map(({ field }) => field),
      ).toEqual(['birthRegistration', 'nationalities']);
    expect(
      details('DQ07', {
        ...who('F01'),
        permanent: null,
        nationalities: ['VNM'],
        birthRegistration: who('F01').permanent,
      }),
    ).toEqual(['noResidence']);
  });

  it('DQ08: F20 has no card, the children no notice of their number', () => {
    expect(found('DQ08').filter((text) => !text.endsWith('noEIdLevel2'))).toEqual([
      'F06 noNotice',
      'F07 noNotice',
      'F08 noNotice',
      'F20 noCard',
    ]);
    expect(details('DQ08', { ...who('F06'), other: { thongBaoSoDinhDanh: '2026-01-01' } })).toEqual([]);
    expect(details('DQ08', { ...who('F01'), eId: { level: 2, locked: false } })).toEqual([]);
    expect(details('DQ08', who('F17'))).toEqual([]);
  });

  it('DQ09: fingers without a reason, a photograph missing or old; none of it under six', () => {
    const taken = (fingers: number, excused: number, photoOn: string | null) => ({
      biometrics: () => ({ fingers, excused, photoOn }),
    });
    expect(details('DQ09', who('F18'), taken(8, 2, '2021-07-07'))).toEqual([]);
    expect(details('DQ09', who('F18'), taken(8, 0, null))).toEqual(['fingersMissing', 'photoMissing']);
    expect(details('DQ09', who('F18'), taken(10, 0, '2001-01-01'))).toEqual(['photoOld']);
    expect(details('DQ09', who('F08'), taken(0, 0, null))).toEqual([]);
  });

  it('DQ10: the children have nobody; F20 has F03', () => {
    expect(found('DQ10')).toEqual(['F06 noRepresentative', 'F07 noRepresentative', 'F08 noRepresentative']);
    expect(details('DQ10', { ...who('F20'), other: { duocGiamHo: 'có' } })).toEqual([]);
    expect(details('DQ10', { ...who('F01'), other: { duocGiamHo: 'có' } })).toEqual(['noRepresentative']);
  });
});

describe('DQ11 to DQ15 on the set', () => {
  it('DQ11: lists F18 and F19 for their nine digits, notes the twins, merges nobody', () => {
    expect(found('DQ11')).toEqual([
      ...['F18 sameOldNumber', 'F19 sameOldNumber', 'F18 sameNameBirthSex', 'F19 sameNameBirthSex'],
      ...['F11 similarNameBirthSex', 'F12 similarNameBirthSex'],
    ]);
    const twins = checkSet(citizens, context).filter(({ detail }) => detail === 'similarNameBirthSex');
    expect(twins.map(({ others, severity }) => [others.map((number) => idOf.get(number)), severity])).toEqual([
      [['F12'], 'note'],
      [['F11'], 'note'],
    ]);
    expect(checkSet([who('F01'), who('F01')], context).map(({ detail }) => detail)).toContain('sameNumber');
  });

  it('DQ12: two homes, no head, two heads', () => {
    const at = (id: string, head: boolean): Citizen => ({
      ...who(id),
      household: { id: 'H1', head: null },
      relationToHead: head ? { list: 'TB-QHCH', code: '01', name: 'Chủ hộ' } : null,
    });
    const rule = (group: readonly Citizen[]) =>
      checkSet(group, context)
        .filter(({ rule: id }) => id === 'DQ12')
        .map(({ detail }) => detail);
    expect(found('DQ12')).toEqual([]);
    expect(rule([at('F01', true), at('F02', false)])).toEqual([]);
    expect(rule([at('F01', true), at('F02', true)])).toEqual(['twoHeads', 'twoHeads']);
    expect(rule([at('F01', false)])).toEqual(['noHead']);
    expect(rule([who('F01'), { ...who('F01'), permanent: who('F02').permanent }])).toEqual(['twoPermanent']);
  });

  it('DQ13: nothing in the set; every defect of characters elsewhere', () => {
    expect(found('DQ13')).toEqual([]);
    expect(details('DQ13', { ...who('F01'), name: 'ÐẶNG  THỊ' })).toEqual(['letterD', 'spaces']);
    expect(details('DQ13', { ...who('F01'), otherNames: ['§Æng'] })).toEqual(['legacyEncoding']);
  });

  it('DQ14: nothing in the set; unknown codes and places elsewhere', () => {
    expect(found('DQ14')).toEqual([]);
    expect(details('DQ14', { ...who('F01'), ethnicity: { list: 'QD121-1979', code: '99', name: 'Kinh' } })).toEqual([
      'codeUnknown',
    ]);
    expect(details('DQ14', { ...who('F01'), ethnicity: { list: 'HIS', code: '25', name: 'Kinh' } })).toEqual([
      'codeUnknown',
    ]);
    expect(details('DQ14', { ...who('F01'), permanent: addressOf('Xã Lạ, Tỉnh Lạ', divisions) })).toEqual([
      'placeUnmapped',
    ]);
    expect(details('DQ14', { ...who('F01'), permanent: { ...addressOf('', divisions), unit: '99999' } })).toEqual([
      'unitUnknown',
    ]);
  });

  it('DQ15: values put in for want of real ones', () => {
    expect(found('DQ15')).toEqual([]);
    const filled = {
      ...who('F01'),
      name: 'A',
      birth: { text: '01/01/1900', iso: '1900-01-01' },
      contact: { phones: ['0000000000'], emails: [] },
      oldNumbers: ['111111111'],
    };
    expect(details('DQ15', filled)).toEqual([
      'placeholderName',
      'placeholderBirth',
      'placeholderPhone',
      'placeholderOldNumber',
    ]);
  });
});

describe('DQ16 to DQ20 on the set', () => {
  it('DQ16: F17 is dead and still holds a card', () => {
    expect(found('DQ16')).toEqual(['F17 deadWithCard']);
    expect(details('DQ16', { ...who('F17'), cards: [], eId: { level: 2, locked: false } })).toEqual(['deadWithEId']);
    expect(details('DQ16', { ...who('F01'), nationalities: ['USA'] })).toEqual(['leftWithCard']);
    expect(details('DQ16', { ...who('F01'), absence: { from: '2025-01-01', to: null, place: null } })).toEqual([
      'absentLong',
    ]);
    expect(details('DQ16', who('F01'), { areas: new Set(['10507']) })).toEqual(['movedAway']);
  });

  it('DQ17: the five expired cards, and who is near a milestone', () => {
    expect(found('DQ17')).toEqual([
      'F03 milestoneNear',
      'F09 cardExpired',
      'F11 cardExpired',
      'F16 cardExpired',
      'F18 cardExpired',
      'F19 cardExpired',
    ]);
    const [card = never()] = who('F01').cards;
    expect(
      details('DQ17', { ...who('F01'), cards: [{ ...card, expiry: { kind: 'date', iso: '2027-01-21', text: '' } }] }),
    ).toEqual(['cardExpiresSoon']);
    expect(
      details('DQ17', { ...who('F01'), contact: { phones: ['0500000001'], emails: [] } }, { hasBounced: () => true }),
    ).toEqual(['phoneBounced']);
  });

  it('DQ18: a split ward waits for a choice; nobody of the set was ever confirmed', () => {
    expect(found('DQ18').every((text) => text.endsWith('neverVerified'))).toBe(true);
    expect(
      details('DQ18', { ...who('F11'), verifiedOn: on, permanent: addressOf('Phường 13, Gò Vấp, TP.HCM', divisions) }),
    ).toEqual(['mappingPending']);
    expect(details('DQ18', { ...who('F11'), verifiedOn: '2020-01-01' })).toEqual(['verifiedLongAgo']);
  });

  it('DQ19: a member living elsewhere, a parent unknown or not agreeing', () => {
    const kin = (number: string | null, kind: 'mother' | 'child') => ({
      kind,
      name: null,
      number,
      oldNumber: null,
      nationality: null,
      relation: null,
    });
    const rule = (group: readonly Citizen[]) =>
      checkSet(group, context)
        .filter(({ rule: id }) => id === 'DQ19')
        .map(({ detail }) => detail);
    const child = { ...who('F07'), relatives: [kin(who('F03').number, 'mother')] };
    expect(found('DQ19')).toEqual([]);
    expect(rule([child])).toEqual(['parentUnknown']);
    expect(rule([child, who('F03')])).toEqual([]);
    expect(rule([child, { ...who('F03'), relatives: [kin('001304999901', 'child')] }])).toEqual(['parentDisagrees']);
    expect(rule([{ ...who('F02'), household: { id: 'H', head: who('F01').number } }, who('F01')])).toEqual([
      'livesElsewhere',
    ]);
  });

  it('DQ20: behind the upstream, or waiting longer than 5, 10, 15 days', () => {
    const waiting = (pendingSince: string | null, complex = false) => ({
      sync: () => ({ upstreamHash: null, pendingSince, complex }),
    });
    const since = (day: string, complex = false) => details('DQ20', who('F01'), waiting(day, complex));
    expect([
      since('2026-11-17'),
      since('2026-11-16'),
      since('2026-11-11'),
      since('2026-11-11', true),
      since('2026-11-06'),
    ]).toEqual([[], ['pendingOver5'], ['pendingOver10'], ['pendingOver5'], ['pendingOver15']]);
    expect(
      details('DQ20', who('F01'), { sync: () => ({ upstreamHash: 'new', pendingSince: null, complex: false }) }),
    ).toEqual(['behindUpstream']);
    expect(found('DQ20')).toEqual([]);
  });
});

describe('the indicators', () => {
  const tally = createTally();
  for (const citizen of citizens) tally.addRecord(citizen);
  for (const finding of checkAll(citizens, context)) tally.addFinding(finding);
  const all = tally.indicators().filter(({ area }) => area === 'all');

  it('count records, not findings, and keep the pair', () => {
    expect(all.map(({ criterion, numerator, denominator }) => [criterion, numerator, denominator])).toEqual([
      ['dung', 19, 20],
      ['du', 0, 20],
      ['sach', 18, 20],
      ['song', 14, 20],
      ['thongNhat', 20, 20],
    ]);
    for (const indicator of tally.indicators()) expect(indicatorSchema.parse(indicator)).toEqual(indicator);
  });

  it('drill down to the rules, and are red where a required item fails', () => {
    expect(all[0]).toMatchObject({ percent: 95, rating: 'red', failing: { DQ01: 1 }, noted: { DQ03: 1 } });
    expect(all[2]).toMatchObject({ percent: 90, rating: 'green', failing: { DQ11: 2 }, noted: { DQ11: 2 } });
  });

  it('count somebody once by rule: who fails it is not noted beside that, and a note lowers no figure', () => {
    const counted = createTally();
    const [one, other] = citizens;
    if (one === undefined || other === undefined) throw new Error('nobody');
    for (const citizen of [one, other]) counted.addRecord(citizen);
    const finding = { rule: 'DQ18' as const, field: null, others: [] };
    counted.addFinding({ ...finding, number: one.number, severity: 'note', detail: 'neverVerified' });
    counted.addFinding({ ...finding, number: other.number, severity: 'note', detail: 'neverVerified' });
    counted.addFinding({ ...finding, number: other.number, severity: 'warning', detail: 'verifiedLongAgo' });
    const song = counted.indicators().find(({ area, criterion }) => area === 'all' && criterion === 'song');
    expect(song).toMatchObject({ numerator: 1, denominator: 2, failing: { DQ18: 1 }, noted: { DQ18: 1 } });
  });

  it('add up: the areas hold everybody once', () => {
    const areas = tally.indicators().filter(({ area, criterion }) => area !== 'all' && criterion === 'dung');
    expect(areas.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(20);
    expect(areas.reduce((sum, { numerator }) => sum + numerator, 0)).toBe(19);
  });

  it('round as the report does (RQ-11): 7.965.111 of 7.998.762 is 99,58 %', () => {
    expect(percentOf(7_965_111, 7_998_762)).toBe(99.58);
    expect(percentOf(1, 3)).toBe(33.33);
    expect(percentOf(0, 0)).toBeNull();
    expect(percentOf(81_815, 88_075)).toBe(92.89);
  });

  it('are rated 90 and 75', () => {
    expect([
      ratingOf(90, false),
      ratingOf(89.99, false),
      ratingOf(74.99, false),
      ratingOf(99.99, true),
      ratingOf(null, false),
    ]).toEqual(['green', 'yellow', 'red', 'red', 'none']);
  });

  it('say how much of the 26 items is filled, and one figure for the whole', () => {
    const rates = fillRates(citizens);
    expect(rates.length).toBe(26);
    expect(rates[12]).toMatchObject({ item: 13, field: 'oldNumbers', numerator: 5, denominator: 20, percent: 25 });
    expect(qualityIndex(tally.indicators(), 'all')).toBeGreaterThan(80);
    expect(qualityIndex(tally.indicators(), 'all', { DQ07: 1000 })).toBeLessThan(10);
    expect(qualityIndex([], 'all')).toBeNull();
  });
});
