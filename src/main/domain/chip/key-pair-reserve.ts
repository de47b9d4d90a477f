import { generateKeyPair } from '#domain/crypto/ecdh.ts';
import type { Random } from '#ports/environment.ts';
import type { PreparedKeyPair } from './chip-access.ts';

/** The curve of the CCCD's PACE (standardised domain parameters 13, ICAO 9303-11 table 6). */
const paceCurve = 'brainpoolP256r1';

export type KeyPairReserve = {
  /** The pair in reserve; made now if there is none. It serves one read, which uses it up. */
  take(): PreparedKeyPair;
  /** Makes a pair, if there is none, while nothing waits for it. */
  prepare(): void;
};

/** A PACE key pair made before a card is there: making one takes longer than an exchange with the card does. */
export function createKeyPairReserve(random: Random): KeyPairReserve {
  const make = (): PreparedKeyPair => ({ curve: paceCurve, keyPair: generateKeyPair(paceCurve, random) });
  let reserve: PreparedKeyPair | null = make();
  return {
    take() {
      const taken = reserve ?? make();
      reserve = null;
      return taken;
    },
    prepare() {
      reserve ??= make();
    },
  };
}
