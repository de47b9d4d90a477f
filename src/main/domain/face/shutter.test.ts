import { describe, expect, it } from 'vitest';
import type { FaceLook } from '#contract/face.ts';
import { createShutter, shutterRules } from './shutter.ts';
import { modelLook } from './testing/model-face.ts';

const good = modelLook();
const bad = modelLook({ eyesOpen: 0 });
const withScore = (name: string, score: number): FaceLook => ({
  ...good,
  checks: good.checks.map((check) => (check.name === name ? { ...check, score } : check)),
});

/** Frames in steps of 70 ms. */
function run(looks: readonly FaceLook[], step = 70) {
  const shutter = createShutter(shutterRules);
  return looks.map((look, seq) => shutter.add({ seq, at: 1000 + step * seq, look }));
}

describe('the shutter', () => {
  it('releases once after a run of good frames, and begins anew', () => {
    const states = run(Array.from({ length: 14 }, () => good));
    expect(states.map(({ release }) => release).indexOf(true)).toBe(10);
    expect(states.filter(({ release }) => release)).toHaveLength(1);
    expect(states[10]).toMatchObject({ steady: 1, best: 0 });
    expect(states[11]?.steady).toBe(0);
    const steady = states.slice(0, 11).map((state) => state.steady);
    expect(steady).toEqual([...steady].sort((a, b) => a - b));
  });

  it('begins again after one bad frame', () => {
    const states = run([...Array.from({ length: 9 }, () => good), bad, ...Array.from({ length: 10 }, () => good)]);
    expect(states[9]).toEqual({ steady: 0, best: null, release: false });
    expect(states.some(({ release }) => release)).toBe(false);
  });

  it('asks for enough frames of a slow camera, and for no silence among them', () => {
    expect(run([good, good, good], 390).at(-1)).toMatchObject({ steady: 0.6, release: false });
    expect(
      run(
        Array.from({ length: 5 }, () => good),
        390,
      ).at(-1)?.release,
    ).toBe(true);
    expect(
      run(
        Array.from({ length: 9 }, () => good),
        1001,
      ).some(({ release }) => release),
    ).toBe(false);
  });

  it('begins again with another face, and when the clock goes back', () => {
    const other = modelLook({}, { x: 420 });
    const states = run([...Array.from({ length: 9 }, () => good), ...Array.from({ length: 9 }, () => other)]);
    expect(states.some(({ release }) => release)).toBe(false);
    const shutter = createShutter(shutterRules);
    shutter.add({ seq: 0, at: 5000, look: good });
    expect(shutter.add({ seq: 1, at: 100, look: good }).steady).toBe(0);
  });

  it('keeps the best frame: open eyes before sharpness, small differences are none', () => {
    const looks = [
      withScore('eyesOpen', 80),
      withScore('sharpness', 99),
      good,
      withScore('eyesOpen', 97),
      withScore('sharpness', 60),
    ];
    const states = run([...looks, ...Array.from({ length: 6 }, () => good)]);
    expect(states.map(({ best }) => best).slice(0, 5)).toEqual([0, 1, 1, 3, 3]);
    expect(states.at(-1)).toMatchObject({ best: 3, release: true });
  });
});
