import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beOfficer, openTab } from './support/administration-steps.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { putCard, readSample, typeShownDigits, waitForVerdict } from './support/desk-steps.ts';
import { openLookUp, searchField, searchFor } from './support/look-up-steps.ts';
import { type PictureHome, pictureHome } from './support/picture-home.ts';
import { complaintsOf, lookAt } from './support/pictures.ts';
import { qrOf, scan } from './support/scanner.ts';

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
      await page.locator('[data-row="residence"]').getByText('khác số nhà').waitFor();
    },
  },
  {
    name: 'take-from-card',
    async reach(page) {
      await page.getByRole('button', { name: /Cập nhật từ thẻ/ }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'agrees',
    async reach(page) {
      await close(page);
      await readSample(page, 'LÝ MẪU MỸ', 'genuine');
      await page.getByText(/1 người gần giống/).waitFor();
    },
  },
  {
    name: 'qr-differs',
    async reach(page) {
      await readSample(page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
      await page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
      await scan(page, qrOf('F01').replace('14022004', '14022005'));
      await page.locator('[data-stop="sources"]').waitFor();
      await page.getByRole('button', { name: 'Đóng thông báo' }).click();
    },
  },
  {
    name: 'not-in-registry',
    async reach(page) {
      await readSample(page, 'TRẦN MẪU ANNA', 'genuine');
      await page.locator('[data-registry="absent"]').waitFor();
      await page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
    },
  },
  {
    name: 'look-up',
    async reach(page) {
      await openLookUp(page);
    },
  },
  {
    name: 'look-up-results',
    async reach(page) {
      await searchFor(page, 'ly mau my');
    },
  },
  {
    name: 'look-up-person',
    async reach(page) {
      await searchFor(page, '000999003');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'NGUỴ THUÝ MẪU QUỲNH' }).waitFor();
    },
  },
  {
    name: 'look-up-roll',
    async reach(page) {
      await page.keyboard.press('Escape');
      await searchField(page).fill('');
      await page.getByRole('option', { name: /Phường Ngọc Hà/ }).click();
      await page
        .getByRole('listbox', { name: /Danh sách Phường Ngọc Hà/ })
        .getByText('Nam')
        .first()
        .waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'reveal',
    async reach(page) {
      await page.keyboard.press('F1');
      await readSample(page, 'NGUYỄN VĂN THỬ NGHIỆM', 'genuine');
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
      await beOfficer(page, 'QT001');
      await openTab(page, 'Tin cậy');
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
  {
    name: 'audit-purge',
    async reach(page) {
      await openTab(page, 'Nhật ký');
      await page.getByRole('button', { name: 'Xóa dòng quá hạn…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'officers',
    async reach(page) {
      await close(page);
      await beOfficer(page, 'CB001');
      await openTab(page, 'Cán bộ');
      await page.getByRole('button', { name: 'QT001', exact: true }).click();
    },
  },
  {
    name: 'officers-reset',
    async reach(page) {
      await page.getByRole('button', { name: 'Cấp lại mật khẩu' }).click();
      await page.getByRole('button', { name: 'Xin cấp lại' }).click();
      await page.getByText('Cần thêm một người nữa.').waitFor();
    },
  },
  {
    name: 'audit',
    async reach(page) {
      await close(page);
      await openTab(page, 'Nhật ký');
      await page.getByRole('table', { name: 'Nhật ký' }).getByRole('row').nth(3).getByRole('button').click();
      await page.getByRole('button', { name: 'Kiểm tra toàn vẹn' }).click();
      await page.getByText('Nhật ký nguyên vẹn').waitFor();
    },
  },
  {
    name: 'locked',
    async reach(page) {
      await page.keyboard.press('F12');
      await page.getByRole('heading', { name: 'Máy đang khóa' }).waitFor();
      await page.getByText('khong phai bi mat').waitFor();
    },
  },
  {
    name: 'officers-add',
    async reach(page) {
      await page.keyboard.type(await page.locator('code').last().innerText());
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Nhật ký', exact: true }).waitFor();
      await beOfficer(page, 'QT001');
      await page.getByRole('button', { name: 'Thêm cán bộ' }).click();
      await page.getByRole('checkbox', { name: /^Quản trị/ }).check();
      await page.getByRole('checkbox', { name: /^Thu nhận/ }).check();
    },
  },
];

describe.skipIf(reasonToSkip).each(['light', 'dark'] as const)('screens of the desk, %s', (colorScheme) => {
  let place: PictureHome;
  let desk: Desk;
  beforeAll(async () => {
    place = await pictureHome();
    desk = await openDesk({ colorScheme, home: place.home });
    await openLookUp(desk.page);
    await desk.page.keyboard.press('F1');
  });
  afterAll(async () => {
    await desk.close();
    await place.remove();
  });

  it.each(screens)('$name has nothing axe complains of', async ({ name, reach }) => {
    const { page } = desk;
    await reach(page);
    await lookAt(page, `${name}-${colorScheme}`);
    expect(desk.trouble).toEqual([]);
  });

  it.skipIf(host !== 'web')('stays usable at twice the size', async () => {
    const { page } = desk;
    await close(page);
    await beOfficer(page, 'CB001');
    await page.setViewportSize({ width: 683, height: 384 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(683);
    await page.getByRole('button', { name: 'Đặt thẻ lên đầu đọc' }).scrollIntoViewIfNeeded();
    expect(await complaintsOf(page)).toEqual([]);
  });
});
