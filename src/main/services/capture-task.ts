import type { CameraFrame, CaptureRecord, CaptureTask, FrameSeen, ManualReason } from '#contract/capture.ts';
import type { Purpose } from '#contract/officers.ts';
import type { Pixels } from '#contract/pixels.ts';
import type { Clock, Random } from '#ports/environment.ts';
import type { FaceEngine } from '#ports/face-engine.ts';
import type { Vision } from '#ports/vision.ts';
import { type CaptureOffice, gone } from './capture-office.ts';
import { type CaptureRecords, wipe } from './capture-records.ts';
import type { Permit } from './permit.ts';

/** What works on pictures; all of it runs elsewhere. */
export type CaptureEngines = { readonly vision: Vision; readonly faces: FaceEngine };

/** What a use of the camera works with, from its beginning to its end. */
export type TaskContext = {
  readonly id: string;
  readonly camera: CaptureRecord['device'];
  /** Why, and by whose leave, the camera is used. */
  readonly purpose: Purpose;
  readonly permit: Permit;
  readonly office: CaptureOffice;
  readonly engines: CaptureEngines;
  readonly records: CaptureRecords;
  readonly clock: Clock;
  readonly random: Random;
  /** Calls back later; returns the way to stop that. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Aborted when the task has ended: nothing it still works on is used. */
  readonly signal: AbortSignal;
  readonly seen: (seq: number, seen: FrameSeen['seen']) => void;
  /** Asks for the whole picture of a frame. */
  readonly wanted: (seq: number) => void;
  /** The task looks otherwise now. */
  readonly changed: () => void;
  /** What went wrong where nobody waits for it: ends the task. */
  readonly fail: (error: unknown) => void;
  /** The task has done its work: the camera is free. */
  readonly finish: () => void;
};

/** The whole picture of a frame, and why the shutter was released by hand. */
export type Shot = { readonly pixels: Pixels; readonly manual: ManualReason | null };

/** One use of the camera. */
export type RunningTask = {
  view(): CaptureTask;
  /** Looks at a frame; its bytes are wiped when this is done. */
  see(frame: CameraFrame): Promise<void>;
  /** Develops a whole picture. @throws FailureError `capture.gone` where none is wanted */
  shoot(shot: Shot, permit: Permit): Promise<void>;
  /** Wipes what was not kept. Called once, at the end. */
  end(): void;
};

/** A picture of one's own: what works on pictures may take over the bytes it is given. */
export function copyOf(pixels: Pixels): Pixels {
  return { ...pixels, bytes: Uint8Array.from(pixels.bytes) };
}

/** Works on a copy of a picture, which is wiped afterwards if it is still there. */
export async function lend<T>(pixels: Pixels, work: (copy: Pixels) => Promise<T>): Promise<T> {
  const copy = copyOf(pixels);
  try {
    return await work(copy);
  } finally {
    wipe([copy.bytes]);
  }
}

/** @throws FailureError `capture.gone` when the task has ended meanwhile */
export function needGoing({ signal }: Pick<TaskContext, 'signal'>): void {
  if (signal.aborted) gone();
}
