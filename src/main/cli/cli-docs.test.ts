import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { commands } from './commands.ts';
import { exitCode } from './exit-code.ts';
import { commonOptions, type OptionName } from './options.ts';
import { usage } from './usage.ts';

const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

/** The first cells of a table's lines, as they are written between backquotes. */
function cellsOf(heading: string): readonly string[] {
  const lines = page.slice(page.indexOf(heading)).split('\n');
  const from = lines.findIndex((line) => line.startsWith('|---'));
  const rows = lines.slice(from + 1);
  return rows
    .slice(
      0,
      rows.findIndex((line) => !line.startsWith('|')),
    )
    .flatMap((row) => row.match(/^\| (.*?) \| /)?.[1] ?? []);
}

/** Which command of the table a line of the page is about. */
const named = (cell: string) =>
  commands.find(({ name }) => new RegExp(`^\`${name}(?![\\w-])(?! \\w+ )`).test(cell))?.name ?? cell;

const described = cellsOf('# The desk from a terminal');

it('the page has every command of the parser, and no other', () => {
  expect([...new Set(described.map(named))].sort()).toEqual(commands.map(({ name }) => name).sort());
});

it('the page names every option where its command is', () => {
  const missing = commands.flatMap(({ name, options }) => {
    const text = described.filter((cell) => named(cell) === name).join(' ');
    return options
      .filter((option) => !elsewhere.has(option) && !text.includes(`--${option}`))
      .map((option) => `${name} --${option}`);
  });
  expect(missing).toEqual([]);
});

/** Options that go with many commands are described together. */
const elsewhere = new Set<OptionName>([
  'purpose',
  'note',
  'new-secret-file',
  'approver-secret-file',
  'area',
  'limit',
  ...commonOptions,
]);

it('the page describes the options that go with many commands', () => {
  for (const option of elsewhere) expect.soft(page).toContain(`--${option}`);
});

it('the page says the shape of what every command prints', () => {
  const shapes = page.slice(page.indexOf('## JSON'), page.indexOf('## Evidence folders'));
  for (const { name } of commands) expect.soft(shapes, name).toContain(`\`${name}\``);
});

it('the page and help have every exit code', () => {
  const codes = page.slice(page.indexOf('## Exit codes'), page.indexOf('## JSON'));
  for (const code of new Set(Object.values(exitCode))) {
    expect.soft(codes).toMatch(new RegExp(`^\\|[^|]*\\b${code}\\b[^|]*\\|`, 'm'));
    expect.soft(usage()).toMatch(new RegExp(`\\b${code}\\b`));
  }
});

it('help names every command with what it takes', () => {
  for (const { name, synopsis } of commands) expect.soft(usage()).toContain(`  ${name} ${synopsis}`.trimEnd());
});
