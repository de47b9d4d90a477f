import { FailureError, failure } from '#contract/failures.ts';
import { type Port, type Report, serve } from '#contract/rpc.ts';
import { type Scanners, scannerApi } from '#contract/scanner.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';

export type ScannerParts = {
  /** One for each way that scanners are driven. */
  readonly sources: readonly ScannerSource[];
  /** Scans the card of a made-up person; a real source has none. @throws FailureError `demo.unknownPerson` */
  readonly scan: ((personId: string) => void) | null;
  readonly report: Report;
};

/** Serves scanners and what they scan to the host on `port`. */
export function serveScanner(port: Port, { sources, scan, report }: ScannerParts): void {
  const state = (): Scanners => ({
    source: sources.map((source) => source.state()).find((each) => each.state !== 'running') ?? { state: 'running' },
    scanners: sources.flatMap((source) => [...source.scanners()]),
  });
  const served = serve(
    scannerApi,
    port,
    {
      'scanner.state': state,
      'device.ping': () => undefined,
      'scanner.use': async ({ id, use }) => {
        const source = sources.find((each) => each.scanners().some((scanner) => scanner.id === id));
        if (source === undefined) throw new FailureError(failure('device.unknown'));
        await source.use(id, use);
      },
      'scanner.refresh': async () => void (await Promise.all(sources.map((source) => source.refresh()))),
      'demo.scan': ({ personId }) => {
        if (scan === null) throw new FailureError(failure('demo.unknownPerson', { person: personId }));
        scan(personId);
      },
    },
    report,
  );
  for (const source of sources) {
    source.onChange(() => served.emit('scanners.changed', state()));
    source.onScan((code) => served.emit('code.scanned', { ...code, bytes: Uint8Array.from(code.bytes) }));
  }
  served.emit('scanners.changed', state());
}
