import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Citizen, cardKinds, relativeKinds, sexes } from '#contract/citizen.ts';
import type { DocumentDate } from '#contract/holder.ts';
import { newCitizen } from '#domain/citizen/citizen.ts';
import { readDocumentDate } from '#domain/text/document-date.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { createInterner } from './dictionary.ts';
import { citizenByNumber, citizensBetween } from './read-citizen.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';
import { insertPerson, updatePerson } from './write-citizen.ts';

let registry: TestRegistry;
beforeAll(() => {
  registry = createTestRegistry(fictitiousDivisions(1));
});
afterAll(() => registry.dispose());

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const text = fc.string({ maxLength: 20 });
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const date: fc.Arbitrary<DocumentDate> = fc.oneof(
  fc.constantFrom('14/02/2004', '2/3/1979', '1962', '05/1962', '00/00/1990', '31/02/2000', '').map(readDocumentDate),
  fc.record({ text, iso: orNull(fc.constantFrom('1988-02-29', '2001-12', '1899')) }),
);
const provenance = fc.record({
  source: fc.constantFrom('upstream' as const, 'import' as const, 'document' as const),
  at: fc.constantFrom('2026-11-22T00:00:00Z', '2025-01-01T00:00:00Z'),
  by: text,
  act: orNull(fc.constantFrom('capNhat' as const, 'boSung' as const)),
  basis: orNull(text),
  reason: orNull(text),
});
const address = orNull(
  fc.record({
    text: fc.oneof(
      text,
      fc.constantFrom('Số 1, Tổ 2, Phường Mẫu 1, Thành phố Hải Phòng', 'Thử,Mẫu', ',,,', 'Phường Mẫu 1'),
    ),
    unit: orNull(digits(5).filter((code) => code !== '00000')),
    oldUnit: orNull(fc.constant('00001')),
    mapping: fc.constantFrom('current' as const, 'mapped' as const, 'ambiguous' as const, 'unmapped' as const),
  }),
);
const coded = orNull(
  fc.record({ list: fc.constantFrom('A', 'B'), code: orNull(fc.constantFrom('01', '02')), name: text }),
);
const unique = (value: fc.Arbitrary<string>) => fc.uniqueArray(value, { maxLength: 3 });
const expiry = fc.oneof(
  fc.constant({ kind: 'never' as const }),
  fc.record({
    kind: fc.constant('date' as const),
    iso: fc.constant('2029-02-14'),
    text: fc.constantFrom('14/02/2029', '14-2-2029'),
  }),
  fc.record({ kind: fc.constant('unknown' as const), text }),
);
const card = fc.record({
  kind: fc.constantFrom(...cardKinds),
  number: fc.oneof(digits(12), text),
  issued: orNull(date),
  issuedBy: orNull(text),
  expiry,
  state: fc.constantFrom('held' as const, 'lost' as const, 'withheld' as const),
});
const relative = fc.record({
  kind: fc.constantFrom(...relativeKinds),
  name: orNull(text),
  number: orNull(fc.oneof(digits(12), text)),
  oldNumber: orNull(digits(9)),
  nationality: orNull(text),
  relation: orNull(text),
});

let next = 100_000_000_000;
const citizen: fc.Arbitrary<Citizen> = fc
  .record({
    otherNames: fc.array(text, { maxLength: 2 }),
    birth: orNull(date),
    sex: fc.constantFrom(...sexes),
    birthPlace: address,
    birthRegistration: address,
    origin: address,
    permanent: address,
    temporary: address,
    current: address,
    ethnicity: coded,
    religion: coded,
    bloodGroup: coded,
    marital: coded,
    relationToHead: coded,
    nationalities: fc.array(fc.constantFrom('VNM', 'LAO', 'Việt Nam')),
    oldNumbers: unique(digits(9)),
    cancelledNumbers: unique(digits(12)),
    cards: fc.array(card, { maxLength: 2 }),
    relatives: fc.array(relative, { maxLength: 3 }),
    absence: orNull(
      fc.record({ from: fc.constant('2026-01-01'), to: orNull(fc.constant('2026-02-01')), place: orNull(text) }),
    ),
    residenceFile: orNull(text),
    household: orNull(fc.record({ id: fc.constantFrom('H1', 'H2', ''), head: orNull(fc.oneof(digits(12), text)) })),
    death: orNull(fc.record({ kind: fc.constantFrom('dead' as const, 'missing' as const), date })),
    contact: fc.record({
      phones: unique(
        fc.oneof(
          digits(10),
          digits(9).map((d) => `+84${d}`),
        ),
      ),
      emails: unique(text),
    }),
    other: fc.dictionary(fc.constantFrom('a', 'b'), text),
    eId: orNull(fc.record({ level: fc.constantFrom(1 as const, 2 as const), locked: fc.boolean() })),
    verifiedOn: orNull(fc.constant('2025-12-31')),
    provenance: fc.record({ name: provenance, permanent: provenance }, { requiredKeys: [] }),
    upstream: orNull(fc.record({ version: fc.nat(), hash: text })),
    name: text,
    recorded: provenance,
  })
  .map((values) => ({ ...newCitizen('', values.name, values.recorded), ...values }));

describe('a stored citizen', () => {
  it('comes back as it was, item by item, alone and in a span', () => {
    const { db, dictionary } = registry;
    fc.assert(
      fc.property(citizen, (drawn) => {
        const person = { ...drawn, number: String(next++) };
        const id = db.transaction(() => insertPerson({ db, interner: createInterner(db) }, person));
        expect(citizenByNumber(db, person.number, dictionary)?.citizen).toEqual(person);
        expect(citizensBetween(db, { from: id, to: id }, dictionary).map((stored) => stored.citizen)).toEqual([person]);
      }),
      { numRuns: 200 },
    );
  });

  it('comes back as what replaced it', () => {
    const { db, dictionary } = registry;
    fc.assert(
      fc.property(citizen, citizen, (drawn, other) => {
        const person = { ...drawn, number: String(next++) };
        const writing = { db, interner: createInterner(db) };
        db.transaction(() => insertPerson(writing, person));
        const stored = citizenByNumber(db, person.number, dictionary);
        if (stored === null) throw new Error('not stored');
        const newer = { ...other, number: person.number };
        db.transaction(() => updatePerson(writing, stored, { citizen: newer, changes: [] }));
        expect(citizenByNumber(db, person.number, dictionary)?.citizen).toEqual(newer);
      }),
      { numRuns: 100 },
    );
    expect(db.pragma("quick_check('name_word')")).toBe('ok');
  });
});
