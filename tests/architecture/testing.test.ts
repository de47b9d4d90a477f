import { describe, expect, it } from 'vitest';
import { filesOf, importsOf, targetOf, textOf } from './source-tree.ts';

// What stands in for a device, a desk or a person in tests has a room of its own, from which nothing comes into the program.

const isTest = (file: string) => /\.test\.tsx?$/.test(file);
const isForTests = (file: string) => isTest(file) || file.includes('/testing/');
const files = filesOf('src/**/*.{ts,tsx}');
const product = files.filter((file) => !isForTests(file));

/** Where the program begins: hosts, the terminal, threads and processes, the window; and what is run to make its pages. */
const begins = [
  ...product.filter((file) => /\.(worker|process)\.ts$/.test(file)),
  ...['hosts/web/main.ts', 'hosts/electron/main.ts', 'hosts/electron/preload.ts', 'cli/main.ts'].map(
    (file) => `src/main/${file}`,
  ),
  ...Array.from(textOf('src/renderer/index.html').matchAll(/src="\.\/([^"]+)"/g), ([, file]) => `src/renderer/${file}`),
  ...filesOf('scripts/*.mjs'),
  'fixtures/upstream/main.ts',
];

/** Everything that is loaded with these files. */
function loadedWith(first: readonly string[]): ReadonlySet<string> {
  const loaded = new Set<string>();
  const next = [...first];
  for (let file = next.pop(); file !== undefined; file = next.pop()) {
    if (loaded.has(file) || !/\.(tsx?|mjs)$/.test(file)) continue;
    loaded.add(file);
    next.push(...importsOf(file).flatMap((found) => targetOf(found) ?? []));
  }
  return loaded;
}

/** Written and tested, and in no program yet. What is used is taken off this list; what never will be is deleted. */
const notInUse = [
  'src/main/contract/wording/en-rules.ts',
  'src/main/domain/citizen/names/legacy-tables.ts',
  'src/main/domain/citizen/names/legacy.ts',
  'src/main/domain/citizen/names/name-parts.ts',
  'src/main/domain/citizen/old-number.ts',
  'src/main/store/database/vacuum.ts',
  'src/main/sync/receipt.ts',
  'src/main/sync/upstream-types.ts',
];

/** Rules of the intake, their words, and where it is kept: its services, which come next, load them. Then this goes. */
const nextInUse = filesOf(
  'src/main/domain/{dossier,shift}/**/*.ts',
  'src/main/contract/{dossier,dossier-kind,shift}.ts',
  'src/main/contract/wording/*dossier*.ts',
  'src/main/ports/dossier-store.ts',
  'src/main/store/{dossiers,outbox}/**/*.ts',
  'src/main/workers/stored-dossiers.ts',
);

describe('what is for tests', () => {
  it('is imported by tests alone', () => {
    const imports = [...product, ...filesOf('fixtures/**/*.ts').filter((file) => !isForTests(file))].flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(1000);
    const forTests = imports.filter((found) => isForTests(targetOf(found) ?? ''));
    expect(forTests).toEqual([]);
  });

  it('is in no program', () => {
    const loaded = loadedWith(begins);
    expect(product.filter((file) => loaded.has(file)).length).toBeGreaterThan(400);
    expect([...loaded].filter(isForTests)).toEqual([]);
  });

  it('is named so: nothing made up stands among the program’s own files', () => {
    const madeUp = /\/(fake|sample|stub|mock|trial|test)-|\.(fake|stub|mock)\./;
    expect(product.filter((file) => madeUp.test(file))).toEqual([]);
  });

  it('is not what a product file is for: some program loads each of them', () => {
    const loaded = loadedWith(begins);
    const known = new Set([...notInUse, ...nextInUse]);
    expect(product.filter((file) => !loaded.has(file) && !known.has(file))).toEqual([]);
  });
});
