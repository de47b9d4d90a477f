import { expect, it } from 'vitest';
import { textOf } from './source-tree.ts';

type Manifest = {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const page = textOf('docs/third-party.md');
const packages = page.slice(page.indexOf('## Runtime packages'), page.indexOf('## What the installer leaves out'));
const manifest = JSON.parse(textOf('package.json')) as Manifest;

it('the page of third parties has every runtime package with its version, a licence and a use', () => {
  for (const [name, wanted] of Object.entries(manifest.dependencies)) {
    const version = wanted.replace(/^npm:.*@/, '');
    const line = packages.split('\n').find((row) => row.split('|')[1]?.includes(`\`${name}\``)) ?? '';
    const [, , pinned = '', licence = '', use = ''] = line.split('|').map((cell) => cell.trim());
    expect.soft([name, pinned]).toEqual([name, version]);
    expect.soft(licence.length, name).toBeGreaterThan(2);
    expect.soft(use.length, name).toBeGreaterThan(3);
  }
});

it('and no package that is for development alone', () => {
  const listed = [...packages.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  expect(listed.filter((name) => Object.hasOwn(manifest.devDependencies, name))).toEqual([]);
});
