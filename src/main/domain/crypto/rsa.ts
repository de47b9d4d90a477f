import { fromInteger, toInteger } from '#domain/bytes.ts';

/** Modulus and public exponent of an RSA key. */
export type RsaNumbers = { readonly modulus: bigint; readonly exponent: bigint };

const MAX_BITS = 16384;
/** Beyond this modulus size an exponent must be short, or one verification could take seconds. */
const LONG_EXPONENT_BITS = 3072;

/** Bits of a non-negative integer. */
export function bitLength(value: bigint): number {
  return value === 0n
    ? 0
    : value.toString(16).length * 4 - Math.clz32(Number.parseInt(value.toString(16).charAt(0), 16)) + 28;
}

/** Whether a key can be worked with at all: odd modulus of 512 to 16384 bits, odd exponent from 3, short where the modulus is long. */
export function isUsableRsaKey({ modulus, exponent }: RsaNumbers): boolean {
  const bits = bitLength(modulus);
  if (bits < 512 || bits > MAX_BITS || (modulus & 1n) === 0n) return false;
  if (exponent < 3n || (exponent & 1n) === 0n || exponent >= modulus) return false;
  return bits <= LONG_EXPONENT_BITS || bitLength(exponent) <= 64;
}

/**
 * The RSA public operation (RSAVP1, RFC 8017 §5.2.2): `input` raised to the exponent, as many bytes as the modulus has.
 * Not in constant time: public values only. @throws RangeError for an unusable key or an input that is not below the modulus
 */
export function rsaPublic(key: RsaNumbers, input: Uint8Array): Uint8Array {
  const representative = toInteger(input);
  if (!isUsableRsaKey(key)) throw new RangeError('unusable RSA key');
  if (representative >= key.modulus) throw new RangeError('input not below the modulus');
  return fromInteger(power(representative, key), Math.ceil(bitLength(key.modulus) / 8));
}

function power(base: bigint, { modulus, exponent }: RsaNumbers): bigint {
  let result = base;
  const bits = exponent.toString(2);
  for (let i = 1; i < bits.length; i++) {
    result = (result * result) % modulus;
    if (bits[i] === '1') result = (result * base) % modulus;
  }
  return result;
}
