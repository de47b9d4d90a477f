import { type Failure, failure } from '#contract/failures.ts';

/** Words by which systems and libraries say why a device did not open. The first that fits counts. */
const reasons: readonly (readonly [RegExp, Failure['code']])[] = [
  // A serial port that another program has locked (Linux), opened (Windows: access denied) or claimed.
  [/cannot lock port|resource busy|temporarily unavailable|being used|sharing violation|EBUSY/i, 'device.taken'],
  [/no such (file|device)|file not found|ENOENT|ENODEV|ENXIO|disconnected/i, 'device.gone'],
  [/permission denied|EACCES|EPERM|not permitted/i, 'device.denied'],
];

/** Why a device did not open, from what the library said; what is not understood is `device.broken`. */
export function openFailure(error: unknown, platform: NodeJS.Platform): Failure {
  const text = error instanceof Error ? error.message : String(error);
  const found = reasons.find(([words]) => words.test(text));
  if (found !== undefined) return failure(found[1]);
  // Windows gives one answer to whoever comes second, whatever the kind of device.
  if (platform === 'win32' && /access|cannot open|could not open/i.test(text)) return failure('device.taken');
  return failure('device.broken');
}
