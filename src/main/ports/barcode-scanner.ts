import type { SourceState } from '#contract/readers.ts';
import type { ScannedCode, Scanner } from '#contract/scanner.ts';

/** A source of scanners, seen from the host: whatever drives them runs elsewhere. */
export type BarcodeScanners = {
  readonly id: 'usb' | 'demo';
  state(): SourceState;
  scanners(): readonly Scanner[];
  /** Calls back after every change of `state()` or `scanners()`; returns the way to stop. */
  onChange(changed: () => void): () => void;
  /** Calls back with every code that is scanned; returns the way to stop. */
  onScan(hear: (code: ScannedCode) => void): () => void;
  /** Begins or ends the use of a device that is not opened by itself. @throws FailureError `device.unknown` */
  use(id: string, use: boolean): Promise<void>;
  /** Looks for scanners anew. */
  refresh(): Promise<void>;
  close(): Promise<void>;
};

/** Whatever drives scanners, in the process that it runs in. */
export type ScannerSource = Omit<BarcodeScanners, 'id'>;
