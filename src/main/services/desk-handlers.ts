import type { DeskApi } from '#contract/api.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { EventPayload, Handlers } from '#contract/rpc.ts';
import { mrzCheck } from '#domain/chip/mrz.ts';
import type { DeskProjection } from './desk-state.ts';
import { type DoctorParts, diagnose } from './doctor.ts';
import type { ReadingDesk } from './reading-desk.ts';
import type { SettingsDesk } from './settings-desk.ts';
import type { TrustDesk } from './trust-desk.ts';

type EventName = keyof DeskApi['events'];

/** Hears any event of the contract. */
export type HearEvent = <E extends EventName>(event: E, payload: EventPayload<DeskApi, E>) => void;

/** The software reader's commands, in the demo profile. */
export type DemoCommands = Pick<Handlers<DeskApi>, 'demo.people' | 'demo.putCard' | 'demo.takeCard'>;

/** The services behind the contract. */
export type DeskServices = {
  readonly projection: DeskProjection;
  readonly settings: SettingsDesk;
  readonly reading: ReadingDesk;
  readonly trust: TrustDesk;
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
};

/** One method per command of the contract. */
export function deskHandlers(services: DeskServices, emit: HearEvent): Handlers<DeskApi> {
  const { projection, settings, reading, trust, demo, doctor } = services;
  return {
    'desk.snapshot': () => projection.state(),
    'settings.change': (change) => settings.change(change),
    'mrz.check': ({ text }) => mrzCheck(text),
    'reading.open': (request) => reading.open(request),
    'reading.giveKey': ({ accessKey }) => reading.giveKey(accessKey),
    'reading.cancel': () => reading.cancel(),
    'reading.clear': () => reading.clear(),
    'reading.portrait': () => reading.portrait(),
    'reading.file': ({ name }) => Uint8Array.from(reading.file(name)),
    'reading.reveal': ({ reason }) => reading.reveal(reason),
    'trust.list': () => [...trust.list()],
    'trust.import': (request, { signal }) =>
      trust.import(request, { signal, onProgress: (progress) => emit('trust.importProgressed', progress) }),
    'trust.remove': ({ fingerprint }) => trust.remove(fingerprint),
    ...(demo ?? noDemo),
    'doctor.run': () => diagnose(doctor),
  };
}
