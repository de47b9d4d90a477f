import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { putCard, readSample, typeShownDigits, waitForVerdict } from './support/desk-steps.ts';
import { root } from './support/host.ts';

/** With UPDATE_SCREENS=1 the pictures in docs/screens are taken anew; always, every screen is looked at by axe. */
const folder = process.env.UPDATE_SCREENS === '1' ? join(root, 'docs/screens') : null;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Screen = { readonly name: string; readonly reach: (page: Page) => Promise<void> };

const close = async (page: Page) => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

/** In the order in which one leads to the next. */
const screens: readonly Screen[] = [
  { name: 'waiting', reach: (page) => page.getByRole('heading', { name: 'Đặt thẻ lên đầu đọc' }).waitFor() },
  {
    name: 'access-key',
    async reach(page) {
      await putCard(page, 'ĐẶNG THỊ MẪU HÒA');
      await page.keyboard.type('999');
    },
  },
  {
    name: 'wrong-key',
    async reach(page) {
      await page.keyboard.type('111');
      await page.locator('[data-failure="access.wrongKey"]').waitFor();
    },
  },
  {
    name: 'access-key-mrz',
    async reach(page) {
      await page.getByRole('tab', { name: 'Mã máy đọc' }).click();
      await page.getByRole('button', { name: 'Điền: Mã máy đọc' }).click();
      await page.locator('[data-ok="true"]').nth(4).waitFor();
    },
  },
  {
    name: 'reading',
    async reach(page) {
      await putCard(page, 'LÝ MẪU MĨ');
      await typeShownDigits(page);
      await page.locator('[data-verdict="proving"], [data-verdict="identityProved"]').waitFor();
      await page.getByRole('heading', { name: 'LÝ MẪU MĨ' }).waitFor();
    },
  },
  {
    name: 'genuine',
    async reach(page) {
      await waitForVerdict(page, 'genuine');
      await readSample(page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
      await page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
    },
  },
  {
    name: 'reveal',
    async reach(page) {
      await page.getByRole('button', { name: 'Hiện đủ số (lý do)' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'files',
    async reach(page) {
      await close(page);
      await page.getByRole('button', { name: /Xem tệp trong chip/ }).click();
      await page.getByRole('button', { name: /^EF\.SOD/ }).click();
      await page.locator('pre').first().waitFor();
    },
  },
  {
    name: 'expired',
    async reach(page) {
      await close(page);
      await readSample(page, 'PHẠM VĂN KHUÊ MẪU', 'genuine');
      await page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
    },
  },
  { name: 'not-genuine-clone', reach: (page) => readSample(page, 'Thẻ sao chép', 'notGenuine') },
  { name: 'not-genuine-changed', reach: (page) => readSample(page, 'Thẻ bị sửa dữ liệu', 'notGenuine') },
  { name: 'cannot-tell', reach: (page) => readSample(page, 'Không có gốc tin cậy', 'cannotTell') },
  { name: 'pulled', reach: (page) => readSample(page, 'Rút thẻ giữa chừng', 'cannotTell') },
  {
    name: 'palette',
    async reach(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'settings',
    async reach(page) {
      await close(page);
      await page.getByRole('button', { name: 'Cài đặt' }).click();
      await page.getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'doctor',
    async reach(page) {
      await page.getByRole('button', { name: 'Tự kiểm tra máy' }).last().click();
      await page.locator('[data-state]').first().waitFor();
    },
  },
  {
    name: 'trust',
    async reach(page) {
      await close(page);
      await page.getByRole('button', { name: 'Tin cậy', exact: true }).click();
      await page.getByRole('row').nth(1).getByRole('button').click();
    },
  },
  {
    name: 'trust-refused',
    async reach(page) {
      const files = ['goc-mau.jpg', 'ghi-chu.txt'].map((name) => ({ name, mimeType: '', buffer: Buffer.from('MẪU') }));
      await page.locator('input[type=file]').setInputFiles(files);
      await page.getByText('Không nhận 2').click();
    },
  },
];

describe.skipIf(reasonToSkip).each(['light', 'dark'] as const)('screens of the desk, %s', (colorScheme) => {
  let desk: Desk;
  beforeAll(async () => {
    if (folder) mkdirSync(folder, { recursive: true });
    desk = await openDesk({ colorScheme });
  });
  afterAll(() => desk.close());

  it.each(screens)('$name has nothing axe complains of', async ({ name, reach }) => {
    const { page } = desk;
    await reach(page);
    const seen = folder ? await page.screenshot({ animations: 'disabled' }) : null;
    expect(await complaintsOf(page)).toEqual([]);
    if (seen && folder) writeFileSync(join(folder, `${name}-${colorScheme}.png`), seen);
    expect(desk.trouble).toEqual([]);
  });

  it.skipIf(host !== 'web')('stays usable at twice the size', async () => {
    const { page } = desk;
    await page.keyboard.press('F1');
    await page.setViewportSize({ width: 683, height: 384 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(683);
    await page.getByRole('button', { name: 'Đặt thẻ lên đầu đọc' }).scrollIntoViewIfNeeded();
    expect(await complaintsOf(page)).toEqual([]);
  });
});

/** On duty there is no software reader: what the desk says where no reader can be used. */
describe.skipIf(reasonToSkip || host !== 'web').each(['light', 'dark'] as const)(
  'the desk without a reader, %s',
  (colorScheme) => {
    it('says why and what to do, and has nothing axe complains of', async () => {
      const { page, trouble, close: end } = await openDesk({ colorScheme, args: ['--profile', 'training'] });
      await page.locator('[data-failure^="reader."]').waitFor();
      const text = await page.getByRole('region', { name: 'Người trên thẻ' }).innerText();
      expect(text).toMatch(/Bật lại dịch vụ pcscd|Cắm đầu đọc/);
      expect(await page.getByRole('region', { name: 'Dữ liệu mẫu' }).count()).toBe(0);
      if (folder) await page.screenshot({ animations: 'disabled', path: join(folder, `no-reader-${colorScheme}.png`) });
      expect(await complaintsOf(page)).toEqual([]);
      expect(trouble).toEqual([]);
      await end();
    });
  },
);

/** What axe finds against WCAG 2.2 A and AA, one line each. */
async function complaintsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(`axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })`)) as AxeResults;
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
