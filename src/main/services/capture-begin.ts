import type { DeskApi } from '#contract/api.ts';
import type { CaptureRecord } from '#contract/capture.ts';
import type { DeviceKind } from '#contract/devices.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Input, Output } from '#contract/rpc.ts';
import { type CaptureCore, deviceUnknown, failureIn } from './capture-core.ts';
import type { CaptureDeskParts } from './capture-desk.ts';
import { admitToCaptures, type CaptureOffice, note, permissionOf, permitCapture } from './capture-office.ts';
import type { RunningTask, TaskContext } from './capture-task.ts';
import { beginCode } from './capture-task-code.ts';
import { beginDocument } from './capture-task-document.ts';
import { beginFaceMatch } from './capture-task-face-match.ts';
import { beginPortrait } from './capture-task-portrait.ts';

type Asked = Input<DeskApi, 'capture.begin'>;

/** Begins to use a camera, once that is on record. @throws FailureError `session.*`, `purpose.*`, `device.unknown`, `camera.gone`, `capture.noPortrait`, `registry.noGenuineCard` */
export async function beginTask(
  core: CaptureCore,
  parts: CaptureDeskParts,
  { wanted, camera: cameraId, purpose }: Asked,
): Promise<Output<DeskApi, 'capture.begin'>> {
  const office = await parts.office();
  await admitToCaptures(office);
  const permit = await permitCapture(office, permissionOf[wanted.is], purpose);
  const camera = deviceOf(parts, cameraId, wanted.is);
  if (wanted.is === 'faceMatch') refuseWithoutPortrait(core, parts);
  const result = { code: wanted.is };
  await note(office, permit, { action: 'camera.used', number: core.records.number(), result });
  // The desk may have been locked, or its officer gone, while that was written.
  needStillThere(office);
  const id = parts.ids();
  const ending = new AbortController();
  const isMine = () => core.going()?.id === id;
  const end = (error: unknown) => {
    if (!isMine()) return;
    core.end(failureIn(error) ?? failure('internal', { incident: parts.report('capture', error) }));
  };
  const context: TaskContext = {
    ...{ id, camera, purpose, permit, office, signal: ending.signal, records: core.records },
    ...{ engines: parts.engines, clock: parts.clock, random: parts.random, after: parts.after },
    seen: (seq, seen) => parts.emit('capture.seen', { task: id, seq, seen }),
    wanted: (seq) => parts.emit('capture.wanted', { task: id, seq }),
    changed: () => (isMine() ? core.show() : undefined),
    fail: end,
    finish: () => (isMine() ? core.end(null) : undefined),
  };
  const task = taskOf(core, parts, context, wanted);
  const stopHearing = parts.devices.onCancel(camera.id, () => (isMine() ? core.end(null) : undefined));
  const release = () => {
    stopHearing();
    parts.devices.setBusy(camera.id, null);
  };
  core.start({ id, is: wanted.is, task, camera, purpose, office }, { abort: () => ending.abort(), release });
  parts.devices.setBusy(camera.id, 0);
  return { task: id };
}

function taskOf(
  core: CaptureCore,
  parts: CaptureDeskParts,
  context: TaskContext,
  wanted: Asked['wanted'],
): RunningTask {
  switch (wanted.is) {
    case 'code':
      return beginCode(context, parts.codes);
    case 'portrait':
      return beginPortrait(context);
    case 'document':
      return beginDocument(context, wanted.paper);
    case 'faceMatch': {
      const portrait = refuseWithoutPortrait(core, parts);
      core.setMatch(null);
      return beginFaceMatch(context, { portrait, keep: core.setMatch });
    }
  }
}

/**
 * The camera; for a paper also where files come from.
 * @throws FailureError `device.unknown`, `camera.gone`
 */
function deviceOf({ devices }: CaptureDeskParts, id: string, what: Asked['wanted']['is']): CaptureRecord['device'] {
  const fits = (kind: DeviceKind) => kind === 'camera' || (kind === 'documentScanner' && what === 'document');
  const found = devices.devices().find((device) => device.id === id && fits(device.kind));
  if (found === undefined) return deviceUnknown();
  if (found.condition.is === 'away') throw new FailureError(failure('camera.gone'));
  return { id: found.id, name: found.name, simulated: found.simulated };
}

/** A copy of the portrait of the card that was read to its end. @throws FailureError `capture.noPortrait`, `registry.noGenuineCard` */
function refuseWithoutPortrait(core: CaptureCore, { reading }: CaptureDeskParts): Uint8Array {
  // A face beside the portrait of a forged card would prove the forgery right.
  if (core.isDisproved()) throw new FailureError(failure('registry.noGenuineCard'));
  const portrait = reading.card() === null ? null : reading.portrait();
  if (portrait === null) throw new FailureError(failure('capture.noPortrait'));
  return Uint8Array.from(portrait.bytes);
}

function needStillThere({ session }: CaptureOffice): void {
  const { state } = session.state();
  if (state !== 'signedIn') throw new FailureError(failure(state === 'locked' ? 'session.locked' : 'session.nobody'));
}
