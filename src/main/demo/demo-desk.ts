import type { StoredAnchor } from '#domain/trust/trust.ts';
import { testPki } from '#fixtures/pki/test-pki.ts';
import type { DemoCommands } from '#services/desk-handlers.ts';
import type { DeviceLink } from '#workers/device-link.ts';

/** The made-up station the demo is at. */
export const demoStation = 'Công an phường Mẫu';

/** The authorities of the made-up cards. They are believed in the demo profile only, and never stored. */
export function demoAnchors(): readonly StoredAnchor[] {
  return testPki().anchors.map((der) => ({
    der,
    origin: 'MẪU',
    vouchedBy: { by: 'demo' },
    importedAt: new Date(0).toISOString(),
  }));
}

/** The commands of the demo bar, answered by the software reader's process. */
export function demoCommands(device: DeviceLink): DemoCommands {
  return {
    'demo.people': () => device.call('demo.people'),
    'demo.putCard': (request) => device.call('demo.putCard', request),
    'demo.takeCard': (request) => device.call('demo.takeCard', request),
  };
}
