import { describe, expect, it } from 'vitest';
import { people } from '#fixtures/people/people.ts';
import { codeLists, issueReasons, qd121, qd1019, religions, sameEntry } from './code-lists.ts';

describe('code lists', () => {
  it('have each code once, and find every name of theirs', () => {
    for (const list of codeLists.values()) {
      expect(new Set(list.entries.map(({ code }) => code)).size).toBe(list.entries.length);
      for (const entry of list.entries)
        expect({ list: list.id, found: list.byName(entry.name) }).toEqual({ list: list.id, found: entry });
    }
    expect(qd121.entries.length).toBe(56);
    expect(qd1019.entries.length).toBe(54);
    expect(issueReasons.entries.length).toBe(10);
  });

  it('give everybody of the set a code for dân tộc and tôn giáo', () => {
    for (const { id, danToc, tonGiao } of people()) {
      expect({ id, code: qd121.coded(danToc).code }).not.toEqual({ id, code: null });
      expect({ id, code: religions.coded(tonGiao).code }).not.toEqual({ id, code: null });
    }
  });

  it('number the peoples twice: a bare code means nothing', () => {
    expect([qd121.byCode('04')?.name, qd1019.byCode('04')?.name]).toEqual(['Hoa', 'Mường']);
    expect([qd121.byName('Mường')?.code, qd1019.byName('Mường')?.code]).toEqual(['06', '04']);
    // One hospital system has 25 for Kinh.
    expect(qd121.byCode('25')?.name).toBe('Giáy');
  });

  it('keep a text that is in no list', () => {
    expect(qd121.coded('Pa Kô')).toEqual({ list: 'QD121-1979', code: null, name: 'Pa Kô' });
  });

  it.each([
    ['Hmông', "H'mông", 'Mông', 'Mèo', 'HMÔNG', 'H’Mông'],
    ['Khơ-me', 'Khmer', 'Khơ me'],
    ['Ê-đê', 'Ê Đê', 'Êđê'],
    ['Gia-rai', 'Gia Rai', 'Jrai'],
    ['Cơ-ho', "K'Ho"],
    ['Xtiêng', "X'tiêng", 'Stiêng'],
    ['Mnông', "M'Nông"],
    ['Ra-glai', 'Raglay', 'Raglai'],
  ])('%s is found in its other spellings', (name, ...others) => {
    for (const other of others) {
      expect(qd121.byName(other)).toEqual(qd121.byName(name));
      expect(qd1019.byName(other)).not.toBeNull();
    }
  });
});

describe('sameEntry', () => {
  it('sees one people through two numberings and spellings', () => {
    expect(sameEntry(qd121.coded('Mường'), qd1019.coded('Mường'))).toBe(true);
    expect(sameEntry(qd121.coded('Hmông'), qd1019.coded("H'mông"))).toBe(true);
    expect(sameEntry({ list: qd121.id, code: '04', name: 'Hoa' }, { list: qd1019.id, code: '04', name: 'Mường' })).toBe(
      false,
    );
    expect(sameEntry(religions.coded('Phật giáo'), religions.coded('Công giáo'))).toBe(false);
    expect(sameEntry(religions.coded('Thiên Chúa giáo'), religions.coded('Công giáo'))).toBe(true);
    expect(sameEntry(qd121.coded('Pa Kô'), qd121.coded('Pa Kô'))).toBe(true);
    expect(sameEntry(qd121.coded('Pa Kô'), qd121.coded('Vân Kiều'))).toBe(false);
  });
});
