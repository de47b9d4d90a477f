import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { readSample } from './support/desk-steps.ts';
import { atStep, countingKeyboard, type Keyboard, openShift, sign } from './support/intake-steps.ts';
import { openLookUp, searchFor } from './support/look-up-steps.ts';
import { type PictureHome, pictureHome } from './support/picture-home.ts';
import { lookAtBoth } from './support/pictures.ts';

describe.skipIf(reasonToSkip)('dossiers at the demo desk', () => {
  let place: PictureHome;
  let desk: Desk;
  beforeAll(async () => {
    place = await pictureHome();
    desk = await openDesk({ home: place.home });
  });
  afterAll(async () => {
    await desk.close();
    await place.remove();
  });
  const button = (name: RegExp | string) => desk.page.getByRole('button', { name });
  const focused = () => desk.page.evaluate('document.activeElement?.getAttribute("data-field")');

  /** From the captures to the signature, each step by one press. */
  const throughCaptures = async (keys: Keyboard, look = false) => {
    await keys.press('Enter');
    await button('Lấy ảnh này').waitFor({ timeout: 60_000 });
    if (look) await lookAtBoth(desk.page, 'intake-portrait');
    await keys.press('Enter');
    await desk.page
      .locator('[data-capture="portrait"]')
      .getByText(/đã lấy/)
      .waitFor();
  };
  const toTheEnd = async (keys: Keyboard, look = false) => {
    await atStep(desk.page, 'Kiểm tra');
    if (look) await lookAtBoth(desk.page, 'intake-review');
    await keys.press('Enter');
    await atStep(desk.page, 'Ký');
    await sign(desk.page);
    if (look) await lookAtBoth(desk.page, 'intake-sign');
    await keys.press('Enter');
    await desk.page.getByText('Đã có chữ ký cho nội dung này.').waitFor();
    await keys.press('Enter');
  };

  /** What is on the paper when the slip is printed. */
  const printedSlip = async () => {
    await desk.page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await button('In giấy hẹn').click();
    await desk.page.locator('body[data-printed]').waitFor();
    const paper = (await desk.page.locator('body > [data-print-sheet]').textContent()) ?? '';
    await desk.page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await button(/^Người tiếp theo/).focus();
    return paper;
  };

  /** Opens a dossier for somebody of the population data, from the search. */
  const openFound = async (text: string) => {
    // Whoever was opened last is still shown there.
    await desk.page.keyboard.press('F4');
    await button(/Quay lại/)
      .or(desk.page.getByRole('listbox', { name: 'Xã, phường' }))
      .first()
      .waitFor();
    if (await button(/Quay lại/).isVisible()) await desk.page.keyboard.press('Escape');
    await openLookUp(desk.page);
    await searchFor(desk.page, text);
    await desk.page.keyboard.press('Enter');
    await button('Mở hồ sơ').waitFor();
    await desk.page.keyboard.press('F2');
    await desk.page.getByRole('radio', { name: /Người đã tìm/ }).waitFor();
    await desk.page.waitForTimeout(300);
    await desk.page.keyboard.press('Enter');
    await atStep(desk.page, 'Xác định người');
  };

  it('asks for a shift first, and opens it with one press', async () => {
    await desk.page.keyboard.press('F2');
    await desk.page.getByText('Chưa mở ca').waitFor();
    await lookAtBoth(desk.page, 'intake-no-shift');
    await openShift(desk.page);
  });

  it('takes an e-ID dossier with at most 25 key presses once the chip is read', async () => {
    await desk.page.keyboard.press('F1');
    await readSample(desk.page, 'LÝ MẪU MỸ', 'genuine');
    const keys = countingKeyboard(desk.page);
    await keys.press('F2');
    await desk.page.getByRole('checkbox', { name: /Định danh điện tử/ }).waitFor();
    await keys.press('Enter');
    await atStep(desk.page, 'Xác định người');
    await keys.press('Enter');
    await atStep(desk.page, 'Tờ khai');
    await keys.type('0912345678');
    await keys.press('Enter');
    await atStep(desk.page, 'Thu nhận');
    await throughCaptures(keys);
    await keys.press('Enter');
    await atStep(desk.page, 'Giấy tờ');
    await keys.press('Enter');
    await toTheEnd(keys);
    await desk.page.getByRole('heading', { name: 'Xong lượt này' }).waitFor();
    expect(keys.presses()).toBeLessThanOrEqual(25);
  });

  it('keeps what was entered over a kill, and opens the draft at the same field', async () => {
    const keys = countingKeyboard(desk.page);
    await keys.press('Enter');
    await readSample(desk.page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    await keys.press('F2');
    const card = desk.page.getByRole('checkbox', { name: /Cấp đổi thẻ/ });
    await card.check();
    await lookAtBoth(desk.page, 'intake-start');
    await keys.press('Enter');
    await atStep(desk.page, 'Xác định người');
    await lookAtBoth(desk.page, 'intake-identify');
    await keys.press('Enter');
    await atStep(desk.page, 'Tờ khai');
    await button('Chọn nguồn: Nơi cư trú').click();
    await lookAtBoth(desk.page, 'intake-choose-source');
    await desk.page.keyboard.press('Escape');
    await desk.page.locator('[data-field="phone"]').focus();
    await keys.type('0987654321');
    await keys.press('Tab');
    await desk.page.locator('[data-field="phone"]:not([data-todo])').waitFor();
    await desk.page.locator('[data-field="email"][data-resume]').waitFor();
    await desk.kill();
    desk = await openDesk({ home: place.home });
    await desk.page.keyboard.press('F2');
    const draft = desk.page.getByRole('list', { name: /Hồ sơ dở/ }).getByRole('button');
    await draft.first().waitFor();
    await lookAtBoth(desk.page, 'intake-drafts');
    await draft.filter({ hasText: 'Định danh' }).focus();
    await desk.page.keyboard.press('Enter');
    await atStep(desk.page, 'Tờ khai');
    expect(await focused()).toBe('email');
    expect(await desk.page.locator('[data-field="phone"]').inputValue()).toBe('0987654321');
    await lookAtBoth(desk.page, 'intake-form');
  });

  it('takes e-ID and card exchange in one sitting, the portrait once', async () => {
    const keys = countingKeyboard(desk.page);
    await keys.press('Enter');
    await atStep(desk.page, 'Thu nhận');
    await lookAtBoth(desk.page, 'intake-captures');
    await throughCaptures(keys, true);
    await keys.press('Enter');
    await atStep(desk.page, 'Giấy tờ');
    await keys.press('Enter');
    await toTheEnd(keys, true);
    // The other dossier of the sitting comes by itself, identified already.
    await desk.page.locator('[aria-current="page"]', { hasText: 'Cấp đổi thẻ căn cước' }).waitFor();
    await atStep(desk.page, 'Xác định người');
    await keys.press('Enter');
    await atStep(desk.page, 'Tờ khai');
    await desk.page.getByRole('combobox', { name: 'Lý do đề nghị' }).click();
    await desk.page.getByRole('option', { name: 'Theo yêu cầu của công dân' }).click();
    await desk.page.locator('[data-field="phone"]:focus').waitFor();
    expect(await desk.page.locator('[data-field="phone"]').inputValue()).toBe('0987654321');
    await lookAtBoth(desk.page, 'intake-form-second');
    await keys.press('Enter');
    await atStep(desk.page, 'Thu nhận');
    await desk.page
      .locator('[data-capture="portrait"]')
      .getByText(/đã lấy/)
      .waitFor();
    await keys.press('Enter');
    await atStep(desk.page, 'Giấy tờ');
    await lookAtBoth(desk.page, 'intake-documents');
    await keys.press('Enter');
    await toTheEnd(keys);
    await desk.page.getByRole('heading', { name: 'Xong lượt này' }).waitFor();
    expect(await desk.page.locator('[data-settled="true"]').count()).toBe(2);
    await lookAtBoth(desk.page, 'intake-done');
    const slip = await printedSlip();
    expect(slip).toMatch(/GIẤY HẸN TRẢ KẾT QUẢ.*901.*TK01.*Ngày trả kết quả\d\d\/\d\d\/2.*CC01.*30\.000 đ/s);
    expect(slip).not.toMatch(/(?<![0-9a-f-])\d{12}(?![0-9a-f])/);
  });

  it('says of somebody dead that nothing is taken in, and why', async () => {
    await desk.page.keyboard.press('Enter');
    await openFound('000999017');
    await desk.page.locator('[data-level="blocks"]').first().waitFor();
    await lookAtBoth(desk.page, 'intake-blocked');
    await button('Hủy hồ sơ…').click();
    await desk.page.getByRole('textbox', { name: /Ghi rõ/ }).fill('Người đã chết MẪU');
    await lookAtBoth(desk.page, 'intake-cancel');
    await button('Xác nhận').click();
    await desk.page.getByRole('heading', { name: 'Xong lượt này' }).waitFor();
  });

  it('asks for the guardian of a child, and leaves it as a draft', async () => {
    await desk.page.keyboard.press('Enter');
    await openFound('068212999906');
    await desk.page.getByRole('region', { name: 'Người giám hộ đi cùng' }).waitFor();
    await lookAtBoth(desk.page, 'intake-guardian');
    await button('Rời lượt').click();
    await desk.page.getByRole('list', { name: /Hồ sơ dở/ }).waitFor();
  });

  it('closes the shift with figures that reconcile', async () => {
    await desk.page.keyboard.press('F6');
    await desk.page.getByText(/Số liệu khớp/).waitFor();
    await desk.page.getByText('Đặng Thị Mẫu Hòa').first().waitFor();
    await lookAtBoth(desk.page, 'shift-open');
    await button('Đóng ca…').click();
    await lookAtBoth(desk.page, 'shift-closing');
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('Chưa mở ca').waitFor();
    await desk.page.getByText('VŨ THỊ VÍ DỤ QUÝ').waitFor();
    await lookAtBoth(desk.page, 'shift-closed');
    expect(desk.trouble).toEqual([]);
  });
});
