import { fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from 'vitest';
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

  test('holds neither the demo nor fixtures', () => {
    const code = globSync('main/**/*.js', { cwd: join(root, 'out') }).map((file) => read(file).toString());
    expect(code.length).toBeGreaterThan(3);
    for (const text of code) {
      expect(text).not.toContain('fixtures/');
      expect(text).not.toContain('src/main/demo');
      expect(text).not.toContain('MẪU');
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
