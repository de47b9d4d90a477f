import type { Station } from '#contract/profile.ts';
import { defaultMonths } from '#domain/audit/retention.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import type { DemoCommands } from '#services/desk-handlers.ts';
import type { DeviceLink } from '#workers/device-link.ts';
import { reportOnStandardError } from '#workers/report.ts';
import { linkScanners, type ScannerLink } from '#workers/scanner-link.ts';
import { demoOfficers, demoSecrets, firstDemoOfficer, seedDemoOfficers } from './demo-officers.ts';
import { demoCommune, writeDemoPeople } from './demo-people.ts';
import { startDemoScanner } from './demo-scanner.ts';
import type { DemoUpstream } from './demo-upstream.ts';

const supervision = { backOff: { firstMs: 200, mostMs: 5000 }, silenceMs: 4000 } as const;

/** The made-up station the demo is at. */
const station: Station = {
  name: 'Công an phường Mẫu',
  commune: demoCommune,
  publicHall: false,
  retention: defaultMonths(),
};

/** The authorities of the made-up cards. They are believed in the demo profile only, and never stored. */
function anchors(): readonly StoredAnchor[] {
  return testPki().anchors.map((der) => ({
    der,
    origin: 'MẪU',
    vouchedBy: { by: 'demo' },
    importedAt: new Date(0).toISOString(),
  }));
}

/** Everything that is made up on the demo's desk. */
export function demoDesk(device: DeviceLink, upstream: Pick<DemoUpstream, 'address'> | null) {
  const spawn = () => startDemoScanner(reportOnStandardError);
  const scanners = linkScanners({ id: 'demo', spawn, ...supervision });
  return {
    /** The software scanner, to be closed with the desk. */
    scanners,
    station,
    anchors,
    firstOfficer: firstDemoOfficer,
    seedOfficers: seedDemoOfficers,
    secrets: demoSecrets,
    writePeople: (folder: string) => writeDemoPeople(folder),
    commands: (arrive: (officer: string) => Promise<void>) => commands({ device, scanners, upstream }, arrive),
  };
}

type DemoParts = {
  readonly device: DeviceLink;
  readonly scanners: ScannerLink;
  readonly upstream: Pick<DemoUpstream, 'address'> | null;
};

/** The software reader's process, the software scanner, the page of the made-up upstream, and who sits at the desk. */
function commands({ device, scanners, upstream }: DemoParts, arrive: (officer: string) => Promise<void>): DemoCommands {
  return {
    'demo.people': () => device.call('demo.people'),
    'demo.putCard': (request) => device.call('demo.putCard', request),
    'demo.takeCard': (request) => device.call('demo.takeCard', request),
    'demo.scan': (request) => scanners.call('demo.scan', request),
    'demo.camera': (sight) => device.call('demo.camera', sight),
    'demo.upstream': async () => upstream && { pageUrl: (await upstream.address()).pageUrl },
    'demo.officers': () => demoOfficers.map((officer) => ({ ...officer, roles: [...officer.roles] })),
    'demo.beOfficer': ({ officer }) => arrive(officer),
  };
}
