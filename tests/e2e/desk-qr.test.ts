import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { putCard, readSample, waitForVerdict } from './support/desk-steps.ts';
import { openLookUp } from './support/look-up-steps.ts';
import { qrOf, scan } from './support/scanner.ts';

describe.skipIf(reasonToSkip)('the QR code printed on a card', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    page = desk.page;
    await openLookUp(page);
    await page.keyboard.press('F1');
  }, 300_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.trouble).toEqual([]));

  const person = () => page.getByRole('region', { name: 'Người trên thẻ' });
  const qrTag = () => person().getByText('QR', { exact: true });

  it('scanned at the waiting key field opens the chip and agrees with it', async () => {
    await putCard(page, 'ĐẶNG THỊ MẪU HÒA');
    await scan(page, qrOf('F01'));
    await waitForVerdict(page, 'genuine');
    await qrTag().waitFor();
    expect(await page.locator('[data-stop]').count()).toBe(0);
  });

  it('typed key by key, as a scanner sends it, is taken with no field to type into', async () => {
    await readSample(page, 'NGUYỄN VĂN THỬ NGHIỆM', 'genuine');
    expect(await qrTag().count()).toBe(0);
    await page.locator('body').click({ position: { x: 1, y: 1 } });
    await page.keyboard.type(`${qrOf('F02')}\n`);
    await qrTag().waitFor();
    // The Enter was the scanner's: the card is still on the desk, and nothing was confirmed by it.
    await page.getByRole('heading', { name: 'Nguyễn Văn Thử Nghiệm' }).waitFor();
    expect(await page.getByText('Đã ghi: đối chiếu thẻ với dữ liệu xã').count()).toBe(0);
  });

  it('that contradicts the chip stops the work and says what does not agree', async () => {
    await readSample(page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    await scan(page, qrOf('F01').replace('14022004', '14022005'));
    const stop = page.locator('[data-stop="sources"]');
    await stop.waitFor();
    expect(await stop.innerText()).toContain('ngày sinh');
    expect(await page.locator('[data-row="birth"]').innerText()).toMatch(/QR: 14\/02\/2005/);
  });

  it('pasted into its dialog says what is no code of a card', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ma qr');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Đưa mã QR' });
    await dialog.getByRole('textbox').fill('https://mau.example');
    await page.keyboard.press('Enter');
    await dialog.getByText('qr.notACard').waitFor();
    await dialog.getByRole('textbox').fill(qrOf('F01').normalize('NFD'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('[data-stop]').waitFor({ state: 'detached' });
  });
});
