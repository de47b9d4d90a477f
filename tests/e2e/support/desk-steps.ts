import type { Page } from 'playwright-core';

/** What an officer does at the demo desk, one step each. */

export async function chooseSample(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Người mẫu hoặc thẻ có lỗi' }).click();
  await page.getByRole('option', { name }).first().click();
}

/** Puts the card of a sample person, or a card with a fault, on the software reader. */
export async function putCard(page: Page, name: string): Promise<void> {
  await chooseSample(page, name);
  await page.getByRole('button', { name: 'Đặt thẻ lên đầu đọc' }).click();
  await page.getByLabel('Sáu số cuối của số định danh').waitFor();
}

/** Types the six digits that the demo bar shows for the chosen card, key by key. */
export async function typeShownDigits(page: Page): Promise<void> {
  const digits = await page.getByRole('region', { name: 'Dữ liệu mẫu' }).locator('code').first().innerText();
  await page.keyboard.type(digits);
}

/** The verdict block's state: a verdict, or what it waits for. */
export function verdictBlock(page: Page) {
  return page.locator('[data-verdict]');
}

export async function waitForVerdict(page: Page, verdict: string): Promise<void> {
  await page.locator(`[data-verdict="${verdict}"]`).waitFor({ timeout: 20_000 });
}

/** Reads a sample card by its six digits and waits for the verdict. */
export async function readSample(page: Page, name: string, verdict: string): Promise<void> {
  await putCard(page, name);
  await typeShownDigits(page);
  await waitForVerdict(page, verdict);
}
