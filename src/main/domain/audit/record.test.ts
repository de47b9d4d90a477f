import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditRecordSchema } from '#contract/audit.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import { sampleLog, samplePlace } from '../testing/sample-log.ts';
import { digestOf, objectMark } from './digest.ts';
import { auditObject, chainBeginning, readLineHead } from './record.ts';

const log = sampleLog([0, 1, 0, 2, 3, 0]);

describe('the chain of a log', () => {
  it('numbers the log as a whole and each level by itself', () => {
    const records = log.lines.map((line) => auditRecordSchema.parse(JSON.parse(line)));
    expect(records.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(records.map(({ level, number }) => `${level} ${number}`)).toEqual([
      'view 1',
      'security 1',
      'view 2',
      'act 1',
      'incident 1',
      'view 3',
    ]);
  });

  it('has in each line the SHA-256 of the line before it in its level, as any tool computes it', () => {
    const previous = (at: number) => JSON.parse(log.lines[at] ?? '').previous;
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(previous(2)).toBe(sha256(log.lines[0] ?? ''));
    expect(previous(5)).toBe(sha256(log.lines[2] ?? ''));
    expect(previous(0)).toBe(sha256('{"format":"truc-ban audit 1","level":"view","profile":"profile-MAU"}'));
  });

  it('writes lines in their canonical form', () => {
    for (const line of log.lines) expect(canonicalJson(JSON.parse(line))).toBe(line);
  });

  it('begins differently for each profile and level', () => {
    const beginnings = [
      chainBeginning('a', 'view', digestOf),
      chainBeginning('a', 'act', digestOf),
      chainBeginning('b', 'view', digestOf),
    ];
    expect(new Set(beginnings.map(({ hash }) => hash)).size).toBe(3);
  });

  it('holds no full number', () => {
    expect(log.lines.join()).not.toContain('099204999901');
    expect(log.lines[0]).toContain('••• ••• ••• 901');
  });
});

describe('the mark of an object', () => {
  it('is an HMAC under the key of the desk', () => {
    const key = new Uint8Array(32).fill(7);
    const expected = createHmac('sha256', key).update('citizen|099204999901').digest('hex').slice(0, 32);
    expect(objectMark(key, 'citizen', '099204999901')).toBe(expected);
    expect(auditObject('citizen', '099204999901', key)).toEqual({
      kind: 'citizen',
      masked: '••• ••• ••• 901',
      mark: expected,
    });
  });
});

describe('readLineHead', () => {
  const line = log.lines[0] ?? '';

  it('reads what the chain rests on', () => {
    expect(readLineHead(line)).toMatchObject({ sequence: 1, level: 'view', number: 1, run: samplePlace.run });
  });

  it('refuses a line cut at any length', () => {
    for (let length = 0; length < line.length; length++) {
      expect(() => readLineHead(line.slice(0, length))).toThrow(Malformed);
    }
  });

  it.each(['null', '[]', '7', '"x"', '{}', '{"__proto__":{"sequence":1}}', '['.repeat(100_000)])(
    'refuses %.20s',
    (text) => {
      expect(() => readLineHead(text)).toThrow(Malformed);
    },
  );

  it('refuses or reads anything, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          readLineHead(text);
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
    );
  });
});
