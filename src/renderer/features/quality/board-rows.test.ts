import { describe, expect, it } from 'vitest';
import { viQuality } from '../../i18n/vi-quality.ts';
import { arrangeAreas, boardRows, homeRow, placeOf, rulesOfArea, rulesOfCell } from './board-rows.ts';
import { sampleIndicators, sampleRules, wardBoard, wideBoard } from './testing/sample-board.ts';

describe('boardRows', () => {
  it('has a row per area with its name, and everybody apart', () => {
    const { rows, whole } = boardRows(wardBoard(), viQuality);
    expect(rows.map(({ area, name, people }) => [area, name, people])).toEqual([['00008', 'Phường Ngọc Hà', 200_000]]);
    expect(whole).toMatchObject({ area: 'all', name: 'Tất cả', cells: { sach: { numerator: 198_412 } } });
  });

  it('names people of no known commune, and an area whose name nobody knows by its code', () => {
    const indicators = [...sampleIndicators('unknown', 3), ...sampleIndicators('99999', 1)];
    const { rows, whole } = boardRows(wardBoard({ indicators }), viQuality);
    expect(rows.map(({ name }) => name)).toEqual(['Chưa rõ xã', '99999']);
    expect(whole).toBeNull();
  });

  it('takes a criterion that is missing as one without records', () => {
    const { rows } = boardRows(wardBoard({ indicators: sampleIndicators('00008', 5).slice(0, 1) }), viQuality);
    expect(rows[0]?.cells.song).toMatchObject({ percent: null, rating: 'none', denominator: 0 });
  });
});

describe('placeOf', () => {
  it('tells a place from where it is', () => {
    expect(placeOf('Phường Ngọc Hà, Thành phố Hà Nội')).toEqual({
      place: 'Phường Ngọc Hà',
      within: 'Thành phố Hà Nội',
    });
    expect(placeOf('Chưa rõ xã')).toEqual({ place: 'Chưa rõ xã', within: '' });
  });
});

describe('homeRow', () => {
  it('is the station’s commune, else the only one there is', () => {
    const many = boardRows(wideBoard(3), viQuality);
    expect(homeRow(many, '10001')?.area).toBe('10001');
    expect(homeRow(many, null)).toBeNull();
    expect(homeRow(many, '77777')).toBeNull();
    expect(homeRow(boardRows(wardBoard(), viQuality), null)?.area).toBe('00008');
  });
});

describe('arrangeAreas', () => {
  const { rows } = boardRows(wideBoard(12), viQuality);
  const names = (order: Parameters<typeof arrangeAreas>[1]['order'], filter = '') =>
    arrangeAreas(rows, { order, filter }).map(({ name }) => name);

  it('sorts names as people count, and figures by their value', () => {
    expect(names({ column: 'name', descending: false }).slice(0, 3)).toEqual(['Xã Mẫu 0', 'Xã Mẫu 1', 'Xã Mẫu 2']);
    expect(names({ column: 'sach', descending: false })[0]).toBe('Xã Mẫu 11');
    expect(names({ column: 'sach', descending: true })[0]).toBe('Xã Mẫu 0');
  });

  it('leaves equal ones in the order of their names, either way', () => {
    expect(names({ column: 'people', descending: true }).slice(0, 2)).toEqual(['Xã Mẫu 0', 'Xã Mẫu 1']);
  });

  it('puts an area without records behind the best', () => {
    const empty = boardRows(wardBoard({ indicators: sampleIndicators('00001', 0) }), viQuality).rows;
    const all = arrangeAreas([...empty, ...rows], { filter: '', order: { column: 'sach', descending: false } });
    expect(all.at(-1)?.area).toBe('00001');
  });

  it('filters by every word, without marks, in name and code', () => {
    expect(names({ column: 'name', descending: false }, 'mau 11')).toEqual(['Xã Mẫu 11']);
    expect(names({ column: 'name', descending: false }, '10004')).toEqual(['Xã Mẫu 4']);
    expect(names({ column: 'name', descending: false }, 'huyện')).toEqual([]);
  });
});

describe('the rules of a cell', () => {
  const [row] = boardRows(wardBoard(), viQuality).rows;
  if (!row) throw new Error('no row');

  it('are those of its criterion, the one most records fail first', () => {
    expect(rulesOfCell(sampleRules, row.cells.sach).map(({ info, failing }) => [info.id, failing])).toEqual([
      ['DQ13', 1500],
      ['DQ14', 88],
      ['DQ11', 0],
      ['DQ12', 0],
      ['DQ15', 0],
    ]);
  });

  it('count what is only noted apart: it leads no list', () => {
    const cells = { song: { failing: { DQ17: 1 }, noted: { DQ18: 199_000, DQ17: 2 } } };
    const [noting] = boardRows(wardBoard({ indicators: sampleIndicators('00008', 200_000, cells) }), viQuality).rows;
    if (!noting) throw new Error('no row');
    const rules = rulesOfArea(sampleRules, noting).map(({ info, failing, noted }) => [info.id, failing, noted]);
    expect(rules.slice(0, 3)).toEqual([
      ['DQ17', 1, 2],
      ['DQ18', 0, 199_000],
      ['DQ01', 0, 0],
    ]);
  });

  it('of a whole area are all twenty', () => {
    const rules = rulesOfArea(sampleRules, row);
    expect(rules).toHaveLength(20);
    expect(rules.slice(0, 3).map(({ info }) => info.id)).toEqual(['DQ13', 'DQ14', 'DQ01']);
  });
});
