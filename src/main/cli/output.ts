/** Where a command writes: results, and remarks that are not results. */
export type Output = { result(text: string): void; remark(text: string): void };

/** Writes to the streams of this process. */
export const standardOutput: Output = {
  result: (text) => void process.stdout.write(text),
  remark: (text) => void process.stderr.write(text),
};

/** A value as JSON of one line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
