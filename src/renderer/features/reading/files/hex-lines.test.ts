import { expect, it } from 'vitest';
import { hexLine, hexLineCount } from './hex-lines.ts';

it('shows sixteen bytes a line with their offset and printable text', () => {
  const bytes = new Uint8Array([...Array(16).keys(), 0x41, 0x7f, 0xff]);
  expect(hexLineCount(bytes.length)).toBe(2);
  expect(hexLine(bytes, 0).hex).toBe('00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f');
  expect(hexLine(bytes, 1)).toEqual({ offset: '00010', hex: '41 7f ff', text: 'A··' });
  expect(hexLineCount(0)).toBe(0);
});
