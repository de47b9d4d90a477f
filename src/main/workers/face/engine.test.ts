import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faceLookSchema } from '#contract/face.ts';
import type { Pixels } from '#contract/pixels.ts';
import { compareFaces, faceThresholds } from '#domain/face/bands.ts';
import { plain } from '#domain/face/testing/model-picture.ts';
import { rectangleMap } from '#domain/image/affine.ts';
import { picture, sample } from '#domain/image/sample.ts';
import { blank, pasted } from '#fixtures/make/degrade.ts';
import { renderHead } from '#fixtures/make/head.ts';
import { makeUpHead } from '#fixtures/make/head-person.ts';
import { createFaceEngine, type LocalFaceEngine } from './engine.ts';
import { modelFolder, models } from './model-files.ts';
import { openNetworks } from './networks.ts';

const head = (seed: number, change: { readonly yaw?: number; readonly roll?: number } = {}) =>
  renderHead({
    person: makeUpHead({ seed, woman: seed % 2 === 0, years: 35, dark: false }),
    ...{ width: 320, height: 240, ...change },
  });

const front = head(3);
let engine: LocalFaceEngine;

beforeAll(() => {
  engine = createFaceEngine(openNetworks(modelFolder));
});
afterAll(() => engine.close());

describe('the engine', () => {
  it('sees one face with all that belongs to it, in the form of the contract', async () => {
    const seen = faceLookSchema.parse(await engine.look(front));
    expect(seen.faces).toHaveLength(1);
    expect(seen.landmarks).toHaveLength(136);
    expect(seen.checks).toHaveLength(21);
    expect(Math.abs(seen.pose?.yaw ?? 90)).toBeLessThan(8);
    expect(Math.abs(seen.pose?.roll ?? 90)).toBeLessThan(5);
  });

  it('says left and right by the person, clockwise by the picture', async () => {
    expect((await engine.look(head(3, { yaw: 25 }))).pose?.yaw).toBeGreaterThan(12);
    expect((await engine.look(head(3, { yaw: -25 }))).pose?.yaw).toBeLessThan(-12);
    expect((await engine.look(head(3, { roll: 15 }))).pose?.roll).toBeGreaterThan(8);
  });

  it('sees two faces, the larger one first', async () => {
    const small = picture(
      sample(
        front,
        { width: 213, height: 160, toSource: rectangleMap({ x: 0, y: 0, ...sizeOf(front) }, 213, 160) },
        'edge',
      ),
    );
    const both = pasted(pasted(blank({ width: 640, height: 260 }, 3), small, { x: 10, y: 10 }), front, {
      x: 300,
      y: 10,
    });
    const { faces, checks } = await engine.look(both);
    expect(faces).toHaveLength(2);
    expect(faces[0]?.x).toBeGreaterThan(300);
    expect(checks.find(({ name }) => name === 'oneFace')?.ok).toBe(false);
  });

  it('gives the same descriptor for the same face, whole and cut', async () => {
    const whole = await engine.describe(front);
    const cut = await engine.crop(front);
    expect(cut?.width).toBe(Math.round(((cut?.height ?? 0) * 35) / 45));
    const again = cut === null ? null : await engine.describe(cut);
    if (whole === null || again === null) throw new Error('no face');
    expect(compareFaces(whole, again, faceThresholds).score).toBeGreaterThan(0.8);
  });

  it('sees a grey picture as well', async () => {
    const grey: Pixels = { ...front, channels: 1, bytes: front.bytes.filter((_, index) => index % 3 === 1) };
    expect((await engine.look(grey)).faces).toHaveLength(1);
  });
});

const sizeOf = ({ width, height }: Pixels) => ({ width, height });

describe('a picture without a face', () => {
  it.each([
    ['black', plain(640, 480, 0)],
    ['white', plain(640, 480, 255)],
    ['one pixel', plain(1, 1, 128)],
    ['one line', plain(4000, 1, 90)],
    [
      'noise',
      { ...plain(320, 240, 0), bytes: Uint8Array.from({ length: 76_800 }, (_, at) => (at * 2_654_435_761) >>> 24) },
    ],
    ['over-exposed', { ...front, bytes: front.bytes.map((value) => Math.min(255, 240 + value)) }],
  ] satisfies [string, Pixels][])('%s: nothing seen, described or cut', async (_name, pixels) => {
    const seen = await engine.look(pixels);
    expect(seen).toEqual({ faces: [], landmarks: null, pose: null, closed: null, checks: [] });
    expect(await engine.describe(pixels)).toBeNull();
    expect(await engine.crop(pixels)).toBeNull();
  });

  it('of 24 million pixels comes to an end', async () => {
    expect((await engine.look(plain(6000, 4000, 70))).faces).toEqual([]);
  });
});

describe('the model files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'truc-ban-models-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const wrong = (file: string) => ({ failure: { code: 'face.modelWrong', params: { file } } });

  it('are those that were measured', async () => {
    const networks = openNetworks(modelFolder);
    for (const name of Object.keys(models) as (keyof typeof models)[])
      await expect(networks.load(name), name).resolves.toBeUndefined();
    await networks.close();
  });

  it('are refused when missing, cut off or changed, each time, until they are right again', async () => {
    const { file } = models.eye;
    const networks = openNetworks(() => folder);
    await expect(networks.load('eye')).rejects.toMatchObject(wrong(file));
    copyFileSync(join(modelFolder(), file), join(folder, file));
    truncateSync(join(folder, file), 200_000);
    await expect(networks.load('eye')).rejects.toMatchObject(wrong(file));
    writeFileSync(join(folder, file), 'không phải mô hình');
    await expect(networks.load('eye')).rejects.toMatchObject(wrong(file));
    copyFileSync(join(modelFolder(), file), join(folder, file));
    await expect(networks.load('eye')).resolves.toBeUndefined();
    await networks.close();
  });

  it('that are another network’s are refused', async () => {
    copyFileSync(join(modelFolder(), models.landmark.file), join(folder, models.detect.file));
    const changed = createFaceEngine(openNetworks(() => folder));
    await expect(changed.warmUp()).rejects.toMatchObject(wrong(models.detect.file));
    await expect(changed.look(front)).rejects.toMatchObject(wrong(models.detect.file));
  });

  it('of the recogniser are not read before a face is described', async () => {
    for (const name of ['detect', 'landmark', 'pose', 'eye'] as const)
      copyFileSync(join(modelFolder(), models[name].file), join(folder, models[name].file));
    const without = createFaceEngine(openNetworks(() => folder));
    await without.warmUp();
    expect((await without.look(front)).faces).toHaveLength(1);
    await expect(without.describe(front)).rejects.toMatchObject(wrong(models.feature.file));
    await without.close();
  });
});
