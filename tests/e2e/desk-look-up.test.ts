import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type DemoHome, demoHome } from './support/demo-home.ts';
import { type Desk, openDesk, reasonToSkip, viewport } from './support/desk.ts';
import { readSample } from './support/desk-steps.ts';
import { openLookUp, registrySide, results, searchField, searchFor } from './support/look-up-steps.ts';

describe.skipIf(reasonToSkip)('the ward’s own memory at the desk', () => {
  let ward: DemoHome;
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    ward = await demoHome({ others: [] });
    desk = await openDesk({ home: ward.home });
    page = desk.page;
    await openLookUp(page, 19);
  });
  afterAll(async () => {
    await desk.close();
    await ward.remove();
  });
  afterEach(() => expect(desk.trouble).toEqual([]));

  const work = () => page.getByRole('region', { name: 'Việc tiếp theo' });

  describe('beside a card', () => {
    it.each(['ĐẶNG THỊ MẪU HÒA', 'PHẠM VĂN KHUÊ MẪU'])(
      'moves nothing that is shown when the answer to %s comes',
      async (name) => {
        await page.evaluate(() => {
          const moved: string[] = [];
          Object.assign(globalThis, { moved });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries())
              for (const { node, previousRect, currentRect } of (entry as LayoutShift).sources) {
                const row = node instanceof Element ? node.closest('tr') : node?.parentElement?.closest('tr');
                if (row && previousRect.top !== currentRect.top) moved.push(row.dataset.row ?? 'head');
              }
          }).observe({ type: 'layout-shift' });
        });
        await readSample(page, name, 'genuine');
        await registrySide(page, 'identity');
        await page.waitForTimeout(300);
        expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([]);
      },
    );

    it('shows the one thing that differs from the drawing’s record, takes it from the card, and keeps the old value', async () => {
      await readSample(page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
      expect(await registrySide(page, 'birth')).toBe('khớp');
      expect(await registrySide(page, 'residence')).toMatch(/^Số 11 ngõ Thử Nghiệm.*KHÁC SỐ NHÀ\s*→ cập nhật$/s);
      expect(await registrySide(page, 'eId')).toMatch(/mức 2.*sinh năm 2004/s);
      await work()
        .getByRole('button', { name: /Cập nhật từ thẻ/ })
        .click();
      const dialog = page.getByRole('dialog');
      for (const name of ['quốc tịch', 'quê quán', 'cha', 'mẹ']) {
        await dialog.getByRole('checkbox', { name, exact: true }).focus();
        await page.keyboard.press('Space');
      }
      await dialog.getByRole('textbox', { name: 'Căn cứ, lý do' }).press('Enter');
      await page.locator('[data-row="residence"] td').nth(1).filter({ hasText: 'khớp' }).waitFor();
      await work()
        .getByRole('button', { name: /Xem hồ sơ/ })
        .click();
      const change = page.getByRole('listitem').filter({ hasText: 'Số 11 ngõ Thử Nghiệm' });
      expect(await change.innerText()).toMatch(/CB001\s*CẬP NHẬT|CB001\s*cập nhật/);
      expect(await change.innerText()).toContain('Theo thẻ đã chứng minh là thật');
      await page.keyboard.press('F1');
    });

    it('is quiet about old place names, and notes a confirmed comparison once, by Enter alone', async () => {
      await readSample(page, 'NGUYỄN VĂN THỬ NGHIỆM', 'genuine');
      expect(await registrySide(page, 'residence')).toBe('khớp (địa danh cũ)');
      await work()
        .getByRole('button', { name: /Xác nhận đã đối chiếu/ })
        .waitFor();
      await page.waitForTimeout(800);
      await page.locator('body').click({ position: { x: 1, y: 1 } });
      await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
      await work().getByText('Đã ghi: đối chiếu thẻ với dữ liệu xã').waitFor();
      expect(
        await work()
          .getByRole('button', { name: /Xác nhận/ })
          .count(),
      ).toBe(0);
      // The second Enter was meant for what was there before: the card is still on the desk.
      await page.getByRole('heading', { name: 'Nguyễn Văn Thử Nghiệm' }).waitFor();
    });

    it.each([
      ['NGUỴ THUÝ MẪU QUỲNH', 'oldNumber'],
      ['Y THỬ NIÊ KĐĂM', 'identity'],
    ])('agrees for %s', async (name, row) => {
      await readSample(page, name, 'genuine');
      expect(await registrySide(page, row)).toBe('khớp');
      expect(await page.locator('tr[data-level="warning"], tr[data-level="blocking"]').count()).toBe(0);
    });

    it.each(['LÝ MẪU MỸ', 'LÝ MẪU MĨ'])('warns of the twin of %s, and shows both apart', async (name) => {
      await readSample(page, name, 'genuine');
      expect(await registrySide(page, 'identity')).toBe('khớp');
      await work().getByText('1 người gần giống — không phải cùng một người').waitFor();
      await work().getByRole('button', { name: 'Xem người gần giống' }).click();
      const alike = page.getByRole('heading', { name: 'Người gần giống — không phải cùng một người' });
      await alike.waitFor();
      const twin = name === 'LÝ MẪU MỸ' ? 'LÝ MẪU MĨ' : 'LÝ MẪU MỸ';
      await page.getByRole('button', { name: new RegExp(twin) }).waitFor();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await page.keyboard.press('F1');
    });

    it('says that the ward does not know somebody, and leads to a search by name', async () => {
      await readSample(page, 'TRẦN MẪU ANNA', 'genuine');
      await page.locator('[data-registry="absent"]').waitFor();
      await work()
        .getByRole('button', { name: /Tìm trong dữ liệu xã/ })
        .click();
      await page
        .getByText(/Không tìm thấy ai|người/)
        .first()
        .waitFor();
      expect(await searchField(page).inputValue()).toBe('Trần Mẫu Anna');
      await page.keyboard.press('F1');
    });
  });

  describe('F4', () => {
    beforeAll(() => openLookUp(page, 19));
    // Whatever a test left open: back to the field.
    afterEach(async () => {
      await page.keyboard.press('F1');
      await openLookUp(page, 19);
    });

    it.each(['dang thi mau hoa', 'Đặng Thị Mẫu Hoà', 'Đặng Thị Mẫu Hòa'.normalize('NFD'), '001304999901'])(
      'finds F01 by %j',
      async (text) => {
        expect((await searchFor(page, text))[0]).toMatch(
          /^ĐẶNG THỊ MẪU HÒA\s(?:số định danh\s)?14\/02\/2004\s+Nữ\s+••• ••• ••• 901/,
        );
      },
    );

    it('finds both who share a nine-digit number, says why, and keeps them apart', async () => {
      const found = await searchFor(page, '000999018');
      expect(found).toHaveLength(2);
      for (const each of found) expect(each).toMatch(/CMND\s+GẦN GIỐNG/);
      expect(found.join()).toMatch(/LŨY.*918.*LUỸ.*919|LUỸ.*919.*LŨY.*918/s);
    });

    it('ranks the twin whose name it is first, and shows the other beside her', async () => {
      const found = await searchFor(page, 'lý mẫu mỹ');
      expect(found[0]).toMatch(/LÝ MẪU MỸ\s+GẦN GIỐNG.*911/s);
      expect(found[1]).toMatch(/LÝ MẪU MĨ\s+GẦN GIỐNG.*912/s);
    });

    it('is worked by keys alone: into the results, open, back to the same place', async () => {
      const [, second = ''] = await searchFor(page, 'ly mau my');
      const name = second.split('\n')[0] ?? '';
      await searchField(page).press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name }).waitFor();
      expect(await results(page).isVisible()).toBe(false);
      await page.keyboard.press('Escape');
      await results(page).waitFor();
      expect(await results(page).evaluate((list) => list === document.activeElement)).toBe(true);
      expect(await results(page).locator('[data-active="true"]').innerText()).toContain(name);
      await page.keyboard.press('Escape');
      expect(await searchField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    });

    it('is found as it was left: text, results, the row and how far it was scrolled', async () => {
      // So low that not all of them are in view.
      await page.setViewportSize({ width: viewport.width, height: 480 });
      await searchFor(page, 'mau');
      await searchField(page).press('ArrowDown');
      for (const key of ['End', 'ArrowUp']) await page.keyboard.press(key);
      const where = () => results(page).evaluate((list) => list.scrollTop);
      await results(page).evaluate((list) => list.scrollBy(0, -60));
      await page.waitForTimeout(100);
      const [row, top] = [await results(page).locator('[data-active="true"]').innerText(), await where()];
      expect(top).toBeGreaterThan(0);
      await page.keyboard.press('F1');
      await page.keyboard.press('F4');
      await results(page).waitFor();
      expect(await searchField(page).inputValue()).toBe('mau');
      expect(await results(page).locator('[data-active="true"]').innerText()).toBe(row);
      expect(await where()).toBe(top);
      await page.setViewportSize(viewport);
    });

    it('takes text as UniKey sends it: a backspace and the letter with its marks', async () => {
      const field = searchField(page);
      await field.fill('');
      await field.pressSequentially('DDa', { delay: 10 });
      for (const key of ['Backspace', 'Backspace', 'Backspace']) await page.keyboard.press(key);
      await page.keyboard.insertText('Đă');
      await page.keyboard.press('Backspace');
      await page.keyboard.insertText('ặng');
      expect(await field.inputValue()).toBe('Đặng');
      await results(page).getByRole('option').first().waitFor();
    });

    it('shows whole numbers for a purpose only', async () => {
      await searchFor(page, 'dang thi mau hoa');
      await searchField(page).press('Enter');
      await page.getByRole('heading', { name: 'ĐẶNG THỊ MẪU HÒA' }).waitFor();
      expect(await page.locator('body').innerText()).not.toContain('001 304 999 901');
      await page.getByRole('button', { name: 'Hiện đủ số (lý do)' }).click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText('001 304 999 901').first().waitFor();
      await page.keyboard.press('Escape');
    });

    it('shows a commune’s people in Vietnamese order, and whom it cannot place', async () => {
      await searchField(page).fill('');
      await page.getByRole('option', { name: /Phường Buôn Ma Thuột/ }).click();
      const roll = page.getByRole('listbox', { name: /Danh sách Phường Buôn Ma Thuột/ });
      await roll.getByText('Y THỬ NIÊ KĐĂM').waitFor();
      const names = await roll.getByRole('option').allInnerTexts();
      expect(names.map((text) => text.split('\n')[0])).toEqual(["H' MẪU BYĂ", 'Y THỬ NIÊ KĐĂM']);
    });
  });
});

type LayoutShift = PerformanceEntry & {
  readonly sources: readonly {
    readonly node: Node | null;
    readonly previousRect: DOMRect;
    readonly currentRect: DOMRect;
  }[];
};
