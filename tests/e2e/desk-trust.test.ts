import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { strangeAuthority } from '#fixtures/pki/variants.ts';
import { beOfficer, openTab } from './support/administration-steps.ts';
import { type Desk, openDesk, reasonToSkip } from './support/desk.ts';
import { readSample } from './support/desk-steps.ts';
import { root } from './support/host.ts';

const masterList = `${root}../shared/data/masterlist`;
const reasonWithoutList = existsSync(masterList) ? null : 'the German master list is not beside the repository';

describe.skipIf(reasonToSkip)('trust at the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
    await toTrust();
  });
  afterAll(async () => {
    await desk.close();
  });

  /** Trust is administration; cards are read by those who receive citizens. */
  async function toTrust(): Promise<void> {
    await beOfficer(desk.page, 'QT001');
    await openTab(desk.page, 'Tin cậy');
  }
  async function readAtDesk(verdict: string): Promise<void> {
    await beOfficer(desk.page, 'CB001');
    // A card that was left on the reader waits for its own digits, which are not those of the next one.
    const take = desk.page.getByRole('button', { name: 'Lấy thẻ ra' });
    if (await take.isEnabled()) await take.click();
    await desk.page.getByRole('heading', { name: 'Đặt thẻ lên đầu đọc' }).waitFor();
    await readSample(desk.page, 'Không có gốc tin cậy', verdict);
  }

  const files = () => desk.page.locator('input[type=file]');
  const ownRoot = () => ({
    name: 'goc-la.cer',
    mimeType: 'application/pkix-cert',
    buffer: Buffer.from(strangeAuthority().certificate),
  });

  it('refuses what is no certificate, in words', async () => {
    await files().setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from([0xff, 0xd8, 0xff]) });
    await desk.page.getByText('Không có chứng thư mới').waitFor();
    await desk.page.getByText('trust.notCertificate').waitFor();
  });

  it('imports a root, and with it the card that could not be told is genuine', async () => {
    await files().setInputFiles(ownRoot());
    await desk.page.getByText('Đã nhập 1 chứng thư').waitFor();
    await desk.page.getByText('3 chứng thư', { exact: true }).waitFor();
    await readAtDesk('genuine');
    expect(await desk.page.getByRole('contentinfo').innerText()).toContain('3 gốc');
  });

  it('removes it after asking, and the card cannot be told again', async () => {
    await toTrust();
    await desk.page.getByRole('searchbox').fill('goc-la');
    await desk.page.getByRole('row').nth(1).getByRole('button').click();
    await desk.page.getByRole('button', { name: /^Gỡ chứng thư/ }).click();
    await desk.page.getByRole('alertdialog').getByRole('button', { name: 'Gỡ', exact: true }).click();
    await desk.page.getByText('0 / 2 chứng thư').waitFor();
    await readAtDesk('cannotTell');
  });

  it.skipIf(reasonWithoutList)('imports a national master list with its root while it counts', async () => {
    await toTrust();
    await files().setInputFiles([`${masterList}/DE_ML_2026-05-28-08-28-45.ml`, `${masterList}/DE_ROOT_CA_CSCA07.cer`]);
    await desk.page.getByText(/\d+ \/ 588/).waitFor();
    await desk.page.getByText(/Đã nhập 5\d\d chứng thư/).waitFor();
    const rows = await desk.page.getByRole('row').count();
    expect(rows).toBeLessThan(40);
    await desk.page.getByRole('searchbox').fill('vn');
    await desk.page.getByText(/^\d+ \/ 5\d\d chứng thư$/).waitFor();
    expect(desk.trouble).toEqual([]);
  });
});
