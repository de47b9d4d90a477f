import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCutter, type FilePlace, lineCutter, longestRecord, type RawRecord, rawRecords } from './import-records.ts';

const begin: FilePlace = { byteOffset: 0, line: 0 };

async function cut(
  bytes: Uint8Array,
  options: { sizes?: readonly number[]; cutter?: typeof lineCutter; from?: FilePlace } = {},
) {
  const { sizes = [bytes.length], cutter = lineCutter, from = begin } = options;
  const chunks = async function* () {
    for (let at = from.byteOffset, turn = 0; at < bytes.length; turn++) {
      const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
      yield bytes.subarray(at, at + size);
      at += size;
    }
  };
  const records: RawRecord[] = [];
  for await (const group of rawRecords(chunks(), { cutter, from })) records.push(...group);
  return records;
}

const texts = (records: readonly RawRecord[]) => records.map(({ bytes }) => Buffer.from(bytes).toString());
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));

describe('rawRecords', () => {
  it('gives lines with their number and where they end; empty lines count and are no records', async () => {
    const records = await cut(bytesOf('{"a":1}\r\n\n{"b":2}\n{"c":3}'));
    expect(texts(records)).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
    expect(records.map(({ line, end }) => [line, end])).toEqual([
      [1, 9],
      [3, 18],
      [4, 25],
    ]);
  });

  it('keeps line ends inside quotes of CSV within the record (RFC 4180 §2.6)', async () => {
    const records = await cut(bytesOf('a,"b\n""c"\nd,e\r\n"f",g'), { cutter: csvCutter });
    expect(texts(records)).toEqual(['a,"b\n""c"', 'd,e', '"f",g']);
    expect(records.map(({ line, lastLine }) => [line, lastLine])).toEqual([
      [1, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it('cuts the same records however the bytes come, and from the end of any of them on the same rest', async () => {
    const line = fc.stringMatching(/^[ab",\r]{0,12}$/);
    const file = fc.array(line, { maxLength: 12 }).map((lines) => bytesOf(lines.join('\n')));
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(file, sizes, fc.boolean(), async (bytes, pieces, csv) => {
        const cutter = csv ? csvCutter : lineCutter;
        const whole = await cut(bytes, { cutter });
        expect(await cut(bytes, { cutter, sizes: pieces })).toEqual(whole);
        for (const [at, { end, lastLine }] of whole.entries())
          expect(await cut(bytes, { cutter, from: { byteOffset: end, line: lastLine } })).toEqual(whole.slice(at + 1));
      }),
      { numRuns: 300 },
    );
  });

  it.each([lineCutter, csvCutter])(
    'sets aside a line that does not end, keeps little of it, and goes on after it',
    async (cutter) => {
      const long = 'x'.repeat(longestRecord * 5);
      for (const sizes of [[1 << 20], [50_000], [7_001]]) {
        const records = await cut(bytesOf(`a\n${long}\nb\n${long}`), { cutter, sizes });
        expect(records.map(({ broken, line }) => [broken, line])).toEqual([
          [null, 1],
          ['tooLong', 2],
          [null, 3],
          ['tooLong', 4],
        ]);
        for (const [at, { end, lastLine }] of records.entries())
          expect(
            await cut(bytesOf(`a\n${long}\nb\n${long}`), { cutter, sizes, from: { byteOffset: end, line: lastLine } }),
          ).toEqual(records.slice(at + 1));
        expect(Math.max(...records.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(longestRecord);
      }
    },
  );

  it('gives up a quote that is never closed for its line alone', async () => {
    const rows = Array.from({ length: 9_000 }, (_, at) => `${at},row number ${at}`).join('\n');
    const records = await cut(bytesOf(`a,"b\n${rows}\n`), { cutter: csvCutter, sizes: [4_096] });
    expect(records[0]).toMatchObject({ broken: 'quoteOpen', line: 1 });
    expect(texts(records.slice(1))).toEqual(rows.split('\n'));
  });
});
