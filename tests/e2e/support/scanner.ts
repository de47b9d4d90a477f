import type { Page } from 'playwright-core';
import { people } from '#fixtures/people/people.ts';

/** What the QR code on a sample person's card says. @throws RangeError where the set has none */
export function qrOf(id: string): string {
  const qr = people().find((person) => person.id === id)?.qr;
  if (qr === undefined) throw new RangeError(`no QR code for ${id}`);
  return qr;
}

/**
 * Types a code and Enter as a hand scanner does, at whatever has the focus. Letters no keyboard has a key for come as text
 * alone, as a scanner's Unicode mode sends them.
 */
export async function scan(page: Page, code: string): Promise<void> {
  await page.evaluate((text) => {
    const press = (key: string) => {
      const to = document.activeElement ?? document.body;
      const init = { key, bubbles: true, cancelable: true };
      const kept = to.dispatchEvent(new KeyboardEvent('keydown', init));
      if (kept && key.length === 1 && to instanceof HTMLInputElement && to.value.length < to.maxLength) {
        to.value += key;
        to.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
      }
      to.dispatchEvent(new KeyboardEvent('keyup', init));
    };
    for (const key of [...text, 'Enter']) press(key);
  }, code);
}
