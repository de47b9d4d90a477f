import type { Port, Report } from '#contract/rpc.ts';
import type { ScannedCode, Scanner } from '#contract/scanner.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';
import type { ChildHandle } from '#workers/process-port.ts';
import { serveScanner } from '#workers/serve-scanner.ts';
import { demoCode } from './demo-codes.ts';

const scanner: Scanner = {
  id: 'demo:scanner',
  name: 'Máy quét mẫu (phần mềm)',
  simulated: true,
  via: 'demo',
  condition: { is: 'ready' },
};

/** A scanner in software that scans the cards of made-up people. It says everywhere that it is one. */
export function createDemoScanner(): ScannerSource & { scan(personId: string): void } {
  const hearers = new Set<(code: ScannedCode) => void>();
  return {
    state: () => ({ state: 'running' }),
    scanners: () => [scanner],
    onChange: () => () => undefined,
    onScan(hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    use: async () => undefined,
    refresh: async () => undefined,
    close: async () => undefined,
    scan(personId) {
      const bytes = new TextEncoder().encode(demoCode(personId));
      for (const hear of [...hearers]) hear({ scanner: scanner.id, bytes });
    },
  };
}

/**
 * Serves the software scanner as a process would: the same contract, the same link. It needs no process of its own, because it
 * has nothing that blocks or crashes.
 */
export function startDemoScanner(report: Report): ChildHandle {
  const source = createDemoScanner();
  const pair = joinedPorts();
  queueMicrotask(() => serveScanner(pair.process, { sources: [source], scan: source.scan, report }));
  return { pid: null, port: pair.host, kill: pair.close };
}

/** Two ports in one thread: what is sent arrives later, as a copy, in order. */
function joinedPorts(): { readonly host: Port; readonly process: Port; close(): void } {
  const ends = [end(), end()] as const;
  let open = true;
  const portOf = (mine: End, other: End): Port => ({
    send(message) {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (open) for (const hear of other.hearers) hear(copy);
      });
    },
    onMessage: (hear) => void mine.hearers.push(hear),
    onClose: (hear) => void mine.closers.push(hear),
  });
  return {
    host: portOf(ends[0], ends[1]),
    process: portOf(ends[1], ends[0]),
    close() {
      if (!open) return;
      open = false;
      for (const { closers } of ends) for (const hear of closers) hear();
    },
  };
}

type End = { readonly hearers: ((message: unknown) => void)[]; readonly closers: (() => void)[] };
const end = (): End => ({ hearers: [], closers: [] });
