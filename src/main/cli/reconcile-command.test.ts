import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FailureError } from '#contract/failures.ts';
import { away, deskOf, hex, lists, minute, run } from './testing/sample-sync.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'truc-ban-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('reconcile', () => {
  it('says that the books agree, and writes the signed minute', async () => {
    const signed = { minute, jws: 'a.b.c' };
    const fake = deskOf({ 'sync.reconcile': () => signed });
    const file = join(folder, 'biên bản', 'minute.json');
    const { code, out } = await run(fake, 'reconcile', '--out', file);
    expect([code, out]).toEqual([0, expect.stringContaining('Hai sổ khớp: 100.00 %')]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(signed);
  });

  it('says that they differ, and in what', async () => {
    const lost = { deskSeq: 3, dossierId: '019a9e00-0000-7000-8000-000000000001', rev: 1, sha256: hex('ee'), epoch: 1 };
    const differing = { ...minute, agreed: false, percent: '88.88', lists: { ...lists, unknown: [lost] }, resent: 1 };
    const fake = deskOf({ 'sync.reconcile': () => ({ minute: differing, jws: 'a.b.c' }) });
    const { code, out } = await run(fake, 'reconcile');
    expect(code).toBe(7);
    expect(out).toMatch(/LỆCH nhau: 88\.88 %.*Có biên nhận, tuyến trên không có +1\n.*Gửi lại +1\n/s);
  });

  it('says that the line is away, and keeps no minute', async () => {
    const fake = deskOf({
      'sync.reconcile': () => {
        throw new FailureError(away);
      },
    });
    const { code, out } = await run(fake, 'reconcile', '--out', join(folder, 'm.json'), '--json');
    expect([code, JSON.parse(out).failure.code, readdirSync(folder)]).toEqual([6, 'upstream.unreachable', []]);
  });
});
