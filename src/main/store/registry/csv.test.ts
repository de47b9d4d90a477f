import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCells, csvLine, delimiterOf } from './csv.ts';

describe('csvCells', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['', ['']],
    [',', ['', '']],
    ['"a,b","c""d",', ['a,b', 'c"d', '']],
    ['"a\r\nb",c', ['a\r\nb', 'c']],
  ])('%j', (text, cells) => {
    expect(csvCells(text, ',')).toEqual(cells);
  });

  it.each(['a"b,c', '"a"b,c', '"a', 'a,"', '""a'])('%j is no record', (text) => {
    expect(csvCells(text, ',')).toBeNull();
  });

  it('reads back what csvLine wrote', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        expect(csvCells(csvLine(cells).slice(0, -2), ',')).toEqual(cells);
      }),
    );
  });
});

describe('delimiterOf', () => {
  it.each([
    ['soDinhDanh,hoTen', ','],
    ['soDinhDanh;hoTen', ';'],
    ['soDinhDanh\thoTen', '\t'],
    ['soDinhDanh', ','],
  ])('%j', (header, delimiter) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });
});
