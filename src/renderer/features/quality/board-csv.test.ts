import { describe, expect, it } from 'vitest';
import { viQuality } from '../../i18n/vi-quality.ts';
import { boardCsv } from './board-csv.ts';
import { boardRows } from './board-rows.ts';
import { sampleIndicators, sampleRules, wardBoard } from './testing/sample-board.ts';

const lines = (board = wardBoard()) => boardCsv(boardRows(board, viQuality), sampleRules, viQuality).split('\r\n');

describe('boardCsv', () => {
  it('begins with the mark spreadsheets know UTF-8 by, and names every column', () => {
    const [header] = lines();
    expect(header?.startsWith('\uFEFFmaXa,tenXa,banGhi,Đúng dat,Đúng phanTram,Đúng muc,')).toBe(true);
    expect(header?.includes(',DQ20,DQ01 ghiNhan,') && header.endsWith(',DQ20 ghiNhan')).toBe(true);
  });

  it('has a line per area, everybody last, each with as many cells as columns', () => {
    const [header, ...rest] = lines();
    expect(rest).toHaveLength(3);
    expect(rest[0]).toContain('00008,Phường Ngọc Hà,200000,');
    expect(rest[0]).toContain(',198412,99.21,đạt,');
    expect(rest[1]?.startsWith('all,Tất cả,200000,')).toBe(true);
    expect(rest[2]).toBe('');
    expect(rest[0]?.split(',')).toHaveLength(header?.split(',').length ?? 0);
  });

  it('quotes what would break the line, and leaves out a percentage without a base', () => {
    const board = wardBoard({ indicators: sampleIndicators('00009', 0), areaNames: { '00009': 'Xã "A", B' } });
    expect(lines(board)[1]).toMatch(/^00009,"Xã ""A"", B",0,0,,chưa có,/);
  });
});
