import { expect, it } from 'vitest';
import type { CaptureState } from './capture.ts';
import type { Reading } from './desk.ts';
import { showsBiometrics } from './shows-biometrics.ts';

const nothing: CaptureState = { task: null, records: [], match: null, failure: null };
const reading = (portrait: Reading['portrait']) => ({ portrait }) as Reading;
const captured = (change: object) => ({ reading: null, capture: { ...nothing, ...change } as CaptureState });

it.each([
  ['an empty desk', { reading: null, capture: nothing }, false],
  ['a card that waits for its key', { reading: reading('none'), capture: nothing }, false],
  ['a portrait nobody can draw', { reading: reading('undecodable'), capture: nothing }, false],
  ['a portrait that comes in', { reading: reading('streaming'), capture: nothing }, true],
  ['a portrait being decoded', { reading: reading('decoding'), capture: nothing }, true],
  ['a portrait', { reading: reading('ready'), capture: nothing }, true],
  ['a camera in use', captured({ task: { is: 'code', id: '1', camera: 'c' } }), true],
  ['a capture', captured({ records: [{ id: '1' }] }), true],
  ['a comparison', captured({ match: { at: '' } }), true],
  ['a failure alone', captured({ failure: { code: 'camera.gone', retryable: true, params: {} } }), false],
])('%s: %s', (_, state, shown) => {
  expect(showsBiometrics(state)).toBe(shown);
});
