import type { WeierstrassPoint } from '@noble/curves/abstract/weierstrass.js';
import { fromInteger, toInteger } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import type { Random } from '#ports/environment.ts';
import { type Curve, type CurveName, curve } from './curves.ts';

/** A point of a curve. */
export type EcPoint = WeierstrassPoint<bigint>;

/** A one-time key pair: the private scalar, as long as the order, and the public point 04 ‖ x ‖ y. */
export type KeyPair = { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array };

/** A random source that fails this often is broken: each draw of a good one is in range with at least 1 in 2. */
const MAX_DRAWS = 128;

/** A fresh key pair over the curve's base point, or over another generator of it. @throws Error if `random` is broken */
export function generateKeyPair(name: CurveName, random: Random, generator?: EcPoint): KeyPair {
  const known = curve(name);
  const privateKey = randomScalar(known, random);
  const publicKey = (generator ?? known.Point.BASE).multiply(toInteger(privateKey)).toBytes(false);
  return { privateKey, publicKey };
}

/** Uniform in 1 … order − 1, by rejection (FIPS 186-4 §B.4.2). */
function randomScalar({ order, orderLength }: Curve, random: Random): Uint8Array {
  const surplus = orderLength * 8 - order.toString(2).length;
  for (let draw = 0; draw < MAX_DRAWS; draw++) {
    const bytes = random(orderLength);
    bytes[0] = (bytes[0] ?? 0) & (0xff >> surplus);
    const value = toInteger(bytes);
    if (bytes.length === orderLength && value > 0n && value < order) return bytes;
  }
  throw new Error('the random source is broken');
}

/** The point of an encoding, never infinity. @throws Malformed if it is not a point of the curve (SEC 1 §3.2.2.1) */
export function decodePoint(name: CurveName, encoded: Uint8Array): EcPoint {
  try {
    return curve(name).Point.fromBytes(encoded);
  } catch {
    throw new Malformed('ECPoint', `not a point of ${name}`);
  }
}

/** The shared point of a private key and the other side's public point (BSI TR-03111 §4.3.1). @throws Malformed for a bad point */
export function agree(name: CurveName, privateKey: Uint8Array, publicKey: Uint8Array): EcPoint {
  return decodePoint(name, publicKey).multiply(toInteger(privateKey));
}

/** The shared secret: the x-coordinate, as long as the field (BSI TR-03111 §4.3.1). @throws Malformed for a bad point */
export function sharedSecret(name: CurveName, privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array {
  return fromInteger(agree(name, privateKey, publicKey).x, curve(name).fieldLength);
}
