import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { chooseSample, putCard, readSample, typeShownDigits, waitForVerdict } from './support/desk-steps.ts';
import { openLookUp } from './support/look-up-steps.ts';

describe.skipIf(reasonToSkip)('reading a card at the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await openLookUp(desk.page);
    await desk.page.keyboard.press('F1');
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.page.keyboard.press('Escape'));
  afterEach(async () => {
    expect(desk.trouble).toEqual([]);
  });

  const zone = (name: string) => desk.page.getByRole('region', { name });
  const check = (id: string) => desk.page.locator(`[data-check="${id}"]`);

  it('proves a genuine card from six digits typed, and shows who it is', async () => {
    await readSample(desk.page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    await zone('Người trên thẻ').getByRole('heading', { name: 'Đặng Thị Mẫu Hòa' }).waitFor();
    expect(await zone('Chứng minh thẻ').getByRole('heading').innerText()).toBe('Thẻ thật, dữ liệu nguyên vẹn');
    for (const id of ['sod', 'signer', 'groups', 'chipAuthentication', 'activeAuthentication', 'expiry']) {
      expect(await check(id).getAttribute('data-outcome'), id).toBe('passed');
    }
    const text = await zone('Người trên thẻ').innerText();
    expect(text).toContain('14/02/2004');
    expect(text).toContain('901');
    expect(text).not.toContain('001304999901');
    expect(await zone('Việc tiếp theo').innerText()).toMatch(/Nhân thân sau [\d,]+ giây\s+Đọc hết sau [\d,]+ giây/);
  });

  it('shows the portrait of the chip', async () => {
    await readSample(desk.page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    const picture = desk.page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' });
    await picture.waitFor();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  });

  it.each([
    ['Thẻ sao chép', 'chipAuthentication', 'Chip không giữ khóa gốc (CA)'],
    ['Thẻ bị sửa dữ liệu', 'groups', 'Dữ liệu khác với bản đã ký'],
    ['Chữ ký giả', 'sod', 'Chữ ký dữ liệu sai'],
  ])('does not trust: %s', async (card, id, reason) => {
    await readSample(desk.page, card, 'notGenuine');
    expect(await check(id).getAttribute('data-outcome')).toBe('failed');
    expect(await check(id).innerText()).toContain(reason);
  });

  it('cannot tell without the root of the issuer, and says where to import it', async () => {
    await readSample(desk.page, 'Không có gốc tin cậy', 'cannotTell');
    expect(await check('signer').innerText()).toContain('Chưa có gốc của nơi cấp');
    expect(await check('sod').getAttribute('data-outcome')).toBe('passed');
    await zone('Việc tiếp theo')
      .getByRole('button', { name: /Nhập chứng thư gốc/ })
      .waitFor();
  });

  it('keeps what was read of a card that is pulled, without a verdict it cannot give', async () => {
    await readSample(desk.page, 'Rút thẻ giữa chừng', 'cannotTell');
    await zone('Người trên thẻ').getByText('Thẻ bị nhấc ra khi đang đọc.').waitFor();
    expect(await zone('Người trên thẻ').getByRole('heading').innerText()).toMatch(/NGUYỄN VĂN THỬ NGHIỆM/i);
  });

  it('says that six digits are wrong, keeps them selected, and opens with the right ones', async () => {
    await putCard(desk.page, 'ĐẶNG THỊ MẪU HÒA');
    await desk.page.keyboard.type('111111');
    await desk.page.locator('[data-failure="access.wrongKey"]').waitFor();
    expect(await desk.page.locator('[data-failure]').innerText()).toContain('Sáu số cuối không khớp với thẻ này');
    await typeShownDigits(desk.page);
    await waitForVerdict(desk.page, 'genuine');
  });

  it('opens by the machine readable lines, each check digit judged while they are typed', async () => {
    await putCard(desk.page, 'NGUYỄN VĂN THỬ NGHIỆM');
    await desk.page.getByRole('tab', { name: 'Mã máy đọc' }).click();
    await desk.page.getByRole('button', { name: 'Điền: Mã máy đọc' }).click();
    const digits = desk.page.getByRole('list', { name: 'Số kiểm tra' });
    await digits.locator('[data-ok="true"]').nth(4).waitFor();
    const field = desk.page.getByRole('textbox', { name: /Các dòng mã máy đọc/ });
    const typed = await field.inputValue();
    await field.fill(typed.replace('0711032', '0711033'));
    await digits.getByText('chưa khớp, dòng 2 cột 7').waitFor();
    expect(await desk.page.getByRole('button', { name: 'Mở chip', exact: true }).isDisabled()).toBe(true);
    await field.fill(typed.toLowerCase());
    await digits.locator('[data-ok="true"]').nth(4).waitFor();
    await field.press('Enter');
    await waitForVerdict(desk.page, 'genuine');
  });

  it('leads from a chip that knows no six digits to its machine readable lines', async () => {
    await putCard(desk.page, 'Thẻ chỉ có BAC');
    await desk.page.getByRole('tab', { name: 'Sáu số cuối' }).click();
    await desk.page.getByLabel('Sáu số cuối của số định danh').focus();
    await typeShownDigits(desk.page);
    await desk.page.locator('[data-failure="access.unsupported"]').waitFor();
    await desk.page.waitForTimeout(800);
    await desk.page.keyboard.press('Enter');
    await desk.page.getByRole('textbox', { name: /Các dòng mã máy đọc/ }).waitFor();
    await desk.page.getByRole('button', { name: 'Điền: Mã máy đọc' }).click();
    await desk.page.getByRole('button', { name: 'Mở chip', exact: true }).click();
    await waitForVerdict(desk.page, 'genuine');
  });

  it('says beside the verdict that a genuine card has expired', async () => {
    await putCard(desk.page, 'PHẠM VĂN KHUÊ MẪU');
    await desk.page.getByRole('tab', { name: 'Sáu số cuối' }).click();
    await desk.page.getByLabel('Sáu số cuối của số định danh').focus();
    await typeShownDigits(desk.page);
    await waitForVerdict(desk.page, 'genuine');
    await zone('Chứng minh thẻ').getByText('Thẻ đã hết hạn sử dụng').waitFor();
  });

  it('shows the full number for a purpose, and files byte for byte', async () => {
    await readSample(desk.page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    await desk.page.getByRole('button', { name: 'Hiện đủ số (lý do)' }).click();
    await desk.page.getByRole('dialog').waitFor();
    await desk.page.keyboard.press('Enter');
    await desk.page.getByText('001 304 999 901').waitFor();
    await desk.page.getByRole('button', { name: /Xem tệp trong chip/ }).click();
    await desk.page.getByRole('button', { name: /^DG1\b/ }).click();
    await desk.page.getByText(/^00000 61 5d 5f 1f 5a/).waitFor();
  });

  it('confirms the comparison, then clears the desk, by Enter alone', async () => {
    await readSample(desk.page, 'NGUỴ THUÝ MẪU QUỲNH', 'genuine');
    await zone('Việc tiếp theo')
      .getByRole('button', { name: /Xác nhận đã đối chiếu/ })
      .waitFor();
    await desk.page.waitForTimeout(800);
    await desk.page.locator('body').click({ position: { x: 1, y: 1 } });
    await desk.page.keyboard.press('Enter');
    await zone('Việc tiếp theo').getByText('Đã ghi: đối chiếu thẻ với dữ liệu xã').waitFor();
    await desk.page.waitForTimeout(800);
    await desk.page.keyboard.press('Enter');
    await desk.page.locator('[data-verdict="idle"]').waitFor();
    await desk.page.getByRole('button', { name: 'Đọc thẻ này' }).waitFor();
    await desk.page.getByRole('button', { name: 'Lấy thẻ ra' }).click();
    await desk.page.getByRole('heading', { name: 'Đặt thẻ lên đầu đọc' }).waitFor();
  });

  it('says so when a card is lifted after the read, and keeps the screen', async () => {
    await readSample(desk.page, 'ĐẶNG THỊ MẪU HÒA', 'genuine');
    await desk.page.getByRole('button', { name: 'Lấy thẻ ra' }).click();
    await zone('Người trên thẻ').getByText('Thẻ đã được nhấc ra.').waitFor();
    await waitForVerdict(desk.page, 'genuine');
    await chooseSample(desk.page, 'NGUYỄN VĂN THỬ NGHIỆM');
  });
});
