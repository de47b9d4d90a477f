import { expect, it } from 'vitest';
import type { Corners } from '#contract/pixels.ts';
import type { FoundPage } from '#contract/vision.ts';
import { createPageTaking, type PageTaking } from './page-taking.ts';

const size = { width: 800, height: 600 };
const sheet = (left: number, guidance: FoundPage['guidance'] = null): FoundPage => {
  const corners: Corners = [
    { x: left, y: 100 },
    { x: left + 300, y: 100 },
    { x: left + 300, y: 500 },
    { x: left, y: 500 },
  ];
  return { corners, guidance };
};
const nothing: FoundPage = { corners: null, guidance: 'noPage' };
const frames = 5;

const takes = (pages: PageTaking, found: readonly FoundPage[]) =>
  found.map((each) => pages.add(each, size)).filter(({ take }) => take).length;
const still = (left: number, count: number) => Array.from({ length: count }, () => sheet(left));

it('takes a page that lies still for a run of frames, and says how much of it is there', () => {
  const pages = createPageTaking();
  const steps = still(50, frames).map((each) => pages.add(each, size));
  expect(steps.map(({ steady }) => steady)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  expect(steps.map(({ guidance }) => guidance)).toEqual(['hold', 'hold', 'hold', 'hold', null]);
  expect(steps.map(({ take }) => take)).toEqual([false, false, false, false, true]);
});

it('waits while the page moves, is badly seen or away', () => {
  const pages = createPageTaking();
  const moving = [40, 60, 80, 100, 120, 140, 160].map((left) => sheet(left));
  expect(takes(pages, moving)).toBe(0);
  const glaring = Array.from({ length: 9 }, () => sheet(50, 'glare'));
  expect(takes(pages, glaring)).toBe(0);
  expect(takes(pages, [...still(50, 4), nothing, ...still(50, 4)])).toBe(0);
});

it('takes no page twice, and the next one when it was laid in its place or elsewhere', () => {
  const pages = createPageTaking();
  expect(takes(pages, still(50, frames))).toBe(1);
  pages.taken();
  expect(takes(pages, still(52, 40))).toBe(0);
  expect(takes(pages, [nothing, nothing, ...still(50, frames)])).toBe(1);
  pages.taken();
  expect(takes(pages, [nothing, ...still(50, 20)])).toBe(0);
  expect(takes(pages, still(400, frames))).toBe(1);
});

it('asks again when nobody gave it the picture', () => {
  const pages = createPageTaking();
  expect(takes(pages, still(50, 3 * frames))).toBe(3);
});
