import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { biomeOverrides } from './biome-overrides.ts';
import { domainFilesForFixtures, type Room, roomOf, rooms } from './rooms.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };

type Import = { readonly file: string; readonly specifier: string; readonly typeOnly: boolean };

const sourceFiles = globSync('{src,fixtures}/**/*.{ts,tsx}', { cwd: root })
  .map((file) => file.split('\\').join('/'))
  .filter((file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('src/renderer/testing/'));

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [
    ...Array.from(statements, (match) => ({ file, specifier: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...Array.from(dynamic, (match) => ({ file, specifier: match[1] ?? '', typeOnly: false })),
  ];
}

/** The path in the tree that a `#…` or relative import names, or null for packages and `node:`. */
function targetOf({ file, specifier }: Import): string | null {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), specifier));
  if (!specifier.startsWith('#')) return null;
  for (const [pattern, target] of Object.entries(manifest.imports)) {
    const prefix = pattern.slice(0, -1);
    if (specifier.startsWith(prefix)) return posix.normalize(target.replace('*', specifier.slice(prefix.length)));
  }
  return `unresolved ${specifier}`;
}

function allowsPackage(room: Room, specifier: string): boolean {
  return room.packages.some((allowed) =>
    allowed.endsWith('/*')
      ? specifier.startsWith(allowed.slice(0, -1))
      : specifier === allowed || specifier.startsWith(`${allowed}/`),
  );
}

function violation(found: Import): string | null {
  const room = roomOf(found.file);
  if (!room) return null;
  const target = targetOf(found);
  if (target === null) {
    const allowed = found.specifier.startsWith('node:') ? room.node : allowsPackage(room, found.specifier);
    return allowed ? null : `${found.file} imports ${found.specifier}`;
  }
  const other = roomOf(target);
  const allowedType = found.typeOnly && other !== null && room.typesOf?.includes(other.name);
  if (other && other !== room && !allowedType && !room.rooms.includes(other.name))
    return `${found.file} (${room.name}) imports ${target} (${other.name})`;
  if (other !== room && found.specifier.startsWith('.')) return `${found.file} leaves its room by ${found.specifier}`;
  if (room.name === 'fixtures' && other?.name === 'domain' && !found.typeOnly) {
    const allowed = domainFilesForFixtures.includes(relative('src/main/domain', target).split('\\').join('/'));
    return allowed ? null : `${found.file} builds on the reader's own ${target}`;
  }
  return null;
}

describe('rooms', () => {
  const imports = sourceFiles.flatMap(importsOf);

  it('reads the tree', () => {
    expect(sourceFiles.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(150);
  });

  it('import only what the table allows', () => {
    expect(imports.map(violation).filter((found) => found !== null)).toEqual([]);
  });

  it('has every source file in a room', () => {
    const homeless = sourceFiles.filter((file) => roomOf(file) === null && !file.startsWith('types/'));
    expect(homeless).toEqual([]);
  });

  it('are held by lint with the same table', () => {
    const biome = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as { overrides: unknown[] };
    expect(biome.overrides).toEqual(expect.arrayContaining([...biomeOverrides()]));
    expect(biomeOverrides()).toHaveLength(rooms.length);
  });
});

describe('elliptic curves', () => {
  it('come from one library only', () => {
    const users = sourceFiles.filter((file) => file.startsWith('src/main/domain/')).flatMap(importsOf);
    expect(users.filter(({ specifier }) => specifier === 'node:crypto')).toEqual([]);
  });

  it('of the brainpool family are named in chip, trust and crypto alone', () => {
    const outside = sourceFiles.filter(
      (file) =>
        !/^(fixtures\/|src\/main\/domain\/(chip|trust|crypto)\/)/.test(file) &&
        /brainpool/i.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(outside).toEqual([]);
  });
});

describe('hosts', () => {
  it('and the composition root only compose', () => {
    for (const file of ['src/main/compose.ts', 'src/main/hosts/web/main.ts', 'src/main/hosts/electron/main.ts']) {
      expect.soft(readFileSync(join(root, file), 'utf8').split('\n').length, file).toBeLessThanOrEqual(150);
    }
  });
});
