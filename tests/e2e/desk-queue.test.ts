import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sampleId } from '#domain/dossier/testing/sample-dossiers.ts';
import { type RunningUpstream, startUpstream } from '#fixtures/upstream/start-upstream.ts';
import { TestDesk, testDossier } from '#fixtures/upstream/testing/test-desk.ts';
import { sealPacket } from '#sync/seal-packet.ts';
import { beOfficer, openTab } from './support/administration-steps.ts';
import { type Desk, host, openDesk, reasonToSkip } from './support/desk.ts';
import { lookAtBoth } from './support/pictures.ts';
import { type QueueHome, queueHome } from './support/queue-home.ts';

const complete = 12;
const fullNumber = /\d{12}|\d{3} \d{3} \d{3} \d{3}/;

describe.skipIf(reasonToSkip)('the queue, and the upstream it goes to', () => {
  let place: QueueHome;
  let desk: Desk;
  let page: Page;
  let upstream: RunningUpstream | null = null;
  beforeAll(async () => {
    place = await queueHome({ complete, drafts: 2 });
    desk = await openDesk({ home: place.home });
    page = desk.page;
  }, 180_000);
  afterAll(async () => {
    await desk.close();
    await upstream?.close();
    await place.remove();
  });
  afterEach(() => expect(desk.trouble).toEqual([]));

  const line = () => page.getByRole('region', { name: 'Đường truyền' });
  const mark = () => page.locator('footer [data-line]');
  const tab = (name: string) => page.getByRole('tab', { name });
  const deskId = async () =>
    (await page.getByRole('region', { name: 'Tên của bàn này' }).locator('code').last().innerText()).replace(/\s/g, '');

  it('says what waits and why while the upstream is away, and intake goes on', async () => {
    await page.keyboard.press('F5');
    await tab(`${complete} Chờ truyền`).waitFor({ timeout: 60_000 });
    await line().getByText('Mất liên lạc').waitFor({ timeout: 60_000 });
    expect(await line().innerText()).toContain('Không tới được tuyến trên.');
    expect(await mark().innerText()).toContain(`${complete} chờ truyền`);
    const rows = page.getByRole('table', { name: 'Hồ sơ: Chờ truyền' });
    await rows.getByRole('row').nth(complete).waitFor();
    expect(await rows.innerText()).not.toMatch(fullNumber);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await lookAtBoth(page, 'queue-away');
    await page.keyboard.press('F2');
    await page
      .getByRole('navigation')
      .first()
      .getByRole('button', { name: /Tiếp nhận/, pressed: false })
      .waitFor();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await mark().click();
    await line().waitFor();
  });

  it('shows one dossier with its packet and what it waits for', async () => {
    await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
    const details = page.getByRole('region').filter({ hasText: 'Gói gửi tuyến trên' });
    expect(await details.innerText()).toMatch(/số 1 · đời 1 · bản 1/);
    await page.getByRole('button', { name: 'Đóng hồ sơ' }).click();
    await tab('2 Đang làm dở').click();
    await page.getByRole('table', { name: 'Hồ sơ: Đang làm dở' }).getByRole('row').nth(2).waitFor();
  });

  it('asks to be let in when the upstream is back, and says what to do', async () => {
    upstream = await startUpstream(place.upstream);
    await takenElsewhere(upstream, 3);
    await beOfficer(page, 'QT001');
    await openTab(page, 'Tuyến trên');
    await page.getByRole('radio', { name: 'Nhiều nhất' }).check();
    await page.getByLabel('Tốc độ nhiều nhất').fill('0,5');
    await page.getByRole('button', { name: 'Lưu tốc độ' }).click();
    await page.getByRole('button', { name: 'Hỏi lại tuyến trên' }).click();
    await page.getByText('Đã xin, chờ duyệt').waitFor({ timeout: 30_000 });
    await lookAtBoth(page, 'upstream-requested');
    await upstream.office.approve(await deskId());
    await page.getByRole('button', { name: 'Hỏi lại tuyến trên' }).click();
    await page.getByText('Được gửi').waitFor({ timeout: 30_000 });
  });

  it('sends what waited, with rate and time left', async () => {
    await beOfficer(page, 'CB001');
    await page.keyboard.press('F5');
    const going = line().getByText(/còn khoảng .* · .*\/s/);
    const send = line().getByRole('button', { name: 'Truyền ngay' });
    await going.or(send).first().waitFor({ timeout: 30_000 });
    // The desk may begin by itself while the button is looked for.
    if (await send.isVisible()) await send.click({ timeout: 1000 }).catch(() => undefined);
    await going.waitFor({ timeout: 30_000 });
    await lookAtBoth(page, 'queue-sending');
    await tab(`${complete - 1} Có biên nhận`).waitFor({ timeout: 90_000 });
    await tab('0 Chờ truyền').waitFor();
    await line().getByText('Đã nối').waitFor();
    await tab(`${complete - 1} Có biên nhận`).click();
    const acknowledged = page.getByRole('table', { name: 'Hồ sơ: Có biên nhận' });
    await acknowledged
      .getByRole('row')
      .nth(complete - 1)
      .waitFor();
  });

  it('sets aside what the upstream does not take, says why, and tries it again', async () => {
    await tab('1 Để riêng').click();
    await page.getByRole('table', { name: 'Hồ sơ: Để riêng' }).getByRole('row').nth(1).getByRole('button').click();
    await page.locator('aside [data-failure="sync.otherContent"]').waitFor();
    await lookAtBoth(page, 'queue-set-aside');
    await page.getByRole('button', { name: 'Thử lại hồ sơ này' }).click();
    await tab(`${complete} Có biên nhận`).waitFor({ timeout: 30_000 });
    await tab('0 Để riêng').waitFor();
    await tab(`${complete} Có biên nhận`).click();
  });

  it('compares both books: 100,00 %', async () => {
    await page.getByRole('button', { name: 'Đối soát' }).click();
    const result = page.getByRole('region', { name: 'Đối soát với tuyến trên' });
    await result.getByText('100,00 %').waitFor({ timeout: 30_000 });
    expect(await result.innerText()).toContain('Hai sổ khớp');
    await lookAtBoth(page, 'queue-reconciled');
  });

  it('shows and prints the minute: black on white, numbered pages, nobody’s data', async () => {
    await page.getByRole('button', { name: 'Xem biên bản' }).click();
    const paper = page.getByRole('article', { name: 'Biên bản đối soát hồ sơ' });
    await paper
      .getByText(/^[0-9a-f]{64}$/)
      .last()
      .waitFor();
    await lookAtBoth(page, 'queue-minute');
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await page.getByRole('main').getByRole('button', { name: 'In biên bản' }).first().click();
    await page.locator('body[data-printed]').waitFor();
    const sheet = page.locator('body > [data-print-sheet="vi"]');
    const printed = (await sheet.textContent()) ?? '';
    expect(printed).toContain('Tỷ lệ khớp: 100,00 %');
    expect(printed).toContain('Chữ ký số của bàn');
    expect(printed).not.toMatch(/(?<![0-9a-f])\d{12}(?![0-9a-f])/);
    if (host !== 'web') return;
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const text = textOf(pdf);
    if (text !== null) {
      expect(text).toContain('BIÊN BẢN ĐỐI SOÁT HỒ SƠ');
      expect(text).toContain('Tỷ lệ khớp: 100,00 %');
      expect(text).toContain('Trang 1/1');
      expect(text).not.toContain('Hàng đợi');
    }
    await sheet.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Hàng đợi' }).waitFor();
  });

  it('is bound again by hand, after its fingerprints were compared', async () => {
    const pem = join(place.upstream.folder, 'goc-tuyen-tren-mau.pem');
    writeFileSync(pem, place.authorityPem);
    await beOfficer(page, 'QT001');
    await openTab(page, 'Tuyến trên');
    await page.getByRole('button', { name: 'Bỏ nối…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Bỏ nối' }).click();
    await page.getByText('Bàn chưa nối với tuyến trên nào.').first().waitFor();
    await lookAtBoth(page, 'upstream-unset');
    await page.getByLabel('Địa chỉ của tuyến trên').fill(`127.0.0.1:${place.upstream.port}`);
    await page.locator('input[type=file]').setInputFiles(pem);
    await page.getByText('Đã chọn goc-tuyen-tren-mau.pem').waitFor();
    await page.getByRole('button', { name: 'Hỏi tuyến trên' }).click();
    await page.getByRole('img', { name: /^Khóa ký biên nhận/ }).waitFor({ timeout: 30_000 });
    await lookAtBoth(page, 'upstream-look');
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Nối với tuyến trên này' }).click();
    await page.getByText('Được gửi').waitFor({ timeout: 30_000 });
  });
});

/** Another desk has sent a dossier under the same number: with another content, as after a desk was restored from a backup. */
async function takenElsewhere(upstream: RunningUpstream, n: number): Promise<void> {
  const other = new TestDesk(upstream);
  await other.enrol();
  await upstream.office.approve(other.deskId);
  const ids = { dossierId: sampleId(n), rev: 1, deskId: other.deskId, epoch: 1, deskSeq: 1 };
  const content = { ids, dossier: testDossier(ids.dossierId), parts: [] };
  await other.send(await sealPacket(content, upstream.publicKeys.sealing, other.signer));
  await other.close();
}

/** The text of a PDF by poppler, or null where that is not installed. */
function textOf(pdf: Buffer): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-pdf-'));
  const file = join(folder, 'bien-ban.pdf');
  writeFileSync(file, pdf);
  const { status, stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return status === 0 ? stdout : null;
}
