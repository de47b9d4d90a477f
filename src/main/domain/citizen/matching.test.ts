import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { identityOf } from './citizen.ts';
import { type Identity, matchIdentities, nameLikeness, rankCandidates } from './matching.ts';
import { decodeLegacyText } from './names/legacy.ts';
import { repairMojibake } from './names/mojibake.ts';
import { readPersonRows } from './person-row.ts';
import { createDivisions } from './units/divisions.ts';

const recorded = {
  source: 'import',
  at: '2026-11-22T00:00:00Z',
  by: 'MẪU',
  act: null,
  basis: null,
  reason: null,
} as const;
const { citizens } = readPersonRows(people(), { divisions: createDivisions(sampleDivisions), recorded });
const everybody = citizens.map(identityOf);
const at = (index: number): Identity => everybody[index - 1] ?? never();
function never(): never {
  throw new RangeError('no such person');
}

const nobody: Identity = {
  number: null,
  cancelledNumbers: [],
  oldNumbers: [],
  name: null,
  mrzName: null,
  birth: null,
  sex: null,
};
const f01 = at(1);
/** F01 as somebody without a number would describe themselves. */
const stated = (name: string): Identity => ({ ...nobody, name, birth: f01.birth, sex: 'female' });

describe('the spellings of F01 (expectations 7.1)', () => {
  const asLatin1 = String.fromCharCode(...new TextEncoder().encode('ĐẶNG THỊ MẪU HÒA'));
  const repaired = repairMojibake(asLatin1);

  it.each([
    ['new tone', 'ĐẶNG THỊ MẪU HOÀ'],
    ['NFD', 'ĐẶNG THỊ MẪU HÒA'.normalize('NFD')],
    ['U+00D0', '\u00d0ẶNG THỊ MẪU HÒA'],
    ['TCVN3', decodeLegacyText('§Æng ThÞ MÉu Hoµ', 'tcvn3').text],
    ['VNI', decodeLegacyText('Ñaëng Thò Maãu Hoaø', 'vni').text],
    ['extra spaces', ' ĐẶNG  THỊ MẪU HÒA '],
    ['mojibake, undone', repaired.kind === 'refused' ? '' : repaired.text],
  ])('%s is the same name: L2, proposed', (_case, name) => {
    expect(nameLikeness(name, 'ĐẶNG THỊ MẪU HÒA')).toBe('tone');
    const [first, ...others] = rankCandidates(stated(name), everybody);
    expect(first?.who.number).toBe(f01.number);
    expect(first?.match).toEqual({ level: 'L2', decision: 'proposed', reasons: ['sameBirthSameName'], conflicts: [] });
    expect(others).toEqual([]);
  });

  it('unsigned is L3: a proposal only', () => {
    expect(matchIdentities(stated('DANG THI MAU HOA'), f01)).toEqual({
      level: 'L3',
      decision: 'proposed',
      reasons: ['sameBirthSimilarName'],
      conflicts: [],
    });
  });

  it('the zone is L4: a proposal only', () => {
    const zone: Identity = { ...nobody, mrzName: 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<' };
    expect(rankCandidates(zone, everybody).map(({ who, match }) => [who.number, match.level, match.decision])).toEqual([
      [f01.number, 'L4', 'proposed'],
    ]);
  });

  it('mojibake that cannot be undone is refused, a shortened name matches nobody', () => {
    expect(repairMojibake('Äáº·ng').kind).toBe('refused');
    expect(rankCandidates(stated('ĐẶNG THỊ M. HÒA'), everybody)).toEqual([]);
  });
});

describe('matchIdentities', () => {
  it('keeps the twins F11 and F12 apart, each shown for the other', () => {
    const match = matchIdentities(at(11), at(12));
    expect(match).toEqual({
      level: 'L3',
      decision: 'lookalike',
      reasons: ['sameBirthSimilarName'],
      conflicts: ['numbersDiffer'],
    });
    expect(
      rankCandidates({ ...at(11), number: null }, everybody).map(({ who, match: { level, decision } }) => [
        who.number,
        level,
        decision,
      ]),
    ).toEqual([
      [at(11).number, 'L2', 'proposed'],
      [at(12).number, 'L3', 'proposed'],
    ]);
  });

  it('keeps F18 and F19 apart, who share nine digits, birth date and name', () => {
    expect(matchIdentities(at(18), at(19))).toEqual({
      level: 'L1',
      decision: 'lookalike',
      reasons: ['sameOldNumber'],
      conflicts: ['numbersDiffer'],
    });
    const byOldNumber: Identity = {
      ...nobody,
      oldNumbers: ['000999018'],
      name: 'Trần Văn Mẫu Luỹ',
      birth: '1984-08-19',
      sex: 'male',
    };
    expect(rankCandidates(byOldNumber, everybody).map(({ who }) => who.number)).toEqual([at(18).number, at(19).number]);
  });

  it('never takes two numbers for one person, whoever they are', () => {
    for (const one of everybody)
      for (const other of everybody)
        expect(matchIdentities(one, other)?.decision === 'same').toBe(one.number === other.number);
  });

  it('is symmetric', () => {
    for (const one of everybody)
      for (const other of everybody) expect(matchIdentities(one, other)).toEqual(matchIdentities(other, one));
  });

  it('takes a cancelled number for the person, and says what does not agree', () => {
    const renumbered: Identity = { ...at(16), number: '036086999916', cancelledNumbers: ['036186999916'] };
    expect(matchIdentities(at(16), renumbered)).toMatchObject({
      level: 'L0',
      decision: 'same',
      reasons: ['cancelledNumber'],
    });
    const wrong: Identity = { ...f01, name: 'LÝ MẪU MỸ', birth: '1999-01-01', sex: 'male' };
    expect(matchIdentities(f01, wrong)?.conflicts).toEqual(['nameDiffers', 'birthDiffers', 'sexDiffers']);
  });

  it('takes an L1 match only where one of the numbers is not known', () => {
    expect(matchIdentities({ ...at(3), number: null }, at(3))).toMatchObject({ level: 'L1', decision: 'same' });
  });

  it('says when a birth date is known by its year', () => {
    const known: Identity = { ...nobody, name: "H' MẪU BYĂ", birth: '1962-05-05', sex: 'female' };
    expect(matchIdentities(known, at(5))).toMatchObject({
      level: 'L3',
      reasons: ['sameBirthSameName', 'birthIncomplete'],
    });
  });

  it('finds the truncated zone of F13, and nobody by nothing', () => {
    const zone: Identity = { ...nobody, mrzName: 'TON<<NU<THI<VI<DU<HOANG<THUY<D', birth: '1995-06-17' };
    expect(rankCandidates(zone, everybody).map(({ who }) => who.number)).toEqual([at(13).number]);
    expect(rankCandidates(nobody, everybody)).toEqual([]);
  });
});
