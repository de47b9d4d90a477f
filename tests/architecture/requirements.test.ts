import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '#contract/quality.ts';

const page = readFileSync('docs/requirements.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => /^\| (?:RQ-\d\d|DQ\d\d|all) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const requirementIds = Array.from({ length: 30 }, (_, index) => `RQ-${String(index + 1).padStart(2, '0')}`);

/** The tests a row names: file and title. */
function testsOf(row: readonly string[]): readonly { readonly file: string; readonly title: string }[] {
  return row.flatMap((cell) =>
    [...cell.matchAll(/`([^`]+\.test\.tsx?)` › ([^;]+(?:;(?! `)[^;]+)*)/g)].map(([, file = '', title = '']) => ({
      file,
      title: title.trim(),
    })),
  );
}

describe('docs/requirements.md', () => {
  it('lists every rule, and every requirement as held or not built yet', () => {
    const named = rows.map((row) => row[1]);
    expect(named.filter((id) => id?.startsWith('DQ'))).toEqual([...ruleIds]);
    expect([...new Set(named.filter((id) => id?.startsWith('RQ')))].sort()).toEqual(requirementIds);
  });

  it.each(rows.filter((row) => testsOf(row).length > 0).map((row) => [row[1], testsOf(row)] as const))(
    '%s names tests that are there',
    (_, tests) => {
      for (const { file, title } of tests) {
        expect(existsSync(file), file).toBe(true);
        expect(readFileSync(file, 'utf8'), file).toContain(title);
      }
    },
  );

  it('names a test for everything it calls held', () => {
    const held = page.slice(0, page.indexOf('## Not built yet'));
    const bare = rows.filter((row) => testsOf(row).length === 0 && held.includes(`| ${row[1]} | ${row[2]} |`));
    expect(bare).toEqual([]);
  });
});
