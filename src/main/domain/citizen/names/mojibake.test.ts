import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksMojibake, repairMojibake } from './mojibake.ts';

const name = 'ĐẶNG THỊ MẪU HÒA';
const asLatin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));
const asWindows1252 = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

describe('repairMojibake', () => {
  it('leaves clean Vietnamese alone', () => {
    for (const text of [name, name.normalize('NFD'), 'XÃ HỘI', 'Â Ê Ô', "H' Mẫu Byă", ''])
      expect(repairMojibake(text)).toEqual({ kind: 'clean', text });
  });

  it('undoes UTF-8 read as Latin-1 or Windows-1252, once or twice', () => {
    for (const broken of [asLatin1(name), asWindows1252(name), asLatin1(asLatin1(name)), asWindows1252('Mẫu Hòa')])
      expect(repairMojibake(broken)).toMatchObject({ kind: 'repaired' });
    expect(repairMojibake(asLatin1(name))).toEqual({ kind: 'repaired', text: name });
    expect(repairMojibake(asLatin1(asLatin1(name)))).toEqual({ kind: 'repaired', text: name });
    expect(repairMojibake(asWindows1252('Huỳnh'))).toEqual({ kind: 'repaired', text: 'Huỳnh' });
  });

  it('refuses what lost bytes, holds replacement characters, or was read as Big5', () => {
    for (const broken of ['Äáº·ng', 'Hu廙軟h', 'Nguy\ufffdn', asLatin1(asLatin1(asLatin1(name)))])
      expect(repairMojibake(broken)).toEqual({ kind: 'refused' });
  });

  it('gives back any Vietnamese text that was broken', () => {
    const letters = fc.array(fc.constantFrom(...'aăâbcdđeêghiklmnoôơuưvxyẶỊẪÒẾỰ '), { minLength: 1 });
    fc.assert(
      fc.property(letters, (chars) => {
        const text = chars.join('');
        const read = repairMojibake(asLatin1(text));
        expect(read.kind === 'refused' ? null : read.text).toBe(text);
      }),
    );
  });

  it('sees what it would not leave alone', () => {
    expect(looksMojibake(name)).toBe(false);
    expect(looksMojibake(asLatin1(name))).toBe(true);
  });
});
