import { type Room, rooms } from './rooms.ts';

const aliases: Readonly<Record<string, string>> = {
  contract: '#contract/**',
  domain: '#domain/**',
  ports: '#ports/**',
  devices: '#devices/**',
  store: '#store/**',
  sync: '#sync/**',
  services: '#services/**',
  workers: '#workers/**',
  demo: '#main/demo/**',
  compose: '#main/compose*.ts',
  cli: '#main/cli/**',
  hosts: '#main/hosts/*.ts',
  'hosts/web': '#main/hosts/web/**',
  'hosts/electron': '#main/hosts/electron/**',
  renderer: '#renderer/**',
  fixtures: '#fixtures/**',
  'fixtures/upstream': '#fixtures/upstream/**',
};

/** The lint rules that hold the table: per room, the import patterns it must not use. `npm run rooms` writes them. */
export function biomeOverrides(): readonly object[] {
  return rooms.map((room) => ({
    includes: [
      ...room.paths.map((path) => (path.endsWith('/') ? `${path}**` : path)),
      '!**/*.test.ts',
      '!**/*.test.tsx',
    ],
    linter: {
      rules: {
        style: {
          noRestrictedImports: {
            level: 'error',
            options: {
              patterns: [{ group: forbidden(room), message: `not from the room ${room.name} (ARCHITECTURE.md)` }],
            },
          },
        },
      },
    },
  }));
}

function forbidden(room: Room): readonly string[] {
  const others = rooms.filter(
    (other) => other !== room && !room.rooms.includes(other.name) && !room.typesOf?.includes(other.name),
  );
  const packages = room.name === 'hosts/electron' ? [] : ['electron', 'electron/**'];
  return [...others.map((other) => aliases[other.name] ?? ''), ...(room.node ? [] : ['node:*']), ...packages];
}
