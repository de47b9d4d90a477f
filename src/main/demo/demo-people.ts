import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PersonRow } from '#contract/citizen.ts';
import type { DivisionTables } from '#domain/citizen/units/divisions.ts';
import { citizens } from '#fixtures/make/citizens.ts';

/** The commune of the demo's station: a real code, so that its people have an address; nobody in it is. */
export const demoCommune = '00008';

/** Where the demo's people were born, by the names in force; they all live in the first of these communes. */
const communes = [
  ['01', 'Thành phố Hà Nội', demoCommune, 'Phường Ngọc Hà'],
  ['31', 'Thành phố Hải Phòng', '10507', 'Phường Thành Đông'],
  ['33', 'Tỉnh Hưng Yên', '12103', 'Phường Mỹ Hào'],
  ['37', 'Tỉnh Ninh Bình', '13669', 'Phường Nam Định'],
  ['38', 'Tỉnh Thanh Hóa', '14758', 'Phường Hàm Rồng'],
  ['40', 'Tỉnh Nghệ An', '16681', 'Phường Thành Vinh'],
  ['48', 'Thành phố Đà Nẵng', '20194', 'Phường Hải Vân'],
  ['68', 'Tỉnh Lâm Đồng', '22918', 'Phường Mũi Né'],
  ['79', 'Thành phố Hồ Chí Minh', '25747', 'Phường Thủ Dầu Một'],
  ['82', 'Tỉnh Đồng Tháp', '28249', 'Phường Đạo Thạnh'],
  ['92', 'Thành phố Cần Thơ', '31120', 'Phường Cái Khế'],
] as const;
const places: DivisionTables = {
  since: '2025-07-01',
  source: 'demo',
  provinces: communes.map(([code, name]) => ({ code, name })),
  units: communes.map(([province, , code, name]) => ({ code, name, province })),
  oldUnits: [],
};

/** How many made-up citizens live in the demo's ward beside those of the cards. */
const wardSize = 2000;
/** So many of them have something wrong in their record that data quality has something to find. */
const defects = 0.05;

/**
 * Where the ward's record is not what the card says, so that a comparison has something to show: one person is known at another
 * house number, one is not known at all.
 */
const knownAs: Readonly<Record<string, PersonRow | null>> = {
  F01: { thuongTru: 'Số 11 ngõ Thử Nghiệm, Tổ dân phố 99, Phường Ngọc Hà, Thành phố Hà Nội' },
  F15: null,
};

/**
 * Writes the demo's people into its folder, once, and tells where: those whose cards lie beside the software reader, as the
 * ward knows them, and the others of the ward, every one of them made up and marked so.
 */
export async function writeDemoPeople(folder: string, others: Iterable<PersonRow> = ward()): Promise<string> {
  const path = join(folder, 'nguoi-mau.ndjson');
  if (existsSync(path)) return path;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const cards = await readFile(new URL('../../../fixtures/people/people.jsonl', import.meta.url), 'utf8');
  await pipeline(Readable.from(lines(cards, others)), createWriteStream(`${path}.part`, { mode: 0o600 }));
  await rename(`${path}.part`, path);
  return path;
}

const ward = () => citizens({ count: wardSize, defects, divisions: places });

function* lines(cards: string, others: Iterable<PersonRow>): Generator<string> {
  for (const card of cards.trimEnd().split('\n')) {
    const person: PersonRow & { readonly id: string } = JSON.parse(card);
    const record = knownAs[person.id];
    if (record !== null) yield `${JSON.stringify({ ...person, ...record })}\n`;
  }
  for (const row of others) yield `${JSON.stringify(row)}\n`;
}
