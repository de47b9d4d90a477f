import { randomBytes, randomUUID } from 'node:crypto';
import type { Reading } from '#contract/desk.ts';
import type { SessionState } from '#contract/officers.ts';
import { type CaptureDesk, openCaptureDesk } from '#services/capture-desk.ts';
import type { HearEvent } from '#services/desk-events.ts';
import type { DeskProjection } from '#services/desk-state.ts';
import type { DevicesDesk } from '#services/devices-desk.ts';
import type { ReadingDesk } from '#services/reading-desk.ts';
import { isAttended } from '#services/reading-office.ts';
import { openScanDesk, type ScanDesk } from '#services/scan-desk.ts';
import type { VaultDesk } from '#services/vault-desk.ts';
import { after } from './compose-files.ts';
import type { Machinery } from './compose-machinery.ts';
import type { ComposedOffice } from './compose-office.ts';

type Parts = {
  readonly machinery: Machinery;
  readonly devices: DevicesDesk;
  readonly reading: ReadingDesk;
  readonly vault: VaultDesk<ComposedOffice>;
  readonly projection: Pick<DeskProjection, 'change' | 'onChange'>;
  readonly emit: HearEvent;
};

/** What is scanned and captured, and what both, and the intake, have to be told. */
export type Eyes = {
  readonly scan: ScanDesk;
  readonly capture: CaptureDesk;
  readingChanged(reading: Reading | null): void;
  sessionChanged(session: SessionState): void;
  close(): void;
};

/** Puts together what looks at codes, faces and papers. Their threads start when first needed. */
export function composeCapture({ machinery, devices, reading, vault, projection, emit }: Parts): Eyes {
  const { change } = projection;
  const { engines, scanners, clock } = machinery;
  const { vision, faces, print } = engines;
  const report = (where: string, error: unknown) => machinery.report({ where, error });
  const scan = openScanDesk({
    ...{ vision, print, scanners, clock, reading, report },
    changed: (shown) => change({ scan: shown }),
    mayScan: () => isAttended(vault.present()?.reading ?? null),
    permit: async () => (await vault.opened()).officers.session.permit({ permission: 'card.read' }),
  });
  const capture = openCaptureDesk({
    ...{ engines: { vision, faces }, print, drawing: machinery.imaging, reading, devices, clock, emit, report, after },
    codes: scan,
    office: async () => (await vault.opened()).capture,
    ids: randomUUID,
    random: (length) => Uint8Array.from(randomBytes(length)),
    changed: (state) => change({ capture: state }),
  });
  const deaf = projection.onChange((next) => {
    if (next.devices !== undefined) vault.present()?.intake.devicesChanged();
  });
  return {
    scan,
    capture,
    readingChanged(next) {
      scan.readingChanged(next);
      capture.readingChanged(next);
      vault.present()?.intake.readingChanged(next);
    },
    sessionChanged({ state }) {
      scan.attendanceChanged();
      if (state === 'locked') capture.locked();
      else if (state !== 'signedIn') capture.signedOut();
    },
    close() {
      deaf();
      capture.close();
      scan.close();
    },
  };
}
