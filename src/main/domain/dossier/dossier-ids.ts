import type { Clock, Ids, Random } from '#ports/environment.ts';
import { toHex } from '../bytes.ts';

/**
 * Numbers of dossiers, sittings and shifts: UUIDs of version 7 (RFC 9562 §5.7), lower case. They begin with the millisecond they
 * were made in and grow: of the same millisecond, or when the clock was put back, the twelve bits after it count on (§6.2).
 */
export function createDossierIds({ clock, random }: { readonly clock: Clock; readonly random: Random }): Ids {
  let last = { ms: -1, count: 0 };
  return () => {
    const bytes = random(10);
    const ms = clock.now().getTime();
    last = ms > last.ms ? { ms, count: seed(bytes) } : next(last);
    return uuid(last, bytes.subarray(2));
  };
}

/** Half of the counter is left to count on. */
function seed(bytes: Uint8Array): number {
  return (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & 0x7ff;
}

function next({ ms, count }: { readonly ms: number; readonly count: number }) {
  return count === 0xfff ? { ms: ms + 1, count: 0 } : { ms, count: count + 1 };
}

function uuid({ ms, count }: { readonly ms: number; readonly count: number }, random: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const tail = Uint8Array.from(random);
  tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
  const rest = toHex(tail);
  const counted = count.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counted}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
