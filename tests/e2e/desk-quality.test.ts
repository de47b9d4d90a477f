import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PersonRow } from '#contract/citizen.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { beOfficer, openBoard, openTab } from './support/administration-steps.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';

const ward = 'Phường Ngọc Hà, Thành phố Hà Nội';
const fullNumber = /\d{12}|\d{3} \d{3} \d{3} \d{3}/;
/** Made-up people whom the demo’s ward of two thousand has not got. */
const strangers = (count: number, after = 2000) => [...citizens({ count: after + count })].slice(after);

describe.skipIf(reasonToSkip)('the quality of the ward’s data, and what it comes from', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await openDesk();
    page = desk.page;
    await openBoard(page);
  }, 300_000);
  afterAll(async () => {
    await desk.close();
  });
  afterEach(() => expect(desk.trouble).toEqual([]));

  const board = () => page.getByRole('region', { name: ward, exact: true });
  const numberIn = (text: string) => Number(text.replaceAll('.', '').replace(',', '.'));

  describe('the board', () => {
    it('shows each figure with the pair it is made of, and they agree', async () => {
      const cards = await board().getByRole('button').allInnerTexts();
      expect(cards).toHaveLength(5);
      for (const card of cards) {
        const [, percent = '', numerator = '', denominator = ''] =
          /([\d,]+) %[\s\S]*?([\d.]+) \/ ([\d.]+)/.exec(card) ?? [];
        const exact = (numberIn(numerator) * 100) / numberIn(denominator);
        expect(Math.abs(numberIn(percent) - exact)).toBeLessThanOrEqual(0.005);
        expect(card).toMatch(/đạt|cần làm|chưa đạt/);
      }
      expect(await page.locator('main').innerText()).not.toMatch(fullNumber);
    });

    it('leads from a figure to its rules, to the records, to a person, and back to where one was', async () => {
      await board().getByRole('button', { name: /^Sạch/ }).click();
      const rules = page.getByRole('region', { name: 'Quy tắc của “Sạch”' });
      const open = rules.getByRole('button', { name: /^Mở .* bản ghi$/ });
      const count = numberIn((await open.innerText()).replace(/\D/g, ''));
      await open.click();
      const table = page.getByRole('table', { name: 'Các bản ghi vướng quy tắc' });
      const names = table.locator('[role="row"] button');
      await names.first().waitFor();
      expect(Number(await table.getAttribute('aria-rowcount')) - 1).toBeGreaterThanOrEqual(count);
      expect(await table.innerText()).not.toMatch(fullNumber);
      await page.keyboard.press('ArrowDown');
      const second = await names.nth(1).innerText();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: second }).waitFor();
      await page.keyboard.press('F7');
      await names.nth(1).waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(second);
      await page.keyboard.press('Escape');
      await open.waitFor();
      expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
    });

    it.skipIf(host !== 'web')('is taken away as sums only', async () => {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Xuất bảng (CSV)' }).click();
      const file = await (await download).path();
      const csv = readFileSync(file, 'utf8');
      expect(csv.charCodeAt(0)).toBe(0xfeff);
      const [header, ...lines] = csv.slice(1).trim().split('\r\n');
      expect(header?.split(',')).toHaveLength(3 + 15 + 20 + 20);
      expect(lines.some((line) => line.startsWith(`00008,"${ward}",`))).toBe(true);
      expect(csv).not.toMatch(fullNumber);
      expect(csv).not.toContain('MẪU');
    });

    it('is judged anew on request', async () => {
      await page.getByRole('button', { name: 'Kiểm tra toàn bộ' }).click();
      const progress = page.getByRole('progressbar', { name: 'Đang kiểm tra từng bản ghi' });
      await progress.waitFor();
      await progress.waitFor({ state: 'detached', timeout: 60_000 });
      await page.getByText(/xong lúc .*\(vừa xong\)/).waitFor({ timeout: 60_000 });
    });
  });

  describe('an import', () => {
    const file = () => join(desk.home, 'bo-sung-mau.ndjson');
    const lines = (rows: readonly PersonRow[]) => rows.map((row) => JSON.stringify(row));
    const chooseFile = async (path: string) => {
      await page.getByRole('textbox', { name: 'Đường dẫn tệp trên máy này' }).fill(path);
      await page.keyboard.press('Enter');
    };

    it('shows what came in, and why the rest did not', async () => {
      const [nameless, numberless] = strangers(2);
      const bad = [
        JSON.stringify({ ...nameless, hoTen: '' }),
        JSON.stringify({ ...numberless, soDinhDanh: '12' }),
        'x',
      ];
      writeFileSync(file(), `${[...lines(strangers(300)), ...bad].join('\n')}\n`);
      await openTab(page, 'Dữ liệu dân cư');
      await chooseFile(file());
      const result = page.getByRole('region', { name: 'Kết quả nhập bo-sung-mau.ndjson' });
      await result.waitFor({ timeout: 60_000 });
      const text = await result.innerText();
      expect(text).toMatch(/thêm mới\s+300/);
      expect(text).toMatch(/để riêng\s+3/);
      for (const reason of ['Thiếu họ tên', 'Số định danh không đủ 12 chữ số', 'Dòng không phải JSON'])
        expect(text).toContain(reason);
    });

    it('writes what was set aside beside the file, each with its reason', async () => {
      await page.getByRole('button', { name: 'Xuất các bản ghi để riêng' }).click();
      const said = await page.getByText(/Đã ghi 3 bản ghi vào/).innerText();
      const path = said.replace('Đã ghi 3 bản ghi vào ', '').replace(/\.$/, '');
      expect(path.startsWith(desk.home)).toBe(true);
      expect(readFileSync(path, 'utf8')).toMatch(/301,nameMissing,/);
    });

    it('says that the board is older than the data', async () => {
      await page.keyboard.press('F7');
      await page.getByText(/Dữ liệu đã đổi sau lần kiểm tra này/).waitFor();
    });

    it('is stopped and goes on where it stopped', async () => {
      const big = join(desk.home, 'lon-mau.ndjson');
      writeFileSync(big, `${lines(strangers(59_700, 2300)).join('\n')}\n`);
      await openTab(page, 'Dữ liệu dân cư');
      await chooseFile(big);
      await page.getByRole('progressbar', { name: 'Đang nhập lon-mau.ndjson' }).waitFor();
      await page.getByRole('button', { name: 'Dừng', exact: true }).click();
      await page.getByText(/Đã dừng. Phần đã nhập được giữ/).waitFor();
      const stopped = page.getByRole('row', { name: /lon-mau\.ndjson.*dừng ở/ });
      await stopped.waitFor();
      await page.getByRole('button', { name: 'Nhập tiếp' }).click();
      const result = page.getByRole('region', { name: 'Kết quả nhập lon-mau.ndjson' });
      await result.waitFor({ timeout: 100_000 });
      const [, ...sums] = (await result.innerText()).match(/(?:thêm mới|đổi|không đổi|để riêng)\s+([\d.]+)/g) ?? [];
      expect(sums.length).toBeGreaterThan(0);
      expect(await page.getByRole('row', { name: /lon-mau\.ndjson.*59\.700.*xong/ }).count()).toBe(1);
      expect(await page.getByRole('row', { name: /lon-mau\.ndjson/ }).count()).toBe(1);
    });
  });

  describe('the profile', () => {
    beforeAll(async () => {
      await beOfficer(page, 'QT001');
      await openTab(page, 'Hồ sơ máy');
    });

    it('shows its files, and checks them now', async () => {
      const files = page.getByRole('table', { name: 'Tệp dữ liệu' });
      await files.waitFor();
      expect(await files.getByText('mới tạo').count()).toBe(2);
      await page.getByRole('button', { name: 'Kiểm tra ngay: Việc của bàn' }).click();
      await files.getByText('nguyên vẹn, vừa xong').waitFor();
      expect(await page.locator('main').innerText()).not.toMatch(fullNumber);
    });

    it('is backed up, and set back by two people', async () => {
      await page.getByRole('button', { name: 'Sao lưu ngay' }).click();
      await page.getByText(/Đã sao lưu vào/).waitFor();
      await page
        .getByRole('button', { name: /^Khôi phục bản/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog', { name: 'Khôi phục bản sao lưu' });
      await dialog.getByRole('button', { name: 'Xin chỉ huy đồng ý' }).click();
      await dialog.getByLabel('Mã cán bộ').fill('CB001');
      const secret = await dialog.locator('li', { hasText: 'CB001' }).locator('code').innerText();
      await dialog.getByLabel('Mật khẩu', { exact: true }).fill(secret);
      await page.keyboard.press('Enter');
      await dialog.getByText('CB001 đã đồng ý.').waitFor();
      await dialog.getByRole('button', { name: 'Khôi phục', exact: true }).click();
      await dialog.waitFor({ state: 'detached', timeout: 60_000 });
    });

    it('is another epoch after that', async () => {
      await beOfficer(page, 'QT001');
      await openTab(page, 'Hồ sơ máy');
      await page.getByText('đã khôi phục 1 lần').waitFor();
    });

    it('keeps the station’s settings', async () => {
      await page.getByRole('textbox', { name: 'Tên đơn vị' }).fill('Công an phường Thử');
      await page.getByRole('button', { name: 'Lưu thiết lập' }).click();
      await page.getByText('Đã lưu.').waitFor();
      await page.getByRole('banner').getByText('Công an phường Thử').waitFor();
    });
  });

  describe('rights', () => {
    it('of an administrator stop before the people', async () => {
      await beOfficer(page, 'QT001');
      const quality = page
        .getByRole('navigation')
        .first()
        .getByRole('button', { name: /Chất lượng/ });
      expect(await quality.getAttribute('aria-disabled')).toBe('true');
    });

    it('of an inspector end at the sums', async () => {
      await beOfficer(page, 'KT001');
      await openBoard(page);
      await page.getByText('Danh sách hồ sơ chỉ mở cho người thu nhận và chỉ huy.').first().waitFor();
      await openTab(page, 'Dữ liệu dân cư');
      await page.getByText(/Chỉ chỉ huy nhập được dữ liệu dân cư/).waitFor();
    });
  });
});
