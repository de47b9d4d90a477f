import type { DeskState } from '#contract/desk.ts';
import { closedIntake } from '#contract/intake.ts';
import { closedShift } from '#contract/shift.ts';
import { closedSync } from '#contract/sync.ts';
import type { CardDevice } from '#ports/card-device.ts';
import { createDeskEvents, type DeskEvents } from '#services/desk-events.ts';
import { createDeskProjection, type DeskProjection } from '#services/desk-state.ts';
import { openSettingsDesk, type SettingsDesk } from '#services/settings-desk.ts';
import { openTrustDesk, type TrustDesk } from '#services/trust-desk.ts';
import type { ComposeOptions, Machinery } from './compose-machinery.ts';

/** What a window is shown while the vault is still closed, and how it hears of changes. */
export type Shown = {
  readonly trust: TrustDesk;
  readonly settings: SettingsDesk;
  readonly projection: DeskProjection;
  readonly events: DeskEvents;
  /** Devices are no longer heard. */
  stop(): void;
};

/** Puts together what is shown of devices, trust and settings. */
export async function composeShown(options: ComposeOptions, machinery: Machinery): Promise<Shown> {
  const { verifier, demo, clock, log, store, devices } = machinery;
  const change: DeskProjection['change'] = (parts) => projection.change(parts);
  const builtIn = demo?.anchors() ?? [];
  const trust = await openTrustDesk({
    ...{ verifier, builtIn, clock, log },
    changed: (summary) => change({ trust: summary }),
  });
  const settings = await openSettingsDesk(store.settings, (next) => change({ settings: next }));
  const projection = createDeskProjection(atStart({ options, devices, trust, settings }));
  const stopDevices = devices.map((device) => device.onChange(() => change(stateOf(devices))));
  const events = createDeskEvents();
  projection.onChange((next) => events.emit('desk.changed', next));
  const stop = () => {
    for (const stopOne of stopDevices) stopOne();
  };
  return { trust, settings, projection, events, stop };
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
    devices: [],
    scan: null,
    capture: { task: null, records: [], match: null, failure: null },
    intake: closedIntake,
    shift: closedShift,
    sync: closedSync,
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
