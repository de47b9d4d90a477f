import type { DeskApi } from '#contract/api.ts';
import type { Input, Output } from '#contract/rpc.ts';
import { signatureFacts, tidySignature } from '#domain/signature/tidy.ts';
import { type CaptureCore, deviceUnknown } from './capture-core.ts';
import type { CaptureDeskParts } from './capture-desk.ts';
import { formsOfSignature } from './capture-forms.ts';
import { admitToCaptures, note, permitCapture } from './capture-office.ts';
import { wipe } from './capture-records.ts';

/** Takes a signature as it was written. @throws FailureError `session.*`, `purpose.*`, `device.unknown`, `signature.*`, `capture.tooMany` */
export async function takeSignature(
  core: CaptureCore,
  { office, devices, drawing }: CaptureDeskParts,
  { signature: written, device: id, purpose }: Input<DeskApi, 'capture.signature'>,
): Promise<Output<DeskApi, 'capture.signature'>> {
  const there = await office();
  await admitToCaptures(there);
  const permit = await permitCapture(there, 'dossier.capture', purpose);
  const pad = devices.devices().find((device) => device.id === id && device.kind === 'signaturePad');
  if (pad === undefined) return deviceUnknown();
  const signature = tidySignature(written);
  const number = core.records.number();
  const parts = await formsOfSignature(signature, drawing);
  try {
    await note(there, permit, { action: 'capture.taken', number, result: { code: 'signature' } });
  } catch (error) {
    wipe(parts.map(({ bytes }) => bytes));
    throw error;
  }
  const device = { id: pad.id, name: pad.name, simulated: pad.simulated };
  const quality = { of: 'signature', ...signatureFacts(signature) } as const;
  const made = { kind: 'signature', device, quality, officer: permit.officer.id } as const;
  return { id: core.records.add({ ...made, purpose, parts }).id };
}
