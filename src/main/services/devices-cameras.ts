import type { DeskApi } from '#contract/api.ts';
import type { Input } from '#contract/rpc.ts';
import type { KnownCamera } from './devices-list.ts';

type CameraReport = Input<DeskApi, 'devices.reportCameras'>;

/** The cameras as the window reported them last. */
export type KnownCameras = {
  report(seen: CameraReport): void;
  all(): readonly KnownCamera[];
  inUse(): string | null;
  /** Whether the window has said anything yet: until then nobody knows which cameras there are. */
  reported(): boolean;
  forgetTrouble(): void;
};

/** Keeps what the window says of cameras; it knows of none before the first report. */
export function knownCameras(): KnownCameras {
  let cameras: readonly KnownCamera[] = [];
  let inUse: string | null = null;
  let reported = false;
  return {
    reported: () => reported,
    report(seen) {
      reported = true;
      const { trouble } = seen;
      const before = cameras.find(({ id }) => id === trouble?.id);
      const listed = seen.cameras.map((each) => ({ ...each, trouble: trouble?.id === each.id ? trouble.cause : null }));
      // A camera that went away is not listed any more, and that it did is still to be said.
      const unlisted = trouble !== null && !seen.cameras.some(({ id }) => id === trouble.id);
      const { label = '', simulated = false } = before ?? {};
      cameras = unlisted ? [...listed, { id: trouble.id, label, simulated, trouble: trouble.cause }] : listed;
      inUse = seen.inUse;
    },
    all: () => cameras,
    inUse: () => (cameras.some(({ id }) => id === inUse) ? inUse : null),
    forgetTrouble() {
      cameras = cameras.map((camera) => ({ ...camera, trouble: null }));
    },
  };
}
