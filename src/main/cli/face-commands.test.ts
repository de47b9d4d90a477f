import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { plain } from '#domain/face/testing/model-picture.ts';
import { resized } from '#fixtures/make/degrade.ts';
import { jpegOf, pixelsOfJpeg } from '#fixtures/make/jpeg.ts';
import { runGathering } from './testing/run-gathering.ts';
import { sharedDesk } from './testing/shared-desk.ts';

vi.setConfig({ testTimeout: 120_000 });

let home: string;
const kept = sharedDesk();
const options = () => ({ profile: 'demo', host: 'web', home, demoPeople: false }) as const;
const desk = (...args: readonly string[]) => runGathering(args, { desk: options(), ...kept.terminal() });
const file = (name: string) => join(home, name);
const still = (person: string) =>
  readFile(new URL(`../../../fixtures/people/camera/${person}-front.jpg`, import.meta.url));

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'truc-ban-face-'));
  const one = await still('F01');
  await writeFile(file('one.jpg'), one);
  await writeFile(file('small.jpg'), await jpegOf(resized(await pixelsOfJpeg(one), 320, 240), 60));
  await writeFile(file('other.jpg'), await still('F02'));
  await writeFile(
    file('wall.jpg'),
    await jpegOf({ ...plain(320, 240, 0), channels: 3, bytes: new Uint8Array(230_400).fill(200) }, 90),
  );
  await writeFile(file('note.jpg'), 'không phải ảnh');
  await kept.open(options());
});

afterAll(async () => {
  await kept.close();
  await rm(home, { recursive: true, force: true });
});

describe('desk face compare', () => {
  it('says in JSON and by its exit code whether two pictures are of one person', async () => {
    const same = await desk('face', 'compare', file('one.jpg'), file('small.jpg'), '--json');
    expect([same.code, same.err]).toEqual([0, '']);
    expect(JSON.parse(same.out).comparison).toMatchObject({
      band: 'match',
      thresholds: { match: 0.5, noMatch: 0.35 },
    });
    const { code, out } = await desk('face', 'compare', file('one.jpg'), file('other.jpg'), '--json');
    const { band } = JSON.parse(out).comparison;
    expect({ match: 0, noMatch: 10, officer: 11 }[band as string]).toBe(code);
  });

  it('cannot tell without a face, and says so to people', async () => {
    const { code, out } = await desk('face', 'compare', file('one.jpg'), file('wall.jpg'));
    expect([code, out]).toEqual([11, 'Có ảnh không thấy khuôn mặt.\n']);
  });

  it('fails on what is no picture, and on what is not there', async () => {
    const broken = await desk('face', 'compare', file('note.jpg'), file('one.jpg'), '--json');
    expect([broken.code, JSON.parse(broken.out).failure.code]).toEqual([1, 'image.undecodable']);
    const missing = await desk('face', 'compare', file('nowhere.jpg'), file('one.jpg'), '--json');
    expect([missing.code, JSON.parse(missing.out).failure.code]).toEqual([1, 'file.unreadable']);
  });

  it('takes two pictures and no more: there is no search', async () => {
    const three = ['one.jpg', 'small.jpg', 'other.jpg'].map(file);
    expect((await desk('face', 'compare', ...three)).code).toBe(2);
    expect((await desk('face', 'compare', file('one.jpg'))).code).toBe(2);
  });
});

describe('desk face check', () => {
  it('says every pre-check of a portrait, and by its exit code whether they pass', async () => {
    const { code, out } = await desk('face', 'check', file('small.jpg'), '--json');
    const { faces, guidance, checks } = JSON.parse(out);
    expect([code, guidance, faces.length, checks.length]).toEqual([10, 'nearer', 1, 21]);
  });

  it('shows people a table', async () => {
    const { code, out } = await desk('face', 'check', file('one.jpg'));
    expect(out).toMatch(/mở mắt .* đạt/);
    expect(code).toBe(out.includes('CHƯA ĐẠT') ? 10 : 0);
  });

  it('has nothing to check without a face', async () => {
    expect((await desk('face', 'check', file('wall.jpg'))).code).toBe(11);
  });
});
