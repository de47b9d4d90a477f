import { fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { createKeyRing } from '#store/keys/key-ring.ts';
import { migrationsOf } from '#store/migrations/migrations.ts';
import { operations } from '#store/operations/operations.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { entryFile } from '#workers/entries.ts';
import { openStoreLink } from '#workers/store-link.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { threadHandle } from '#workers/thread-port.ts';
import { root } from './support/host.ts';

const out = (path: string) => join(root, 'out', path);
const read = (path: string) => readFileSync(out(path));

function build(tool: 'vite' | 'electron-vite'): void {
  const program = join(root, 'node_modules', tool, 'bin', `${tool}.js`);
  const env = { ...process.env, NODE_ENV: 'production', TRUC_BAN_BUNDLE: '' };
  const args = [program, 'build', '--logLevel', 'error'];
  const built = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env });
  if (built.status !== 0) throw new Error(built.stderr);
}

/** SHA-256 of every file of the built window. */
function windowDigests(): Record<string, string> {
  const files = globSync('web/**/*.*', { cwd: join(root, 'out') }).sort();
  return Object.fromEntries(files.map((file) => [file, createHash('sha256').update(read(file)).digest('hex')]));
}

describe('the bundle of the Electron host', () => {
  let ofVite: Record<string, string>;
  let ofElectronVite: Record<string, string>;

  beforeAll(() => {
    build('electron-vite');
    ofElectronVite = windowDigests();
    build('vite');
    ofVite = windowDigests();
  }, 120_000);

  test('has, byte for byte, the window of the web host', () => {
    expect(Object.keys(ofVite)).toContain('web/index.html');
    expect(ofElectronVite).toEqual(ofVite);
  });

  test('has a preload of one CommonJS file that needs electron alone', () => {
    expect(globSync('preload/**/*.*', { cwd: join(root, 'out') })).toEqual([join('preload', 'index.cjs')]);
    const required = read('preload/index.cjs')
      .toString()
      .matchAll(/require\("([^"]+)"\)/g);
    expect([...required].map(([, name]) => name)).toEqual(['electron']);
  });

  test('holds neither the demo nor fixtures nor what is for tests', () => {
    const code = globSync('main/**/*.js', { cwd: join(root, 'out') }).map((file) => read(file).toString());
    expect(code.length).toBeGreaterThan(3);
    // Each module stands under its path.
    expect(code.join('')).toMatch(/^\/\/ ?(?:#region )?src\/main\/compose\.ts$/m);
    for (const text of code) {
      expect(text.match(/\/testing\/|\/(?:fake|sample)-|\.test\.ts/g)).toBeNull();
      expect(text).not.toContain('fixtures/');
      expect(text).not.toContain('src/main/demo');
      expect(people().filter(({ soDinhDanh }) => text.includes(soDinhDanh))).toEqual([]);
    }
  });

  test.each([
    { entry: 'verify', command: 'trust.load', input: { anchors: [] } },
    { entry: 'image', command: 'image.warmUp', input: undefined },
  ])('has a worker $entry that answers', async ({ entry, command, input }) => {
    const worker = new Worker(out(`main/${entry}.js`));
    worker.postMessage({ kind: 'call', id: 1, command, input });
    const [reply] = await once(worker, 'message');
    await worker.terminate();
    expect(reply).toMatchObject({ kind: 'result', id: 1 });
  });

  test('has a database worker that begins a new profile with every schema change, and opens it again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'truc-ban-bundle-'));
    const keys = { profile: 'demo', profileId: 'p1', now: new Date(), path: keyFilePath(folder) } as const;
    const ring = await createKeyRing({ ...keys, holders: [{ by: 'nothing' }] });
    const open = (worker: string) =>
      openStoreLink({
        ...{ folder, ring, operations, appVersion: '1', readers: 1, keepBackups: 3, slowFromMs: 1e9 },
        start: () => threadHandle(new Worker(worker, { execArgv: [] })),
        onSlow: () => undefined,
      });
    try {
      const link = await open(out('main/db.js'));
      const [desk, registry] = [migrationsOf('desk').length, migrationsOf('registry').length];
      expect(link.opened.desk).toEqual({ migratedFrom: 0, migratedTo: desk, wasUnclean: false });
      expect(link.opened.registry).toEqual({ migratedFrom: 0, migratedTo: registry, wasUnclean: false });
      const log = storedAuditLog(link, storedAuditPlace(link, { profile: 'p1', machine: 'MAY-MAU', station: '99999' }));
      expect((await log.tail()).sequence).toBe(0);
      await link.close();
      // Its checksums are those of the sources: either opens what the other has begun.
      const again = await open(entryFile('db'));
      expect(again.opened.desk).toMatchObject({ migratedFrom: desk, migratedTo: desk });
      await again.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('has a device process that answers', async () => {
    const child = fork(out('main/pcsc-device.js'), [], { serialization: 'advanced', execArgv: [] });
    const answered = new Promise((resolve) =>
      child.on('message', (message: { kind: string }) => message.kind === 'result' && resolve(message)),
    );
    child.send({ kind: 'call', id: 1, command: 'device.ping' });
    expect(await answered).toMatchObject({ id: 1 });
    child.kill();
    await once(child, 'exit');
  });
});
