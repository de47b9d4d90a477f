import { FailureError } from '#contract/failures.ts';
import type { Client } from '#contract/rpc.ts';
import { type ScannedCode, type ScannerApi, type Scanners, scannerApi } from '#contract/scanner.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';
import { type Supervision, stopped, superviseProcess } from './supervise.ts';

export type ScannerLinkOptions = Supervision & { readonly id: BarcodeScanners['id'] };

/** A scanner process that is kept alive: started again after its death, with its scanners as the desk shows them. */
export type ScannerLink = BarcodeScanners & {
  readonly call: Client<ScannerApi>['call'];
  /** Process id of the running process, for support and tests. */
  pid(): number | null;
};

const starting: Scanners = { source: { state: 'starting' }, scanners: [] };

/** Starts a scanner process and keeps it running until `close`. */
export function linkScanners(options: ScannerLinkOptions): ScannerLink {
  const listeners = new Set<() => void>();
  const hearers = new Set<(code: ScannedCode) => void>();
  let state = starting;
  const become = (next: Scanners) => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const process = superviseProcess({
    ...options,
    api: scannerApi,
    ping: (client) => client.call('device.ping'),
    started(client, current) {
      client.on('scanners.changed', (next) => current() && become(next));
      client.on('code.scanned', (code) => {
        if (current()) for (const hear of [...hearers]) hear(code);
      });
    },
    died: (cause) => become({ source: { state: 'failed', failure: cause }, scanners: [] }),
    restarting: () => become(starting),
  });
  const call: ScannerLink['call'] = (command, ...rest) => {
    const client = process.client();
    return client === null ? Promise.reject(new FailureError(stopped())) : client.call(command, ...rest);
  };
  return {
    id: options.id,
    state: () => state.source,
    scanners: () => state.scanners,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onScan(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    use: (id, use) => call('scanner.use', { id, use }),
    refresh: () => call('scanner.refresh'),
    call,
    pid: process.pid,
    close: process.close,
  };
}
