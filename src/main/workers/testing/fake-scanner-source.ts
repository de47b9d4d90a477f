import type { ScannedCode, Scanner } from '#contract/scanner.ts';
import type { ScannerSource } from '#ports/barcode-scanner.ts';

/** A source of scanners inside a process, for tests. */
export class FakeSource implements ScannerSource {
  /** What was asked of it, in order. */
  readonly asked: string[] = [];
  #scanners: readonly Scanner[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #hearers = new Set<(code: ScannedCode) => void>();

  state = () => ({ state: 'running' }) as const;
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
    this.#scanners = scanners;
    for (const listener of [...this.#listeners]) listener();
  }

  scan(scanner: string, text: string): void {
    for (const hear of [...this.#hearers]) hear({ scanner, bytes: new TextEncoder().encode(text) });
  }

  async use(id: string, use: boolean): Promise<void> {
    this.asked.push(`use ${id} ${use}`);
  }

  async refresh(): Promise<void> {
    this.asked.push('refresh');
  }

  async close(): Promise<void> {}
}
