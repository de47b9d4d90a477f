import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditDraft } from '#domain/audit/record.ts';
import { readAuditLog } from '../audit/audit-store.ts';
import { query } from '../database/query.ts';
import { type SampleDeskFile, sampleDeskFile } from '../testing/sample-desk-file.ts';
import { capturePart, capturesOf, removeCapture, saveCaptures } from './capture-store.ts';
import { sampleCapture, sampleMark } from './testing/sample-capture.ts';

let file: SampleDeskFile;
beforeEach(() => {
  file = sampleDeskFile();
});
afterEach(() => file.remove());

const draft = (action: AuditDraft['action'], over: Partial<AuditDraft> = {}): AuditDraft => ({
  at: '2026-11-22T08:00:00.000Z',
  monotonic: 1,
  officer: 'CB001',
  role: 'thuNhan',
  action,
  object: null,
  purpose: null,
  result: { outcome: 'done', code: null, count: 1 },
  ...over,
});
const save = (...ids: readonly string[]) =>
  saveCaptures(file.db, {
    captures: ids.map((id) => sampleCapture(id)),
    place: file.place,
    records: [draft('capture.saved')],
  });
const sequence = async () => (await readAuditLog(file.db, 'profile-MAU').tail()).sequence;
const failing = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });
const parts = query<Record<never, never>, { parts: number }>(
  'test.parts',
  'SELECT count(*) AS parts FROM capture_part',
);

describe('captures in their file', () => {
  it('come back as they were kept, said to be saved, with the record of the act', async () => {
    save('one', 'two');
    const { record, parts: given } = sampleCapture('one');
    expect(capturesOf(file.db, sampleMark)).toEqual([
      { ...record, saved: true },
      { ...sampleCapture('two').record, saved: true },
    ]);
    for (const { name, bytes } of given) expect(capturePart(file.db, 'one', name)).toEqual(bytes);
    expect(await sequence()).toBe(1);
  });

  it('are of one person: another pseudonym has none', () => {
    save('one');
    expect(capturesOf(file.db, 'b2'.repeat(16))).toEqual([]);
  });

  it('say so when they are not there', () => {
    save('one');
    expect(() => capturePart(file.db, 'other', 'portrait.jpg')).toThrow(failing('capture.unknown'));
    expect(() => capturePart(file.db, 'one', 'document.pdf')).toThrow(failing('capture.unknown'));
  });

  it('are all kept or none: one that is there already undoes the others and the record', async () => {
    save('one');
    expect(() => save('two', 'one')).toThrow();
    expect(capturesOf(file.db, sampleMark)).toHaveLength(1);
    expect(await sequence()).toBe(1);
  });

  it('are not kept without the record of the act', () => {
    const records = [draft('capture.saved', { officer: 'CB\ud800' })];
    const saving = () => saveCaptures(file.db, { captures: [sampleCapture('one')], place: file.place, records });
    expect(saving).toThrow();
    expect(capturesOf(file.db, sampleMark)).toEqual([]);
    expect(file.db.get(parts)).toEqual({ parts: 0 });
  });

  it('are not kept when their bytes are not what the record says', () => {
    const { record, mark, parts: given } = sampleCapture('one');
    const wrong = { record, mark, parts: given.map(({ name, bytes }) => ({ name, bytes: bytes.with(5, 0) })) };
    expect(() => saveCaptures(file.db, { captures: [wrong], place: file.place, records: [] })).toThrow('not what');
    expect(capturesOf(file.db, sampleMark)).toEqual([]);
  });

  it('go with all their bytes, with the record of it', async () => {
    save('one', 'two');
    removeCapture(file.db, { id: 'one', place: file.place, records: [draft('capture.removed')] });
    expect(capturesOf(file.db, sampleMark).map(({ id }) => id)).toEqual(['two']);
    expect(file.db.get(parts)).toEqual({ parts: 2 });
    expect(await sequence()).toBe(2);
    const again = () => removeCapture(file.db, { id: 'one', place: file.place, records: [draft('capture.removed')] });
    expect(again).toThrow(failing('capture.unknown'));
    expect(await sequence()).toBe(2);
  });
});

describe('somebody at the file', () => {
  beforeEach(() => save('one', 'two'));

  it.each([
    ['changed bytes', "UPDATE capture_part SET bytes = zeroblob(20000) WHERE capture = 'one'"],
    [
      'the bytes of another with their hash',
      `UPDATE capture_part SET bytes = o.bytes, sha256 = o.sha256
       FROM (SELECT * FROM capture_part WHERE capture = 'one' AND name = 'original.jpg') o
       WHERE capture_part.capture = 'one' AND capture_part.name = 'portrait.jpg'`,
    ],
  ])('finds that a capture does not take %s, and they are noticed where it was forced', (_, sql) => {
    expect(() => file.db.exec(sql)).toThrow('never changed');
    file.db.exec('DROP TRIGGER capture_part_is_final');
    file.db.exec(sql);
    expect(() => capturePart(file.db, 'one', 'portrait.jpg')).toThrow(failing('capture.damaged'));
  });

  it('cannot take a page out of a capture', () => {
    expect(() => file.db.exec("DELETE FROM capture_part WHERE capture = 'one'")).toThrow('as a whole');
  });

  it('reads nothing of it in the file', () => {
    file.db.pragma('wal_checkpoint(TRUNCATE)');
    const raw = readFileSync(join(file.folder, 'desk.db')).toString('latin1');
    for (const { bytes } of sampleCapture('one').parts)
      expect(raw).not.toContain(Buffer.from(bytes.subarray(0, 32)).toString('latin1'));
    expect(raw).not.toContain('portrait.jpg');
  });
});
