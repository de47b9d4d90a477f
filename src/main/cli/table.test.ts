import { expect, it } from 'vitest';
import { labelled, table } from './table.ts';

it('aligns columns by what is seen, whatever the letters are made of', () => {
  const rows = [
    ['Đặng', '1'],
    ['Hòa'.normalize('NFD'), '1.000'],
  ];
  expect(table([{ title: 'Tên' }, { title: 'Số', right: true }], rows)).toBe('Tên      Số\nĐặng      1\nHòa   1.000\n');
});

it('keeps a cell on its line', () => {
  expect(table([{ title: 'a' }, { title: 'b' }], [['x\ny', 'z']])).toBe('a    b\nx y  z\n');
});

it('leaves out what says nothing', () => {
  expect(
    labelled([
      ['Dân tộc', 'Kinh'],
      ['Tôn giáo', null],
      ['Nhóm máu', ''],
    ]),
  ).toBe('  Dân tộc  Kinh\n');
});
