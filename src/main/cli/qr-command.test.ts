import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank, pasted, resized } from '#fixtures/make/degrade.ts';
import { jpegOf } from '#fixtures/make/jpeg.ts';
import { mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { qrSymbol } from '#fixtures/make/qr-symbol.ts';
import { runGathering } from './testing/run-gathering.ts';
import { sharedDesk } from './testing/shared-desk.ts';

let home: string;
const kept = sharedDesk();
const options = () => ({ profile: 'demo', host: 'web', home, demoPeople: false }) as const;
const desk = (...args: readonly string[]) => runGathering(args, { desk: options(), ...kept.terminal() });
const file = (name: string) => join(home, name);

let zone: ReturnType<typeof mrzPicture>;
const card =
  '001304999901|000999001|Đặng Thị Mẫu Hòa|14022004|Nữ|Số 1 ngõ Thử Nghiệm, Hà Nội|10052021|001204999977|Mẹ MẪU 0500000001';

async function draw(name: string, ...contents: readonly string[]): Promise<void> {
  let sheet = blank({ width: 40 + contents.length * 320, height: 360 }, 1);
  for (const [at, content] of contents.entries()) {
    const symbol = await qrSymbol(new TextEncoder().encode(content));
    sheet = pasted(sheet, resized(symbol, symbol.width * 4, symbol.height * 4), { x: 40 + at * 320, y: 40 });
  }
  await writeFile(file(name), await jpegOf(sheet, 85));
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-qr-'));
  await draw('card.jpg', 'https://example.invalid/', card);
  await draw('poster.jpg', 'https://example.invalid/');
  await draw('garbled.jpg', card.replace('ặ', '\ufffd'));
  await draw('empty.jpg');
  const view = { is: 'card', width: 960, height: 540, upsideDown: false } as const;
  zone = mrzPicture(mrzTiers.clean, { seed: 5, place: 3, view });
  await writeFile(file('zone.jpg'), await jpegOf(zone.pixels, 90));
  await writeFile(file('note.jpg'), 'không phải ảnh');
  await kept.open(options());
});

afterAll(async () => {
  await kept.close();
  await rm(home, { recursive: true, force: true });
});

describe('desk qr', () => {
  it('says what the code of a card says, with every number masked', async () => {
    const { code, out, err } = await desk('qr', file('card.jpg'), '--json');
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toMatch(/\d{5,}/);
    expect(JSON.parse(out).scan).toEqual({
      ...{ is: 'card2024', number: '••• ••• ••• 901', name: 'Đặng Thị Mẫu Hòa', oldNumber: '••• ••• ••• 001' },
      ...{ birth: '2004-02-14', sex: 'female', residence: 'Số 1 ngõ Thử Nghiệm, Hà Nội', issued: '2021-05-10' },
      ...{ cancelledNumbers: ['••• ••• ••• 977'], rest: ['Mẹ MẪU ••• ••• ••• 001'], mrz: null },
    });
  });

  it('reads the machine readable zone where there is no code, and keeps its lines back', async () => {
    const { scan } = JSON.parse((await desk('qr', file('zone.jpg'), '--json')).out);
    const number = zone.lines[0]?.slice(15, 27) ?? '';
    expect(scan).toMatchObject({ is: 'mrz', number: `••• ••• ••• ${number.slice(-3)}`, birth: null, mrz: null });
    const full = JSON.parse((await desk('qr', file('zone.jpg'), '--unmasked', '--json')).out).scan;
    expect([full.number, full.mrz]).toEqual([number, zone.lines]);
  });

  it('is readable by people, and shows full numbers when asked to, for a reason', async () => {
    const { out } = await desk('qr', file('card.jpg'), '--unmasked', '--purpose', 'doiChieu');
    expect(out).toContain('  Số          001304999901\n  Họ và tên   Đặng Thị Mẫu Hòa\n');
    expect(out).toContain('  Ngày sinh   14/02/2004\n');
  });

  it.each([
    ['poster.jpg', 'qr.notACard'],
    ['garbled.jpg', 'qr.garbled'],
    ['empty.jpg', 'qr.notFound'],
    ['note.jpg', 'image.undecodable'],
    ['nowhere.jpg', 'file.unreadable'],
  ])('of %s is %s', async (name, failed) => {
    const { code, out } = await desk('qr', file(name), '--json');
    expect([code, JSON.parse(out).failure.code]).toEqual([1, failed]);
  });

  it('takes one picture', async () => {
    expect((await desk('qr')).code).toBe(2);
    expect((await desk('qr', file('card.jpg'), file('card.jpg'))).code).toBe(2);
  });
});
