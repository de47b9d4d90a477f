import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PersonRow } from '#contract/citizen.ts';
import { writeDemoPeople } from '#main/demo/demo-people.ts';

/** A profile folder whose demo ward is another than the built-in one. */
export type DemoHome = { readonly home: string; remove(): Promise<void> };

/** Prepares a profile folder: beside the people of the cards, its demo ward has these others in place of the demo's own. */
export async function demoHome({ others }: { readonly others: Iterable<PersonRow> }): Promise<DemoHome> {
  const home = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
  await writeDemoPeople(join(home, 'demo'), others);
  return { home, remove: () => rm(home, { recursive: true, force: true }) };
}
