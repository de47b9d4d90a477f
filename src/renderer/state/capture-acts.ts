import type { DeskApi } from '#contract/api.ts';
import type { ManualReason, Signature } from '#contract/capture.ts';
import type { DeskDevice } from '#contract/devices.ts';
import type { Purpose } from '#contract/officers.ts';
import type { Pixels } from '#contract/pixels.ts';
import type { Input } from '#contract/rpc.ts';
import type { DeskLink } from './desk-link.ts';
import { guardedCall } from './guarded-call.ts';
import type { WindowStore } from './window-store.ts';

type Wanted = Input<DeskApi, 'capture.begin'>['wanted'];

type Parts = {
  readonly link: DeskLink;
  readonly window: WindowStore;
  /** Runs a command: its failure is shown in the window; what it says is whether it was done. */
  readonly run: (command: Promise<unknown>) => Promise<boolean>;
};

/** What the officer does with devices, the camera and the pad: one command each. */
export function captureActs({ link, window, run }: Parts) {
  const { call, view } = link;
  const guarded = guardedCall({ call }, window);
  const stated = () => window.getState().purpose;
  const task = () => view.getState().desk?.capture.task?.id ?? '';
  const made = async (record: Promise<{ readonly id: string }>): Promise<string | null> => {
    const done = record.then(({ id }) => id);
    return (await run(done)) ? done : null;
  };
  return {
    chooseDevice: (id: string) => run(call('devices.choose', { id })),
    cancelDevice: (id: string) => run(call('devices.cancel', { id })),
    refreshDevices: () => run(call('devices.refresh')),
    /** Begins to use the camera that is chosen; with none there it says so. For what stands in the window unless it is said. */
    beginCapture: async (wanted: Wanted, purpose: Purpose = stated()) => {
      await camerasKnown(view);
      const devices = view.getState().desk?.devices ?? [];
      const camera = cameraOf(devices);
      const works = camera !== null && camera.condition.is !== 'failed';
      // A paper needs no camera: its pages may come from files.
      const used = wanted.is === 'document' && !works ? fileSourceOf(devices) : camera;
      return run(call('capture.begin', { wanted, camera: used?.id ?? '', purpose }));
    },
    cancelCapture: () => run(call('capture.cancel')),
    /** Releases the shutter by hand. */
    shoot: (picture: { readonly seq: number; readonly pixels: Pixels }, manual: ManualReason | null) =>
      run(call('capture.shoot', { task: task(), ...picture, manual })),
    addPage: (bytes: Uint8Array) => run(call('capture.addPage', { task: task(), bytes })),
    /** The record of the document, or null when it could not be put together. */
    finishDocument: () => made(call('capture.finishDocument', { task: task() })),
    takeAgain: () => run(call('capture.again', { task: task() })),
    acceptPortrait: () => made(call('capture.accept', { task: task() })),
    skipChallenge: (reason: ManualReason) => run(call('capture.skipChallenge', { task: task(), reason })),
    decideMatch: (same: boolean) => run(call('capture.decideMatch', { same })),
    sign: (signature: Signature, device: string, purpose: Purpose = stated()) =>
      made(call('capture.signature', { signature, device, purpose })),
    readText: (id: string) => run(call('capture.readText', { id })),
    saveCaptures: (ids: string[]) => run(guarded('capture.save', { ids, purpose: stated() })),
    discardCapture: (id: string) => run(call('capture.discard', { id })),
    givePicture: (bytes: Uint8Array) => run(call('scan.picture', { bytes })),
  };
}

/** How long a window that has just opened is given to find its cameras, in ms. */
const findingMs = 2000;

/** Resolves once a camera is known, or when it is clear that there is none. */
function camerasKnown(view: DeskLink['view']): Promise<void> {
  const known = () => (view.getState().desk?.devices ?? []).some(({ kind }) => kind === 'camera');
  if (known()) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(done, findingMs);
    const stop = view.subscribe(() => known() && done());
  });
}

/** Where pages come from when no camera works. */
function fileSourceOf(devices: readonly DeskDevice[]): DeskDevice | null {
  return devices.find(({ kind, via }) => kind === 'documentScanner' && via === 'file') ?? null;
}

/** The camera that is used: the chosen one where it can be, else the first that can, a real one before the software one. */
export function cameraOf(devices: readonly DeskDevice[]): DeskDevice | null {
  const usable = devices.filter(
    ({ kind, condition }) => kind === 'camera' && condition.is !== 'away' && condition.is !== 'off',
  );
  return usable.find(({ chosen }) => chosen) ?? usable.find(({ simulated }) => !simulated) ?? usable[0] ?? null;
}
