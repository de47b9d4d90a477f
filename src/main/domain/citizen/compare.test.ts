import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { type ComparedField, comparisonSchema, type QrIdentity } from '#contract/comparison.ts';
import type { Holder } from '#contract/holder.ts';
import { holderOf } from '#domain/chip/holder.ts';
import { parseMrz } from '#domain/chip/mrz.ts';
import { readDocumentDate } from '#domain/text/document-date.ts';
import { type Cardholder, cardholder, cardholders } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { dg1, dg13 } from '#fixtures/virtual-card/data-groups.ts';
import { dg13Fields } from '#fixtures/virtual-card/dg13-fields.ts';
import { type CompareInput, compareCard } from './compare.ts';
import { readPersonRows } from './person-row.ts';
import { addressOf } from './units/address.ts';
import { createDivisions } from './units/divisions.ts';

const divisions = createDivisions(sampleDivisions);
const recorded = {
  source: 'import',
  at: '2026-11-22T00:00:00Z',
  by: 'MẪU',
  act: null,
  basis: null,
  reason: null,
} as const;

function never(): never {
  throw new RangeError('not in the set');
}

function chipOf(person: Cardholder): Holder {
  const files = new Map([['DG1', dg1(person.mrz)] as const, ['DG13', dg13(dg13Fields(person))] as const]);
  return holderOf(files) ?? never();
}

const recordOf = (person: Cardholder): Citizen =>
  readPersonRows([person], { divisions, recorded }).citizens[0] ?? never();

/** The seven fields of a QR code of 2021, as the set has them. */
function qrOf(person: Cardholder): QrIdentity | null {
  const [number = '', oldNumber, name = '', birth = '', sex, residence = '', issued = ''] = person.qr?.split('|') ?? [];
  if (person.qr === undefined) return null;
  const iso = (ddmmyyyy: string) => readDocumentDate(ddmmyyyy.replace(/(..)(..)(....)/, '$1/$2/$3')).iso;
  return {
    number,
    oldNumber: oldNumber || null,
    name,
    birth: iso(birth),
    sex: sex === 'Nam' ? 'male' : 'female',
    residence,
    issued: iso(issued),
  };
}

function inputOf(id: string): CompareInput & { readonly holder: Holder; readonly record: Citizen } {
  const person = cardholder(id);
  return {
    holder: chipOf(person),
    mrz: parseMrz(person.mrz.join('')),
    qr: qrOf(person),
    record: recordOf(person),
    divisions,
    genuine: true,
  };
}

const fieldOf = (input: CompareInput, field: ComparedField) =>
  compareCard(input).fields.find((each) => each.field === field) ?? never();

describe('the cards of the set against their records', () => {
  it('differ in nothing, and every old place is harmless (F02, F11 among them)', () => {
    for (const { id, qrDiaChi } of cardholders()) {
      const comparison = compareCard(inputOf(id));
      expect({ id, differs: comparison.fields.filter(({ outcome }) => outcome === 'differs') }).toEqual({
        id,
        differs: [],
      });
      expect({ id, level: comparison.match }).toMatchObject({
        id,
        level: { level: 'L0', decision: 'same', conflicts: [] },
      });
      const residence = comparison.fields.find(({ field }) => field === 'residence');
      expect({ id, residence: residence?.outcome }).toEqual({
        id,
        residence: qrDiaChi === undefined ? 'equal' : 'equalOldPlace',
      });
      expect(residence).toMatchObject({ level: 'quiet', act: 'none' });
    }
  });

  it('say F02 and F11 are not flagged, in words', () => {
    for (const id of ['F02', 'F11'])
      expect(fieldOf(inputOf(id), 'residence')).toMatchObject({
        outcome: 'equalOldPlace',
        meaning: 'oldPlace',
        act: 'none',
      });
  });

  it('show all their sources beside each other and obey the contract', () => {
    const comparison = compareCard(inputOf('F01'));
    expect(comparisonSchema.parse(comparison)).toEqual(comparison);
    expect(comparison.fields.find(({ field }) => field === 'name')?.values).toEqual({
      chip: 'Đặng Thị Mẫu Hòa',
      mrz: 'DANG THI MAU HOA',
      qr: 'Đặng Thị Mẫu Hòa',
      record: 'ĐẶNG THỊ MẪU HÒA',
    });
    expect(comparison.fields.find(({ field }) => field === 'birth')?.values).toMatchObject({ mrz: '14/02/04' });
    // The record of the set says nothing on place of origin, parents and nationality: they may be added.
    expect(comparison.acts).toEqual({ doiChieu: 0, xacThuc: 0, capNhat: 0, boSung: 4 });
    expect(comparison.level).toBe('notice');
  });

  it('take a year alone, "Không thời hạn", and a truncated zone as they are (F05, F13)', () => {
    expect(fieldOf(inputOf('F05'), 'birth')).toMatchObject({ outcome: 'equal' });
    expect(fieldOf(inputOf('F05'), 'expiry')).toMatchObject({ outcome: 'equal' });
    expect(fieldOf(inputOf('F13'), 'name')).toMatchObject({ outcome: 'equal' });
  });
});

describe('compareCard', () => {
  const f01 = inputOf('F01');
  const withRecord = (change: Partial<Citizen>): CompareInput => ({ ...f01, record: { ...f01.record, ...change } });
  const address = (text: string) => addressOf(text, divisions);

  it.each([
    ['ĐẶNG THỊ MẪU HOÀ', 'equalTonePlacement', 'tonePlacement', 'none'],
    ['ÐẶNG THỊ MẪU HÒA', 'equal', 'letterRepaired', 'none'],
    ['ĐẶNG THỊ MẪU HÒA'.normalize('NFD'), 'equal', 'same', 'none'],
    ['DANG THI MAU HOA', 'differs', 'marksDiffer', 'doiChieu'],
    ['ĐẶNG THỊ MẪU HOA', 'differs', 'marksDiffer', 'doiChieu'],
    ['LÝ MẪU MỸ', 'differs', 'nameDiffers', 'xacThuc'],
  ])('record name %j: %s', (name, outcome, meaning, act) => {
    expect(fieldOf(withRecord({ name }), 'name')).toMatchObject({ outcome, meaning, act });
  });

  it('says i for y may be another person', () => {
    const twins = { ...inputOf('F11'), record: inputOf('F12').record };
    const comparison = compareCard(twins);
    expect(comparison.match).toMatchObject({ level: 'L3', decision: 'lookalike' });
    expect(comparison.fields.find(({ field }) => field === 'name')).toMatchObject({
      meaning: 'iySpelling',
      act: 'doiChieu',
    });
    expect(comparison.fields.find(({ field }) => field === 'number')).toMatchObject({
      meaning: 'otherPerson',
      level: 'blocking',
    });
  });

  it.each([
    ['Số 11 ngõ Thử Nghiệm, Tổ dân phố 99, Phường Ngọc Hà, Thành phố Hà Nội', 'houseNumber', 'capNhat'],
    ['Số 1 ngõ Ví Dụ, Phường Ngọc Hà, Thành phố Hà Nội', 'addressDetail', 'capNhat'],
    ['Số 1 ngõ Thử Nghiệm, Phường Ba Đình, Thành phố Hà Nội', 'otherUnit', 'doiChieu'],
    ['Số 1 ngõ Thử Nghiệm, Xã Lạ, Tỉnh Lạ', 'placeUnclear', 'doiChieu'],
  ])('record residence %j: %s', (text, meaning, act) => {
    expect(fieldOf(withRecord({ permanent: address(text) }), 'residence')).toMatchObject({
      outcome: 'differs',
      meaning,
      act,
    });
  });

  it('asks about an old ward that was split, unless the record has chosen', () => {
    const person = { ...cardholder('F11'), qrDiaChi: '99/1 đường Thử Nghiệm, Phường 13, Gò Vấp, TP.Hồ Chí Minh' };
    const input = { ...inputOf('F11'), holder: chipOf(person), qr: null };
    expect(fieldOf(input, 'residence')).toMatchObject({
      outcome: 'equalOldPlace',
      meaning: 'oldPlaceSplit',
      act: 'doiChieu',
    });
  });

  it('adds what the record lacks, and is quiet about what the card lacks', () => {
    expect(fieldOf(withRecord({ religion: null }), 'religion')).toMatchObject({
      outcome: 'missingInRecord',
      act: 'boSung',
    });
    expect(fieldOf(withRecord({ oldNumbers: ['000999001'] }), 'oldNumber')).toMatchObject({
      outcome: 'missingOnCard',
      act: 'none',
    });
    expect(fieldOf(f01, 'oldNumber')).toMatchObject({ outcome: 'missingEverywhere', act: 'none' });
    expect(fieldOf(inputOf('F03'), 'oldNumber')).toMatchObject({ outcome: 'equal' });
  });

  it('confirms who the person is where number, birth or sex differ', () => {
    expect(fieldOf(withRecord({ birth: { text: '15/02/2004', iso: '2004-02-15' } }), 'birth')).toMatchObject({
      meaning: 'birthDiffers',
      level: 'blocking',
      act: 'xacThuc',
    });
    expect(fieldOf(withRecord({ birth: { text: '2004', iso: '2004' } }), 'birth')).toMatchObject({
      outcome: 'equalAsFarAsKnown',
    });
    expect(fieldOf(withRecord({ sex: 'male' }), 'sex')).toMatchObject({ meaning: 'sexDiffers', act: 'xacThuc' });
    expect(fieldOf(withRecord({ number: '001304000001', cancelledNumbers: ['001304999901'] }), 'number')).toMatchObject(
      { meaning: 'renumbered', act: 'xacThuc' },
    );
  });

  it('knows a newer card from an older one', () => {
    const card = f01.record.cards[0] ?? never();
    const issuedOn = (iso: string) =>
      withRecord({ cards: [{ ...card, issued: { text: iso, iso }, expiry: { kind: 'never' } }] });
    expect(fieldOf(issuedOn('2020-01-01'), 'issued')).toMatchObject({ meaning: 'cardNewer', act: 'capNhat' });
    expect(fieldOf(issuedOn('2025-01-01'), 'issued')).toMatchObject({ meaning: 'cardOlder', act: 'doiChieu' });
    expect(fieldOf(issuedOn('2025-01-01'), 'expiry')).toMatchObject({ meaning: 'cardOlder' });
  });

  it('sees spellings and numberings of dân tộc as one', () => {
    expect(
      fieldOf(withRecord({ ethnicity: { list: 'QD1019-2008', code: '01', name: 'Việt' } }), 'ethnicity'),
    ).toMatchObject({ outcome: 'equal', meaning: 'otherSpelling' });
    expect(
      fieldOf(withRecord({ ethnicity: { list: 'QD121-1979', code: '02', name: 'Tày' } }), 'ethnicity'),
    ).toMatchObject({ meaning: 'valueDiffers', act: 'doiChieu' });
  });

  it('blocks a card whose own sources contradict each other', () => {
    const other = cardholder('F12');
    const forged = { ...f01, mrz: parseMrz(other.mrz.join('')) };
    for (const field of ['number', 'name', 'birth', 'expiry'] as const)
      expect(fieldOf(forged, field)).toMatchObject({ meaning: 'sourcesDisagree', level: 'blocking', act: 'xacThuc' });
    const wrongQr = { ...f01, qr: { ...(f01.qr ?? never()), name: 'Lý Mẫu Mỹ', sex: 'male' as const } };
    expect(fieldOf(wrongQr, 'name')).toMatchObject({ meaning: 'sourcesDisagree' });
    expect(fieldOf(wrongQr, 'sex')).toMatchObject({ meaning: 'sourcesDisagree' });
  });

  it('says the cache does not know somebody', () => {
    const comparison = compareCard({ ...f01, record: null });
    expect(comparison).toMatchObject({ record: 'absent', match: null, level: 'notice' });
    expect(comparison.fields.find(({ field }) => field === 'name')).toMatchObject({
      outcome: 'missingInRecord',
      act: 'boSung',
    });
  });

  it('compares with a zone or a QR code alone', () => {
    const zone = { ...f01, holder: null, qr: null };
    expect(fieldOf(zone, 'name')).toMatchObject({ outcome: 'equalAsFarAsKnown', meaning: 'mrzForm' });
    expect(fieldOf(zone, 'number')).toMatchObject({ outcome: 'equal' });
    expect(fieldOf(zone, 'birth')).toMatchObject({ outcome: 'equalAsFarAsKnown', meaning: 'mrzForm' });
    expect(fieldOf({ ...zone, record: inputOf('F11').record }, 'birth')).toMatchObject({ meaning: 'birthDiffers' });
    expect(fieldOf({ ...f01, record: { ...f01.record, birth: { text: '?', iso: null } } }, 'birth')).toMatchObject({
      meaning: 'valueDiffers',
    });
    expect(fieldOf(zone, 'expiry')).toMatchObject({ outcome: 'equal' });
    expect(fieldOf({ ...zone, record: inputOf('F12').record }, 'name')).toMatchObject({ meaning: 'nameDiffers' });
    const qr = { ...f01, holder: null, mrz: null };
    expect(fieldOf(qr, 'name')).toMatchObject({ outcome: 'equal' });
    expect(fieldOf(qr, 'residence')).toMatchObject({ outcome: 'equalOldPlace' });
    expect(fieldOf(qr, 'issued')).toMatchObject({ outcome: 'equal' });
    expect(compareCard({ holder: null, mrz: null, qr: null, record: f01.record, divisions, genuine: true }).level).toBe(
      'quiet',
    );
  });

  it('leads to no act that takes the word of a card not proved genuine', () => {
    const record = { ...f01.record, religion: null, ethnicity: { list: 'QD121-1979', code: '02', name: 'Tày' } };
    const genuine = compareCard({ ...f01, record });
    const doubted = compareCard({ ...f01, record, genuine: false });
    expect(genuine.acts.boSung).toBeGreaterThan(0);
    expect(doubted.acts).toEqual({ doiChieu: 0, xacThuc: 1, capNhat: 0, boSung: 0 });
    expect(doubted.fields.map(({ field, outcome, level }) => ({ field, outcome, level }))).toEqual(
      genuine.fields.map(({ field, outcome, level }) => ({ field, outcome, level })),
    );
  });
});

describe('a record that says its person is dead or missing', () => {
  it.each(['dead', 'missing'] as const)(
    'blocks (%s), though every field agrees, and leads to nothing that writes',
    (kind) => {
      const f01 = inputOf('F01');
      const date = { text: '10/10/2026', iso: '2026-10-10' };
      const { level, acts, fields } = compareCard({ ...f01, record: { ...f01.record, death: { kind, date } } });
      expect({ level, acts }).toEqual({ level: 'blocking', acts: { doiChieu: 0, xacThuc: 0, capNhat: 0, boSung: 0 } });
      expect(fields.filter((field) => field.level === 'blocking')).toEqual([]);
      expect(compareCard(f01).level).toBe('notice');
    },
  );
});
