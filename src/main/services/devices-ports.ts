import { FailureError } from '#contract/failures.ts';
import type { Report } from '#contract/rpc.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import type { DeviceWork } from './devices-work.ts';

type SerialParts = {
  readonly scanners: readonly BarcodeScanners[];
  readonly work: DeviceWork;
  readonly report: Report;
  /** The scanner that was chosen. */
  readonly wanted: () => string | null;
};

/**
 * Serial ports: a port may be anything, so only the chosen one is opened, whenever it is plugged in or its process starts
 * again, and closed once another scanner is chosen.
 */
export function serialPorts({ scanners, work, report, wanted }: SerialParts): { look(): void } {
  const asked = new Set<string>();
  const use = (source: BarcodeScanners, id: string, inUse: boolean) => {
    if (inUse) asked.add(id);
    else asked.delete(id);
    // What keeps a port from being opened is its condition.
    work
      .run(id, () => source.use(id, inUse))
      .catch((error) => {
        if (!(error instanceof FailureError)) report({ where: 'devices', error });
      });
  };
  return {
    look() {
      const ports = scanners.flatMap((source) => serialOf(source).map((port) => ({ source, ...port })));
      for (const id of [...asked]) if (!ports.some((port) => port.id === id)) asked.delete(id);
      const chosen = wanted();
      for (const { source, id, condition } of ports) {
        if (id === chosen && condition.is === 'off' && !asked.has(id)) use(source, id, true);
        if (id !== chosen && asked.has(id)) use(source, id, false);
      }
    },
  };
}

function serialOf(source: BarcodeScanners) {
  return source.state().state === 'running' ? source.scanners().filter(({ via }) => via === 'serial') : [];
}
