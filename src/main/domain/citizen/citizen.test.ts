import { describe, expect, it } from 'vitest';
import { citizenFields, citizenSchema, type Provenance } from '#contract/citizen.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { editCitizen, keysOf, mergeCitizen, newCitizen, provenanceOf, valueAt } from './citizen.ts';
import { citizenItems } from './citizen-items.ts';
import { readPersonRow, readPersonRows } from './person-row.ts';
import { addressOf } from './units/address.ts';
import { createDivisions } from './units/divisions.ts';

const divisions = createDivisions(sampleDivisions);
const recorded: Provenance = {
  source: 'import',
  at: '2026-11-22T00:00:00Z',
  by: 'tệp mẫu',
  act: null,
  basis: null,
  reason: null,
};
const officer = (at: string, act: Provenance['act'], basis: string | null): Provenance => ({
  source: 'document',
  at,
  by: 'CB001',
  act,
  basis,
  reason: 'MẪU',
});
const everybody = readPersonRows(people(), { divisions, recorded });

function never(): never {
  throw new RangeError('not in the set');
}
const f01 = everybody.citizens[0] ?? never();

describe('the 26 items', () => {
  it('are the fields of the record, in the order of the law', () => {
    expect(citizenItems.map(({ item }) => item)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
    expect([...citizenItems.map(({ field }) => field)]).toEqual([...citizenFields]);
    expect(citizenItems.filter(({ core }) => core).map(({ item }) => item)).toEqual([1, 3, 4, 5, 7, 9, 11]);
  });
});

describe('readPersonRow', () => {
  it('takes all twenty people, and each obeys the contract', () => {
    expect(everybody.refused).toEqual([]);
    expect(everybody.citizens.length).toBe(20);
    for (const citizen of everybody.citizens) expect(citizenSchema.parse(citizen)).toEqual(citizen);
  });

  it('gives every record a commune and codes, and keeps the texts', () => {
    for (const [index, person] of people().entries()) {
      const citizen = everybody.citizens[index] ?? never();
      expect(keysOf(citizen).unit).toBe(person.xa);
      expect(citizen.ethnicity).toMatchObject({ list: 'QD121-1979', name: person.danToc });
      expect(citizen.permanent?.text ?? citizen.temporary?.text).toBe(person.thuongTru || person.tamTru);
      expect(citizen.oldNumbers).toEqual(person.cmnd === undefined ? [] : [person.cmnd]);
    }
  });

  it('resolves a representative by number, name or a reference of the file', () => {
    const row = { soDinhDanh: '082193999920', hoTen: 'HOÀNG THỊ GIẢ ĐỊNH UYÊN' };
    const referred = (id: string) => (id === 'F03' ? { number: '033188999903', name: 'NGUỴ THUÝ MẪU QUỲNH' } : null);
    const representative = (nguoiDaiDien: string) => {
      const read = readPersonRow({ ...row, nguoiDaiDien }, { divisions, recorded, referred });
      return read.kind === 'citizen' ? read.citizen.relatives[0] : null;
    };
    expect(representative('F03')).toMatchObject({
      kind: 'representative',
      number: '033188999903',
      name: 'NGUỴ THUÝ MẪU QUỲNH',
    });
    expect(representative('033 188 999 903')).toMatchObject({ number: '033188999903', name: null });
    expect(representative('NGUỴ THUÝ MẪU QUỲNH')).toMatchObject({ number: null, name: 'NGUỴ THUÝ MẪU QUỲNH' });
  });

  it.each([
    [null, null, 'notAnObject'],
    [[], null, 'notAnObject'],
    [{}, 'soDinhDanh', 'numberMissing'],
    ['x', null, 'notAnObject'],
    [{ soDinhDanh: 1 }, null, 'notAnObject'],
    [{ hoTen: 'MẪU' }, 'soDinhDanh', 'numberMissing'],
    [{ soDinhDanh: '123456789', hoTen: 'MẪU' }, 'soDinhDanh', 'numberNotTwelveDigits'],
    [{ soDinhDanh: '001304999901', hoTen: ' ' }, 'hoTen', 'nameMissing'],
    [{ soDinhDanh: '001304999901', hoTen: 'Hu廙軟h' }, 'hoTen', 'nameMojibake'],
    [{ soDinhDanh: '001304999901', hoTen: 'Äáº·ng' }, 'hoTen', 'nameMojibake'],
    [{ soDinhDanh: '001304999901', hoTen: 'MẪU', ngaySinh: '30/02/2004' }, 'ngaySinh', 'birthUnreadable'],
    [{ soDinhDanh: '001304999901', hoTen: 'MẪU', gioiTinh: 'x' }, 'gioiTinh', 'sexUnknown'],
  ])('sets %j aside: %s %s', (line, column, reason) => {
    const read = readPersonRow(line, { divisions, recorded });
    expect(read.kind === 'refused' ? read.reasons : []).toContainEqual({ column, reason });
  });

  it('keeps what is only dirty, composed, and mojibake that can be undone', () => {
    const broken = String.fromCharCode(...new TextEncoder().encode('ĐẶNG THỊ MẪU HÒA'));
    const read = readPersonRow(
      { soDinhDanh: '001 304 999 901', hoTen: broken, ngaySinh: '2004-02-14', danToc: 'Lạ' },
      { divisions, recorded },
    );
    expect(read).toMatchObject({
      kind: 'citizen',
      citizen: {
        number: '001304999901',
        name: 'ĐẶNG THỊ MẪU HÒA',
        birth: { iso: '2004-02-14' },
        ethnicity: { code: null, name: 'Lạ' },
      },
    });
  });
});

describe('the history of a record', () => {
  const residence = addressOf('Số 11 ngõ Thử Nghiệm, Phường Ngọc Hà, Thành phố Hà Nội', divisions);

  it('keeps every past value with who, when, why and on what basis (RQ-12)', () => {
    const first = editCitizen(f01, {
      field: 'permanent',
      value: residence,
      provenance: officer('2026-11-23T08:00:00Z', 'capNhat', 'CT07 số 1'),
    });
    if (!first.ok) return never();
    const second = editCitizen(first.citizen, {
      field: 'permanent',
      value: f01.permanent,
      provenance: officer('2026-11-24T08:00:00Z', 'capNhat', 'CT07 số 2'),
    });
    if (!second.ok) return never();
    const changes = [second.change, first.change];
    const at = (when: string) => valueAt(second.citizen, { field: 'permanent', at: when, changes });
    expect(first.change).toMatchObject({
      number: f01.number,
      field: 'permanent',
      before: f01.permanent,
      after: residence,
      beforeProvenance: recorded,
    });
    expect(at('2026-11-22T23:00:00Z')).toEqual({ value: f01.permanent, provenance: recorded });
    expect(at('2026-11-23T23:00:00Z')).toMatchObject({
      value: residence,
      provenance: { basis: 'CT07 số 1', by: 'CB001' },
    });
    expect(at('2026-11-25T00:00:00Z')).toMatchObject({ value: f01.permanent, provenance: { basis: 'CT07 số 2' } });
    expect(provenanceOf(second.citizen, 'name')).toEqual(recorded);
  });

  it('refuses an update without a basis, the same value again, and a new number', () => {
    const edit = (act: Provenance['act'], basis: string | null) =>
      editCitizen(f01, {
        field: 'permanent',
        value: residence,
        provenance: officer('2026-11-23T08:00:00Z', act, basis),
      });
    expect(edit('capNhat', null)).toEqual({ ok: false, refused: 'basisMissing' });
    expect(edit('boSung', null).ok).toBe(true);
    expect(
      editCitizen(f01, { field: 'name', value: f01.name, provenance: officer('2026-11-23T08:00:00Z', 'boSung', null) }),
    ).toEqual({ ok: false, refused: 'unchanged' });
    expect(editCitizen(f01, { field: 'number', value: '1', provenance: recorded })).toEqual({
      ok: false,
      refused: 'numberIsFixed',
    });
  });

  it('takes đối chiếu of an unchanged value as a confirmation', () => {
    const result = editCitizen(f01, {
      field: 'name',
      value: f01.name,
      provenance: officer('2026-11-23T08:00:00Z', 'doiChieu', 'Giấy khai sinh'),
    });
    expect(result).toMatchObject({ ok: true, citizen: { verifiedOn: '2026-11-23' } });
  });

  it('merges a delta: what it says becomes current, what it leaves out stays, what it replaces is kept', () => {
    const later: Provenance = { ...recorded, source: 'upstream', at: '2026-12-01T00:00:00Z', by: 'downlink' };
    const incoming = {
      ...newCitizen(f01.number, f01.name, later),
      sex: 'female' as const,
      permanent: residence,
      upstream: { version: 2, hash: 'x' },
    };
    const { citizen, changes } = mergeCitizen(f01, incoming);
    expect(changes.map(({ field }) => field)).toEqual(['permanent']);
    expect(citizen).toMatchObject({
      permanent: residence,
      birth: f01.birth,
      ethnicity: f01.ethnicity,
      upstream: { version: 2 },
    });
    expect(provenanceOf(citizen, 'permanent')).toEqual(later);
    expect(mergeCitizen(citizen, incoming).changes).toEqual([]);
  });
});
