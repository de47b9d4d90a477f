import { randomUUID } from 'node:crypto';
import type { DeskApi } from '#contract/api.ts';
import type { CameraFrame } from '#contract/capture.ts';
import type { DeskState } from '#contract/desk.ts';
import type { SessionState } from '#contract/officers.ts';
import type { Handlers } from '#contract/rpc.ts';
import { type CardCheck, createCardCheck } from '#services/card-check.ts';
import type { HearEvent } from '#services/desk-events.ts';
import { deskHandlers } from '#services/desk-handlers.ts';
import { openDevicesDesk } from '#services/devices-desk.ts';
import { createReadingDesk } from '#services/reading-desk.ts';
import type { ReadingOffice } from '#services/reading-office.ts';
import type { TrustDesk } from '#services/trust-desk.ts';
import { deviceChoicesFile } from '#store/device-choices-file.ts';
import { backupsIn } from '#store/profile-data.ts';
import type { DeviceLink } from '#workers/device-link.ts';
import { composeCapture } from './compose-capture.ts';
import { type ComposeOptions, type Machinery, startMachinery } from './compose-machinery.ts';
import { composeShown, type Shown } from './compose-shown.ts';
import { composeVault } from './compose-vault.ts';

export type { ComposeOptions };

/** The desk as a host serves it. */
export type Desk = {
  readonly handlers: Handlers<DeskApi>;
  /** Hears every event of the contract; returns the way to stop. */
  onEvent(hear: HearEvent): () => void;
  /** Looks at a frame of the camera; the next one is wanted when this is done. Never throws. */
  frame(frame: CameraFrame): Promise<void>;
  snapshot(): DeskState;
  /**
   * Once the profile's files were looked at: opened where they need nobody, and how they are is in the snapshot. From a terminal
   * the demo has its people by then too.
   */
  readonly ready: Promise<void>;
  readonly services: {
    readonly devices: readonly DeviceLink[];
    readonly check: CardCheck;
    readonly trust: TrustDesk;
    /** What looks at pictures, for commands of the terminal. */
    readonly engines: Pick<Machinery['engines'], 'vision' | 'faces' | 'print'>;
    /** What a card is read and compared with. @throws FailureError `session.nobody` while the profile is closed */
    readonly office: () => Promise<ReadingOffice>;
  };
  close(): Promise<void>;
};

/** Puts the desk together: the one place where services meet devices, store and workers. It may still be opening its files. */
export async function compose(options: ComposeOptions): Promise<Desk> {
  const machinery = await startMachinery(options);
  try {
    const desk = await openDesk(options, machinery);
    if (options.unattended) await desk.ready;
    return desk;
  } catch (error) {
    // A desk that cannot open leaves no process behind.
    await machinery.stop();
    throw error;
  }
}

async function openDesk(options: ComposeOptions, machinery: Machinery): Promise<Desk> {
  const { clock, folder, store, log, report, verifier, demo, devices } = machinery;
  const { profile, host } = options;
  const shown = await composeShown(options, machinery);
  const { trust, settings, projection, events } = shown;
  const work = await composeWork(options, machinery, shown);
  const { vault, reading } = work;
  const language = () => settings.current().language;
  const findBrowser = options.findBrowser ?? null;
  const doctor = { nodeVersion: process.version, store, devices, trust, clock, findBrowser, language };
  const look = { vault: vault.vault, registry: () => projection.state().registry, backups: () => backupsIn(folder) };
  const arrive = async (officer: string) => void (await (await vault.opened()).officers.arrive(officer));
  const parts = { projection, settings, trust, ...work, doctor: { ...doctor, ...look } };
  log.note('desk.opened', { profile, host });
  const ready = vault.start();
  const seeded = ready.then(() => vault.present()?.seedPeople()).catch((error) => report({ where: 'demo', error }));
  return {
    handlers: deskHandlers({ ...parts, demo: demo?.commands(arrive) ?? null }, events.emit),
    onEvent: events.hear,
    frame: work.capture.frame,
    snapshot: () => projection.state(),
    ready: options.unattended ? seeded.then(() => undefined) : ready,
    services: {
      ...{
        devices,
        trust,
        engines: machinery.engines,
        check: createCardCheck({ devices, verifier, clock, ids: randomUUID }),
      },
      office: async () => (await vault.opened()).reading,
    },
    async close() {
      shown.stop();
      await reading.close();
      work.close();
      await vault.close();
      await machinery.stop();
      log.note('desk.closed');
    },
  };
}

/**
 * The vault, the reading of cards, and what is scanned and captured: each asks the others who is there and what lies on the desk.
 */
async function composeWork(options: ComposeOptions, machinery: Machinery, { trust, projection, events }: Shown) {
  const { change } = projection;
  const devices = await openDevicesDesk({
    ...{ readers: machinery.devices, scanners: machinery.scanners, report: machinery.report },
    choices: deviceChoicesFile(machinery.folder),
    changed: (list) => change({ devices: [...list] }),
  });
  const sessionChanged = (session: SessionState) => {
    const before = projection.state().session.state;
    change({ session });
    eyes.sessionChanged(session);
    // What is on the desk is of the officer who read it; what lies on a reader is of whoever comes.
    if (session.state === 'signedOut' && projection.state().reading !== null) void reading.clear();
    if (session.state === 'signedIn' && before !== 'signedIn' && !options.unattended) reading.offer();
  };
  const vault = composeVault({
    ...options,
    ...machinery,
    ...{ trust, change, sessionChanged, emit: events.emit },
    card: () => reading.card(),
    clearDesk: () => reading.clear(),
    atDesk: { shown: projection.state, captures: () => eyes.capture },
  });
  const reading = createReadingDesk({
    ...machinery,
    devices: options.unattended ? [] : machinery.devices,
    ids: randomUUID,
    report: (where, error) => machinery.report({ where, error }),
    show: (next) => {
      change({ reading: next });
      eyes.readingChanged(next);
    },
    office: () => vault.present()?.reading ?? null,
  });
  const eyes = composeCapture({ machinery, devices, reading, vault, projection, emit: events.emit });
  const close = () => {
    eyes.close();
    devices.close();
  };
  return { vault, reading, devices, scan: eyes.scan, capture: eyes.capture, close };
}
