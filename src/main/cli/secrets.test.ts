import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keyboard } from './keyboard.ts';
import { secretsOf } from './secrets.ts';
import { UsageError } from './usage-error.ts';

let folder: string;
let told: string[];
const tell = (text: string) => void told.push(text);
const own = { kind: 'own', officer: 'CB001' } as const;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'truc-ban-secrets-'));
  told = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function keyboard(given: Partial<Keyboard> & { readonly lines?: readonly string[] } = {}): Keyboard {
  const lines = [...(given.lines ?? [])];
  return {
    isTerminal: given.lines !== undefined,
    askHidden: async (label) => {
      tell(label);
      const line = lines.shift();
      if (line === undefined) throw new Error('nobody types');
      return line;
    },
    readAll: async () => '',
    ...given,
  };
}

async function file(text: string, mode = 0o600): Promise<string> {
  const path = join(folder, 'secret');
  await writeFile(path, text);
  await chmod(path, mode);
  return path;
}

describe('a secret from a file', () => {
  it('is its first line', async () => {
    const secrets = secretsOf({ 'secret-file': await file('con mèo leo cây\r\nkhác\n') }, keyboard(), tell);
    expect(await secrets.of(own)).toBe('con mèo leo cây');
    expect(told).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('that others can read is said', async () => {
    const path = await file('con mèo leo cây', 0o644);
    await secretsOf({ 'secret-file': path }, keyboard(), tell).of(own);
    expect(told.join('')).toMatch(/chmod 600/);
    expect(told.join('')).not.toContain('con mèo');
  });

  it('that is not there is a named failure, and an empty one a mistake', async () => {
    const missing = secretsOf({ 'secret-file': join(folder, 'nothing') }, keyboard(), tell);
    await expect(missing.of(own)).rejects.toMatchObject({ failure: { code: 'file.unreadable' } });
    const empty = secretsOf({ 'secret-file': await file('\n') }, keyboard(), tell);
    await expect(empty.of(own)).rejects.toBeInstanceOf(UsageError);
  });
});

it('each - takes the next line of standard input', async () => {
  const values = { 'secret-file': '-', 'new-secret-file': '-', 'approver-secret-file': '-' };
  const secrets = secretsOf(values, keyboard({ readAll: async () => 'một\nhai\nba\n' }), tell);
  const said = [];
  for (const kind of ['own', 'approver', 'new'] as const) said.push(await secrets.of({ kind, officer: 'CB001' }));
  expect(said).toEqual(['một', 'hai', 'ba']);
});

describe('a secret that is typed', () => {
  it('names whose it is', async () => {
    expect(await secretsOf({}, keyboard({ lines: ['con mèo'] }), tell).of(own)).toBe('con mèo');
    expect(told).toEqual(['Mật khẩu của CB001: ']);
  });

  it('when new, is typed twice, until both are the same', async () => {
    const lines = ['một', 'hai', 'con mèo', 'con mèo'];
    const secrets = secretsOf({}, keyboard({ lines }), tell);
    expect(await secrets.of({ kind: 'new', officer: 'CB001' })).toBe('con mèo');
    expect(told.join('')).toContain('khác nhau');
  });

  it('needs somebody who types', async () => {
    await expect(secretsOf({}, keyboard(), tell).of(own)).rejects.toThrow('--secret-file');
  });
});
