import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { type DemoHome, demoHome } from './support/demo-home.ts';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { openLookUp } from './support/look-up-steps.ts';

// How fast it is: `npm run bench -- window`.
describe.skipIf(reasonToSkip)('the roll of five hundred people', () => {
  let ward: DemoHome;
  let desk: Desk;
  beforeAll(async () => {
    ward = await demoHome({ others: citizens({ count: 500 }) });
    desk = await openDesk({ home: ward.home });
    await openLookUp(desk.page, 500);
  });
  afterAll(async () => {
    await desk.close();
    await ward.remove();
  });

  it('has the rows that are seen in the page, and those alone, wherever it is scrolled to', async () => {
    const { page } = desk;
    await page.getByRole('option', { name: /Chưa rõ xã/ }).click();
    const roll = page.getByRole('listbox', { name: /Danh sách Chưa rõ xã/ });
    const shown = () => roll.getByRole('option');
    await shown().first().getByText(/\d/).first().waitFor();
    const [first] = await shown().allInnerTexts();
    for (const part of [0.5, 1]) {
      await roll.evaluate((list, to) => list.scrollTo(0, to * (list.scrollHeight - list.clientHeight)), part);
      await shown().last().getByText(/\d/).first().waitFor();
      expect(await shown().count()).toBeLessThan(40);
      expect(await shown().allInnerTexts()).not.toContain(first);
    }
    expect(desk.trouble).toEqual([]);
  });
});
