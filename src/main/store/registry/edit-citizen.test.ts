import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeAct, Provenance } from '#contract/citizen.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { editPerson, renumberPerson } from './edit-citizen.ts';
import { historyOf } from './history.ts';
import { citizenByNumber } from './read-citizen.ts';
import { search } from './search.ts';
import { createTestRegistry, type TestRegistry } from './testing/test-registry.ts';

const [person] = citizens({ count: 1 });
const number = person?.soDinhDanh ?? '';
const by = (act: ChangeAct, basis: string | null): Provenance => ({
  source: 'document',
  at: '2026-11-22T07:00:00Z',
  by: 'CB001',
  act,
  basis,
  reason: null,
});

let registry: TestRegistry;
const write = (name: string, row: object) => {
  const path = join(registry.folder, name);
  writeFileSync(path, `${JSON.stringify(row)}\n`);
  return path;
};
beforeEach(async () => {
  registry = createTestRegistry(fictitiousDivisions(1));
  await registry.import(write('a.ndjson', { ...person }));
});
afterEach(() => registry.dispose());
const stored = (of = number) => citizenByNumber(registry.db, of, registry.dictionary)?.citizen;

describe('editPerson', () => {
  it('changes a field with its basis and keeps what stood there', () => {
    const provenance = by('capNhat', 'Giấy khai sinh 7/2026');
    expect(editPerson(registry.db, number, { field: 'name', value: 'LÝ MẪU MỚI', provenance })).toMatchObject({
      kind: 'done',
    });
    expect(stored()).toMatchObject({ name: 'LÝ MẪU MỚI', provenance: { name: provenance } });
    expect(historyOf(registry.db, number, registry.dictionary)).toMatchObject([
      { before: person?.hoTen, after: 'LÝ MẪU MỚI', provenance },
    ]);
  });

  it('refuses without a basis, without a change, of the number, and of nobody', () => {
    const edit = (value: string, provenance = by('capNhat', null)) =>
      editPerson(registry.db, number, { field: 'name', value, provenance });
    expect(edit('LÝ MẪU')).toEqual({ kind: 'refused', refused: 'basisMissing' });
    expect(edit(person?.hoTen ?? '')).toEqual({ kind: 'refused', refused: 'unchanged' });
    const provenance = by('capNhat', 'x');
    expect(editPerson(registry.db, number, { field: 'number', value: '1', provenance })).toEqual({
      kind: 'refused',
      refused: 'numberIsFixed',
    });
    expect(editPerson(registry.db, '000000000000', { field: 'name', value: 'MẪU', provenance })).toEqual({
      kind: 'refused',
      refused: 'unknown',
    });
    expect(historyOf(registry.db, number, registry.dictionary)).toEqual([]);
  });

  it('is not overruled by a file, but by the upstream', async () => {
    editPerson(registry.db, number, { field: 'residenceFile', value: 'M-MỚI', provenance: by('capNhat', 'sổ') });
    const run = await registry.import(write('b.ndjson', { ...person, dienThoai: '0501111111' }));
    expect(run).toMatchObject({ changed: 1 });
    expect(stored()).toMatchObject({ residenceFile: 'M-MỚI', contact: { phones: ['0501111111'] } });
  });
});

describe('renumberPerson', () => {
  const provenance = by('capNhat', 'Quyết định hủy, xác lập lại số');

  it('keeps the cancelled number, by which the person is still found', () => {
    expect(renumberPerson(registry.db, number, { number: '001099999777', provenance })).toMatchObject({ kind: 'done' });
    expect(stored()).toBeUndefined();
    expect(stored('001099999777')).toMatchObject({
      cancelledNumbers: [number],
      name: person?.hoTen,
      cards: [...(person?.loaiThe ? [{ number }] : [])],
    });
    const found = search(registry.db, { text: number }, registry.dictionary).found;
    expect(found).toMatchObject([{ number: '001099999777', by: 'cancelledNumber' }]);
    expect(historyOf(registry.db, '001099999777', registry.dictionary)).toMatchObject([
      { field: 'number', before: number },
    ]);
  });

  it('refuses a number that somebody has', async () => {
    const [, other] = citizens({ count: 2 });
    await registry.import(write('c.ndjson', { ...other }));
    expect(renumberPerson(registry.db, number, { number: other?.soDinhDanh ?? '', provenance })).toEqual({
      kind: 'refused',
      refused: 'numberTaken',
    });
  });
});
