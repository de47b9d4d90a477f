import type { Locator, Page } from 'playwright-core';

/** What an officer does at the demo desk's population cache, one step each. */

/** Goes to F4 and waits until the demo's ward is imported. */
export async function openLookUp(page: Page, people = 2000): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Tra cứu/ })
    .click();
  await page.getByRole('listbox', { name: 'Xã, phường' }).waitFor({ timeout: 600_000 });
  await page.waitForFunction(
    (least) => {
      const all = document.querySelector('[role="option"]')?.textContent ?? '';
      return Number(all.replace(/\D/g, '')) >= least;
    },
    people,
    { timeout: 600_000 },
  );
}

export function searchField(page: Page): Locator {
  return page.getByRole('textbox', { name: /Số định danh, CMND/ });
}

export function results(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Kết quả tìm' });
}

/** Types what is sought as an officer would, and waits for what is found. */
export async function searchFor(page: Page, text: string): Promise<readonly string[]> {
  await searchField(page).fill('');
  await searchField(page).pressSequentially(text, { delay: 15 });
  await results(page).getByRole('option').first().waitFor();
  // The answer to the last letter typed is the one that stays.
  await page.waitForTimeout(500);
  return results(page).getByRole('option').allInnerTexts();
}

/** What the registry says in one row of the reading desk's table, once it has answered. */
export async function registrySide(page: Page, row: string): Promise<string> {
  await page.locator('[data-row="identity"] td').nth(1).filter({ hasNotText: '…' }).waitFor();
  return page.locator(`[data-row="${row}"] td`).nth(1).innerText();
}
