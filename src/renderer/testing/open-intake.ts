import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import type { CaptureState } from '#contract/capture.ts';
import type { DeskState } from '#contract/desk.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { sampleIntake, sampleShift, sampleSitting } from '../features/intake/testing/sample-intake.ts';
import { withSteps } from '../features/intake/testing/scripted-intake.ts';
import type { FakeHost } from './fake-client.ts';
import { openWindow } from './open-window.tsx';
import { finishedReading, sampleDesk, sampleVerdict } from './sample-desk.ts';

const camera = { id: 'camera:a', kind: 'camera', name: 'Máy ảnh thử', simulated: false, via: 'window' } as const;
const devices: DeskState['devices'] = [{ ...camera, condition: { is: 'ready' }, chosen: true }];
export const noCaptures: CaptureState = { task: null, records: [], match: null, failure: null };
export const deskWith = (parts: Partial<DeskState> = {}) =>
  sampleDesk({
    reading: finishedReading(sampleVerdict()),
    devices,
    shift: sampleShift(),
    intake: sampleIntake(),
    ...parts,
  });
export const seated = (...dossiers: IntakeDossier[]) =>
  deskWith({ intake: sampleIntake({ sitting: sampleSitting({ dossiers: dossiers.map(withSteps) }) }) });

let clock = 0;
beforeEach(() => {
  clock = 10_000;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
});
afterEach(() => vi.restoreAllMocks());

/** The window at the intake; `tap` presses one key after the last press has settled, and counts it. */
export async function openIntake(state: DeskState, prepare: (host: FakeHost) => void = () => {}) {
  const host = await openWindow(state, (fake) => {
    fake.answer('reading.portrait', () => null);
    fake.answer('capture.cancel', () => undefined);
    fake.answer('capture.part', () => Uint8Array.of(1));
    fake.answer('intake.focus', () => undefined);
    prepare(fake);
  });
  let keys = 0;
  const tap = async (key: string) => {
    clock += 1000;
    keys += 1;
    await host.user.keyboard(key);
  };
  const settle = () => {
    clock += 1000;
  };
  return { ...host, tap, settle, keys: () => keys };
}

/** The same, with somebody who sits there already. */
export async function openSeated(state: DeskState, prepare: (host: FakeHost) => void = () => {}) {
  const host = await openIntake(state, prepare);
  await act(async () => host.window.setState({ place: 'intake' }));
  clock += 1000;
  return host;
}

/** A region of the intake by its name. */
export const step = (name: string) => screen.findByRole('region', { name });
