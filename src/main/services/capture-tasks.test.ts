import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskApi } from '#contract/api.ts';
import type { Corners } from '#contract/pixels.ts';
import type { Input } from '#contract/rpc.ts';
import type { FoundCode, FoundMrz } from '#contract/vision.ts';
import {
  type CaptureTrial,
  captureTrial,
  failing,
  jpegOf,
  numbers,
  picture,
  purpose,
} from './testing/capture-trial.ts';

let trial: CaptureTrial;
beforeEach(async () => {
  trial = await captureTrial();
  await trial.office.signIn('thuNhan');
});

type Wanted = Input<DeskApi, 'capture.begin'>['wanted'];
const begin = async (wanted: Wanted, camera = 'camera-1') =>
  (await trial.call('capture.begin', { wanted, camera, purpose })).task;
const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame++) await trial.frame(picture(64, 48, 1, 1));
};
const corners: Corners = [
  { x: 10, y: 10 },
  { x: 50, y: 10 },
  { x: 50, y: 40 },
  { x: 10, y: 40 },
];
const code = (text: string): FoundCode => ({
  ...{ symbology: 'qr', text, corners },
  bytes: new TextEncoder().encode(text),
});
const zone = (name: string): FoundMrz => ({
  ...{ lines: ['IDVNM', '9001', name], read: true, margins: [1, 1, 1], corners, guidance: null },
});
const jpeg = () => jpegOf(picture(30, 40, 9));
const isWiped = (bytes: Uint8Array) => bytes.every((byte) => byte === 0);
describe('a camera that looks for codes', () => {
  it('gives on the code of a card, shows where it is, and ends by itself', async () => {
    await begin({ is: 'code' });
    await frames(2);
    expect(trial.seen.at(-1)).toMatchObject({ seen: { is: 'code', corners: null, guidance: 'noZone' } });
    trial.eyes.codes = [code('001304999901|…')];
    await frames(1);
    expect(trial.scans).toEqual(['001304999901|…']);
    expect(trial.seen.at(-1)).toMatchObject({ seen: { corners } });
    expect(trial.now()).toMatchObject({ task: null, failure: null });
  });

  it('goes on when it sees the code of something else', async () => {
    await begin({ is: 'code' });
    trial.eyes.codes = [code('https://example.invalid/menu')];
    await frames(3);
    expect(trial.now().task).toMatchObject({ is: 'code' });
  });

  it('believes a zone that two frames agree on, and none that was not read', async () => {
    await begin({ is: 'code' });
    trial.eyes.zone = { ...zone('DANG<<MAU'), read: false };
    await frames(3);
    trial.eyes.zone = zone('DANG<<MAU');
    await frames(1);
    trial.eyes.zone = zone('OANG<<MAU');
    await frames(1);
    expect(trial.scans).toEqual([]);
    await frames(1);
    expect(trial.scans).toEqual(['IDVNM/9001/OANG<<MAU']);
    expect(trial.now().task).toBeNull();
  });

  it('is for whoever reads cards, and takes no whole pictures', async () => {
    await trial.office.signIn('tiepNhan');
    const task = await begin({ is: 'code' });
    const shot = { task, seq: 1, pixels: picture(9, 9), manual: null };
    expect(await failing(trial.call('capture.shoot', shot))).toBe('capture.gone');
  });
});

describe('a paper', () => {
  const paper = () => begin({ is: 'document', paper: 'giayKhaiSinh' });
  const shoot = (task: string, pixels = picture(100, 80)) =>
    trial.call('capture.shoot', { task, seq: 1, pixels, manual: null });

  it('is photographed page by page when it lies still, and put together', async () => {
    await trial.put(numbers.one);
    const task = await paper();
    await frames(3);
    expect(trial.seen.at(-1)).toMatchObject({ seen: { is: 'page', corners: null, guidance: 'noPage', steady: 0 } });
    trial.eyes.page = { corners, guidance: null };
    await frames(5);
    expect(trial.wanted).toHaveLength(1);
    await shoot(task);
    expect(trial.now().task).toMatchObject({ pages: 1, working: false });
    await frames(20);
    expect(trial.wanted).toHaveLength(1);
    await trial.call('capture.addPage', { task, bytes: jpeg() });
    const { id } = await trial.call('capture.finishDocument', { task });
    expect(trial.now()).toMatchObject({
      task: null,
      records: [{ id, kind: 'document', quality: { paper: 'giayKhaiSinh', pages: 2, straightened: true } }],
    });
    expect(trial.now().records[0]?.parts.map(({ name }) => name)).toEqual(['page.jpg', 'document.pdf']);
    expect(trial.acts()).toEqual(['camera.used document', 'capture.taken document:giayKhaiSinh']);
    const pdf = await trial.call('capture.part', { id, name: 'document.pdf', purpose: null });
    expect(new TextDecoder('latin1').decode(pdf)).toMatch(/^%PDF-1\./);
  });

  it('says when a page was taken as it was', async () => {
    const task = await paper();
    await shoot(task);
    await trial.call('capture.finishDocument', { task });
    expect(trial.now().records[0]?.quality).toMatchObject({ straightened: false });
  });

  it('has no page of a file that is none, and goes on', async () => {
    const task = await paper();
    const bytes = new TextEncoder().encode('GIF89a no picture');
    expect(await failing(trial.call('capture.addPage', { task, bytes }))).toBe('image.undecodable');
    expect(trial.now().task).toMatchObject({ pages: 0, working: false });
    expect(await failing(trial.call('capture.finishDocument', { task }))).toBe('capture.noPages');
    expect(isWiped(bytes)).toBe(true);
  });

  it('has no more pages than papers of its kind', async () => {
    const task = await begin({ is: 'document', paper: 'cmnd' });
    await shoot(task);
    await shoot(task);
    expect(await failing(shoot(task))).toBe('capture.tooMany');
    expect(trial.now().task).toMatchObject({ pages: 2 });
  });

  it('that is given up is wiped', async () => {
    const task = await paper();
    await shoot(task);
    await trial.call('capture.cancel', undefined);
    expect(trial.eyes.made.every(isWiped)).toBe(true);
    expect(await failing(trial.call('capture.finishDocument', { task }))).toBe('capture.gone');
  });

  it('does not go on with another person', async () => {
    await trial.put(numbers.one);
    const task = await paper();
    await shoot(task);
    await trial.put(numbers.other);
    expect(trial.now().task).toBeNull();
    expect(trial.eyes.made.every(isWiped)).toBe(true);
  });
});

describe('a signature', () => {
  const signature = {
    ...{ width: 300, height: 100 },
    strokes: [
      [
        { x: 10, y: 50, t: 0, pressure: null },
        { x: 60, y: 20, t: 80, pressure: null },
        { x: 90, y: 70, t: 170, pressure: null },
      ],
      [{ x: 120, y: 50, t: 400, pressure: null }],
    ],
  };
  const sign = (device = 'pad') => trial.call('capture.signature', { signature, device, purpose });

  it('is kept in all its forms, with how it was written', async () => {
    await trial.put(numbers.one);
    const { id } = await sign();
    expect(trial.now().records).toMatchObject([
      { id, kind: 'signature', device: { id: 'pad' }, quality: { strokes: 2, points: 4, durationMs: 400 } },
    ]);
    const names = trial.now().records[0]?.parts.map(({ name }) => name);
    expect(names).toEqual(['signature.svg', 'signature.png', 'strokes.json']);
    const strokes = await trial.call('capture.part', { id, name: 'strokes.json', purpose: null });
    expect(JSON.parse(new TextDecoder().decode(strokes))).toMatchObject({
      width: 300,
      strokes: [expect.arrayContaining([[10, 50, 0, null]]), [[120, 50, 400, null]]],
    });
    expect(trial.acts()).toEqual(['capture.taken signature']);
  });

  it.each([
    ['a dot', [[{ x: 10, y: 50, t: 0, pressure: null }]], 'signature.empty'],
    [
      'places that are none',
      [
        [
          { x: 10, y: 50, t: 0, pressure: null },
          { x: 9e9, y: 50, t: 9, pressure: null },
        ],
      ],
      'signature.malformed',
    ],
  ])('is no %s', async (_, strokes, code) => {
    const given = { signature: { ...signature, strokes }, device: 'pad', purpose };
    expect(await failing(trial.call('capture.signature', given))).toBe(code);
    expect([trial.now().records, trial.acts()]).toEqual([[], []]);
  });

  it('is written on a pad', async () => {
    expect(await failing(sign('camera-1'))).toBe('device.unknown');
  });
});
