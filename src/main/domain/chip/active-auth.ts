import type { ActiveAuthentication } from '#contract/evidence.ts';
import { concat, equal, fromInteger, toInteger } from '#domain/bytes.ts';
import { type CurveName, curve } from '#domain/crypto/curves.ts';
import { type HashName, hash, hashes, hashNames } from '#domain/crypto/hash.ts';
import type { EcPublicKey, PublicKey, RsaPublicKey } from '#domain/crypto/public-key.ts';
import { isUsableRsaKey, rsaPublic } from '#domain/crypto/rsa.ts';
import { type EcdsaEncoding, signatureAlgorithmByOid, verifySignature } from '#domain/crypto/signature.ts';
import type { Random } from '#ports/environment.ts';
import type { Channel } from './apdu.ts';
import type { SecurityInfos } from './security-infos.ts';

const CHALLENGE_LENGTH = 8;

/** Longest answer that a short response holds under secure messaging, whatever the cipher. */
const SHORT_ANSWER = 223;
/** Le of a short and of an extended command: "all there is". */
const [SHORT, EXTENDED] = [256, 65536];

/** Status words of a chip that wants another length of answer. */
const isAboutLength = (sw: number) => sw === 0x6700 || sw >> 8 === 0x6c;

/**
 * INTERNAL AUTHENTICATE (ICAO 9303-11 §6.1) with a fresh challenge of eight bytes. A chip that refuses is evidence `refused`. `key`,
 * the one in DG15, tells beforehand whether the answer needs extended length: under secure messaging an answer that was cut
 * short costs the session. A chip that refuses the length is asked once more in the other form, with a new challenge.
 * Throws only what the channel throws.
 */
export async function authenticateActively(
  channel: Channel,
  random: Random,
  key?: PublicKey,
): Promise<ActiveAuthentication> {
  const isLong = key?.kind === 'rsa' && key.bits / 8 > SHORT_ANSWER;
  const [usual, other] = isLong ? [EXTENDED, SHORT] : [SHORT, EXTENDED];
  const first = await internalAuthenticate(channel, random, usual);
  return first.state === 'refused' && isAboutLength(first.sw) ? internalAuthenticate(channel, random, other) : first;
}

type Answer = Extract<ActiveAuthentication, { state: 'done' | 'refused' }>;

async function internalAuthenticate(channel: Channel, random: Random, le: number): Promise<Answer> {
  const challenge = random(CHALLENGE_LENGTH);
  const { data, sw } = await channel({ cla: 0x00, ins: 0x88, p1: 0x00, p2: 0x00, data: challenge, le });
  if (sw !== 0x9000) return { state: 'refused', sw };
  return { state: 'done', challenge, signature: data.slice() };
}

type Outcome = 'passed' | 'failed' | 'unknownAlgorithm';

/**
 * Whether the chip signed the challenge with the private key to `key`, the one in DG15 (which must itself be proved by the SOD).
 * RSA: ISO/IEC 9796-2 scheme 1 with partial recovery. ECDSA: r ‖ s or DER, with the hash DG14 names, or, as chips name wrong
 * ones or none, any other known hash. @throws TypeError unless the evidence is `done`
 */
export function verifyActiveAuthentication(
  evidence: ActiveAuthentication,
  { key, infos }: { readonly key: PublicKey; readonly infos: SecurityInfos | null },
): Outcome {
  if (evidence.state !== 'done') throw new TypeError('active authentication was not done');
  if (key.kind === 'unknown') return 'unknownAlgorithm';
  // A shorter challenge could have been foreseen by a recorded signature.
  if (evidence.challenge.length !== CHALLENGE_LENGTH) return 'failed';
  if (key.kind === 'rsa') return verifyRsa(key, evidence.challenge, evidence.signature);
  return verifyEcdsa(key, evidence, infos) ? 'passed' : 'failed';
}

function verifyEcdsa(
  key: EcPublicKey,
  { challenge, signature }: Extract<ActiveAuthentication, { state: 'done' }>,
  infos: SecurityInfos | null,
): boolean {
  const encodings: readonly EcdsaEncoding[] = ['plain', 'der'];
  return hashCandidates(key.curve, infos).some((name) =>
    encodings.some((encoding) =>
      verifySignature({ algorithm: { scheme: 'ecdsa', hash: name }, key, message: challenge, signature, encoding }),
    ),
  );
}

/** The named hash first, then the longest that fits the key (ICAO 9303-11 §6.1.2.3), then the others. */
function hashCandidates(name: CurveName, infos: SecurityInfos | null): readonly HashName[] {
  const named = signatureAlgorithmByOid(infos?.activeAuthentication?.signatureAlgorithm ?? '')?.hash;
  const fitting = hashNames.findLast((candidate) => hashes[candidate].length <= curve(name).orderLength);
  return [...new Set([named, fitting, ...hashNames].filter((candidate) => candidate !== undefined))];
}

/** Trailer bytes before CC (ISO/IEC 10118-3 identifiers, ICAO 9303-11 §6.1.2.2); null stands for a hash that no longer counts. */
const hashesByTrailer: ReadonlyMap<number, HashName | null> = new Map([
  [0x33, 'SHA-1'],
  [0x34, 'SHA-256'],
  [0x35, 'SHA-512'],
  [0x36, 'SHA-384'],
  [0x38, 'SHA-224'],
  [0x31, null],
  [0x32, null],
  [0x37, null],
]);

/** ISO/IEC 9796-2 scheme 1 (§8 and §9 of its 2010 edition) with M2 = the challenge. */
function verifyRsa(key: RsaPublicKey, challenge: Uint8Array, signature: Uint8Array): Outcome {
  if (!isUsableRsaKey(key)) return 'unknownAlgorithm';
  // The message representative is byte-aligned only for such keys; no other has been seen.
  if (key.bits % 8 !== 0) return 'unknownAlgorithm';
  const representative = openSignature(key, signature);
  if (representative === null) return 'failed';
  const trailer = readTrailer(representative);
  if (trailer === null) return 'failed';
  if (trailer.hash === null) return 'unknownAlgorithm';
  const body = representative.subarray(0, representative.length - trailer.length);
  const digestAt = body.length - hashes[trailer.hash].length;
  const messageAt = skipHeader(body);
  if (messageAt === null || digestAt <= messageAt) return 'failed';
  const digest = hash(trailer.hash, concat(body.subarray(messageAt, digestAt), challenge));
  return equal(digest, body.subarray(digestAt)) ? 'passed' : 'failed';
}

/** The signature opened: itself or its complement, whichever ends in C as every trailer does (ISO/IEC 9796-2 §B.6). */
function openSignature(key: RsaPublicKey, signature: Uint8Array): Uint8Array | null {
  const length = key.bits / 8;
  if (signature.length !== length || toInteger(signature) >= key.modulus) return null;
  const opened = rsaPublic(key, signature);
  const complement = fromInteger(key.modulus - toInteger(opened), length);
  return [opened, complement].find((candidate) => ((candidate.at(-1) ?? 0) & 0x0f) === 0x0c) ?? null;
}

function readTrailer(representative: Uint8Array): { readonly hash: HashName | null; readonly length: 1 | 2 } | null {
  const last = representative.at(-1);
  if (last === 0xbc) return { hash: 'SHA-1', length: 1 };
  const name = hashesByTrailer.get(representative.at(-2) ?? 0);
  return last === 0xcc && name !== undefined ? { hash: name, length: 2 } : null;
}

/** Where M1 begins: after 6A, or after 6B … BA where the message was padded. Null without partial recovery (header 4x). */
function skipHeader(body: Uint8Array): number | null {
  if (body[0] === 0x6a) return 1;
  if (body[0] !== 0x6b) return null;
  const end = body.findIndex((byte, i) => i > 0 && byte !== 0xbb);
  return body[end] === 0xba ? end + 1 : null;
}
