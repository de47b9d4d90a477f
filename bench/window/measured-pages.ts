import type { Locator, Page } from 'playwright-core';
import { citizens } from '#fixtures/make/citizens.ts';
import { demoHome } from '../../tests/e2e/support/demo-home.ts';
import { launchChromium, openDesk, viewport } from '../../tests/e2e/support/desk.ts';
import { openLookUp, searchField } from '../../tests/e2e/support/look-up-steps.ts';

/** A page with a long list and a field, as the measurements need them. */
export type MeasuredPage = {
  readonly page: Page;
  readonly list: Locator;
  readonly field: Locator;
  close(): Promise<void>;
};

/** The demo desk at F4, with the roll of so many made-up people shown. */
export async function deskPage(people: number): Promise<MeasuredPage> {
  const ward = await demoHome({ others: citizens({ count: people }) });
  const desk = await openDesk({ home: ward.home });
  const { page } = desk;
  await openLookUp(page, people);
  await page.getByRole('option', { name: /Chưa rõ xã/ }).click();
  const list = page.getByRole('listbox', { name: /Danh sách Chưa rõ xã/ });
  await list.getByRole('option').nth(3).getByText(/\d/).first().waitFor();
  const close = async () => {
    await desk.close();
    await ward.remove();
  };
  return { page, list, field: searchField(page), close };
}

/** A page of a field and an empty box as long as the roll: what scrolling and typing cost where nothing is drawn. */
export async function emptyPage(people: number): Promise<MeasuredPage> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  const length = Math.min(people * 40, 8_000_000);
  await page.setContent(
    `<input><div id="list" style="height:600px;overflow:auto"><div style="height:${length}px"></div></div>`,
  );
  return { page, list: page.locator('#list'), field: page.locator('input'), close: () => browser.close() };
}
