import type { Citizen, Provenance } from '#contract/citizen.ts';
import { type Comparison, comparedFields, type FieldComparison } from '#contract/comparison.ts';
import type { ReadingComparison } from '#contract/desk.ts';
import type { FoundLine, PersonLine, PersonView, Standing } from '#contract/registry.ts';

/** What the population cache says in the window's tests: fictitious people, masked as the host would. */

type Done = Extract<ReadingComparison, { state: 'done' }>;
type Overrides = Partial<Record<FieldComparison['field'], Partial<FieldComparison>>>;

const equal = (field: FieldComparison['field'], value: string | null): FieldComparison => ({
  field,
  values: { chip: value, mrz: null, qr: null, record: value },
  outcome: value === null ? 'missingEverywhere' : 'equal',
  level: 'quiet',
  meaning: value === null ? 'notStated' : 'same',
  act: 'none',
});

const values: Partial<Record<FieldComparison['field'], string>> = {
  number: '••• ••• ••• 901',
  name: 'ĐẶNG THỊ MẪU HÒA',
  birth: '14/02/2004',
  sex: 'Nữ',
  nationality: 'Việt Nam',
  ethnicity: 'Kinh',
  religion: 'Không',
  origin: 'Xã Mẫu, Thành phố Hà Nội',
  residence: 'Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội',
  father: 'Đặng Văn Mẫu Cha',
  mother: 'Trần Thị Mẫu Mẹ',
  issued: '10/05/2021',
  expiry: '14/02/2029',
};

/** A house number that differs, as in the drawing of the desk. */
export const otherHouse: Overrides = {
  residence: {
    values: {
      chip: 'Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội',
      mrz: null,
      qr: null,
      record: 'Số 11 ngõ Thử Nghiệm, TDP 99, P. Ngọc Hà, TP. Hà Nội',
    },
    outcome: 'differs',
    level: 'warning',
    meaning: 'houseNumber',
    act: 'capNhat',
  },
};

const loudness = ['quiet', 'notice', 'warning', 'blocking'] as const;

/** Everything agrees, but for what is given. */
export function sampleComparison(overrides: Overrides = {}, record: Comparison['record'] = 'found'): Comparison {
  const fields = comparedFields.map((field) => ({ ...equal(field, values[field] ?? null), ...overrides[field] }));
  const count = (act: FieldComparison['act']) => fields.filter((each) => each.act === act).length;
  return {
    record,
    match: null,
    fields,
    level: loudness[Math.max(...fields.map(({ level }) => loudness.indexOf(level)))] ?? 'quiet',
    acts: {
      doiChieu: count('doiChieu'),
      xacThuc: count('xacThuc'),
      capNhat: count('capNhat'),
      boSung: count('boSung'),
    },
  };
}

export const sampleStanding: Standing = {
  card: 'valid',
  changeBy: '2029-02-14',
  age: 22,
  cohorts: ['born2004'],
  missing: ['eId'],
  death: null,
};

export function doneComparison(overrides: Overrides = {}, parts: Partial<Done> = {}): Done {
  return {
    state: 'done',
    comparison: sampleComparison(overrides),
    person: 41,
    standing: sampleStanding,
    lookalikes: 0,
    asOf: new Date().toISOString(),
    ...parts,
  };
}

export function sampleLine(parts: Partial<PersonLine> = {}): PersonLine {
  return {
    id: 41,
    number: '••• ••• ••• 901',
    name: 'ĐẶNG THỊ MẪU HÒA',
    birth: '2004-02-14',
    sex: 'female',
    area: '00008',
    address: 'Số 1 ngõ Thử Nghiệm, Phường Ngọc Hà, Thành phố Hà Nội',
    dead: false,
    ...parts,
  };
}

export function sampleFound(parts: Partial<FoundLine> = {}): FoundLine {
  return { ...sampleLine(parts), by: 'name', rank: 0, ...parts };
}

export const sampleProvenance: Provenance = {
  source: 'import',
  at: '2026-11-20T08:00:00.000Z',
  by: 'dan-cu-mau.ndjson',
  act: null,
  basis: null,
  reason: null,
};

const sampleCitizen: Citizen = {
  name: 'ĐẶNG THỊ MẪU HÒA',
  otherNames: [],
  number: '••• ••• ••• 901',
  birth: { text: '14/02/2004', iso: '2004-02-14' },
  sex: 'female',
  birthPlace: null,
  birthRegistration: null,
  origin: { text: 'Ngọc Hà, Ba Đình, Hà Nội', unit: '00008', oldUnit: '00007', mapping: 'mapped' },
  ethnicity: { list: 'QD121-1979', code: '01', name: 'Kinh' },
  religion: { list: 'QCVN109-G', code: '99', name: 'Không' },
  nationalities: ['VNM'],
  bloodGroup: null,
  oldNumbers: [],
  cards: [
    {
      kind: 'CCCD2021',
      number: '••• ••• ••• 901',
      issued: { text: '10/05/2021', iso: '2021-05-10' },
      issuedBy: null,
      expiry: { kind: 'date', iso: '2029-02-14', text: '14/02/2029' },
      state: 'held',
    },
  ],
  relatives: [
    {
      kind: 'father',
      name: 'Đặng Văn Mẫu Cha',
      number: '••• ••• ••• 111',
      oldNumber: null,
      nationality: null,
      relation: null,
    },
  ],
  permanent: {
    text: 'Số 11 ngõ Thử Nghiệm, Phường Ngọc Hà, Thành phố Hà Nội',
    unit: '00008',
    oldUnit: null,
    mapping: 'current',
  },
  temporary: { text: 'Phố Ví Dụ, Phường 13, Gò Vấp', unit: null, oldUnit: null, mapping: 'ambiguous' },
  current: null,
  absence: null,
  residenceFile: 'HS-MẪU-01',
  marital: null,
  relationToHead: null,
  household: { id: 'MẪU-7', head: 'Đặng Văn Mẫu Cha' },
  death: null,
  contact: { phones: ['••• ••• 001'], emails: [] },
  other: {},
  cancelledNumbers: [],
  eId: null,
  verifiedOn: null,
  provenance: {
    permanent: { ...sampleProvenance, source: 'chip', at: '2026-11-21T08:00:00.000Z', by: 'CB001', act: 'capNhat' },
  },
  recorded: sampleProvenance,
  upstream: null,
};

/** A person of the cache with a past, findings and somebody who looks alike. */
export function samplePerson(parts: Partial<PersonView> = {}): PersonView {
  const moved = {
    number: '••• ••• ••• 901',
    field: 'permanent' as const,
    before: { text: 'Số 1 ngõ Thử Nghiệm', unit: '00008', oldUnit: null, mapping: 'current' },
    beforeProvenance: sampleProvenance,
    after: sampleCitizen.permanent,
    provenance: {
      ...sampleProvenance,
      source: 'chip' as const,
      by: 'CB001',
      act: 'capNhat' as const,
      reason: 'Theo thẻ MẪU',
    },
  };
  const renamed = { ...moved, field: 'religion' as const, before: null, after: sampleCitizen.religion };
  return {
    id: 41,
    citizen: sampleCitizen,
    history: [moved, renamed],
    findings: [
      { rule: 'DQ08', severity: 'note', number: '••• ••• ••• 901', field: null, detail: 'noEIdLevel2', others: [] },
      {
        rule: 'DQ14',
        severity: 'required',
        number: '••• ••• ••• 901',
        field: 'temporary',
        detail: 'placeUnmapped',
        others: [],
      },
    ],
    standing: sampleStanding,
    lookalikes: [sampleLine({ id: 42, number: '••• ••• ••• 902', name: 'ĐẶNG THỊ MẪU HOA' })],
    unitNames: { '00008': 'Phường Ngọc Hà' },
    ...parts,
  };
}
