import { mkdtempSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonRow } from '#contract/citizen.ts';
import { people } from '#fixtures/people/people.ts';
import { writeDemoPeople } from '#main/demo/demo-people.ts';

/** A profile folder whose demo ward is another than the built-in one. */
export type DemoHome = { readonly home: string; remove(): Promise<void> };

type Ward = {
  /** Changes to the records of people of the cards, by their id; null: the ward does not know them. */
  readonly records?: Readonly<Record<string, PersonRow | null>>;
  /** Who lives there besides the people of the cards; absent: the demo's own two thousand. */
  readonly others?: Iterable<PersonRow>;
};

/** Prepares a profile folder: its demo desk imports this ward in place of its own when it is opened first. */
export async function demoHome({ records = {}, others }: Ward): Promise<DemoHome> {
  const home = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
  const path = await writeDemoPeople(join(home, 'demo'));
  const builtIn = (await readFile(path, 'utf8')).trimEnd().split('\n').slice(people().length);
  const known = people().flatMap((person) => {
    const change = records[person.id];
    return change === null ? [] : [{ ...person, ...change }];
  });
  const rest = others ? Array.from(others, (row) => JSON.stringify(row)) : builtIn;
  const rows = [...known.map((row) => JSON.stringify(row)), ...rest];
  await writeFile(path, `${rows.join('\n')}\n`, { mode: 0o600 });
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}

/** As in the drawing of the desk: F01 is known at another house number; F15 is not known at all. */
export const drawnRecords = {
  F01: { thuongTru: 'Số 11 ngõ Thử Nghiệm, Tổ dân phố 99, Phường Ngọc Hà, Thành phố Hà Nội' },
  F15: null,
} as const satisfies Ward['records'];
