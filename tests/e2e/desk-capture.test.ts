import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CameraScene } from '#fixtures/make/camera.ts';
import { cardBackPicture, cardFrontPicture, paperPicture } from '#fixtures/make/card-picture.ts';
import { headOf } from '#fixtures/make/head-people.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { chooseSample, waitForVerdict } from './support/desk-steps.ts';
import { type FakeCamera, fakeCamera } from './support/fake-camera.ts';
import { lookAtBoth } from './support/pictures.ts';

const person = cardholder('F01');
const everyStep = ['turnLeft', 'turnRight', 'blink', 'front'] as const;
const herself: CameraScene = { is: 'challenge', person: headOf('F01'), steps: everyStep };
const paper: CameraScene = { is: 'lying', picture: paperPicture() };

describe.skipIf(reasonToSkip ?? (host === 'electron' ? 'the camera is a file for Chromium' : null))(
  'a sitting with a camera',
  () => {
    let desk: Desk;
    let camera: FakeCamera;
    beforeAll(async () => {
      camera = fakeCamera({ is: 'held', picture: await cardFrontPicture(person.qr ?? ''), wide: 10 });
      desk = await openDesk({ browserArgs: camera.args });
    });
    afterAll(async () => {
      await desk.close();
      await camera.remove();
    });
    const button = (name: RegExp | string) => desk.page.getByRole('button', { name });
    const zone = (name: string) => desk.page.getByRole('region', { name });

    it('opens the chip by the QR code in front of the camera, with no key pressed', async () => {
      await button('Quét bằng máy ảnh').click();
      await desk.page.getByText(/đặt thẻ lên đầu đọc, chip sẽ tự mở/).waitFor({ timeout: 30_000 });
      await chooseSample(desk.page, 'ĐẶNG THỊ MẪU HÒA');
      await button('Đặt thẻ lên đầu đọc').click();
      await waitForVerdict(desk.page, 'genuine');
      await zone('Người trên thẻ').getByRole('heading', { name: 'Đặng Thị Mẫu Hòa' }).waitFor();
    });

    it('finds the person in front of the camera to be the one in the chip, after a challenge', async () => {
      camera.show(herself);
      await desk.page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
      await desk.page.keyboard.press('k');
      await desk.page
        .getByRole('list', { name: 'Các bước thử thách' })
        .getByRole('listitem')
        .first()
        .waitFor({ timeout: 30_000 });
      await lookAtBoth(desk.page, 'face-challenge');
      await desk.page.locator('[data-outcome="same"]').first().waitFor({ timeout: 60_000 });
      await lookAtBoth(desk.page, 'face-match');
      await desk.page.keyboard.press('Escape');
      await zone('Chứng minh thẻ')
        .getByText(/Khuôn mặt khớp ảnh trong chip/)
        .waitFor();
    });

    it('takes the portrait by itself when it is good enough', async () => {
      await button(/Chụp ảnh, ký, chụp giấy tờ/).click();
      await button(/^Chụp chân dung/).click();
      await button('Lấy ảnh này').waitFor({ timeout: 60_000 });
      await lookAtBoth(desk.page, 'capture-portrait');
      await button('Lấy ảnh này').click();
    });

    it('cuts a paper out of the picture and makes it straight', async () => {
      camera.show(paper);
      await desk.page.getByRole('combobox', { name: 'Loại giấy tờ' }).click();
      await desk.page.getByRole('option', { name: 'Giấy khai sinh' }).click();
      await button(/^Chụp giấy tờ/).click();
      await desk.page.getByText('1 trang').waitFor({ timeout: 60_000 });
      await lookAtBoth(desk.page, 'capture-document');
      await button('Xong giấy tờ này').click();
      await button('Đọc chữ in').waitFor();
    });

    it('takes a signature with its times', async () => {
      await button(/^Lấy chữ ký/).click();
      const pad = desk.page.getByRole('img', { name: 'Ô để ký' });
      const box = await pad.boundingBox();
      if (box === null) throw new Error('no pad');
      await desk.page.mouse.move(box.x + 60, box.y + 120);
      await desk.page.mouse.down();
      for (let step = 0; step <= 24; step++)
        await desk.page.mouse.move(box.x + 60 + step * 16, box.y + 110 + Math.sin(step / 2) * 46);
      await desk.page.mouse.up();
      await lookAtBoth(desk.page, 'capture-signature');
      await button('Lấy chữ ký này').click();
      await desk.page.getByText(/1 nét/).waitFor();
    });

    it('keeps everything encrypted on Enter, and has it again when the card is read anew', async () => {
      await button(/^Lưu 3 mục/).click();
      await desk.page.getByText('đã lưu').nth(2).waitFor();
      await lookAtBoth(desk.page, 'capture-saved');
      await desk.page.keyboard.press('F1');
      await button(/Đọc thẻ khác/).click();
      await button('Lấy thẻ ra').click();
      await button('Quét mã').click();
      await button('Đặt thẻ lên đầu đọc').click();
      await waitForVerdict(desk.page, 'genuine');
      await button(/Chụp ảnh, ký, chụp giấy tờ/).click();
      expect(await desk.page.getByText('đã lưu').count()).toBe(3);
      expect(desk.trouble).toEqual([]);
    });
  },
);

describe.skipIf(reasonToSkip ?? (host === 'electron' ? 'the camera is a file for Chromium' : null))(
  'a camera that sees the wrong thing',
  () => {
    let desk: Desk;
    let camera: FakeCamera;
    beforeAll(async () => {
      camera = fakeCamera({ is: 'held', picture: cardBackPicture(person.mrz), wide: 10 });
      desk = await openDesk({ browserArgs: camera.args });
    });
    afterAll(async () => {
      await desk.close();
      await camera.remove();
    });
    const button = (name: RegExp | string) => desk.page.getByRole('button', { name });

    it('opens the chip by the lines on the back of the card', async () => {
      await chooseSample(desk.page, 'ĐẶNG THỊ MẪU HÒA');
      await button('Đặt thẻ lên đầu đọc').click();
      await button('Quét bằng máy ảnh').click();
      await waitForVerdict(desk.page, 'genuine');
    });

    it('does not take another person, nor anybody’s photograph', async () => {
      const outcome = async (scene: CameraScene) => {
        camera.show(scene);
        await desk.page.keyboard.press('k');
        const result = desk.page.getByRole('region', { name: 'Người trên thẻ' }).locator('[data-outcome]');
        await result.first().waitFor({ timeout: 90_000 });
        const said = await result.first().getAttribute('data-outcome');
        await lookAtBoth(desk.page, `face-${scene.is === 'photo' ? 'photograph' : 'other'}`);
        await desk.page.keyboard.press('Escape');
        return said;
      };
      await desk.page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
      expect(await outcome({ is: 'challenge', person: headOf('F02'), steps: everyStep })).not.toBe('same');
      const picture = await import('#fixtures/make/head.ts').then(({ renderHead }) =>
        renderHead({ person: headOf('F01'), width: 480, height: 640, span: 38, eyes: { x: 0.5, y: 0.44 } }),
      );
      expect(await outcome({ is: 'photo', picture })).toBe('other');
      expect(desk.trouble).toEqual([]);
    });

    it.each([
      ['two faces', { is: 'two', people: [headOf('F01'), headOf('F02')] }, /Chỉ một người trong khung|Lại gần hơn/],
      ['nobody', { is: 'nobody' }, /Nhìn vào máy ảnh/],
      ['the dark', { is: 'black' }, /Nhìn vào máy ảnh|Thiếu sáng/],
      ['too much light', { is: 'overExposed', person: headOf('F01') }, /Quá sáng|Nhìn vào máy ảnh/],
    ] as const)('takes no portrait of %s, and says what to do', async (_, scene, words) => {
      camera.show(scene as CameraScene);
      const open = button(/Chụp ảnh, ký, chụp giấy tờ/);
      if (await open.isVisible()) await open.click();
      await button(/^Chụp chân dung/).click();
      await desk.page.getByRole('status').getByText(words).waitFor({ timeout: 30_000 });
      if (scene.is === 'two') await lookAtBoth(desk.page, 'capture-guidance');
      await desk.page.waitForTimeout(1500);
      expect(await button('Lấy ảnh này').count()).toBe(0);
      await desk.page.keyboard.press('Escape');
    });

    it('shows every device with how it is, and where a code is to be held', async () => {
      await desk.page.getByRole('button', { name: 'Mở bảng thiết bị' }).click();
      await desk.page.getByRole('dialog', { name: 'Thiết bị' }).getByText('Máy ảnh mô phỏng').waitFor();
      await desk.page.keyboard.press('Escape');
      camera.show({ is: 'nobody' });
      await desk.page.keyboard.press('F1');
      await button('Lấy thẻ ra').click();
      await button(/Đọc thẻ khác/).click();
      await button('Quét bằng máy ảnh').click();
      await desk.page
        .getByRole('status')
        .getByText(/Đưa mã QR hoặc ba dòng chữ/)
        .waitFor({ timeout: 20_000 });
      await lookAtBoth(desk.page, 'code-camera');
      await desk.page.keyboard.press('Escape');
      expect(desk.trouble).toEqual([]);
    });
  },
);

describe.skipIf(reasonToSkip ?? (host === 'electron' ? 'pictures are of the web host' : null))(
  'a desk without a camera of its own',
  () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await openDesk();
    });
    afterAll(() => desk.close());
    const button = (name: RegExp | string) => desk.page.getByRole('button', { name });

    it('has the software one, which says what it is, and shows the code of a card', async () => {
      await button('Mở bảng thiết bị').click();
      await desk.page.getByRole('dialog', { name: 'Thiết bị' }).getByText('Máy ảnh mô phỏng').waitFor();
      await lookAtBoth(desk.page, 'devices');
      await desk.page.keyboard.press('Escape');
      await chooseSample(desk.page, 'ĐẶNG THỊ MẪU HÒA');
      await button('Quét bằng máy ảnh').click();
      await desk.page.getByText(/đặt thẻ lên đầu đọc, chip sẽ tự mở/).waitFor({ timeout: 30_000 });
      await lookAtBoth(desk.page, 'code-waits');
    });

    it('passes the challenge as the person in front of it would', async () => {
      await button('Đặt thẻ lên đầu đọc').click();
      await waitForVerdict(desk.page, 'genuine');
      await desk.page.getByRole('img', { name: 'Ảnh khuôn mặt lưu trong chip' }).waitFor();
      await desk.page.keyboard.press('k');
      await desk.page.getByText('MÔ PHỎNG').first().waitFor();
      await desk.page
        .getByRole('region', { name: 'Người trên thẻ' })
        .locator('[data-outcome="same"]')
        .waitFor({ timeout: 60_000 });
      expect(desk.trouble).toEqual([]);
    });
  },
);

describe.skipIf(reasonToSkip ?? (host === 'electron' ? 'the leave is of the web host' : null))(
  'a camera that is there and may not be used',
  () => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await openDesk({ browserArgs: ['--use-fake-device-for-media-stream'] });
      const browser = await desk.page.context().newCDPSession(desk.page);
      const { origin } = new URL(desk.page.url());
      await browser.send('Browser.setPermission', { permission: { name: 'camera' }, setting: 'denied', origin });
    });
    afterAll(() => desk.close());
    const button = (name: RegExp | string) => desk.page.getByRole('button', { name });

    it('says so, and what to do, in its place and in the device panel', async () => {
      await button('Quét bằng máy ảnh').click();
      await desk.page.getByText('camera.refused').first().waitFor({ timeout: 20_000 });
      await lookAtBoth(desk.page, 'camera-refused');
    });

    it('leaves files: printed fields of a paper are read by a machine, and said to be', async () => {
      await button('Đóng thông báo').click();
      await chooseSample(desk.page, 'ĐẶNG THỊ MẪU HÒA');
      await button('Quét mã').click();
      await button('Đặt thẻ lên đầu đọc').click();
      await waitForVerdict(desk.page, 'genuine');
      await button(/Chụp ảnh, ký, chụp giấy tờ/).click();
      await button(/^Chụp giấy tờ/).click();
      const picture = { name: 'the.png', mimeType: 'image/png', buffer: await printedCard(desk) };
      await desk.page.locator('input[type=file][multiple]').setInputFiles(picture);
      await desk.page.getByText('1 trang').waitFor({ timeout: 30_000 });
      await button('Xong giấy tờ này').click();
      await button('Đọc chữ in').click();
      await desk.page.getByText(/Máy đọc — kiểm tra lại trước khi dùng/).waitFor({ timeout: 60_000 });
      await lookAtBoth(desk.page, 'capture-ocr');
      const read = await desk.page.locator('dl').innerText();
      expect(read).toContain('ĐẶNG THỊ MẪU HÒA');
      expect(read).toContain('14/02/2004');
      expect(read).toContain('••• ••• ••• 901');
      expect(read).not.toContain('001304999901');
      expect(desk.trouble).toEqual([]);
    });
  },
);

/** A made-up card's front with printed words, drawn by the browser: on a table, as a scanner leaves a picture of it. */
async function printedCard({ page }: Desk): Promise<Buffer> {
  const drawing = await page.context().newPage();
  await drawing.setViewportSize({ width: 1280, height: 860 });
  await drawing.setContent(`<body style="margin:0;background:#3c4440"><div style="position:absolute;left:90px;top:80px;width:1100px;
    height:694px;border-radius:36px;background:#eef3ec;font:27px 'DejaVu Sans',sans-serif;color:#15201b"><div style="padding:42px 60px">
    <p style="margin:0;text-align:center;font-size:34px"><b>CĂN CƯỚC CÔNG DÂN</b></p>
    <p>Số / No.: <b>001304999901</b></p><p>Họ và tên / Full name:<br><b>ĐẶNG THỊ MẪU HÒA</b></p>
    <p>Ngày sinh / Date of birth: <b>14/02/2004</b></p><p>Giới tính / Sex: <b>Nữ</b> &nbsp; Quốc tịch / Nationality: <b>Việt Nam</b></p>
    <p>Quê quán / Place of origin:<br><b>Xã Mẫu, Hà Nội</b></p></div></div></body>`);
  const picture = await drawing.screenshot({ type: 'png' });
  await drawing.close();
  return picture;
}
