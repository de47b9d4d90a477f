import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './host.ts';

/** With UPDATE_SCREENS=1 the pictures in docs/screens are taken anew. */
export const takesPictures = process.env.UPDATE_SCREENS === '1';
const folder = takesPictures ? join(root, 'docs/screens') : null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Has axe look at the page as it is, and keeps a picture of it where pictures are taken. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const seen = folder ? await page.screenshot({ animations: 'disabled' }) : null;
  expect(await complaintsOf(page)).toEqual([]);
  if (!seen || !folder) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), seen);
}

/** The same in the light and in the dark, one after the other. */
export async function lookAtBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await lookAt(page, `${name}-${colorScheme}`);
  }
}

/** What axe finds against WCAG 2.2 A and AA, one line each. */
export async function complaintsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`)) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
