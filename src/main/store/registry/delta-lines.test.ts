import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Provenance } from '#contract/citizen.ts';
import { deltaFormat } from '#contract/delta.ts';
import { createDivisions } from '#domain/citizen/units/divisions.ts';
import { fictitiousDivisions } from '#fixtures/make/divisions.ts';
import { longestHead, readDeltaHead, readDeltaLine, saysDelta } from './delta-lines.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const from: Provenance = {
  source: 'upstream',
  at: '2026-11-22T06:00:00Z',
  by: 'a',
  act: null,
  basis: 'b',
  reason: null,
};
const context = { divisions: createDivisions(fictitiousDivisions(1)), recorded: from };
const read = (text: string | Uint8Array) =>
  readDeltaLine({ bytes: typeof text === 'string' ? bytes(text) : text, broken: null }, context);
const head = { format: deltaFormat, feed: 'trung-uong', after: 7 };
const headOf = (value: unknown, rest = '\n') => readDeltaHead(bytes(`${JSON.stringify(value)}${rest}`));
const person = { soDinhDanh: '001304999901', hoTen: 'ĐẶNG THỊ MẪU HÒA' };

describe('the first line of a delta', () => {
  it('says feed and place, behind a byte order mark and before either line end', () => {
    const text = JSON.stringify(head);
    expect(headOf(head)).toEqual({ head, end: text.length + 1 });
    expect(readDeltaHead(bytes(`\ufeff${text}\r\n{}`))).toEqual({ head, end: text.length + 3 + 2 });
    expect(readDeltaHead(bytes(text))).toEqual({ head, end: text.length });
  });

  it.each([
    ['another version', { ...head, format: 'truc-ban delta 2' }],
    ['no feed', { format: deltaFormat, after: 0 }],
    ['a feed that is a path', { ...head, feed: '../x' }],
    ['a feed without a name', { ...head, feed: '' }],
    ['a feed that is too long', { ...head, feed: 'a'.repeat(65) }],
    ['a place before the first', { ...head, after: -1 }],
    ['a broken place', { ...head, after: 1.5 }],
    ['a place no number holds', { ...head, after: 2 ** 53 }],
    ['a place in words', { ...head, after: '7' }],
    ['more than it may say', { ...head, sequence: 1 }],
    ['a list', [head]],
    ['nothing', null],
  ])('is refused with %s', (_, value) => {
    expect(headOf(value)).toBeNull();
  });

  it('is told from any other file, also one of another version, and not looked for without end', () => {
    expect(saysDelta(bytes('{"format":"truc-ban delta 99"}\n'))).toBe(true);
    expect(saysDelta(bytes(JSON.stringify(person)))).toBe(false);
    expect(saysDelta(bytes(`\n${JSON.stringify(head)}\n`))).toBe(false);
    expect(saysDelta(bytes(''))).toBe(false);
    const long = JSON.stringify({ ...head, format: `truc-ban delta ${'9'.repeat(longestHead)}` });
    expect(saysDelta(bytes(`${long}\n`))).toBe(false);
    expect(readDeltaHead(bytes(`${' '.repeat(longestHead)}${JSON.stringify(head)}\n`))).toBeNull();
  });
});

describe('a line of a delta', () => {
  it('is a person as they are now, with the upstream’s version, or a number that goes', () => {
    const text = JSON.stringify({ sequence: 8, person });
    const upsert = read(text);
    expect(upsert).toMatchObject({ sequence: 8, kind: 'upsert', citizen: { name: person.hoTen, recorded: from } });
    expect(upsert).toMatchObject({
      citizen: { upstream: { version: 8, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
    const hashOf = (line: ReturnType<typeof read>) =>
      typeof line !== 'string' && line.kind === 'upsert' ? line.citizen.upstream?.hash : null;
    expect(hashOf(read(JSON.stringify({ sequence: 9, person })))).toBe(hashOf(upsert));
    expect(hashOf(read(JSON.stringify({ sequence: 9, person: { ...person, danToc: 'Tày' } })))).not.toBe(
      hashOf(upsert),
    );
    const removal = { sequence: 9, kind: 'remove', number: person.soDinhDanh, provenance: from };
    expect(read(JSON.stringify({ sequence: 9, remove: person.soDinhDanh }))).toEqual(removal);
  });

  it.each([
    ['notJson', '{"sequence":8,"person":{"soDinhDanh":"0013'],
    ['notJson', '{"sequence":8}{"sequence":9}'],
    ['notJson', 'NaN'],
    ['notAChange', 'null'],
    ['notAChange', '[]'],
    ['notAChange', '8'],
    ['notAChange', JSON.stringify(person)],
    ['notAChange', JSON.stringify({ person })],
    ['notAChange', JSON.stringify({ sequence: '8', person })],
    ['notAChange', JSON.stringify({ sequence: -8, person })],
    ['notAChange', JSON.stringify({ sequence: 1e300, person })],
    ['notAChange', JSON.stringify({ sequence: 8, person: [person] })],
    ['notAChange', JSON.stringify({ sequence: 8, person, remove: person.soDinhDanh })],
    ['notAChange', JSON.stringify({ sequence: 8, person, other: 1 })],
    ['notAChange', JSON.stringify({ sequence: 8, remove: '1304999901' })],
    ['notAChange', JSON.stringify({ sequence: 8, remove: `${person.soDinhDanh} ` })],
    ['notAChange', JSON.stringify({ sequence: 8, remove: 1304999901 })],
    ['notAnObject', JSON.stringify({ sequence: 8, person: { ...person, hoTen: 5 } })],
    ['numberMissing', JSON.stringify({ sequence: 8, person: {} })],
    ['numberMissing', '{"sequence":8,"person":{"__proto__":{"soDinhDanh":"001304999901","hoTen":"MẪU"}}}'],
    ['nameMissing', JSON.stringify({ sequence: 8, person: { soDinhDanh: person.soDinhDanh } })],
    ['birthUnreadable', JSON.stringify({ sequence: 8, person: { ...person, ngaySinh: '99/99/2004' } })],
    ['notAChange', JSON.stringify(head)],
  ])('is %s: %s', (fault, text) => {
    expect(read(text)).toBe(fault);
  });

  it('that is no UTF-8, too long or too deep is refused, not thrown over', () => {
    expect(read(Uint8Array.of(0x7b, 0xff, 0x7d))).toBe('notUtf8');
    expect(readDeltaLine({ bytes: bytes('{}'), broken: 'tooLong' }, context)).toBe('tooLong');
    const deep = `{"sequence":8,"person":{"soDinhDanh":${'['.repeat(30_000)}${']'.repeat(30_000)}}}`;
    expect(typeof read(deep)).toBe('string');
  });

  it('never throws and never says a value, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.json(), (noise, json) => {
        for (const line of [noise, bytes(json), bytes(`{"sequence":1,"person":${json}}`)]) {
          const made = read(line);
          if (typeof made === 'string') expect(made).toMatch(/^[a-zA-Z0-9]+$/);
        }
      }),
    );
  });
});
