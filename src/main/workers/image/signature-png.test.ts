import { expect, it } from 'vitest';
import { signaturePng } from './signature-png.ts';

it('writes a signature as a PNG of the width asked', () => {
  const strokes = [[{ x: 10, y: 10, t: 0, pressure: null }, { x: 190, y: 90, t: 300, pressure: null }]]; // biome-ignore format: one stroke
  const png = Buffer.from(signaturePng({ width: 200, height: 100, strokes }, 400));
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([400, 200]);
});
