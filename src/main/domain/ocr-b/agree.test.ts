import { expect, it } from 'vitest';
import type { FoundMrz } from '#contract/vision.ts';
import { fictitiousCard } from '#fixtures/make/mrz-lines.ts';
import { createMrzAgreement } from './agree.ts';

const [first = '', second = '', name = ''] = fictitiousCard(5, 1);
const frame = (lines: readonly string[], read = true): FoundMrz => ({
  lines: [...lines],
  read,
  margins: lines.map(() => 0.05),
  corners: null,
  guidance: read ? null : 'hold',
});
const misread = `Q${name.slice(1)}`;

it('two frames that agree are enough, one is not', () => {
  const { add } = createMrzAgreement();
  expect(add(frame([first, second, name]))).toBeNull();
  expect(add(frame([first, second, name]))).toEqual([first, second, name]);
});

it('frames that were not read count for nothing', () => {
  const { add } = createMrzAgreement();
  add(frame([first, second, name], false));
  expect(add(frame([first, second, name], false))).toBeNull();
  expect(add(frame([first, second, name]))).toBeNull();
});

it('the name is what most frames have', () => {
  const { add } = createMrzAgreement();
  add(frame([first, second, misread]));
  expect(add(frame([first, second, name]))).toBeNull();
  expect(add(frame([first, second, name]))).toEqual([first, second, name]);
});

it('frames of two cards never agree', () => {
  const { add } = createMrzAgreement();
  const [otherFirst = '', otherSecond = ''] = fictitiousCard(5, 2);
  add(frame([first, second, name]));
  expect(add(frame([otherFirst, otherSecond, name]))).toBeNull();
  expect(add(frame([otherFirst, second, name]))).toBeNull();
});

it('of a passport the first line is the name', () => {
  const { add } = createMrzAgreement();
  add(frame(['P<VNMMAU<<THU', 'B1']));
  expect(add(frame(['P<VNMNAU<<THU', 'B1']))).toBeNull();
  expect(add(frame(['P<VNMMAU<<THU', 'B1']))).toEqual(['P<VNMMAU<<THU', 'B1']);
});

it('a card of long ago is forgotten', () => {
  const { add } = createMrzAgreement();
  add(frame([first, second, name]));
  for (let other = 0; other < 12; other++) add(frame(fictitiousCard(6, other)));
  expect(add(frame([first, second, name]))).toBeNull();
});
