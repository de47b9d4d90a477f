import type { SourceState } from '#contract/readers.ts';
import type { ScannedCode, Scanner } from '#contract/scanner.ts';
import type { BarcodeScanners } from '#ports/barcode-scanner.ts';

/** Scanners for tests: the test says which there are and what they scan. */
export class FakeScanners implements BarcodeScanners {
  readonly id: BarcodeScanners['id'];
  /** What was asked, in order. */
  readonly uses: { readonly id: string; readonly use: boolean }[] = [];
  refreshes = 0;
  #state: SourceState = { state: 'running' };
  #scanners: readonly Scanner[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(code: ScannedCode) => void>();

  constructor(id: BarcodeScanners['id'] = 'usb') {
    this.id = id;
  }

  state = () => this.#state;
  scanners = () => this.#scanners;

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onScan(hear: (code: ScannedCode) => void): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  show(...scanners: readonly Scanner[]): void {
    this.become({ state: 'running' }, scanners);
  }

  become(state: SourceState, scanners: readonly Scanner[] = []): void {
    this.#state = state;
    this.#scanners = scanners;
    for (const listener of [...this.#listeners]) listener();
  }

  scan(scanner: string, text: string): void {
    for (const hear of [...this.#hearers]) hear({ scanner, bytes: new TextEncoder().encode(text) });
  }

  async use(id: string, use: boolean): Promise<void> {
    this.uses.push({ id, use });
  }

  async refresh(): Promise<void> {
    this.refreshes += 1;
  }

  async close(): Promise<void> {}
}

/** A scanner of this condition. */
export function scannerOf(id: string, is: 'ready' | 'off' | 'starting' = 'ready'): Scanner {
  const via = id.startsWith('serial') ? 'serial' : 'hid';
  return { id, name: `Máy quét ${id}`, simulated: false, via, condition: { is } };
}
