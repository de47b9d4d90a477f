import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

// The program itself, with the pipes that scripts use.
vi.setConfig({ testTimeout: 120_000 });
const program = fileURLToPath(new URL('./main.ts', import.meta.url));
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-main-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

function run(args: readonly string[], input: string): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, TRUC_BAN_HOME: home } });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said.err += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...said })));
}

it('takes secrets by standard input, line by line, and shows none of them', async () => {
  const [own, given] = ['con mèo leo cây bưởi', 'một lần rồi thôi nhé bạn'];
  const begin = ['officers', 'begin', 'QT001', '--name', 'QUẢN TRỊ MẪU', '--new-secret-file', '-'];
  const begun = await run([...begin, '--profile', 'training', '--json'], `${own}\n`);
  expect([begun.code, begun.out]).toEqual([0, '{"id":"QT001","first":true}\n']);
  const add = ['officers', 'add', 'CH001', '--name', 'CHỈ HUY MẪU', '--role', 'chiHuy', '--new-secret-file', '-'];
  const as = ['--officer', 'QT001', '--secret-file', '-', '--profile=training'];
  const added = await run([...add, ...as], `${own}\n${given}\n`);
  expect([added.code, added.out]).toEqual([0, 'Đã thêm CH001.\n']);
  for (const { out, err } of [begun, added]) {
    expect(out + err).not.toContain(own);
    expect(out + err).not.toContain(given);
  }
  const nobody = await run(['officers', 'list', '--officer', 'QT001', '--profile', 'training'], '');
  expect([nobody.code, nobody.err]).toEqual([2, expect.stringContaining('--secret-file')]);
});

it('explains itself, and what it cannot understand', async () => {
  const help = await run(['--help'], '');
  expect([help.code, help.err, help.out]).toEqual([0, '', expect.stringContaining('registry import')]);
  const wrong = await run(['frobnicate'], '');
  expect([wrong.code, wrong.out, wrong.err]).toEqual([2, '', expect.stringContaining('frobnicate')]);
});
