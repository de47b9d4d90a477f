import type { Page } from 'playwright-core';

/** What the demo's officers do behind “Quản trị” and at F7, one step each. */

/** Becomes another of the demo's officers. */
export async function beOfficer(page: Page, id: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Vào vai cán bộ mẫu' }).click();
  await page.getByRole('option', { name: new RegExp(`^${id}`) }).click();
  await page.getByRole('banner').getByText(id).first().waitFor();
}

/** Goes to a place behind “Quản trị” by its tab. */
export async function openTab(page: Page, tab: string): Promise<void> {
  await page.getByRole('button', { name: 'Quản trị', exact: true }).click();
  await page
    .getByRole('navigation', { name: 'Các mục quản trị' })
    .getByRole('button', { name: tab, exact: true })
    .click();
}

/** Goes to F7 and waits until the demo's ward was imported and checked. */
export async function openBoard(page: Page, ward = 'Phường Ngọc Hà, Thành phố Hà Nội'): Promise<void> {
  await page
    .getByRole('navigation')
    .first()
    .getByRole('button', { name: /Chất lượng/ })
    .click();
  await page.getByRole('region', { name: ward, exact: true }).waitFor({ timeout: 300_000 });
}
