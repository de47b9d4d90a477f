import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blank } from '#fixtures/make/degrade.ts';
import { jpegOf } from '#fixtures/make/jpeg.ts';
import { mrzPicture, mrzTiers } from '#fixtures/make/mrz-images.ts';
import { cardholder } from '#fixtures/people/people.ts';
import { runGathering } from './testing/run-gathering.ts';
import { sharedDesk } from './testing/shared-desk.ts';

let home: string;
const kept = sharedDesk();
const options = () => ({ profile: 'demo', host: 'web', home, demoPeople: false }) as const;
const desk = (...args: readonly string[]) => runGathering(args, { desk: options(), ...kept.terminal() });
const file = (name: string) => join(home, name);
const { mrz: lines } = cardholder('F01');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-mrz-'));
  await writeFile(file('card.jpg'), await jpegOf(mrzPicture(mrzTiers.clean, { seed: 9, place: 1 }, lines).pixels, 90));
  await writeFile(file('empty.jpg'), await jpegOf(blank({ width: 300, height: 200 }, 1, 220), 90));
  await writeFile(file('note.jpg'), 'không phải ảnh');
  await kept.open(options());
});

afterAll(async () => {
  await kept.close();
  await rm(home, { recursive: true, force: true });
});

describe('desk mrz', () => {
  it('says what the zone of a card says, with its numbers masked', async () => {
    const { code, out, err } = await desk('mrz', file('card.jpg'), '--json');
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain(lines[0]?.slice(5, 14));
    const { mrz } = JSON.parse(out);
    expect(mrz).toMatchObject({ read: true, guidance: null, second: null });
    expect(mrz.lines[0]).toBe('IDVNM••••••901••••••••••901<<•');
    expect(mrz.lines[2]).toBe(lines[2]);
  });

  it('shows it in full when asked to, for a reason', async () => {
    const { code, out } = await desk('mrz', file('card.jpg'), '--unmasked', '--purpose', 'doiChieu');
    expect(code).toBe(0);
    for (const line of lines) expect(out).toContain(`  ${line}\n`);
  });

  it('asks another reader', { timeout: 30_000 }, async () => {
    const { out } = await desk('mrz', file('card.jpg'), '--second', '--json');
    const { second } = JSON.parse(out).mrz;
    expect(second).toEqual({ lines: JSON.parse(out).mrz.lines, proved: true, agrees: [true, true, true] });
  });

  it('cannot tell of a picture without a zone, and says what helps', async () => {
    const { code, out } = await desk('mrz', file('empty.jpg'), '--json');
    expect([code, JSON.parse(out).mrz]).toMatchObject([
      11,
      { read: false, lines: [], corners: null, guidance: 'noZone' },
    ]);
    expect((await desk('mrz', file('empty.jpg'))).out).toContain('Không thấy dòng mã máy đọc');
  });

  it.each([
    ['note.jpg', 'image.undecodable'],
    ['nowhere.jpg', 'file.unreadable'],
  ])('of %s is %s', async (name, failed) => {
    const { code, out } = await desk('mrz', file(name), '--json');
    expect([code, JSON.parse(out).failure.code]).toEqual([1, failed]);
  });

  it('takes one picture', async () => {
    expect((await desk('mrz')).code).toBe(2);
    expect((await desk('mrz', file('card.jpg'), file('card.jpg'))).code).toBe(2);
  });
});
