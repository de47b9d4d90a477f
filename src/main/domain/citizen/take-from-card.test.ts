import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { type ComparedField, comparedFields } from '#contract/comparison.ts';
import { holderOf } from '#domain/chip/holder.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { dg1, dg13 } from '#fixtures/virtual-card/data-groups.ts';
import { dg13Fields } from '#fixtures/virtual-card/dg13-fields.ts';
import { compareCard } from './compare.ts';
import { readPersonRows } from './person-row.ts';
import { editFromCard, neverTaken } from './take-from-card.ts';
import { createDivisions } from './units/divisions.ts';

const divisions = createDivisions(sampleDivisions);
const recorded = { source: 'import', at: '2026-11-22', by: 'MẪU', act: null, basis: null, reason: null } as const;
const provenance = { at: '2026-11-22T06:00:00Z', by: 'CB001', reason: 'thẻ mới' };
const person = cardholder('F03');
const holder = holderOf(new Map([['DG1', dg1(person.mrz)] as const, ['DG13', dg13(dg13Fields(person))] as const]));
const [record] = readPersonRows([person], { divisions, recorded }).citizens;

function taken(field: ComparedField, change: Partial<Citizen>) {
  if (holder === null || record === undefined) throw new RangeError('the set has them');
  const citizen = { ...record, ...change };
  const comparison = compareCard({ holder, mrz: null, qr: null, record: citizen, divisions, genuine: true });
  return editFromCard(citizen, field, { holder, comparison, divisions, provenance });
}
const from = (act: 'capNhat' | 'boSung') => ({
  ...provenance,
  ...{ source: 'chip', act, basis: 'Thẻ có chip, cấp 01/06/2021' },
});

describe('editFromCard', () => {
  it('fills in what the record lacks and replaces what it says otherwise', () => {
    expect(taken('religion', { religion: null })).toEqual({
      field: 'religion',
      value: { list: 'QCVN109-G', code: '01', name: 'Phật giáo' },
      provenance: from('boSung'),
    });
    expect(taken('ethnicity', { ethnicity: { list: 'QD121-1979', code: '02', name: 'Tày' } })).toMatchObject({
      field: 'ethnicity',
      value: { code: '01', name: 'Kinh' },
      provenance: from('capNhat'),
    });
    expect(taken('nationality', {})).toMatchObject({ value: ['VNM'], provenance: from('boSung') });
    expect(taken('oldNumber', { oldNumbers: [] })).toMatchObject({ value: ['000999003'] });
    expect(taken('name', { name: 'NGUY THUÝ MẪU QUỲNH' })).toMatchObject({ value: 'NGUỴ THUÝ MẪU QUỲNH' });
  });

  it('puts an address where the record has the one that is printed', () => {
    const text = 'Số 9, Phường Mỹ Hào, Tỉnh Hưng Yên';
    const wrong = { text, unit: '12103', oldUnit: null, mapping: 'current' as const };
    expect(taken('residence', { permanent: wrong })).toMatchObject({ field: 'permanent', value: { unit: '12103' } });
    expect(taken('residence', { permanent: null, temporary: wrong })).toMatchObject({ field: 'temporary' });
    expect(taken('residence', { permanent: null })).toMatchObject({ field: 'permanent', provenance: from('boSung') });
  });

  it('takes issue and end together, as the card that is held from now on', () => {
    const [card] = record?.cards ?? [];
    if (card === undefined) throw new RangeError('F03 has a card');
    const older = { ...card, number: '033188000000', issued: { text: '01/01/2017', iso: '2017-01-01' } };
    const edit = taken('issued', { cards: [older] });
    expect(edit).toMatchObject({ field: 'cards', provenance: from('capNhat') });
    expect(edit?.value).toEqual([
      { ...older, state: 'replaced' },
      { ...card, kind: 'CCCD2021' },
    ]);
    expect(taken('expiry', { cards: [{ ...card, expiry: { kind: 'never' } }] })?.value).toEqual([card]);
    expect(taken('issued', { cards: [] })?.value).toEqual([card]);
    const newer = { ...card, issued: { text: '01/01/2025', iso: '2025-01-01' } };
    expect(taken('issued', { cards: [newer] })).toBeNull();
  });

  it('gives a relative of another name nothing that was known of the one before', () => {
    const father = {
      kind: 'father',
      number: '033050000001',
      oldNumber: null,
      nationality: null,
      relation: null,
    } as const;
    const stated = holder?.father?.value ?? '';
    expect(stated).not.toBe('');
    const other = taken('father', { relatives: [{ ...father, name: 'LÝ MẪU KHÁC' }] });
    expect(other?.value).toEqual([{ ...father, name: stated, number: null }]);
    expect(taken('father', { relatives: [{ ...father, name: null }] })?.value).toEqual([{ ...father, name: stated }]);
  });

  it('takes nothing that is the same, and never who somebody is', () => {
    for (const field of comparedFields)
      if (field !== 'nationality' && field !== 'origin' && field !== 'father' && field !== 'mother')
        expect({ field, edit: taken(field, {}) }).toEqual({ field, edit: null });
    const another = { number: '033188999904', birth: null, sex: 'unknown' } as const;
    for (const field of neverTaken) expect({ field, edit: taken(field, another) }).toEqual({ field, edit: null });
  });
});
