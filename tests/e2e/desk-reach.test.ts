import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBoard, openTab } from './support/administration-steps.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { readSample } from './support/desk-steps.ts';
import { atStep, openShift } from './support/intake-steps.ts';
import { openLookUp, searchFor } from './support/look-up-steps.ts';
import { complaintsOf } from './support/pictures.ts';

type Place = { readonly name: string; readonly reach: (page: Page) => Promise<void> };

/** The main places, sign-in last: nobody is at the desk behind it. */
const places: readonly Place[] = [
  { name: 'reading', reach: (page) => readSample(page, 'ĐẶNG THỊ MẪU HÒA', 'genuine') },
  {
    name: 'look-up',
    async reach(page) {
      await openLookUp(page);
      await searchFor(page, 'ly mau my');
    },
  },
  { name: 'shift', reach: (page) => page.keyboard.press('F6') },
  { name: 'intake', reach: openShift },
  {
    name: 'a step of the intake',
    async reach(page) {
      await page.keyboard.press('F1');
      await readSample(page, 'LÝ MẪU MỸ', 'genuine');
      await page.keyboard.press('F2');
      await page.getByRole('checkbox').first().waitFor();
      await page.keyboard.press('Enter');
      await atStep(page, 'Xác định người');
    },
  },
  { name: 'quality', reach: (page) => openBoard(page) },
  { name: 'officers', reach: (page) => openTab(page, 'Cán bộ') },
  { name: 'audit', reach: (page) => openTab(page, 'Nhật ký') },
  {
    name: 'sign-in',
    async reach(page) {
      await page.getByRole('button', { name: /^Cán bộ CB001/ }).click();
      await page.getByRole('menuitem', { name: /Đổi cán bộ/ }).click();
      await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor();
    },
  },
];

/** 1366×768 at 200 %: as many CSS pixels as a window of half the size, drawn with two dots each. */
const doubled = { width: 683, height: 384, deviceScaleFactor: 2, mobile: false };

describe.skipIf(reasonToSkip || host !== 'web')('at 200 %, without motion, in forced colours', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    page = desk.page;
    await openLookUp(page);
    const device = await page.context().newCDPSession(page);
    await device.send('Emulation.setDeviceMetricsOverride', doubled);
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  }, 300_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.trouble).toEqual([]));

  it.each(places)('$name is whole, and the focus is seen wherever it goes', async ({ reach }) => {
    await reach(page);
    expect(await page.evaluate(() => [innerWidth, innerHeight, devicePixelRatio])).toEqual([683, 384, 2]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(doubled.width);
    expect(await page.evaluate(outOfReach)).toEqual([]);
    expect(await page.evaluate(cutText)).toEqual([]);
    expect(await complaintsOf(page)).toEqual([]);
    expect(await unseenFocus(page)).toEqual([]);
    expect(await page.evaluate(longMotion)).toEqual([]);
  });
});

/** Controls that no scrolling brings into view: cut by something that does not scroll, or beside the page. */
function outOfReach(): readonly string[] {
  const controls = document.querySelectorAll<HTMLElement>(
    'button, a, input, textarea, [role="listbox"], [tabindex="0"]',
  );
  return [...controls].flatMap((control) => {
    if (
      !control.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) ||
      control.closest('[inert]')
    )
      return [];
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const box = control.getBoundingClientRect();
    // What stands for another control (the input of a choice) is a point.
    if (box.width < 2 || box.height < 2) return [];
    // The middle of what of it is in the window: a long list is taller than that.
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
    const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(x, y);
    const label = control instanceof HTMLInputElement ? control.labels?.[0] : undefined;
    const reached = there && (control.contains(there) || there.contains(control) || label?.contains(there));
    return reached ? [] : [`${control.tagName} ${control.ariaLabel ?? control.innerText} at ${x},${y}`];
  });
}

/** Text that ends at an edge with nothing to say so: no scrolling, no dots. */
function cutText(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('#root *')].flatMap((element) => {
    const { overflowX, textOverflow, display } = getComputedStyle(element);
    const hidden = element.closest('.visually-hidden, [aria-hidden="true"]') || !element.checkVisibility();
    const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (hidden || !ownText || display === 'inline') return [];
    const parent = element.parentElement?.getBoundingClientRect();
    const spills = element.scrollWidth > element.clientWidth + 1;
    const cut = spills && overflowX !== 'auto' && overflowX !== 'scroll' && textOverflow !== 'ellipsis';
    const beside = parent && element.getBoundingClientRect().right > Math.max(parent.right, innerWidth) + 1;
    return cut || beside ? [`${element.tagName}.${element.className} ${element.innerText.slice(0, 40)}`] : [];
  });
}

/** Goes once round by Tab; the stops at which nothing shows where the focus is. */
async function unseenFocus(page: Page): Promise<readonly string[]> {
  const unseen = new Set<string>();
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const at = document.activeElement;
      if (!(at instanceof HTMLElement) || at === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
      const seen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1 && inView;
      return seen ? null : `${at.tagName} ${at.ariaLabel ?? at.innerText.slice(0, 40)}`;
    });
    if (name !== null) unseen.add(name);
  }
  // Where the walk ends by chance, a hint lies over what the next one clicks on.
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  return [...unseen];
}

/** What still moves for longer than a blink. */
function longMotion(): readonly string[] {
  return document
    .getAnimations()
    .filter((animation) => Number(animation.effect?.getComputedTiming().endTime ?? 0) > 20)
    .map((animation) => String((animation.effect as KeyframeEffect | null)?.target?.className));
}
