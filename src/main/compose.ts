import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { DeskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import type { Handlers, Report } from '#contract/rpc.ts';
import type { CardDevice } from '#ports/card-device.ts';
import type { Clock } from '#ports/environment.ts';
import { type CardCheck, createCardCheck } from '#services/card-check.ts';
import { createDeskEvents } from '#services/desk-events.ts';
import { deskHandlers, type HearEvent } from '#services/desk-handlers.ts';
import { createDeskProjection } from '#services/desk-state.ts';
import { createLog } from '#services/log.ts';
import { createReadingDesk } from '#services/reading-desk.ts';
import { openSettingsDesk } from '#services/settings-desk.ts';
import { openTrustDesk, type TrustDesk } from '#services/trust-desk.ts';
import { homeFolder } from '#store/home.ts';
import { openProfileFolder } from '#store/profile-folder.ts';
import { type DeviceLink, linkDevice } from '#workers/device-link.ts';
import { linkImaging } from '#workers/imaging-link.ts';
import { forkProcess, type SpawnProcess } from '#workers/process-port.ts';
import { type StartThread, startThread } from '#workers/thread-port.ts';
import { linkVerifier } from '#workers/verifier-link.ts';

export type ComposeOptions = {
  readonly profile: DeskState['profile']['kind'];
  readonly host: DeskState['profile']['host'];
  /** Folder of all profiles; by default `TRUC_BAN_HOME`, or where the operating system keeps such things. */
  readonly home?: string;
  readonly clock?: Clock;
  readonly spawn?: SpawnProcess;
  readonly startThread?: StartThread;
  readonly report?: Report;
  /** Finds the program that shows the window, for `doctor`. */
  readonly findBrowser?: () => string | null;
  /** Cards open no reading by themselves: for the terminal. */
  readonly unattended?: boolean;
};

/** The desk as a host serves it. */
export type Desk = {
  readonly handlers: Handlers<DeskApi>;
  /** Hears every event of the contract; returns the way to stop. */
  onEvent(hear: HearEvent): () => void;
  snapshot(): DeskState;
  readonly services: {
    readonly devices: readonly DeviceLink[];
    readonly check: CardCheck;
    readonly trust: TrustDesk;
  };
  close(): Promise<void>;
};

const systemClock: Clock = { now: () => new Date() };

const supervision = { backOff: { firstMs: 200, mostMs: 5000 }, silenceMs: 4000 } as const;

/** Puts the desk together: the one place where services meet devices, store and workers. */
export async function compose(options: ComposeOptions): Promise<Desk> {
  const machinery = await startMachinery(options);
  try {
    return await openDesk(options, machinery);
  } catch (error) {
    // A desk that cannot open leaves no process behind.
    await machinery.stop();
    throw error;
  }
}

type Machinery = Awaited<ReturnType<typeof startMachinery>>;

/** Starts the processes and threads, and opens the log. */
async function startMachinery({ profile, clock = systemClock, ...options }: ComposeOptions) {
  const { spawn = forkProcess, startThread: thread = startThread } = options;
  const store = openProfileFolder(join(options.home ?? homeFolder(), profile));
  const log = createLog(store.appendLog, clock);
  const report: Report = (incident) => {
    const id = options.report?.(incident) ?? randomBytes(3).toString('hex');
    log.note('incident.happened', { incident: id, where: incident.where });
    return id;
  };
  const verifier = linkVerifier(() => thread('verify'));
  const imaging = linkImaging(() => thread('image'));
  const pcsc = linkDevice({ id: 'pcsc', spawn: () => spawn('pcsc-device'), ...supervision });
  const demo = profile === 'demo' ? await openDemo(spawn) : null;
  const devices = demo === null ? [pcsc] : [pcsc, demo.device];
  const stop = async () => void (await Promise.all([...devices, verifier, imaging].map((part) => part.close())));
  return { clock, store, log, report, verifier, imaging, demo, devices, stop };
}

async function openDesk(options: ComposeOptions, machinery: Machinery): Promise<Desk> {
  const { clock, store, log, report, verifier, demo, devices } = machinery;
  const { profile, host } = options;
  const changed = (summary: DeskState['trust']) => projection.change({ trust: summary });
  const trustParts = { store: store.anchors, verifier, builtIn: demo?.anchors() ?? [], clock, log, changed };
  const trust = await openTrustDesk(trustParts);
  const settings = await openSettingsDesk(store.settings, (next) => projection.change({ settings: next }));
  const projection = createDeskProjection({
    profile: { kind: profile, station: demo?.station ?? '', host },
    ...stateOf(devices),
    reading: null,
    trust: trust.summary(),
    settings: settings.current(),
  });
  const stopDevices = devices.map((device) => device.onChange(() => projection.change(stateOf(devices))));
  const reading = createReadingDesk({
    ...machinery,
    devices: options.unattended ? [] : devices,
    ids: randomUUID,
    report: (where, error) => report({ where, error }),
    show: (next) => projection.change({ reading: next }),
  });
  const events = createDeskEvents();
  projection.onChange((change) => events.emit('desk.changed', change));
  const language = () => settings.current().language;
  const findBrowser = options.findBrowser ?? null;
  const doctor = { nodeVersion: process.version, store, devices, trust, clock, findBrowser, language };
  log.note('desk.opened', { profile, host });
  const parts = { projection, settings, reading, trust, doctor, demo: demo?.commands ?? null };
  return {
    handlers: deskHandlers(parts, events.emit),
    onEvent: events.hear,
    snapshot: () => projection.state(),
    services: { devices, trust, check: createCardCheck({ devices, verifier, clock, ids: randomUUID }) },
    async close() {
      for (const stop of stopDevices) stop();
      await reading.close();
      await machinery.stop();
      log.note('desk.closed');
    },
  };
}

/** The made-up cards are loaded only here: a build for duty leaves them out. */
async function openDemo(spawn: SpawnProcess) {
  const device = linkDevice({ id: 'demo', spawn: () => spawn('demo-device'), ...supervision });
  const { demoAnchors, demoCommands, demoStation } = await import('#main/demo/demo-desk.ts');
  return { device, anchors: demoAnchors, commands: demoCommands(device), station: demoStation };
}

function stateOf(devices: readonly CardDevice[]): Pick<DeskState, 'sources' | 'readers'> {
  return {
    sources: devices.map((device) => ({ id: device.id, state: device.state() })),
    readers: devices.flatMap((device) => [...device.readers()]),
  };
}
