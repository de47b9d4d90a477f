import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityOf, newCitizen } from '#domain/citizen/citizen.ts';
import { rankCandidates } from '#domain/citizen/matching.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { candidatesFor } from './candidates.ts';
import { createInterner } from './dictionary.ts';
import { citizenByNumber } from './read-citizen.ts';
import { rollLength, rollPage } from './roll.ts';
import { search } from './search.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';
import { insertPerson } from './write-citizen.ts';

const file = fileURLToPath(new URL('../../../../fixtures/people/people.jsonl', import.meta.url));
const idOf = new Map(people().map(({ soDinhDanh, id }) => [soDinhDanh, id]));
const numberOf = (id: string) => people().find((person) => person.id === id)?.soDinhDanh ?? '';

const recorded = { source: 'import', at: '2026-11-22', by: 'mẫu', act: null, basis: null, reason: null } as const;
let registry: TestRegistry;
beforeAll(async () => {
  registry = createTestRegistry(sampleDivisions);
  await registry.import(file);
});
afterAll(() => registry.dispose());

const found = (text: string, more = {}) =>
  search(registry.db, { text, ...more }, registry.dictionary).found.map(({ number, by, rank }) => ({
    id: idOf.get(number),
    by,
    rank,
  }));
const ids = (text: string, more = {}) => found(text, more).map(({ id }) => id);

describe('search by name', () => {
  // Variants of one person (domain facts §7.1); ranks: 0 same spelling, 1 i/y, 2 without marks, 3 begun, 4 words, 5 words begun.
  it.each([
    ['as stored', 'ĐẶNG THỊ MẪU HÒA', 0],
    ['tone mark placed the new way', 'ĐẶNG THỊ MẪU HOÀ', 0],
    ['decomposed', 'ĐẶNG THỊ MẪU HÒA'.normalize('NFD'), 0],
    ['the other letter Đ', '\u00d0ẶNG THỊ MẪU HÒA', 0],
    ['small letters, more spaces', ' đặng  thị mẫu hòa ', 0],
    ['without marks', 'DANG THI MAU HOA', 2],
    ['UTF-8 read as Latin-1', Buffer.from('ĐẶNG THỊ MẪU HÒA').toString('latin1'), 0],
    ['as in a machine readable zone', 'DANG<<THI<MAU<HOA', 2],
    ['a zone cut within a word', 'DANG<<THI<MAU<HO', 3],
    ['begun', 'đặng thị', 3],
    ['words in another order', 'hoa mau dang', 4],
    ['the last word begun', 'mau hoa da', 5],
  ])('finds F01 %s', (_what, text, rank) => {
    expect(found(text)[0]).toEqual({ id: 'F01', by: 'name', rank });
  });

  it('does not find a shortened word, nor what was broken beyond repair', () => {
    expect(ids('ĐẶNG THỊ M. HÒA')).toEqual([]);
    expect(ids('\ufffdặng thị')).toEqual([]);
    expect(ids('…')).toEqual([]);
  });

  it('finds both twins, and never one for the other', () => {
    const [first, second] = ['F11', 'F12'].map((id) => people().find((person) => person.id === id));
    expect(ids(first?.hoTen ?? '')[0]).toBe('F11');
    expect(ids(second?.hoTen ?? '')[0]).toBe('F12');
  });

  it('narrows to a year of birth and a commune', () => {
    expect(ids('mẫu', { birthYear: 2004 })).toEqual(['F01']);
    expect(ids('mẫu', { area: '00008' })).toContain('F01');
    expect(ids('mẫu', { area: '99998' })).toEqual([]);
  });

  it('takes what is typed for words, never for the language of the index', () => {
    for (const text of ['mau*', '"mau"', 'mau OR thi', 'NEAR(mau thi)', '{words} : mau', "mau' --", '^mau', '('])
      expect(() => ids(text)).not.toThrow();
    expect(ids('mau OR thi')).toEqual([]);
  });

  it('says when there are more than were asked for', () => {
    const { db, dictionary } = registry;
    expect(search(db, { text: 'mẫu', limit: 2 }, dictionary)).toMatchObject({ more: true, found: { length: 2 } });
    expect(search(db, { text: 'mẫu', limit: 100 }, dictionary).more).toBe(false);
  });
});

describe('search by name among many', () => {
  const names = [
    ...Array.from({ length: 350 }, (_, at) => ['NGUYỄN THỊ MẪU HOA', at]),
    ...[['NGUYỄN THỊ MẪU HÒA', 900] as const, ['Nguyễn Thị Mẫu Hoà', 901] as const],
    ...Array.from({ length: 350 }, (_, at) => [`NGUYỄN MẪU ${'ABCDEGHKLM'[at % 10]}${'AEIOU'[at % 5]}NG`, 1000 + at]),
    ...[['NGUYỄN MẪU NA', 2000] as const, ['MẪU NHO NGUYỄN', 2001] as const],
  ] as readonly (readonly [string, number])[];
  let crowded: TestRegistry;
  beforeAll(() => {
    crowded = createTestRegistry(sampleDivisions);
    const { db } = crowded;
    const writing = { db, interner: createInterner(db) };
    db.transaction(() => {
      for (const [name, at] of names) {
        const person = newCitizen(String(990_000_000_000 + at), name, recorded);
        const unit = at % 2 === 0 ? '00008' : '00009';
        const permanent = { text: 'MẪU', unit, oldUnit: null, mapping: 'current' as const };
        insertPerson(writing, { ...person, permanent, birth: { text: '1990', iso: at < 1000 ? '1990' : '1991' } });
      }
    });
  });
  afterAll(() => crowded.dispose());
  const among = (text: string, more = {}) =>
    search(crowded.db, { text, ...more }, crowded.dictionary).found.map(({ name, rank }) => `${rank} ${name}`);

  it('brings those of the same spelling first, wherever they stand among hundreds without', () => {
    const two = ['0 Nguyễn Thị Mẫu Hoà', '0 NGUYỄN THỊ MẪU HÒA'];
    expect(among('nguyễn thị mẫu hoà').slice(0, 2).sort()).toEqual(two.sort());
    expect(among('nguyễn thị mẫu hoà')[2]).toBe('2 NGUYỄN THỊ MẪU HOA');
    expect(among('NGUYỄN THỊ MẪU HÒA', { area: '00008' }).slice(0, 2)).toEqual([
      '0 NGUYỄN THỊ MẪU HÒA',
      '2 NGUYỄN THỊ MẪU HOA',
    ]);
  });

  it('does not take one word for two', () => {
    expect(among('nguyễn n', { birthYear: 1991 })).toEqual(['5 MẪU NHO NGUYỄN', '5 NGUYỄN MẪU NA']);
    expect(among('nguyễn nguyễn')).toEqual([]);
  });

  it('finds whole words before begun ones and names in order, in a commune and a year as everywhere', () => {
    expect(among('nguyễn mẫu na')).toEqual(['0 NGUYỄN MẪU NA']);
    for (const more of [{}, { area: '00008' }, { birthYear: 1991 }, { area: '00008', birthYear: 1991 }]) {
      expect(among('na mẫu', more)[0]).toBe('4 NGUYỄN MẪU NA');
      expect(among('nguyễn', { ...more, limit: 5 })).toHaveLength(5);
    }
    expect(among('na mẫu', { area: '00009' })).toEqual([]);
    expect(among('na mẫu', { birthYear: 1990 })).toEqual([]);
  });
});

describe('search by number', () => {
  it.each([
    ['whole', '001304999901', ['F01']],
    ['spaced', '001 304 999 901', ['F01']],
    ['begun', '0013049', ['F01']],
    ['a nine-digit number that two people have', '000999018', ['F18', 'F19']],
    ['of nobody', '999999999999', []],
  ])('%s', (_what, text, expected) => {
    expect(ids(text)).toEqual(expected);
  });
});

describe('candidatesFor', () => {
  const identity = (id: string) => {
    const stored = citizenByNumber(registry.db, numberOf(id), registry.dictionary);
    if (stored === null) throw new Error(id);
    return identityOf(stored.citizen);
  };
  const matches = (id: string, sought: Partial<ReturnType<typeof identity>>) => {
    const asked = {
      ...identity(id),
      number: null,
      cancelledNumbers: [],
      oldNumbers: [],
      name: null,
      birth: null,
      ...sought,
    };
    const candidates = candidatesFor(registry.db, asked, registry.dictionary).map(identityOf);
    return rankCandidates(asked, candidates).map(({ who, match }) => [idOf.get(who.number ?? ''), match.level]);
  };

  it('proposes by number, nine-digit number, name with birth, and zone with birth', () => {
    const { name, birth, oldNumbers } = identity('F03');
    expect(matches('F03', { number: numberOf('F03') })).toEqual([['F03', 'L0']]);
    expect(matches('F03', { oldNumbers, name, birth })).toEqual([['F03', 'L1']]);
    expect(matches('F03', { name, birth })).toEqual([['F03', 'L2']]);
    expect(matches('F03', { name: 'NGUY THUY MAU QUYNH', birth })).toEqual([['F03', 'L3']]);
    expect(matches('F03', { mrzName: 'NGUY<<THUY<MAU<QUYNH<<<<<<<<<<', birth })).toEqual([['F03', 'L4']]);
    expect(matches('F03', { name })).toEqual([]);
  });
});

describe('the roll', () => {
  it('has everybody in Vietnamese order', async () => {
    const { db, dictionary } = registry;
    expect(rollLength(db, '00008')).toBeGreaterThan(0);
    const all = people().flatMap(({ xa }) => xa);
    for (const area of new Set(all)) {
      const names = rollPage(db, { area, offset: 0, limit: 50 }, dictionary).map(({ name }) => name);
      expect(names).toEqual([...names].sort(new Intl.Collator('vi').compare));
      expect(rollLength(db, area)).toBe(names.length);
    }
  });
});
