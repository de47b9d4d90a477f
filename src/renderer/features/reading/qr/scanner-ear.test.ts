import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScannerEar, type Heard } from './scanner-ear.ts';

const qr = '001304999901|000999001|Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Ngọc Hà|10052021';
/** What is heard of each key, all of them `gap` ms apart. */
const listen = (keys: readonly string[], gap = 8): readonly Heard[] => {
  const ear = createScannerEar();
  return keys.map((key, index) => ear.hear({ key, at: 1000 + index * gap }));
};
const typed = (text: string) => [...text, 'Enter'];

describe('a scanner', () => {
  it('is heard from the stroke after the number to its Enter', () => {
    const heard = listen(typed(qr));
    expect(heard.slice(0, 12)).toEqual(Array(12).fill('alone'));
    expect(new Set(heard.slice(12, -1))).toEqual(new Set(['within']));
    expect(heard.at(-1)).toEqual({ code: qr });
  });

  it('may send capitals with Shift, and letters decomposed', () => {
    expect(listen(['Shift', ...[...qr].flatMap((key) => ['Shift', key]), 'Enter'], 4).at(-1)).toEqual({ code: qr });
    expect(listen(typed(qr.normalize('NFD'))).at(-1)).toEqual({ code: qr });
    expect(listen([...(qr.normalize('NFD').match(/\P{M}\p{M}*/gu) ?? []), 'Enter']).at(-1)).toEqual({ code: qr });
  });

  it('is understood through UniKey, which takes letters back and puts them with their marks', () => {
    const rewritten = [...qr].flatMap((key) => (key === 'Đ' ? ['D', 'D', 'Backspace', 'Backspace', 'Đ'] : [key]));
    expect(listen([...rewritten, 'Enter']).at(-1)).toEqual({ code: qr });
  });

  it('may have been preceded by whatever somebody typed before', () => {
    const ear = createScannerEar();
    for (const [index, key] of [...'12 Trần'].entries()) ear.hear({ key, at: index * 150 });
    const heard = typed(qr).map((key, index) => ear.hear({ key, at: 5000 + index * 10 }));
    expect(heard.at(-1)).toEqual({ code: qr });
  });
});

const zone = ['IDVNM3049999018001304999901<<9', '0402143F2902142VNM<<<<<<<<<<<0', 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<'];

describe('a zone that is typed', () => {
  it('may have an Enter after each line, which means nothing else', () => {
    const heard = listen(zone.flatMap((line) => [...line, 'Enter']));
    expect(heard[30]).toBe('within');
    expect(heard[61]).toBe('within');
    expect(heard.at(-1)).toEqual({ code: zone.join('\n') });
  });

  it('may be one line', () => {
    expect(listen(typed(zone.join(''))).at(-1)).toEqual({ code: zone.join('') });
  });
});

it('the code of a health insurance card is taken too', () => {
  const insurance = 'GD4010100000001|4dea5520|14/02/2004|2|5468e1bb|01-001|01/01/2026|-|01/01/2026|x';
  expect(listen(typed(insurance)).at(-1)).toEqual({ code: insurance });
});

describe('what is no scanner', () => {
  it('is a hand, however it types', () => {
    expect(new Set(listen(typed(qr), 120))).toEqual(new Set(['alone']));
  });

  it.each([
    ['a number alone', '001304999901'],
    ['too few fields', '001304999901|000999001|Đặng'],
    ['a zone with a letter no zone has', `${zone.join('').slice(0, 89)}Đ`],
    ['a nine-digit number first', '000999001|Đặng Thị|14022004|Nữ|Hà Nội|10052021'],
    ['another code', 'https://mau.example/|a|b|c|d|e|f'],
  ])('is %s', (_, text) => {
    expect(listen(typed(text)).at(-1)).toBe('alone');
  });

  it('is an Enter that comes later, or after the code was broken off', () => {
    const ear = createScannerEar();
    for (const [index, key] of [...qr].entries()) ear.hear({ key, at: index * 8 });
    expect(ear.hear({ key: 'Enter', at: qr.length * 8 + 400 })).toBe('alone');
    expect(listen([...qr.slice(0, 40), 'Escape', ...qr.slice(40), 'Enter']).at(-1)).toBe('alone');
  });

  it('is kept to itself: whatever does not begin with a number and a stroke is never taken for one', () => {
    const key = fc.oneof(fc.constantFrom('Enter', 'Shift', 'Backspace', ' ', '|', '1', 'a', 'đ', 'F4'), fc.string());
    fc.assert(
      fc.property(fc.array(key, { maxLength: 60 }), fc.integer({ min: 101, max: 2000 }), (keys, gap) => {
        expect(new Set([...listen(keys, gap), 'alone'])).toEqual(new Set(['alone']));
      }),
    );
  });
});
