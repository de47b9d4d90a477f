import type { ChipAuthentication } from '#contract/evidence.ts';
import { concat } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { generateKeyPair, type KeyPair, sharedSecret } from '#domain/crypto/ecdh.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import type { EcPublicKey } from '#domain/crypto/public-key.ts';
import type { Random } from '#ports/environment.ts';
import type { Channel, Response } from './apdu.ts';
import { deriveKey } from './key-derivation.ts';
import { Malformed } from './malformed.ts';
import { createSession, type Session, verifyProtectedResponse } from './secure-messaging.ts';
import {
  type ChipAuthenticationKey,
  chipProtocolByOid,
  chipProtocolOid,
  encodeReference,
  type SecurityInfos,
} from './security-infos.ts';
import { encodeTlv } from './tlv.ts';

/** Chip authentication as chosen from DG14: protocol, suite, and the chip's key with its identifier. */
type Choice = {
  readonly oid: string;
  readonly suite: CipherSuite;
  readonly keyId: number | null;
  readonly key: EcPublicKey;
};

/** What came of chip authentication: the evidence, and the session that replaces the present one, or null if it goes on. */
export type ChipAuthenticationResult = { readonly evidence: ChipAuthentication; readonly session: Session | null };

const strengths: readonly CipherSuite['name'][] = ['3DES', 'AES-128', 'AES-192', 'AES-256'];

function choose(infos: SecurityInfos): Choice | null {
  return (
    choices(infos).toSorted((a, b) => strengths.indexOf(b.suite.name) - strengths.indexOf(a.suite.name))[0] ?? null
  );
}

function choices(infos: SecurityInfos): readonly Choice[] {
  const keys = infos.chipAuthenticationKeys;
  // French documents hold a key and no ChipAuthenticationInfo; their chips mean the oldest protocol, 3DES.
  if (infos.chipAuthentication.length === 0) {
    const oid = chipProtocolOid('ECDH', '3DES');
    return keys.flatMap((entry) =>
      isEc(entry) ? [{ oid, suite: suites['3DES'], keyId: entry.keyId, key: entry.key }] : [],
    );
  }
  return infos.chipAuthentication.flatMap(({ oid, version, agreement, suite, keyId }) => {
    const entry = keyFor(infos, keyId);
    if (version !== 1 || agreement !== 'ECDH' || entry === null) return [];
    return [{ oid, suite: suites[suite], keyId: keyId ?? entry.keyId, key: entry.key }];
  });
}

type EcEntry = ChipAuthenticationKey & { readonly key: EcPublicKey };

function isEc(entry: ChipAuthenticationKey): entry is EcEntry {
  return entry.agreement === 'ECDH' && entry.key.kind === 'ec';
}

/** The key of an identifier; a single key is meant even where only one of both sides names it. */
function keyFor({ chipAuthenticationKeys }: SecurityInfos, keyId: number | null): EcEntry | null {
  const keys = chipAuthenticationKeys.filter(isEc);
  const exact = keys.find((entry) => entry.keyId === keyId);
  if (exact !== undefined) return exact;
  const [only, ...more] = keys;
  return only !== undefined && more.length === 0 && (keyId === null || only.keyId === null) ? only : null;
}

/**
 * Chip authentication over an elliptic curve (ICAO 9303-11 §6.2) on the present, secured channel. On success the chip already
 * speaks under the new session: secure the raw channel with it, and put the first protected response (data and SW) into
 * `evidence.response`, which is empty here. A chip that refuses is evidence `refused`, one that offers nothing this desk can do
 * `notOffered` (no key in DG14) or `notDone`. @throws Malformed, and whatever the channel throws
 */
export async function authenticateChip(
  channel: Channel,
  { infos, random }: { readonly infos: SecurityInfos; readonly random: Random },
): Promise<ChipAuthenticationResult> {
  const choice = choose(infos);
  if (choice === null) {
    return { evidence: { state: infos.chipAuthenticationKeys.length === 0 ? 'notOffered' : 'notDone' }, session: null };
  }
  const keyPair = generateKeyPair(choice.key.curve, random);
  const { sw } = await sendKey(channel, choice, keyPair);
  if (sw !== 0x9000) {
    keyPair.privateKey.fill(0);
    return { evidence: { state: 'refused', sw }, session: null };
  }
  const { oid, keyId, suite } = choice;
  const keys = sessionKeys(choice, keyPair.privateKey);
  const session = createSession({ suite, ...keys, ssc: 0n });
  keys.kEnc.fill(0);
  keys.kMac.fill(0);
  const evidence = { oid, keyId, terminalPrivateKey: keyPair.privateKey, response: new Uint8Array() };
  return { evidence: { state: 'done', ...evidence }, session };
}

async function sendKey(channel: Channel, choice: Choice, { publicKey }: KeyPair): Promise<Response> {
  const reference = choice.keyId === null ? new Uint8Array() : encodeTlv(0x84, encodeReference(choice.keyId));
  if (choice.suite.name === '3DES') {
    const data = concat(encodeTlv(0x91, publicKey), reference);
    return channel({ cla: 0x00, ins: 0x22, p1: 0x41, p2: 0xa6, data });
  }
  const protocol = concat(encodeTlv(0x80, encodeOid(choice.oid)), reference);
  const selected = await channel({ cla: 0x00, ins: 0x22, p1: 0x41, p2: 0xa4, data: protocol });
  if (selected.sw !== 0x9000) return selected;
  const data = encodeTlv(0x7c, encodeTlv(0x80, publicKey));
  return channel({ cla: 0x00, ins: 0x86, p1: 0x00, p2: 0x00, data, le: 256 });
}

function sessionKeys({ key, suite }: Pick<Choice, 'key' | 'suite'>, privateKey: Uint8Array) {
  const secret = sharedSecret(key.curve, privateKey, key.point);
  const keys = { kEnc: deriveKey(secret, 1, suite), kMac: deriveKey(secret, 2, suite) };
  secret.fill(0);
  return keys;
}

/**
 * Proves chip authentication again from its evidence: the keys follow from the terminal's private key and the chip's public key in
 * DG14 (which must itself be proved by the SOD), and only a chip with the private key could put the MAC of the first
 * response under them. `unknownAlgorithm`: DG14 or the evidence names what this desk cannot compute. @throws TypeError unless
 * the evidence is `done`
 */
export function verifyChipAuthentication(
  evidence: ChipAuthentication,
  infos: SecurityInfos,
): 'passed' | 'failed' | 'unknownAlgorithm' {
  if (evidence.state !== 'done') throw new TypeError('chip authentication was not done');
  const protocol = chipProtocolByOid(evidence.oid);
  if (protocol === null || protocol.agreement !== 'ECDH') return 'unknownAlgorithm';
  const entry = keyFor(infos, evidence.keyId);
  if (entry === null) return infos.chipAuthenticationKeys.every(isEc) ? 'failed' : 'unknownAlgorithm';
  const suite = suites[protocol.suite];
  try {
    const { kEnc, kMac } = sessionKeys({ key: entry.key, suite }, evidence.terminalPrivateKey);
    const proved = verifyProtectedResponse(evidence.response, { suite, kMac, ssc: 2n });
    kEnc.fill(0);
    kMac.fill(0);
    return proved ? 'passed' : 'failed';
  } catch (error) {
    // A private key outside the curve's order: evidence that was tampered with.
    if (error instanceof Malformed || error instanceof RangeError) return 'failed';
    throw error;
  }
}
