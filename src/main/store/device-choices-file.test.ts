import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceChoicesFile } from './device-choices-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-devices-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const chosen = [
  { kind: 'camera', id: 'a'.repeat(64) },
  { kind: 'barcodeScanner', id: 'hid:05e0:1300' },
] as const;

describe('the file of chosen devices', () => {
  it('keeps kinds and ids, readable by this user alone', async () => {
    await deviceChoicesFile(folder).save(chosen);
    expect(await deviceChoicesFile(folder).load()).toEqual(chosen);
    const file = join(folder, 'devices.json');
    expect(Object.keys(JSON.parse(readFileSync(file, 'utf8'))[0])).toEqual(['kind', 'id']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['an unknown kind', '[{"kind":"printer","id":"x"}]'],
    ['no list', '{"kind":"camera","id":"x"}'],
    ['an id without end', JSON.stringify([{ kind: 'camera', id: 'x'.repeat(301) }])],
    ['too many', JSON.stringify(Array.from({ length: 50 }, () => ({ kind: 'camera', id: 'x' })))],
  ])('is as good as none when it holds %s', async (_, text) => {
    if (text !== null) writeFileSync(join(folder, 'devices.json'), text);
    expect(await deviceChoicesFile(folder).load()).toEqual([]);
  });
});
