import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** When a log has grown to this many bytes it becomes `<name>.1`, in place of the one before. */
const rotateAt = 1_000_000;

/** Adds lines to a log. A log that cannot be written is silent: it must never stop the desk. */
export function createLogFile(path: string): (line: string) => void {
  let length: number | null = null;
  return (line) => {
    try {
      if (length === null) {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        length = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      }
      if (length > rotateAt) {
        renameSync(path, `${path}.1`);
        length = 0;
      }
      appendFileSync(path, `${line}\n`, { mode: 0o600 });
      length += Buffer.byteLength(line) + 1;
    } catch {
      length = null;
    }
  };
}
