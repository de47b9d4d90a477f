import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { biomeOverrides } from './biome-overrides.ts';
import { domainFilesForFixtures, type Room, roomOf, rooms } from './rooms.ts';
import { filesOf, type Import, importsOf, targetOf, textOf } from './source-tree.ts';

const sourceFiles = filesOf('{src,fixtures}/**/*.{ts,tsx}').filter(
  (file) => !/\.test\.tsx?$/.test(file) && !file.startsWith('src/renderer/testing/'),
);

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
    const biome = JSON.parse(textOf('biome.json')) as { overrides: unknown[] };
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
      (file) => !/^(fixtures\/|src\/main\/domain\/(chip|trust|crypto)\/)/.test(file) && /brainpool/i.test(textOf(file)),
    );
    expect(outside).toEqual([]);
  });
});

describe('hosts', () => {
  it('and the composition root only compose', () => {
    for (const file of ['src/main/compose.ts', 'src/main/hosts/web/main.ts', 'src/main/hosts/electron/main.ts']) {
      expect.soft(textOf(file).split('\n').length, file).toBeLessThanOrEqual(150);
    }
  });
});
