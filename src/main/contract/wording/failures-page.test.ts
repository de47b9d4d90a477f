import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failureCodes } from '#contract/failures.ts';
import { failuresPage } from './failures-page.ts';

it('docs/failures.md is what `node scripts/docs-failures.mjs` makes now', () => {
  const kept = readFileSync(new URL('../../../../docs/failures.md', import.meta.url), 'utf8');
  expect(kept).toBe(failuresPage());
});

it('has a row for every code', () => {
  for (const code of failureCodes) expect(failuresPage()).toContain(`| \`${code}\` |`);
});
