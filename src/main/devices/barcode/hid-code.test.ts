import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHidCodeReader, type HidCodeStep, partWithinMs } from './hid-code.ts';
import { reportOf, reportsOf } from './testing/hid-reports.ts';

const card = '001304999901||Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội|10052021';
const text = (step: HidCodeStep | undefined) => (step?.is === 'code' ? new TextDecoder().decode(step.bytes) : step?.is);

function read(reports: readonly Uint8Array[], reader = createHidCodeReader(), at = 0) {
  return reports.map((report, index) => text(reader.take(report, at + index)));
}

describe('codes out of HID reports', () => {
  it('puts a code together that needs several reports', () => {
    const reports = reportsOf(`${card}\r\n`);
    expect(reports).toHaveLength(3);
    expect(read(reports)).toEqual(['more', 'more', card]);
  });

  it.each([
    ['with their number', { numbered: true }],
    ['without one', { numbered: false }],
    ['without a symbology', { identifier: '\0\0\0' }],
  ])('takes reports %s', (_, form) => {
    expect(read(reportsOf(card, form)).at(-1)).toBe(card);
  });

  it('reads one code after the other', () => {
    const reader = createHidCodeReader();
    expect(read([...reportsOf('một'), ...reportsOf(card), ...reportsOf('hai')], reader)).toEqual([
      'một', 'more', 'more', card, 'hai',
    ]); // biome-ignore format: a list
  });

  it('takes any bytes of any length as they are', () => {
    const any = fc
      .uint8Array({ minLength: 1, maxLength: 400 })
      .filter((bytes) => ![10, 13].includes(bytes.at(-1) ?? 0));
    fc.assert(
      fc.property(any, fc.boolean(), (bytes, numbered) => {
        const reader = createHidCodeReader();
        const parts = Array.from({ length: Math.ceil(bytes.length / 56) }, (_, at) =>
          bytes.subarray(at * 56, at * 56 + 56),
        );
        const steps = parts.map((part, at) => reader.take(reportOf(part, at < parts.length - 1, { numbered }), at));
        expect(steps.at(-1)).toEqual({ is: 'code', bytes });
      }),
      { numRuns: 60 },
    );
  });

  it('lets reports of triggers and states pass, also in the middle of a code', () => {
    const [first, second, third] = reportsOf(card);
    const status = Uint8Array.of(6, 1, 0);
    const reports = [status, first, status, second, new Uint8Array(64), third, new Uint8Array(64)];
    expect(read(reports.filter((report) => report !== undefined))).toEqual([
      'ignored', 'more', 'ignored', 'more', 'ignored', card, 'ignored',
    ]); // biome-ignore format: a list
  });

  it('begins anew when the rest of a code never came', () => {
    const reader = createHidCodeReader();
    expect(read(reportsOf(card).slice(0, 2), reader)).toEqual(['more', 'more']);
    expect(read(reportsOf('mới'), reader, partWithinMs + 2)).toEqual(['mới']);
  });
});
