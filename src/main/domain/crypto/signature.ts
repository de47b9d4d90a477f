import { concat, equal, fromInteger, toInteger } from '#domain/bytes.ts';
import { Malformed } from '#domain/chip/malformed.ts';
import { encodeTlv } from '#domain/chip/tlv.ts';
import { curve } from './curves.ts';
import { asn1, readAlgorithm, readSequence, readUnsigned } from './der.ts';
import { type HashName, hash, hashes } from './hash.ts';
import { encodeOid } from './oid.ts';
import { type PssParameters, parsePssParameters } from './pss-parameters.ts';
import type { EcPublicKey, PublicKey, RsaPublicKey } from './public-key.ts';
import { isUsableRsaKey, rsaPublic } from './rsa.ts';

/** How an ECDSA signature is written: ECDSA-Sig-Value (RFC 3279 §2.2.3), or r ‖ s (BSI TR-03111 §5.2.1). */
export type EcdsaEncoding = 'der' | 'plain';

/** A signature scheme with its hash. */
export type SignatureAlgorithm =
  | { readonly scheme: 'rsa-pkcs1'; readonly hash: HashName }
  | { readonly scheme: 'ecdsa'; readonly hash: HashName; readonly encoding?: EcdsaEncoding }
  | ({ readonly scheme: 'rsa-pss' } & PssParameters);

const rsa = '1.2.840.113549.1.1';
const ecdsaWith = '1.2.840.10045.4';
/** BSI TR-03111 §5.2.1.1. */
const plainEcdsa = '0.4.0.127.0.7.1.1.4.1';

const algorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  [`${rsa}.5`, { scheme: 'rsa-pkcs1', hash: 'SHA-1' }],
  ['1.3.14.3.2.29', { scheme: 'rsa-pkcs1', hash: 'SHA-1' }],
  [`${rsa}.14`, { scheme: 'rsa-pkcs1', hash: 'SHA-224' }],
  [`${rsa}.11`, { scheme: 'rsa-pkcs1', hash: 'SHA-256' }],
  [`${rsa}.12`, { scheme: 'rsa-pkcs1', hash: 'SHA-384' }],
  [`${rsa}.13`, { scheme: 'rsa-pkcs1', hash: 'SHA-512' }],
  [`${ecdsaWith}.1`, { scheme: 'ecdsa', hash: 'SHA-1' }],
  [`${ecdsaWith}.3.1`, { scheme: 'ecdsa', hash: 'SHA-224' }],
  [`${ecdsaWith}.3.2`, { scheme: 'ecdsa', hash: 'SHA-256' }],
  [`${ecdsaWith}.3.3`, { scheme: 'ecdsa', hash: 'SHA-384' }],
  [`${ecdsaWith}.3.4`, { scheme: 'ecdsa', hash: 'SHA-512' }],
  [`${plainEcdsa}.1`, { scheme: 'ecdsa', hash: 'SHA-1', encoding: 'plain' }],
  [`${plainEcdsa}.2`, { scheme: 'ecdsa', hash: 'SHA-224', encoding: 'plain' }],
  [`${plainEcdsa}.3`, { scheme: 'ecdsa', hash: 'SHA-256', encoding: 'plain' }],
  [`${plainEcdsa}.4`, { scheme: 'ecdsa', hash: 'SHA-384', encoding: 'plain' }],
  [`${plainEcdsa}.5`, { scheme: 'ecdsa', hash: 'SHA-512', encoding: 'plain' }],
]);

/** Identifiers of the key type alone, which CMS signers put where the scheme belongs; the digest algorithm says the rest. */
const keyTypes: ReadonlyMap<string, 'rsa-pkcs1' | 'ecdsa'> = new Map([
  [`${rsa}.1`, 'rsa-pkcs1'],
  ['1.2.840.10045.2.1', 'ecdsa'],
]);

/** The scheme an object identifier names by itself (all but RSASSA-PSS), or null. */
export function signatureAlgorithmByOid(oid: string): SignatureAlgorithm | null {
  return algorithms.get(oid) ?? null;
}

/**
 * The scheme of an AlgorithmIdentifier (RFC 3279, 4055, 5758, BSI TR-03111), or null for one this desk does not know. `digest` is the
 * digest algorithm beside it in a CMS SignerInfo, used where the identifier names only the key type. @throws Malformed
 */
export function parseSignatureAlgorithm(
  algorithmIdentifierDer: Uint8Array,
  digest?: HashName,
): SignatureAlgorithm | null {
  const { oid, parameters } = readAlgorithm(algorithmIdentifierDer, 'AlgorithmIdentifier');
  if (oid === `${rsa}.10`) {
    const pss = parsePssParameters(parameters);
    return pss === null ? null : { scheme: 'rsa-pss', ...pss };
  }
  const scheme = keyTypes.get(oid);
  if (scheme !== undefined) return digest === undefined ? null : { scheme, hash: digest };
  return signatureAlgorithmByOid(oid);
}

/** What people call the scheme: `ECDSA SHA-256`, `RSA SHA-256`, `RSA-PSS SHA-256`. */
export function describeAlgorithm(algorithm: SignatureAlgorithm): string {
  const names = { ecdsa: 'ECDSA', 'rsa-pkcs1': 'RSA', 'rsa-pss': 'RSA-PSS' } as const;
  return `${names[algorithm.scheme]} ${algorithm.hash}`;
}

/** A signature to verify. */
export type SignatureCheck = {
  readonly algorithm: SignatureAlgorithm;
  readonly key: PublicKey;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  /** How an ECDSA signature is written; what the algorithm says, else DER. */
  readonly encoding?: EcdsaEncoding;
};

/** Whether `signature` is `key`'s over `message`. False, never an exception, for whatever is malformed or does not fit together. */
export function verifySignature({ algorithm, key, message, signature, encoding }: SignatureCheck): boolean {
  const digest = hash(algorithm.hash, message);
  if (algorithm.scheme === 'ecdsa') {
    if (key.kind !== 'ec') return false;
    const plain = (encoding ?? algorithm.encoding) === 'plain';
    return plain ? verifyPlain(key, digest, signature) : verifyDer(key, digest, signature);
  }
  if (key.kind !== 'rsa') return false;
  const encoded = openRsa(key, signature);
  if (encoded === null) return false;
  return algorithm.scheme === 'rsa-pkcs1'
    ? key.pss === null && isPkcs1(encoded, algorithm.hash, digest)
    : isAllowed(key, algorithm) && isPss({ encoded, digest, bits: key.bits, parameters: algorithm });
}

function verifyDer(key: EcPublicKey, digest: Uint8Array, signature: Uint8Array): boolean {
  const length = curve(key.curve).orderLength;
  try {
    const [r, s, ...more] = readSequence(signature, 'ECDSA-Sig-Value').map((member) =>
      fromInteger(readUnsigned(member, 'ECDSA-Sig-Value'), length),
    );
    return r !== undefined && s !== undefined && more.length === 0 && verifyPlain(key, digest, concat(r, s));
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return false;
    throw error;
  }
}

/** BSI TR-03111 §4.2.1.2: both halves as long as the order; r and s are range-checked and the digest cut to the order's bits by the curve. */
function verifyPlain(key: EcPublicKey, digest: Uint8Array, signature: Uint8Array): boolean {
  const { ecdsa, orderLength } = curve(key.curve);
  if (signature.length !== 2 * orderLength) return false;
  return ecdsa.verify(signature, digest, key.point, { prehash: false, lowS: false, format: 'compact' });
}

function openRsa(key: RsaPublicKey, signature: Uint8Array): Uint8Array | null {
  if (!isUsableRsaKey(key) || signature.length !== Math.ceil(key.bits / 8)) return null;
  return toInteger(signature) < key.modulus ? rsaPublic(key, signature) : null;
}

/** RFC 8017 §8.2.2: the whole encoded message is rebuilt and compared, with and without the NULL parameter. */
function isPkcs1(encoded: Uint8Array, name: HashName, digest: Uint8Array): boolean {
  const oid = encodeTlv(asn1.oid, encodeOid(hashes[name].oid));
  return [encodeTlv(asn1.null), new Uint8Array()].some((parameters) => {
    const algorithm = encodeTlv(asn1.sequence, oid, parameters);
    const digestInfo = encodeTlv(asn1.sequence, algorithm, encodeTlv(asn1.octetString, digest));
    const fill = encoded.length - digestInfo.length - 3;
    if (fill < 8) return false;
    return equal(encoded, concat(Uint8Array.of(0, 1), new Uint8Array(fill).fill(0xff), Uint8Array.of(0), digestInfo));
  });
}

/** RFC 4055 §3.3: a key bound to parameters takes signatures with the same hashes and at least its salt length. */
function isAllowed({ pss }: RsaPublicKey, { hash, mgfHash, saltLength }: PssParameters): boolean {
  return pss === null || (pss.hash === hash && pss.mgfHash === mgfHash && saltLength >= pss.saltLength);
}

type PssCheck = { encoded: Uint8Array; digest: Uint8Array; bits: number; parameters: PssParameters };

/** EMSA-PSS-VERIFY (RFC 8017 §9.1.2). */
function isPss({ encoded, digest, bits, parameters }: Readonly<PssCheck>): boolean {
  const { mgfHash, saltLength } = parameters;
  const length = Math.ceil((bits - 1) / 8);
  const surplus = encoded.length - length;
  const message = encoded.subarray(surplus);
  const maskedLength = length - digest.length - 1;
  const padding = maskedLength - saltLength - 1;
  if (padding < 0 || message[length - 1] !== 0xbc || (surplus > 0 && encoded[0] !== 0)) return false;
  const unusedBits = 8 * length - (bits - 1);
  if (((message[0] ?? 0) & ~(0xff >> unusedBits)) !== 0) return false;
  const h = message.subarray(maskedLength, maskedLength + digest.length);
  const block = unmask(message.subarray(0, maskedLength), maskGeneration(mgfHash, h, maskedLength));
  block[0] = (block[0] ?? 0) & (0xff >> unusedBits);
  if (block.subarray(0, padding).some((byte) => byte !== 0) || block[padding] !== 1) return false;
  return equal(h, hash(parameters.hash, concat(new Uint8Array(8), digest, block.subarray(padding + 1))));
}

function unmask(masked: Uint8Array, mask: Uint8Array): Uint8Array {
  return masked.map((byte, i) => byte ^ (mask[i] ?? 0));
}

/** MGF1 (RFC 8017 §B.2.1). */
function maskGeneration(name: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let i = 0; i * hashes[name].length < length; i++) {
    blocks.push(hash(name, concat(seed, fromInteger(BigInt(i), 4))));
  }
  return concat(...blocks).subarray(0, length);
}
