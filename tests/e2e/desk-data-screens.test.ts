import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizens } from '#fixtures/make/citizens.ts';
import { beOfficer, openBoard, openTab } from './support/administration-steps.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { type PictureHome, pictureHome } from './support/picture-home.ts';
import { complaintsOf, lookAt } from './support/pictures.ts';

type Screen = { readonly name: string; readonly reach: (page: Page, home: string) => Promise<void> };

const importFile = async (page: Page, path: string) => {
  await page.getByRole('textbox', { name: 'Đường dẫn tệp trên máy này' }).fill(path);
  await page.keyboard.press('Enter');
};

/** In the order in which one leads to the next: the ward's data, from their quality to where they are kept. */
const screens: readonly Screen[] = [
  {
    name: 'quality',
    async reach(page) {
      await openBoard(page);
      await page.getByRole('button', { name: /^Sạch/ }).click();
    },
  },
  {
    name: 'quality-everywhere',
    async reach(page) {
      await page.getByRole('radio', { name: /^Mọi nơi/ }).click();
      await page.getByRole('columnheader', { name: 'Đủ' }).getByRole('button').click();
      await page.getByRole('table').getByRole('button', { pressed: true }).first().click();
    },
  },
  {
    name: 'quality-chart',
    async reach(page) {
      await page.getByRole('radio', { name: 'Biểu đồ' }).click();
      await page.getByRole('radio', { name: 'Đúng', exact: true }).click();
    },
  },
  {
    name: 'quality-records',
    async reach(page) {
      await page.getByRole('radio', { name: 'Địa bàn của mình' }).click();
      await page.getByRole('button', { name: /^Sạch/ }).click();
      await page.getByRole('button', { name: /^Mở .* bản ghi$/ }).click();
      await page.locator('[role="row"] button').nth(3).waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'import',
    async reach(page) {
      await page.keyboard.press('Escape');
      await openTab(page, 'Dữ liệu dân cư');
      await page.getByRole('button', { name: 'Đếm chi tiết' }).click();
      await page.getByText('Dung lượng tệp').waitFor();
    },
  },
  {
    name: 'import-running',
    async reach(page, home) {
      const rows = [...citizens({ count: 42_000 })].slice(2000).map((row, index) => {
        return JSON.stringify(index % 900 === 7 ? { ...row, hoTen: '' } : row);
      });
      const path = join(home, 'dan-cu-mau-thang-11.ndjson');
      writeFileSync(path, `${rows.toSpliced(50, 0, '{"soDinhDanh":', '[]').join('\n')}\n`);
      await importFile(page, path);
      await page.getByText(/còn khoảng/).waitFor();
    },
  },
  {
    name: 'import-result',
    async reach(page) {
      await page.getByRole('region', { name: /^Kết quả nhập/ }).waitFor({ timeout: 100_000 });
      await page.getByRole('button', { name: 'Xuất các bản ghi để riêng' }).click();
      await page.getByText(/^Đã ghi/).waitFor();
    },
  },
  {
    name: 'profile',
    async reach(page) {
      await beOfficer(page, 'QT001');
      await openTab(page, 'Hồ sơ máy');
      await page.getByRole('button', { name: 'Kiểm tra ngay: Việc của bàn' }).click();
      await page.getByText('nguyên vẹn, vừa xong').waitFor();
      await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
      await page.getByText(/^Đã sao lưu vào/).waitFor();
    },
  },
  {
    name: 'profile-restore',
    async reach(page) {
      await page
        .getByRole('button', { name: /^Khôi phục bản/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Xin chỉ huy đồng ý' }).click();
      await page.getByRole('dialog').getByLabel('Mã cán bộ').waitFor();
    },
  },
];

describe.skipIf(reasonToSkip).each(['light', 'dark'] as const)('screens of the ward’s data, %s', (colorScheme) => {
  let place: PictureHome;
  let desk: Desk;
  beforeAll(async () => {
    place = await pictureHome();
    desk = await openDesk({ colorScheme, home: place.home });
    await openBoard(desk.page);
  }, 300_000);
  afterAll(async () => {
    await desk.close();
    await place.remove();
  });

  it.each(screens)('$name has nothing axe complains of', async ({ name, reach }) => {
    await reach(desk.page, desk.home);
    await lookAt(desk.page, `${name}-${colorScheme}`);
    expect(desk.trouble).toEqual([]);
  });

  it.skipIf(host !== 'web')('stays usable at twice the size', async () => {
    const { page } = desk;
    await page.keyboard.press('Escape');
    await beOfficer(page, 'CB001');
    await page.setViewportSize({ width: 683, height: 384 });
    const widths: number[] = [];
    for (const go of [
      () => openBoard(page),
      ...['Dữ liệu dân cư', 'Hồ sơ máy'].map((tab) => () => openTab(page, tab)),
    ]) {
      await go();
      await page.getByRole('heading', { level: 1 }).waitFor();
      widths.push(await page.evaluate(() => document.documentElement.scrollWidth));
      expect(await complaintsOf(page)).toEqual([]);
    }
    expect(Math.max(...widths)).toBeLessThanOrEqual(683);
  });
});
