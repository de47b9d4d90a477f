import type { DeskApi } from '#contract/api.ts';
import { auditApi } from '#contract/audit.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { intakeApi } from '#contract/intake.ts';
import { officersApi } from '#contract/officers.ts';
import { profileApi } from '#contract/profile.ts';
import { qualityApi } from '#contract/quality-board.ts';
import { registryApi } from '#contract/registry.ts';
import type { Handlers } from '#contract/rpc.ts';
import { shiftApi } from '#contract/shift.ts';
import { syncApi } from '#contract/sync.ts';
import { mrzCheck } from '#domain/chip/mrz.ts';
import type { CaptureDesk } from './capture-desk.ts';
import type { CaptureOffice } from './capture-office.ts';
import type { HearEvent } from './desk-events.ts';
import type { DeskProjection } from './desk-state.ts';
import type { DevicesDesk } from './devices-desk.ts';
import { type DoctorParts, diagnose } from './doctor.ts';
import { needSomebody } from './permit.ts';
import type { ReadingDesk } from './reading-desk.ts';
import type { ReadingOffice } from './reading-office.ts';
import type { ScanDesk } from './scan-desk.ts';
import type { SettingsDesk } from './settings-desk.ts';
import type { TrustDesk } from './trust-desk.ts';
import type { VaultDesk, VaultOffice } from './vault-desk.ts';

type Commands = keyof DeskApi['commands'];

/** The demo bar's commands: the software reader, and who sits at the desk. */
export type DemoCommands = Pick<Handlers<DeskApi>, Extract<Commands, `demo.${string}`>>;

/** What is answered while the vault is closed too: who comes in, and how the files get well. */
type DoorCommand = 'session.signIn' | 'secret.check' | 'officers.begin' | Extract<Commands, `vault.${string}`>;
type Apis = typeof officersApi &
  typeof auditApi &
  typeof profileApi &
  typeof registryApi &
  typeof qualityApi &
  typeof intakeApi &
  typeof shiftApi &
  typeof syncApi;
/** What is only answered behind the open vault. */
export type OfficeCommand = Exclude<keyof Apis['commands'], DoorCommand>;

/** Everything that opens with the vault. */
export type OpenOffice = VaultOffice & {
  readonly handlers: Pick<Handlers<DeskApi>, OfficeCommand>;
  /** What a card is read with. */
  readonly reading: ReadingOffice;
  /** What captures are taken and kept with. */
  readonly capture: CaptureOffice;
};

/** The services behind the contract. */
export type DeskServices = {
  readonly projection: DeskProjection;
  readonly settings: SettingsDesk;
  readonly reading: ReadingDesk;
  readonly devices: DevicesDesk;
  readonly scan: ScanDesk;
  readonly capture: CaptureDesk;
  readonly trust: TrustDesk;
  readonly vault: VaultDesk<OpenOffice>;
  readonly doctor: DoctorParts;
  readonly demo: DemoCommands | null;
};

/** Outside the demo profile nobody is made up. */
const noDemo: DemoCommands = {
  'demo.people': () => [],
  'demo.putCard': ({ personId }) => {
    throw new FailureError(failure('demo.unknownPerson', { person: personId }));
  },
  'demo.takeCard': () => undefined,
  'demo.scan': ({ personId }) => {
    throw new FailureError(failure('demo.unknownPerson', { person: personId }));
  },
  'demo.camera': () => [],
  'demo.upstream': () => null,
  'demo.officers': () => [],
  'demo.beOfficer': ({ officer }) => {
    throw new FailureError(failure('demo.unknownPerson', { person: officer }));
  },
};

/** One method per command of the contract. */
export function deskHandlers(services: DeskServices, emit: HearEvent): Handlers<DeskApi> {
  const { projection, settings, vault, demo, doctor } = services;
  return {
    ...behind(officeCommands, async () => (await vault.opened()).handlers),
    'desk.snapshot': () => projection.state(),
    'settings.change': (change) => settings.change(change),
    'mrz.check': ({ text }) => mrzCheck(text),
    'doctor.run': () => diagnose(doctor),
    ...doorHandlers(vault),
    ...deviceHandlers(services),
    ...services.scan.handlers,
    ...services.capture.handlers,
    ...readingHandlers(services),
    ...trustHandlers(services, emit),
    ...(demo ?? noDemo),
  };
}

const doorCommands: readonly string[] = [
  'session.signIn', 'secret.check', 'officers.begin', 'vault.retry', 'vault.backups', 'vault.restore',
]; // biome-ignore format: a list

const officeCommands = [officersApi, auditApi, profileApi, registryApi, qualityApi, intakeApi, shiftApi, syncApi]
  .flatMap(({ commands }) => Object.keys(commands))
  .filter((command) => !doorCommands.includes(command)) as OfficeCommand[];

/** Handlers of a part that opens later, and may be another one each time. */
function behind<C extends Commands>(
  commands: readonly C[],
  open: () => Promise<Pick<Handlers<DeskApi>, C>>,
): Pick<Handlers<DeskApi>, C> {
  const handler = (command: C) => async (input: never, context: { readonly signal: AbortSignal }) =>
    (await open())[command](input, context);
  return Object.fromEntries(commands.map((command) => [command, handler(command)])) as never;
}

function doorHandlers(vault: VaultDesk<OpenOffice>): Pick<Handlers<DeskApi>, DoorCommand> {
  return {
    'session.signIn': (given) => vault.signIn(given),
    'secret.check': ({ officer, name, secret }) => [...vault.faultsOf(secret, [officer, name])],
    'officers.begin': (first) => vault.begin(first),
    'vault.retry': () => vault.start(),
    'vault.backups': () => [...vault.backups()],
    'vault.restore': (asked) => vault.restore(asked),
  };
}

/** The card on the desk: for officers who may read one, and nobody else sees or does anything with it. */
function readingHandlers({
  reading,
  vault,
}: DeskServices): Pick<Handlers<DeskApi>, Extract<Commands, `reading.${string}`>> {
  const permitted = async () => {
    const { session } = (await vault.opened()).officers;
    await session.permit({ permission: 'card.read' });
    return reading;
  };
  return {
    'reading.open': async (request) => (await permitted()).open(request),
    'reading.giveKey': async ({ accessKey }) => (await permitted()).giveKey(accessKey),
    'reading.cancel': async () => (await permitted()).cancel(),
    'reading.clear': async () => (await permitted()).clear(),
    'reading.portrait': async () => (await permitted()).portrait(),
    'reading.file': async ({ name }) => Uint8Array.from((await permitted()).file(name)),
    'reading.reveal': async ({ purpose }) => (await permitted()).reveal(purpose),
  };
}

/** What is plugged in: for whoever is at the desk. What the window says of cameras also ends what a lost one was used for. */
function deviceHandlers({
  devices,
  capture,
  vault,
}: DeskServices): Pick<Handlers<DeskApi>, Extract<Commands, `devices.${string}`>> {
  const { handlers } = devices;
  const permit = async () => (await vault.opened()).officers.session.permit({ permission: 'device.manage' });
  return {
    'devices.choose': async (...asked) => {
      await permit();
      await handlers['devices.choose'](...asked);
    },
    'devices.cancel': async (...asked) => {
      await permit();
      await handlers['devices.cancel'](...asked);
    },
    'devices.refresh': async (...asked) => {
      await permit();
      await handlers['devices.refresh'](...asked);
    },
    'devices.reportCameras': async (...asked) => {
      await handlers['devices.reportCameras'](...asked);
      capture.camerasReported(asked[0]);
    },
  };
}

function trustHandlers(
  { trust, vault }: DeskServices,
  emit: HearEvent,
): Pick<Handlers<DeskApi>, Extract<Commands, `trust.${string}`>> {
  return {
    'trust.list': async () => {
      needSomebody((await vault.opened()).officers.session.present());
      return [...trust.list()];
    },
    'trust.import': async (request, { signal }) => {
      await vault.opened();
      return trust.import(request, { signal, onProgress: (progress) => emit('trust.importProgressed', progress) });
    },
    'trust.remove': async ({ fingerprint }) => {
      await vault.opened();
      await trust.remove(fingerprint);
    },
  };
}
