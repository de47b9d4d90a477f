import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeskState } from '#contract/desk.ts';
import type { Pixels } from '#contract/pixels.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { type RunningUpstream, startUpstream } from '#fixtures/upstream/start-upstream.ts';
import { buildWindow, host, launchChromium, reasonToSkip } from './support/desk.ts';
import { readSample } from './support/desk-steps.ts';
import { atStep, countingKeyboard, sign } from './support/intake-steps.ts';
import { lookAtBoth } from './support/pictures.ts';
import { bindStation, openStation, type Station } from './support/station.ts';
import { faceOf, openShiftByWire, serveByWire } from './support/wire-intake.ts';

/** The upstream’s page, so much of it that both desks are seen. */
const tall = { width: 1366, height: 1280 };
const bothKinds = ['eIdLevel2', 'cardExchange'];
const other = { name: 'LÝ MẪU MỸ', number: '079301999911' };

/** Grown-ups of the ward who hold a card and no e-ID of level 2 yet. */
const comers = [...citizens({ count: 120 })]
  .filter(({ loaiThe, soDinhDanh = '' }) => loaiThe !== undefined && /^\d{3}[01]/.test(soDinhDanh))
  .slice(0, 30)
  .map((row) => ({ ...row, mucDinhDanh: '1' }));

describe.skipIf(reasonToSkip ?? (host !== 'web' && 'two desks are two web hosts'))('two desks and one upstream', () => {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-upstream-'));
  let browser: Browser;
  let faces: readonly Pixels[];
  let upstream: RunningUpstream;
  let port: number;
  let one: Station;
  let two: Station;
  const deskIds: string[] = [];
  const served: Record<'one' | 'two', string[]> = { one: [], two: [] };

  beforeAll(async () => {
    buildWindow();
    browser = await launchChromium();
    upstream = await startUpstream({ folder, port: 0 });
    port = Number(new URL(upstream.url).port);
    [one, two] = await Promise.all([openStation(browser, comers), openStation(browser, comers)]);
    faces = await Promise.all(['F01', 'F03', 'F09', 'F10'].map(faceOf));
  }, 180_000);
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    await browser.close();
    await upstream.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Serves people one after the other, each with dossiers of these kinds. */
  const serve = async (desk: 'one' | 'two', from: number, kinds: readonly (readonly string[])[]) => {
    const { wire } = desk === 'one' ? one : two;
    for (const [index, each] of kinds.entries()) {
      const number = comers[from + index]?.soDinhDanh ?? '';
      const face = faces[(from + index) % faces.length] as Pixels;
      served[desk].push(...(await serveByWire(wire, { number, kinds: each, face })));
    }
  };
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
  const figures = ({ wire }: Station, condition: (figures: DeskState['sync']['figures']) => boolean) =>
    wire.until(({ sync }) => condition(sync.figures));

  it('are bound to it by their administrators, and open their shifts', async () => {
    deskIds.push(...(await Promise.all([bindStation(one, upstream, 200_000), bindStation(two, upstream, null)])));
    expect(new Set(deskIds).size).toBe(2);
    await Promise.all([openShiftByWire(one.wire), openShiftByWire(two.wire)]);
  });

  it('take 25 dossiers in while it is away, one of them at each window, both of the same person', async () => {
    await upstream.close();
    await Promise.all([serve('one', 0, times(6, bothKinds)), serve('two', 6, [...times(5, bothKinds), ['eIdLevel2']])]);
    for (const { page, wire } of [one, two]) {
      await takeByKeyboard(page);
      // While somebody's card lies there nobody else is served.
      await wire.call('demo.takeCard', { reader: null });
      await wire.call('reading.clear');
    }
    await Promise.all([figures(one, ({ waiting }) => waiting === 13), figures(two, ({ waiting }) => waiting === 12)]);
    await one.wire.until(({ sync }) => sync.line.is === 'away');
    await openQueue(one.page, '13 Chờ truyền');
    await lookAtBoth(one.page, 'two-desks-away');
    await openQueue(two.page, '12 Chờ truyền');
  });

  it('send what waited once it is back, both at the same time', async () => {
    upstream = await startUpstream({ folder, port });
    const line = one.page.getByRole('region', { name: 'Đường truyền' });
    await Promise.all([pressSend(one.page), pressSend(two.page)]);
    await line.getByText(/còn khoảng .* · .*\/s/).waitFor({ timeout: 30_000 });
    await lookAtBoth(one.page, 'two-desks-sending');
    await Promise.all([
      figures(one, ({ acknowledged }) => acknowledged === 13),
      figures(two, ({ acknowledged }) => acknowledged === 12),
    ]);
    expect(await upstream.store().newest(200)).toHaveLength(25);
  });

  it('take 25 more in while it is there, and they go by themselves', async () => {
    await Promise.all([
      serve('one', 12, times(6, bothKinds)),
      serve('two', 18, [...times(6, bothKinds), ['cardExchange']]),
    ]);
    const done = (each: DeskState['sync']['figures']) => each.acknowledged === 25;
    const states = await Promise.all([figures(one, done), figures(two, done)]);
    for (const { sync } of states)
      expect(sync.figures).toMatchObject({ waiting: 0, poisoned: 0, unsealed: 0, drafts: 0 });
  });

  it('are merged upstream: 50 dossiers, each once, without a gap, and nobody’s put aside', async () => {
    const held = await upstream.store().newest(200);
    expect(held).toHaveLength(50);
    expect(new Set(held.map(({ dossierId, rev }) => `${dossierId} ${rev}`)).size).toBe(50);
    expect(await upstream.store().refusals(10)).toEqual([]);
    for (const [at, deskId] of deskIds.entries()) {
      const book = await upstream.store().book(deskId);
      expect(book.map(({ deskSeq }) => deskSeq)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      const ours = new Set(held.filter((each) => each.deskId === deskId).map(({ dossierId }) => dossierId));
      expect(served[at === 0 ? 'one' : 'two'].filter((id) => !ours.has(id))).toEqual([]);
    }
    const shared = held.filter(({ dossier }) => dossier.number === other.number);
    expect(shared.map(({ deskId, others }) => [deskId, others]).sort()).toEqual(deskIds.map((id) => [id, 1]).sort());
  });

  it('hear its word: one dossier comes back with its reason, one is approved', async () => {
    const newest = (await upstream.store().newest(200)).filter(({ deskId }) => deskId === deskIds[0]);
    const [returned = '', approved = ''] = newest.map(({ dossierId }) => dossierId);
    const page = await (await browser.newContext({ ignoreHTTPSErrors: true, viewport: tall })).newPage();
    await page.goto(upstream.url);
    await page.getByRole('heading', { name: 'Hồ sơ đã nhận (50 mới nhất)' }).waitFor();
    const form = (id: string) => page.locator(`form[action="/page/dossiers/${id}/1"]`);
    await form(returned).getByLabel('Lý do').fill('Ảnh chân dung MẪU bị mờ');
    await form(returned)
      .getByRole('button', { name: /^Trả lại/ })
      .click();
    await page.getByText('đã trả lại: Ảnh chân dung MẪU bị mờ').waitFor();
    await form(approved)
      .getByRole('button', { name: /^Chấp nhận/ })
      .click();
    await page.getByText('đã chấp nhận').waitFor();
    await lookAtBoth(page, 'two-desks-upstream');
    await page.context().close();
    await one.wire.call('sync.run');
    await one.page.getByRole('tab', { name: '25 Có biên nhận' }).click();
    const rows = one.page.getByRole('table', { name: 'Hồ sơ: Có biên nhận' });
    // What was sent last stands first.
    await rows.getByText('Trung ương trả lại').waitFor();
    await rows.getByText('Đã duyệt').waitFor();
    await lookAtBoth(one.page, 'two-desks-decided');
    const { items } = await one.wire.call('queue.list', { list: 'acknowledged', after: null, limit: 50 });
    const states = new Map(items.map(({ line }) => [line.id, line.state]));
    expect([states.get(returned), states.get(approved)]).toEqual(['returned', 'approved']);
  });

  it('takes up what came back, and sends its second revision', async () => {
    const { page, wire } = one;
    await page.getByRole('tab', { name: '1 Bị trả lại' }).click();
    const rows = page.getByRole('table', { name: 'Hồ sơ: Bị trả lại' });
    await rows.getByText('Ảnh chân dung MẪU bị mờ').waitFor();
    await rows.getByRole('button').first().click();
    await lookAtBoth(page, 'two-desks-returned');
    await page.getByRole('button', { name: 'Mở lại' }).click();
    await page.getByRole('region', { name: 'Tuyến trên trả lại hồ sơ này' }).waitFor();
    await lookAtBoth(page, 'two-desks-taken-up');
    const keys = countingKeyboard(page);
    await keys.press('Enter');
    await atStep(page, 'Tờ khai');
    await keys.press('Enter');
    await atStep(page, 'Thu nhận');
    await keys.press('Enter');
    await atStep(page, 'Giấy tờ');
    await keys.press('Enter');
    await atStep(page, 'Kiểm tra');
    await keys.press('Enter');
    await atStep(page, 'Ký');
    await sign(page);
    await keys.press('Enter');
    await page.getByText('Đã có chữ ký cho nội dung này.').waitFor();
    await keys.press('Enter');
    await figures(one, ({ acknowledged, returned }) => acknowledged === 26 && returned === 0);
    const second = (await upstream.store().newest(200)).filter(({ rev }) => rev === 2);
    expect(second.map(({ deskId }) => deskId)).toEqual([deskIds[0]]);
    const { items } = await wire.call('queue.list', { list: 'acknowledged', after: null, limit: 50 });
    expect(items[0]?.line).toMatchObject({ id: second[0]?.dossierId, revision: 2, state: 'sent' });
    expect(items.filter(({ line }) => line.id === second[0]?.dossierId)).toHaveLength(2);
    await page.keyboard.press('F5');
  });

  it('agree with it: 100,00 % at both, and the minute is printed', async () => {
    const { minute } = await two.wire.call('sync.reconcile');
    expect(minute).toMatchObject({ agreed: true, percent: '100.00', resent: 0 });
    await one.page.getByRole('button', { name: 'Đối soát' }).click();
    const result = one.page.getByRole('region', { name: 'Đối soát với tuyến trên' });
    await result.getByText('100,00 %').waitFor({ timeout: 30_000 });
    await result.getByText('Hai sổ khớp').waitFor();
    await lookAtBoth(one.page, 'two-desks-reconciled');
    await one.page.getByRole('button', { name: 'Xem biên bản' }).click();
    await one.page
      .getByRole('article', { name: 'Biên bản đối soát hồ sơ' })
      .getByText(/^[0-9a-f]{64}$/)
      .last()
      .waitFor();
    await lookAtBoth(one.page, 'two-desks-minute');
    const text = textOf(await printed(one.page));
    for (const said of ['BIÊN BẢN ĐỐI SOÁT HỒ SƠ', 'Tỷ lệ khớp: 100,00 %', 'Trang 1/1']) expect(text).toContain(said);
    expect([...one.trouble, ...two.trouble]).toEqual([]);
  });
});

/** An e-ID dossier at the window, by keyboard alone but for the signature: the same person at both desks. */
async function takeByKeyboard(page: Page): Promise<void> {
  const keys = countingKeyboard(page);
  await page.keyboard.press('F1');
  await readSample(page, other.name, 'genuine');
  await keys.press('F2');
  await page.getByRole('checkbox', { name: /Định danh điện tử/ }).waitFor();
  await keys.press('Enter');
  await atStep(page, 'Xác định người');
  await keys.press('Enter');
  await atStep(page, 'Tờ khai');
  await keys.type('0912345678');
  await keys.press('Enter');
  await atStep(page, 'Thu nhận');
  await keys.press('Enter');
  await page.getByRole('button', { name: 'Lấy ảnh này' }).waitFor({ timeout: 60_000 });
  await keys.press('Enter');
  await page
    .locator('[data-capture="portrait"]')
    .getByText(/đã lấy/)
    .waitFor();
  await keys.press('Enter');
  await atStep(page, 'Giấy tờ');
  await keys.press('Enter');
  await atStep(page, 'Kiểm tra');
  await keys.press('Enter');
  await atStep(page, 'Ký');
  await sign(page);
  await keys.press('Enter');
  await page.getByText('Đã có chữ ký cho nội dung này.').waitFor();
  await keys.press('Enter');
  await page.getByRole('heading', { name: 'Xong lượt này' }).waitFor();
  await keys.press('Enter');
}

async function openQueue(page: Page, tab: string): Promise<void> {
  await page.keyboard.press('F5');
  await page.getByRole('tab', { name: tab }).waitFor({ timeout: 30_000 });
}

/** Sends now; where it is being sent already the button does nothing. */
async function pressSend(page: Page): Promise<void> {
  const line = page.getByRole('region', { name: 'Đường truyền' });
  await line.getByRole('button', { name: /^(?:Truyền ngay|Liên lạc ngay|Đang truyền)$/ }).click({ force: true });
}

/** The sheet as the window prints it. */
async function printed(page: Page): Promise<Buffer> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('main').getByRole('button', { name: 'In biên bản' }).first().click();
  await page.locator('body[data-printed]').waitFor();
  return page.pdf({ preferCSSPageSize: true });
}

/** The text of a PDF by poppler. */
function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-pdf-'));
  const file = join(folder, 'bien-ban.pdf');
  writeFileSync(file, pdf);
  const { stdout } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return stdout;
}
