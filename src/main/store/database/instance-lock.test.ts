import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockProfile } from './instance-lock.ts';

const moduleFile = fileURLToPath(new URL('./instance-lock.ts', import.meta.url));
const inUse = expect.objectContaining({ failure: expect.objectContaining({ code: 'storage.inUse' }) });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is one desk’s alone until it lets go', () => {
  const lock = lockProfile(folder);
  expect(() => lockProfile(folder)).toThrow(inUse);
  lock.release();
  lockProfile(folder).release();
});

it('ends with the process that held it, however it ended', async () => {
  const program = `import(${JSON.stringify(moduleFile)}).then(({ lockProfile }) => {
    globalThis.lock = lockProfile(${JSON.stringify(folder)}); console.log('locked'); setInterval(() => {}, 1000); })`;
  const cwd = fileURLToPath(new URL('../../../../', import.meta.url));
  const other = spawn(process.execPath, ['-e', program], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  expect(() => lockProfile(folder)).toThrow(inUse);
  other.kill('SIGKILL');
  await new Promise((resolve) => other.once('exit', resolve));
  lockProfile(folder).release();
});
