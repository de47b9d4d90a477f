import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardholder, people } from '#fixtures/people/people.ts';
import { writeDemoPeople } from './demo-people.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-demo-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ward = async (others?: Parameters<typeof writeDemoPeople>[1]) => {
  const text = readFileSync(await writeDemoPeople(folder, others), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
};
const numberOf = (id: string) => people().find((person) => person.id === id)?.soDinhDanh;

describe('the demo’s ward', () => {
  it('knows F01 at another house number than the card, and F15 not at all', async () => {
    const rows = await ward([]);
    const known = rows.map(({ soDinhDanh }) => soDinhDanh);
    expect(known).toEqual(people().flatMap(({ id, soDinhDanh }) => (id === 'F15' ? [] : [soDinhDanh])));
    const f01 = rows.find(({ soDinhDanh }) => soDinhDanh === numberOf('F01'));
    expect(f01.thuongTru).toMatch(/^Số 11 ngõ Thử Nghiệm/);
    expect(f01).toMatchObject({ hoTen: cardholder('F01').hoTen, xa: cardholder('F01').xa });
    expect(cardholder('F01').thuongTru).toMatch(/^Số 1 ngõ Thử Nghiệm/);
  });

  it('has two thousand others, and is written once', async () => {
    expect(await ward()).toHaveLength(2019);
    expect(await ward([])).toHaveLength(2019);
  });
});
