import type { CaptureRecord, CaptureState, CaptureTask, FaceMatch } from '#contract/capture.ts';
import { type Failure, FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import type { CaptureOffice } from './capture-office.ts';
import { type CaptureRecords, createCaptureRecords, wipe } from './capture-records.ts';
import type { RunningTask } from './capture-task.ts';

/** A task that goes on. */
export type Going<T extends RunningTask = RunningTask> = {
  readonly id: string;
  readonly is: CaptureTask['is'];
  readonly task: T;
  readonly camera: CaptureRecord['device'];
  readonly purpose: Purpose;
  readonly office: CaptureOffice;
};

type Ending = { readonly abort: () => void; readonly release: () => void };

/** A face match with what it was made of. */
export type HeldMatch = {
  readonly result: FaceMatch;
  /** The live face as JPEG. */
  readonly live: Uint8Array | null;
  readonly purpose: Purpose;
  readonly number: string | null;
};

/** What the desk of captures has at this moment; every change of it is shown. */
export type CaptureCore = {
  readonly records: CaptureRecords;
  /** Whether the card on the desk was found not to be genuine: nothing is compared with it or kept under its number. */
  isDisproved(): boolean;
  setDisproved(disproved: boolean): void;
  going(): Going | null;
  /** Ends what the camera was used for before. */
  start(going: Going, ending: Ending): void;
  /** Ends the task, and wipes what it did not keep. */
  end(cause: Failure | null): void;
  match(): HeldMatch | null;
  /** The match before is wiped, but for a live face that goes on. */
  setMatch(match: HeldMatch | null): void;
  showFailure(failure: Failure | null): void;
  show(): void;
};

type Parts = Parameters<typeof createCaptureRecords>[0];

/** Begins with nothing. */
export function createCaptureCore(
  parts: Omit<Parts, 'changed'> & { readonly changed: (state: CaptureState) => void },
): CaptureCore {
  let running: (Going & Ending) | null = null;
  let match: HeldMatch | null = null;
  let shownFailure: Failure | null = null;
  let disproved = false;
  const show = () =>
    parts.changed({
      task: running?.task.view() ?? null,
      records: [...records.visible()],
      match: match?.result ?? null,
      failure: shownFailure,
    });
  const records = createCaptureRecords({ ...parts, changed: () => show() });
  const stop = () => {
    const last = running;
    running = null;
    last?.abort();
    last?.task.end();
    last?.release();
    return last !== null;
  };
  return {
    records,
    show,
    isDisproved: () => disproved,
    setDisproved: (next) => {
      disproved = next;
    },
    going: () => running,
    start(going, ending) {
      stop();
      running = { ...going, ...ending };
      shownFailure = null;
      show();
    },
    end(cause) {
      if (!stop() && cause === null) return;
      shownFailure = cause;
      show();
    },
    match: () => match,
    setMatch(next) {
      if (match !== null && match.live !== next?.live) wipe(match.live === null ? [] : [match.live]);
      match = next;
      show();
    },
    showFailure(next) {
      if (next?.code === shownFailure?.code) return;
      shownFailure = next;
      show();
    },
  };
}

/** The failure that an error is, or null for a bug. */
export function failureIn(error: unknown): Failure | null {
  return error instanceof FailureError ? error.failure : null;
}

/** @throws FailureError `device.unknown` when there is no such camera or pad */
export function deviceUnknown(): never {
  throw new FailureError(failure('device.unknown'));
}
