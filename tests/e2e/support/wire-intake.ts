import { readFileSync } from 'node:fs';
import type { StepCode } from '#contract/dossier-kind.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import type { Pixels } from '#contract/pixels.ts';
import { pixelsOfJpeg } from '#fixtures/make/jpeg.ts';
import type { DeskWire } from './desk-wire.ts';

/** Taking dossiers in over the wire: every act is the window's own command, every picture goes the camera's way. */

const camera = { id: 'camera:simulated', label: 'Camera mô phỏng MẪU', simulated: true };
const purpose = { code: 'dinhDanhDienTu', note: null } as const;

/** Opens the shift of the hour; outside the planned hours it says why. */
export async function openShiftByWire({ call, until }: DeskWire): Promise<void> {
  const { shift } = await until(({ session }) => session.state === 'signedIn');
  await call('shift.open', { plan: shift.now, reason: shift.now === null ? 'Trực thử MẪU' : null, takeOver: true });
  await call('devices.reportCameras', { cameras: [camera], inUse: null, trouble: null });
}

/** Somebody's face as a camera sees it; read once. */
export async function faceOf(person: string): Promise<Pixels> {
  const jpeg = readFileSync(new URL(`../../../fixtures/people/camera/${person}-front.jpg`, import.meta.url));
  return pixelsOfJpeg(new Uint8Array(jpeg));
}

export type Comer = {
  readonly number: string;
  readonly kinds: readonly string[];
  readonly face: Pixels;
};

/** Serves one person: a dossier of each kind in one sitting, the portrait taken once. Gives their ids, all complete. */
export async function serveByWire(wire: DeskWire, { number, kinds, face }: Comer): Promise<readonly string[]> {
  const person = await found(wire, number);
  await wire.call('intake.begin', { kinds: [...kinds], person: { is: 'record', person } });
  const ids = (await sitting(wire)).dossiers.map(({ id }) => id);
  for (const [index, id] of ids.entries()) await takeIn(wire, id, index === 0 ? face : null);
  await wire.call('intake.leave');
  return ids;
}

async function found({ call }: DeskWire, number: string): Promise<number> {
  const { found } = await call('registry.search', { text: number, area: null, birthYear: null, limit: 1, purpose });
  const [first] = found;
  if (first === undefined) throw new RangeError('nobody has that number');
  return first.id;
}

async function sitting({ call }: DeskWire) {
  const { intake } = await call('desk.snapshot');
  if (intake.sitting === null) throw new RangeError('nobody sits there');
  return intake.sitting;
}

async function takeIn(wire: DeskWire, dossier: string, face: Pixels | null): Promise<void> {
  const { call } = wire;
  const proceed = (step: StepCode) => call('intake.proceed', { dossier, step, leave: null });
  const now = async (): Promise<IntakeDossier> => {
    const all = (await sitting(wire)).dossiers.find(({ id }) => id === dossier);
    if (all === undefined) throw new RangeError('another person sits there');
    return all;
  };
  await call('intake.show', { dossier });
  if ((await now()).identified === null) await call('intake.papersSeen', { dossier });
  await proceed('identify');
  const { reasons, form } = await now();
  if (reasons.length > 0) await call('intake.reason', { dossier, reason: 'g' });
  if (form.some(({ code, value }) => code === 'phone' && value === null))
    await call('intake.enter', { dossier, field: 'phone', value: '0500000123', source: 'typed', reason: null });
  await proceed('form');
  if (face !== null) await call('intake.take', { dossier, capture: 'portrait', record: await portrait(wire, face) });
  await proceed('captures');
  await proceed('documents');
  await call('intake.review', { dossier });
  await call('intake.take', { dossier, capture: 'signature', record: await signature(wire) });
  await proceed('sign');
  const { state } = await now();
  if (state !== 'complete' && state !== 'queued') throw new Error(`a dossier is ${state} after its last step`);
}

async function portrait({ call }: DeskWire, { bytes, ...size }: Pixels): Promise<string> {
  const { task } = await call('capture.begin', { wanted: { is: 'portrait' }, camera: camera.id, purpose });
  await call('capture.shoot', { task, seq: 1, pixels: { ...size, bytes: bytes.slice() }, manual: null });
  return (await call('capture.accept', { task })).id;
}

/** Two lines as a hand draws them. */
async function signature({ call }: DeskWire): Promise<string> {
  const { devices } = await call('desk.snapshot');
  const device = devices.find(({ kind }) => kind === 'signaturePad')?.id ?? 'none';
  const strokes = [0, 1].map((line) =>
    Array.from({ length: 40 }, (_, at) => ({
      ...{ x: 20 + 4 * at, y: 30 + 24 * line + 9 * Math.sin(at / (2 + line)) },
      ...{ t: 500 * line + 10 * at, pressure: null },
    })),
  );
  return (await call('capture.signature', { signature: { width: 400, height: 100, strokes }, device, purpose })).id;
}
