import { randomUUID } from 'node:crypto';
import type { DeskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import type { SessionState } from '#contract/officers.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { CardDevice } from '#ports/card-device.ts';
import { type CardCheck, createCardCheck } from '#services/card-check.ts';
import { createDeskEvents, type HearEvent } from '#services/desk-events.ts';
import { deskHandlers } from '#services/desk-handlers.ts';
import { createDeskProjection, type DeskProjection } from '#services/desk-state.ts';
import { createReadingDesk } from '#services/reading-desk.ts';
import type { ReadingOffice } from '#services/reading-office.ts';
import { openSettingsDesk, type SettingsDesk } from '#services/settings-desk.ts';
import { openTrustDesk, type TrustDesk } from '#services/trust-desk.ts';
import { backupsIn } from '#store/profile-data.ts';
import type { DeviceLink } from '#workers/device-link.ts';
import { type ComposeOptions, type Machinery, startMachinery } from './compose-machinery.ts';
import { composeVault } from './compose-vault.ts';

export type { ComposeOptions };

/** The desk as a host serves it. */
export type Desk = {
  readonly handlers: Handlers<DeskApi>;
  /** Hears every event of the contract; returns the way to stop. */
  onEvent(hear: HearEvent): () => void;
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
  const change: DeskProjection['change'] = (parts) => projection.change(parts);
  const builtIn = demo?.anchors() ?? [];
  const trust = await openTrustDesk({
    verifier,
    builtIn,
    clock,
    log,
    changed: (summary) => change({ trust: summary }),
  });
  const settings = await openSettingsDesk(store.settings, (next) => change({ settings: next }));
  const projection = createDeskProjection(atStart({ options, devices, trust, settings }));
  const stopDevices = devices.map((device) => device.onChange(() => change(stateOf(devices))));
  const events = createDeskEvents();
  projection.onChange((next) => events.emit('desk.changed', next));
  const sessionChanged = (session: SessionState) => {
    const before = projection.state().session.state;
    change({ session });
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
  });
  const reading = createReadingDesk({
    ...machinery,
    devices: options.unattended ? [] : devices,
    ids: randomUUID,
    report: (where, error) => report({ where, error }),
    show: (next) => change({ reading: next }),
    office: () => vault.present()?.reading ?? null,
  });
  const language = () => settings.current().language;
  const findBrowser = options.findBrowser ?? null;
  const doctor = { nodeVersion: process.version, store, devices, trust, clock, findBrowser, language };
  const look = { vault: vault.vault, registry: () => projection.state().registry, backups: () => backupsIn(folder) };
  const arrive = async (officer: string) => void (await (await vault.opened()).officers.arrive(officer));
  const parts = { projection, settings, reading, trust, vault, doctor: { ...doctor, ...look } };
  log.note('desk.opened', { profile, host });
  const ready = vault.start();
  const seeded = ready.then(() => vault.present()?.seedPeople()).catch((error) => report({ where: 'demo', error }));
  return {
    handlers: deskHandlers({ ...parts, demo: demo?.commands(arrive) ?? null }, events.emit),
    onEvent: events.hear,
    snapshot: () => projection.state(),
    ready: options.unattended ? seeded.then(() => undefined) : ready,
    services: {
      ...{ devices, trust, check: createCardCheck({ devices, verifier, clock, ids: randomUUID }) },
      office: async () => (await vault.opened()).reading,
    },
    async close() {
      for (const stop of stopDevices) stop();
      await reading.close();
      await vault.close();
      await machinery.stop();
      log.note('desk.closed');
    },
  };
}

type Start = {
  readonly options: ComposeOptions;
  readonly devices: readonly CardDevice[];
  readonly trust: TrustDesk;
  readonly settings: SettingsDesk;
};

function atStart({ options: { profile, host }, devices, trust, settings }: Start): Omit<DeskState, 'rev'> {
  return {
    profile: { kind: profile, station: '', host },
    ...stateOf(devices),
    vault: { state: 'opening' },
    session: { state: 'signedOut', cause: null },
    registry: { state: 'empty', people: 0, asOf: null, failure: null, importing: null, checking: null },
    reading: null,
    trust: trust.summary(),
    settings: settings.current(),
  };
}

function stateOf(devices: readonly CardDevice[]): Pick<DeskState, 'sources' | 'readers'> {
  return {
    sources: devices.map((device) => ({ id: device.id, state: device.state() })),
    readers: devices.flatMap((device) => [...device.readers()]),
  };
}
