import type { DeskApi } from '#contract/api.ts';
import type { CameraFrame, CaptureRecord, CaptureState, captureApi } from '#contract/capture.ts';
import type { Reading } from '#contract/desk.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import type { Clock, Ids, Random } from '#ports/environment.ts';
import type { SignatureDrawing } from '#ports/imaging.ts';
import type { PrintReader } from '#ports/vision.ts';
import { type CaptureCore, createCaptureCore, failureIn } from './capture-core.ts';
import { captureHandlers } from './capture-handlers.ts';
import { saveCaptures } from './capture-keeping.ts';
import type { CaptureOffice } from './capture-office.ts';
import { followPeople } from './capture-people.ts';
import { wipe } from './capture-records.ts';
import type { CaptureEngines } from './capture-task.ts';
import type { CodeTaker } from './capture-task-code.ts';
import type { HearEvent } from './desk-events.ts';
import type { DevicesDesk } from './devices-desk.ts';
import type { ReadingDesk } from './reading-desk.ts';

/** What the desk of captures is made of. */
export type CaptureDeskParts = {
  readonly engines: CaptureEngines;
  readonly print: Pick<PrintReader, 'read'>;
  readonly drawing: SignatureDrawing;
  readonly reading: Pick<ReadingDesk, 'card' | 'portrait'>;
  readonly devices: Pick<DevicesDesk, 'devices' | 'setBusy' | 'onCancel'>;
  readonly codes: CodeTaker;
  /** Who is at the desk, with the log and what is kept; waits while the profile opens. @throws FailureError `session.nobody` */
  readonly office: () => Promise<CaptureOffice>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Calls back later; returns the way to stop that. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly emit: HearEvent;
  readonly changed: (state: CaptureState) => void;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
};

/** The person of a sitting: their full number, and those they had before it. */
export type SeatedPerson = { readonly number: string; readonly formerly: readonly string[] };

/** Pictures, papers and signatures of the person at the desk. Their bytes are in memory alone until they are saved. */
export type CaptureDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, keyof typeof captureApi.commands>;
  /** Looks at one frame; the next one is wanted when this is done. Never throws. */
  frame(frame: CameraFrame): Promise<void>;
  /** To be told of every change of the reading on the desk. */
  readingChanged(reading: Reading | null): void;
  /**
   * Whom a sitting is of, or null when they leave. With no card on the desk they are whom things are taken of; while another's card
   * lies there, what was taken of them is held back.
   */
  seatPerson(person: SeatedPerson | null): void;
  /** A capture of the person on the desk, by their full number. @throws FailureError `capture.unknown` for everything else */
  record(id: string, number: string): CaptureRecord;
  /**
   * Keeps captures in the profile, as the officer who is there; kept already, they stay as they are.
   * @throws FailureError `session.*`, `purpose.*`, `capture.unknown`, `capture.noSubject`, `storage.*`
   */
  keep(ids: readonly string[], purpose: Purpose): Promise<void>;
  /** To be told what the window says of cameras: one that is gone, taken or refused ends what it was used for. */
  camerasReported(seen: Input<DeskApi, 'devices.reportCameras'>): void;
  /** The desk was locked: the camera is not used by nobody; what was taken stays under the lock. */
  locked(): void;
  /** The officer has left: everything goes. */
  signedOut(): void;
  close(): void;
};

/** Opens the desk with nothing taken. */
export function openCaptureDesk(parts: CaptureDeskParts): CaptureDesk {
  const core = createCaptureCore(parts);
  const following = followPeople(core, parts);
  return {
    handlers: captureHandlers(core, parts),
    frame: frameTaker(core, parts),
    readingChanged: following.readingChanged,
    seatPerson: following.seatPerson,
    keep: (ids, purpose) => saveCaptures(core, parts, { ids, purpose }),
    record(id, number) {
      const held = core.records.find(id);
      if (held.number !== number) throw new FailureError(failure('capture.unknown'));
      return held.record;
    },
    camerasReported({ cameras, trouble }) {
      const camera = core.going()?.camera.id;
      const isFile = parts.devices.devices().some(({ id, kind }) => id === camera && kind === 'documentScanner');
      if (camera === undefined || isFile) return;
      if (trouble?.id === camera) core.end(failure(`camera.${trouble.cause}`));
      else if (!cameras.some(({ id }) => id === camera)) core.end(failure('camera.gone'));
    },
    locked: () => core.end(null),
    signedOut: following.everybodyLeft,
    close: following.everybodyLeft,
  };
}

/** Frames in a row that cannot be looked at before the task ends. */
const mostFaults = 3;

/** Looks at frames, one at a time; whoever sends more than that is not heard. */
function frameTaker(core: CaptureCore, { report }: CaptureDeskParts): CaptureDesk['frame'] {
  let busy = false;
  let faults = 0;
  return async (frame) => {
    const going = core.going();
    try {
      if (busy || going === null || going.id !== frame.task) return;
      busy = true;
      await going.task.see(frame).finally(() => {
        busy = false;
      });
      faults = 0;
    } catch (error) {
      const cause = failureIn(error);
      if (core.going() !== going) return;
      faults += 1;
      if (cause?.retryable && faults < mostFaults) return;
      faults = 0;
      core.end(cause ?? failure('internal', { incident: report('capture', error) }));
    } finally {
      wipe([frame.pixels.bytes]);
    }
  };
}
