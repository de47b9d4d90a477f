import { expect, it } from 'vitest';
import { readSteps } from '#contract/evidence.ts';
import { readFraction } from './read-fraction.ts';

const at = (step: (typeof readSteps)[number], bytesRead = 1400, bytesKnown = 1400) =>
  readFraction({ step, file: null, bytesRead, bytesKnown, apdus: 9 });

it('grows with every step and is whole at the end', () => {
  const fractions = readSteps.map((step) => at(step));
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions[0]).toBe(0);
  expect(fractions.at(-1)).toBeCloseTo(1);
});

it('is not full while the portrait is still to come, and follows its bytes', () => {
  expect(at('portrait')).toBeLessThanOrEqual(0.5);
  expect(at('portrait', 8000, 16_000)).toBeCloseTo(at('portrait') + 0.25);
});
