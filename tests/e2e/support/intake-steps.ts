import type { Page } from 'playwright-core';

/** What an officer does while taking dossiers in, one step each; keys go through `Keyboard`, which counts them. */

/** The keyboard of an officer: every press is counted, and none comes before the screen has settled. */
export type Keyboard = {
  press(key: string): Promise<void>;
  /** Types text, a key press for each character. */
  type(text: string): Promise<void>;
  readonly presses: () => number;
};

/** A press as a step appears was meant for the one before, and does nothing: an officer is not that quick. */
const settleMs = 300;

export function countingKeyboard(page: Page): Keyboard {
  let presses = 0;
  return {
    async press(key) {
      await page.waitForTimeout(settleMs);
      presses += 1;
      await page.keyboard.press(key);
    },
    async type(text) {
      presses += text.length;
      await page.keyboard.type(text);
    },
    presses: () => presses,
  };
}

/** Opens the shift of the hour where the intake asks for one; outside the planned hours it says why. */
export async function openShift(page: Page): Promise<void> {
  await page.keyboard.press('F2');
  const reason = page.getByRole('textbox', { name: 'Lý do mở ca ngoài giờ' });
  if (await reason.isVisible()) await reason.fill('Trực thử MẪU');
  await page.getByRole('button', { name: /^Mở [Cc]a/ }).click();
  await page.getByText('Chưa mở ca').waitFor({ state: 'detached' });
}

/** Waits until the intake is at a step. */
export async function atStep(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('region', { name, exact: true }).waitFor();
}

/** The person signs: no key is pressed for it. */
export async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: 'Ô để ký' });
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no pad');
  await page.mouse.move(box.x + 60, box.y + 110);
  await page.mouse.down();
  for (let step = 0; step <= 24; step++)
    await page.mouse.move(box.x + 60 + step * 16, box.y + 110 + Math.sin(step / 2) * 46);
  await page.mouse.up();
}
