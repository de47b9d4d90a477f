import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditSeal, AuditSealsFile } from '#contract/audit.ts';
import { toHex } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { sampleLog, samplePlace, sampleSigner } from '../testing/sample-log.ts';
import { exportStart, parseSealsFile, verifyExport } from './export.ts';
import { headStatement, signSeal } from './seal.ts';

const signer = sampleSigner();
const log = sampleLog([0, 1, 0, 2, 0]);
const headAt = (index: number, at: string) =>
  signSeal(headStatement(samplePlace, log.tails[index] ?? log.tail, at), signer);

let first: AuditSeal;
let last: AuditSeal;
beforeAll(async () => {
  first = await headAt(1, '2026-11-20T00:00:00.000Z');
  last = await headAt(4, '2026-11-22T00:00:00.000Z');
});

const file = (over: Partial<AuditSealsFile> = {}): AuditSealsFile => ({
  format: 'truc-ban audit export 1',
  profile: samplePlace.profile,
  start: null,
  seals: [first, last],
  keys: [toHex(signer.publicKey)],
  ...over,
});

describe('an export', () => {
  it('is verified by itself', () => {
    expect(verifyExport(log.lines, file())).toMatchObject({ sound: true, records: 5, keys: [{ vouched: false }] });
  });

  it('is worth more when its key is vouched for from elsewhere, and nothing when another one is', () => {
    expect(verifyExport(log.lines, file(), { vouched: [signer.publicKey] })).toMatchObject({
      sound: true,
      keys: [{ vouched: true }],
    });
    expect(verifyExport(log.lines, file(), { vouched: [sampleSigner(2).publicKey] })).toMatchObject({ sound: false });
  });

  it('of a part begins at a signed head', () => {
    expect(verifyExport(log.lines.slice(2), file({ start: first }))).toMatchObject({ sound: true, records: 3 });
    expect(verifyExport(log.lines.slice(3), file({ start: first })).sound).toBe(false);
    expect(verifyExport(log.lines.slice(2), file()).sound).toBe(false);
  });

  it('that was signed before its last lines is not whole', () => {
    expect(verifyExport(log.lines, file({ seals: [first] })).sound).toBe(false);
  });

  it('is compared with a head kept elsewhere', () => {
    const cut = { lines: log.lines.slice(0, 2), file: file({ seals: [first] }) };
    expect(verifyExport(cut.lines, cut.file).sound).toBe(true);
    expect(verifyExport(cut.lines, cut.file, { seals: [last] }).findings[0]?.fault).toBe('cutOff');
  });

  it('begins at the newest head before the day asked for', () => {
    expect(exportStart([first, last], '2026-11-21T00:00:00.000Z')).toBe(first);
    expect(exportStart([first, last], '2026-11-23T00:00:00.000Z')).toBe(last);
    expect(exportStart([first, last], '2026-11-19T00:00:00.000Z')).toBeNull();
    expect(exportStart([first, last], null)).toBeNull();
  });

  it('never begins before what was purged', async () => {
    const statement = { ...headStatement(samplePlace, log.tail, '2026-11-22T01:00:00.000Z'), kind: 'purge' as const };
    const purge = await signSeal({ ...statement, chains: { view: log.tail.chains.view } }, signer);
    expect(exportStart([first, last, purge], '2026-11-21T00:00:00.000Z')).toBe(purge);
    expect(exportStart([first, last, purge], '2026-11-22T02:00:00.000Z')).toBe(last);
    expect(exportStart([first, last, purge], null)).toBe(purge);
  });
});

describe('the file of seals', () => {
  it('is read as it was written', () => {
    expect(parseSealsFile(JSON.stringify(file()))).toEqual(file());
  });

  it('is refused when cut at any length or with anything else in it', () => {
    const text = JSON.stringify(file());
    for (let length = 0; length < text.length; length += 7)
      expect(() => parseSealsFile(text.slice(0, length))).toThrow(Malformed);
    expect(() => parseSealsFile(JSON.stringify({ ...file(), more: 1 }))).toThrow(Malformed);
    expect(() => parseSealsFile('null')).toThrow(Malformed);
  });

  it('with a key of another kind is refused', () => {
    expect(() => verifyExport([], file({ keys: ['3000'] }))).toThrow(Malformed);
  });
});
