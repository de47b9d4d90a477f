import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadWindowFiles } from './window-files.ts';

describe('loadWindowFiles', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'truc-ban-files-'));
    mkdirSync(join(folder, 'assets'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('holds the window’s files by address, and nothing else', () => {
    for (const name of ['index.html', 'assets/a.js', 'assets/a.css', 'assets/f.woff2', 'assets/a.js.map', 'notes.txt'])
      writeFileSync(join(folder, name), name);
    symlinkSync('/etc/hostname', join(folder, 'assets', 'link.js'));
    const files = loadWindowFiles(folder);
    expect([...files.keys()].sort()).toEqual(['/', '/assets/a.css', '/assets/a.js', '/assets/f.woff2', '/index.html']);
    expect(files.get('/')).toBe(files.get('/index.html'));
    expect(files.get('/assets/a.js')?.type).toBe('text/javascript; charset=utf-8');
    expect(Buffer.from(files.get('/assets/a.js')?.bytes ?? []).toString()).toBe('assets/a.js');
  });

  test('a folder without a window is an error', () => {
    expect(() => loadWindowFiles(folder)).toThrow('no built window');
  });
});
