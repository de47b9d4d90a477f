/** Why a chip does not let itself be opened. `lastAttempt`: the key was wrong and the next wrong one blocks it. */
export type AccessCause = 'wrongKey' | 'blocked' | 'lastAttempt' | 'unsupported';

/**
 * The chip was not opened: by BAC (ICAO 9303-11 §4.3) or PACE (§4.4). `attemptsLeft` is known only where the chip counts;
 * `sw` is its status word, null where the protocol failed without one.
 */
export class AccessError extends Error {
  override readonly cause: AccessCause;
  readonly attemptsLeft: number | null;
  readonly sw: number | null;

  constructor(
    cause: AccessCause,
    { attemptsLeft = null, sw = null }: Partial<Pick<AccessError, 'attemptsLeft' | 'sw'>> = {},
  ) {
    super(sw === null ? `access: ${cause}` : `access: ${cause} (${sw.toString(16).padStart(4, '0')})`);
    this.name = 'AccessError';
    this.cause = cause;
    this.attemptsLeft = attemptsLeft;
    this.sw = sw;
  }
}

const BLOCKED = new Set([0x6983, 0x6984]);
const UNSUPPORTED = new Set([0x6700, 0x6800, 0x6881, 0x6882, 0x6a81, 0x6a82, 0x6a86, 0x6a88, 0x6b00, 0x6d00, 0x6e00]);

/**
 * What the chip's status word means when it answers the step that shows it our key: BAC's EXTERNAL AUTHENTICATE or
 * PACE's mutual authentication. Words that mean neither "blocked" nor "no such thing" are taken as a wrong key: chips
 * answer one with 6300, 63Cx, 6982, 6985, 6988, 6A80 or 6F00, whatever their maker chose.
 */
export function accessErrorOf(sw: number): AccessError {
  if (sw >= 0x63c0 && sw <= 0x63cf) return counted(sw, sw & 0xf);
  if (BLOCKED.has(sw)) return new AccessError('blocked', { sw, attemptsLeft: 0 });
  if (UNSUPPORTED.has(sw)) return new AccessError('unsupported', { sw });
  return new AccessError('wrongKey', { sw });
}

function counted(sw: number, attemptsLeft: number): AccessError {
  const cause = attemptsLeft === 0 ? 'blocked' : attemptsLeft === 1 ? 'lastAttempt' : 'wrongKey';
  return new AccessError(cause, { sw, attemptsLeft });
}
