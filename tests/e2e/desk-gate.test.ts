import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { lookAt } from './support/pictures.ts';

const secret = 'ba con mèo trèo cây cau';
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
/** Types into whatever has the focus, as somebody without a mouse does. */
const type = (page: Page, ...parts: readonly string[]) =>
  parts.reduce(async (before, part) => {
    await before;
    await (part.startsWith('{') ? page.keyboard.press(part.slice(1, -1)) : page.keyboard.type(part));
  }, Promise.resolve());

/** A training desk from nothing, by the keyboard alone: its first administrator, a commander, the lock, the wait. */
describe.skipIf(reasonToSkip || host !== 'web').each(['light', 'dark'] as const)(
  'the way to the desk, %s',
  (colorScheme) => {
    let desk: Desk;
    let page: Page;
    let given = '';
    beforeAll(async () => {
      desk = await openDesk({ colorScheme, args: ['--profile', 'training'] });
      page = desk.page;
    });
    afterAll(() => desk.close());
    const look = (name: string) => lookAt(page, `${name}-${colorScheme}`);

    it('begins with the first administrator, whose secret is judged while it is typed', async () => {
      await heading(page, 'Lập bàn trực này').waitFor();
      await type(page, 'QT001', '{Tab}', 'Nguyễn Mẫu Quản Trị', '{Tab}', 'quantri');
      await page.getByText('Cần ít nhất 12 ký tự.').waitFor();
      await look('first-run');
      await type(page, '{Control+a}', secret, '{Tab}', '{Tab}', secret);
      await page.getByText('Mật khẩu dùng được.').waitFor();
      await type(page, '{Enter}');
      await heading(page, 'Cán bộ').waitFor({ timeout: 60_000 });
      await page.getByText('Quên mật khẩu thì không ai cấp lại được: QT001.').waitFor();
      await look('training-officers');
    });

    it('goes on with a commander who gets a one-time secret', async () => {
      await page.getByRole('button', { name: 'Thêm cán bộ' }).press('Enter');
      await type(page, 'CH001', '{Tab}', 'Lê Mẫu Chỉ Huy', '{Tab}', '{Tab}', '{Tab}', '{Tab}', '{Space}');
      given = await page.getByRole('dialog').locator('output').innerText();
      await page.getByRole('button', { name: 'Lưu' }).press('Enter');
      await page.getByRole('dialog', { name: 'Giao mật khẩu dùng một lần' }).waitFor();
      await look('officers-given');
      await page.getByRole('button', { name: 'Đã giao, đóng' }).press('Enter');
      await page.getByText('2 cán bộ').waitFor();
    });

    it('asks whoever comes in with that for one of their own', async () => {
      await page.getByRole('button', { name: /^Cán bộ QT001/ }).press('Enter');
      await page.getByRole('menuitem', { name: /Đổi cán bộ/ }).press('Enter');
      await heading(page, 'Đăng nhập').waitFor();
      await type(page, '{Shift+Tab}', '{Control+a}', 'ch001', '{Tab}', given);
      await look('sign-in');
      await type(page, '{Enter}');
      await heading(page, 'Đặt mật khẩu của riêng mình').waitFor({ timeout: 30_000 });
      await type(page, given, '{Tab}', '{Tab}', secret);
      await page.getByText('Mật khẩu dùng được.').waitFor();
      await look('choose-secret');
      await type(page, '{Tab}', '{Tab}', secret, '{Enter}');
      await page.getByRole('region', { name: 'Người trên thẻ' }).waitFor({ timeout: 30_000 });
    });

    it('says over the desk that this is training, and what to do without a reader', async () => {
      await page.locator('[data-failure^="reader."]').waitFor();
      const text = await page.getByRole('region', { name: 'Người trên thẻ' }).innerText();
      expect(text).toMatch(/Bật lại dịch vụ pcscd|Cắm đầu đọc/);
      expect(await page.getByRole('region', { name: 'Dữ liệu mẫu' }).count()).toBe(0);
      expect(await page.getByText('Hồ sơ tập huấn, tách riêng với dữ liệu trực.').count()).toBe(1);
      await look('no-reader');
    });

    it('locks with F12, hides and stops everything, and opens where it was', async () => {
      await type(page, '{Control+k}', 'khoa');
      await type(page, '{F12}');
      await heading(page, 'Máy đang khóa').waitFor();
      await look('locked-training');
      await type(page, '{F1}', '{Escape}', '{Control+k}');
      // Everything but the lock is out of reach: the whole round of Tab stays in it.
      for (let stop = 0; stop < 8; stop++) {
        await type(page, '{Tab}');
        const outside = await page.evaluate(
          () => document.querySelector('#root')?.contains(document.activeElement) ?? false,
        );
        expect(outside).toBe(false);
      }
      expect(await page.getByRole('navigation').count()).toBe(0);
      expect(await page.getByRole('combobox').count()).toBe(0);
      await page.getByLabel('Mật khẩu', { exact: true }).focus();
      await type(page, secret, '{Enter}');
      const palette = page.getByRole('combobox', { name: 'Gõ tên việc cần làm' });
      await palette.waitFor({ timeout: 30_000 });
      expect(await palette.inputValue()).toBe('khoa');
      await type(page, '{Escape}');
    });

    it('makes a guesser wait, and says how long', async () => {
      await type(page, '{F12}');
      await heading(page, 'Máy đang khóa').waitFor();
      for (const left of [4, 3, 2, 1]) {
        await type(page, 'sai', '{Enter}');
        await page.getByText(`còn ${left} lần`).waitFor({ timeout: 30_000 });
      }
      await type(page, 'sai', '{Enter}');
      await page.getByRole('timer').waitFor({ timeout: 30_000 });
      expect(await page.getByRole('timer').innerText()).toMatch(/^Còn khoảng 1[45] phút\.$/);
      await look('sign-in-wait');
      expect(desk.trouble).toEqual([]);
    });
  },
);

/** A damaged `desk.db`: said by name, and a backup put in its place by one whose secret opens the keys. */
describe.skipIf(reasonToSkip || host !== 'web').each(['light', 'dark'] as const)(
  'a desk whose file is damaged, %s',
  (colorScheme) => {
    const home = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-'));
    const open = () => openDesk({ colorScheme, home, args: ['--profile', 'training'] });
    afterAll(() => rm(home, { recursive: true, force: true }));

    it('says so, shows nothing, and comes back from a backup', async () => {
      const before = await open();
      await heading(before.page, 'Lập bàn trực này').waitFor();
      await type(before.page, 'QT001', '{Tab}', 'Nguyễn Mẫu', '{Tab}', secret, '{Tab}', '{Tab}', secret, '{Enter}');
      await heading(before.page, 'Cán bộ').waitFor({ timeout: 60_000 });
      await type(before.page, '{Control+k}', 'sao luu ngay', '{Enter}');
      await before.page.getByText('Đã sao lưu và kiểm tra bản sao.').waitFor({ timeout: 30_000 });
      await before.close();
      damage(join(home, 'training', 'desk.db'));

      const { page, close, trouble } = await open();
      await heading(page, 'Đăng nhập').waitFor();
      await type(page, 'QT001', '{Tab}', secret, '{Enter}');
      await heading(page, 'Chưa mở được dữ liệu của bàn').waitFor({ timeout: 60_000 });
      await page.getByRole('radio').waitFor();
      expect(await page.getByRole('navigation').count()).toBe(0);
      await lookAt(page, `vault-failed-${colorScheme}`);
      await page.getByLabel('Mã cán bộ').fill('QT001');
      await page.getByLabel('Mật khẩu', { exact: true }).fill(secret);
      await type(page, '{Enter}');
      await heading(page, 'Đăng nhập').waitFor({ timeout: 60_000 });
      await type(page, 'QT001', '{Tab}', secret, '{Enter}');
      await heading(page, 'Cán bộ').waitFor({ timeout: 60_000 });
      expect(trouble).toEqual([]);
      await close();
    });
  },
);

/** Writes over the middle of some pages, as a failing disk does. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  for (let at = 100; at + 4096 < bytes.length; at += 8192) bytes.fill(7, at, at + 4096);
  writeFileSync(file, bytes);
}
