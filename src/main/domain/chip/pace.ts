import { concat, equal, toInteger } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { type CurveName, curve } from '#domain/crypto/curves.ts';
import { agree, decodePoint, type EcPoint, generateKeyPair, type KeyPair, sharedSecret } from '#domain/crypto/ecdh.ts';
import { hash } from '#domain/crypto/hash.ts';
import { encodeOid } from '#domain/crypto/oid.ts';
import type { Random } from '#ports/environment.ts';
import { AccessError, accessErrorOf } from './access-error.ts';
import type { Channel } from './apdu.ts';
import { deriveKey, pad } from './key-derivation.ts';
import { Malformed } from './malformed.ts';
import { createSession, type Session } from './secure-messaging.ts';
import { encodeReference, type PaceInfo, type PaceMapping, type SecurityInfos } from './security-infos.ts';
import { encodeTlv, expectTlv, readTlvs } from './tlv.ts';

/** What opens the chip: the card access number (digits), or `mrzInformation` of the machine readable zone. */
export type PacePassword =
  | { readonly kind: 'can'; readonly can: string }
  | { readonly kind: 'mrz'; readonly mrzInfo: Uint8Array };

/**
 * One run of PACE. `keyPair`, made beforehand over the base point of the info's curve, spares a multiplication while the card
 * waits; it is used up, its private key zeroed.
 */
export type PaceRun = {
  readonly info: PaceInfo;
  readonly password: PacePassword;
  readonly random: Random;
  readonly keyPair?: KeyPair;
};

const where = 'PACE';
/** From weak to strong. */
const strengths: readonly CipherSuite['name'][] = ['3DES', 'AES-128', 'AES-192', 'AES-256'];
/** References of the passwords in MSE:Set AT (ICAO 9303-11 §4.4.4.1). */
const passwordReferences = { mrz: 1, can: 2 } as const;

/** What a mapping works with: `exchange` sends one data object of GENERAL AUTHENTICATE and returns the chip's. */
type MappingStep = {
  readonly curve: CurveName;
  readonly nonce: Uint8Array;
  readonly keyPair: KeyPair;
  readonly exchange: (tag: number, value: Uint8Array, answerTag: number) => Promise<Uint8Array>;
};
type Mapping = (step: MappingStep) => Promise<EcPoint>;

/** The mappings this desk can do; the others of ICAO 9303-11 §4.4.3.3 are a row each. */
const mappings: Partial<Record<PaceMapping, Mapping>> = { GM: genericMapping };

/** The strongest way of PACE that both the chip and this desk can do, or null. Longest cipher key first, then longest curve. */
export function choosePace(infos: SecurityInfos): PaceInfo | null {
  const rank = ({ suite, curve: name }: PaceInfo) =>
    strengths.indexOf(suite) * 1000 + (name === null ? 0 : curve(name).fieldLength);
  return infos.pace.filter(isSupported).toSorted((a, b) => rank(b) - rank(a))[0] ?? null;
}

function isSupported({ version, mapping, curve: name }: PaceInfo): boolean {
  return version === 2 && name !== null && mappings[mapping] !== undefined;
}

/**
 * PACE over an elliptic curve (ICAO 9303-11 §4.4): opens the chip with a password and returns the session.
 * @throws AccessError if the chip does not take the password or refuses the protocol, Malformed if it does not follow the protocol,
 * sends an invalid point or echoes our key; and whatever the channel throws
 */
export async function openWithPace(channel: Channel, run: PaceRun): Promise<Session> {
  const { info, password, random } = run;
  const mapping = mappings[info.mapping];
  if (info.curve === null || mapping === undefined) throw new AccessError('unsupported');
  const suite = suites[info.suite];
  const name = info.curve;
  const secrets: Uint8Array[] = [];
  try {
    const keyPair = run.keyPair ?? generateKeyPair(name, random);
    secrets.push(keyPair.privateKey);
    await selectProtocol(channel, info, password);
    const exchange = chainedExchange(channel);
    const nonce = decryptNonce({ suite, password, encrypted: await exchange(null, new Uint8Array(), 0x80) });
    secrets.push(nonce);
    const generator = await mapping({ curve: name, nonce, keyPair, exchange });
    const ephemeral = generateKeyPair(name, random, generator);
    secrets.push(ephemeral.privateKey);
    const chipKey = await exchange(0x83, ephemeral.publicKey, 0x84);
    refuseEcho(ephemeral.publicKey, decodePoint(name, chipKey).toBytes(false));
    const secret = sharedSecret(name, ephemeral.privateKey, chipKey);
    const keys = { kEnc: deriveKey(secret, 1, suite), kMac: deriveKey(secret, 2, suite) };
    secrets.push(secret, keys.kEnc, keys.kMac);
    await proveKeys(channel, { suite, info, kMac: keys.kMac, ours: ephemeral.publicKey, theirs: chipKey });
    return createSession({ suite, ...keys, ssc: 0n });
  } finally {
    for (const bytes of secrets) bytes.fill(0);
  }
}

async function selectProtocol(channel: Channel, info: PaceInfo, { kind }: PacePassword): Promise<void> {
  const { oid, parameterId, ambiguous } = info;
  const data = concat(
    encodeTlv(0x80, encodeOid(oid)),
    encodeTlv(0x83, Uint8Array.of(passwordReferences[kind])),
    ambiguous && parameterId !== null ? encodeTlv(0x84, encodeReference(parameterId)) : new Uint8Array(),
  );
  const { sw } = await channel({ cla: 0x00, ins: 0x22, p1: 0xc1, p2: 0xa4, data });
  // 63Cx warns of few attempts left and is no refusal (ICAO 9303-11 §4.4.4.1); 63C0 is.
  if (sw === 0x9000 || (sw > 0x63c0 && sw <= 0x63cf)) return;
  throw refusal(sw);
}

/** An answer before the chip could have seen whether the password is right. */
function refusal(sw: number): AccessError {
  const error = accessErrorOf(sw);
  return error.cause === 'wrongKey' && sw >> 8 !== 0x63 ? new AccessError('unsupported', { sw }) : error;
}

type Exchange = MappingStep['exchange'];

/** GENERAL AUTHENTICATE with the chaining bit: every step but the last (ICAO 9303-11 §4.4.4.2). A null tag sends an empty 7C. */
function chainedExchange(
  channel: Channel,
): (tag: number | null, value: Uint8Array, answer: number) => ReturnType<Exchange> {
  return async (tag, value, answerTag) => {
    const data = tag === null ? encodeTlv(0x7c) : encodeTlv(0x7c, encodeTlv(tag, value));
    const { data: answer, sw } = await channel({ cla: 0x10, ins: 0x86, p1: 0, p2: 0, data, le: 256 });
    if (sw !== 0x9000) throw refusal(sw);
    return dynamicAuthenticationData(answer, answerTag);
  };
}

function dynamicAuthenticationData(answer: Uint8Array, tag: number): Uint8Array {
  const found = readTlvs(expectTlv(answer, 0x7c, where).value, where).find((object) => object.tag === tag);
  if (found === undefined) throw new Malformed(where, `no data object ${tag.toString(16)}`);
  return found.value;
}

type EncryptedNonce = { readonly suite: CipherSuite; readonly password: PacePassword; readonly encrypted: Uint8Array };

/** ICAO 9303-11 §4.4.3.3 and §9.7.3: CBC under kPi with a zero initial value. */
function decryptNonce({ suite, password, encrypted }: EncryptedNonce): Uint8Array {
  const { length } = encrypted;
  if (length === 0 || length > 64 || length % suite.blockLength !== 0)
    throw new Malformed(where, 'nonce of a wrong length');
  const secret = password.kind === 'can' ? new TextEncoder().encode(password.can) : hash('SHA-1', password.mrzInfo);
  const kPi = deriveKey(secret, 3, suite);
  const nonce = suite.decrypt(kPi, new Uint8Array(suite.blockLength), encrypted);
  kPi.fill(0);
  secret.fill(0);
  return nonce;
}

/** Generic mapping (ICAO 9303-11 §4.4.3.3.1): G' = s·G + H, H agreed upon with one key pair each. */
async function genericMapping({ curve: name, nonce, keyPair, exchange }: MappingStep): Promise<EcPoint> {
  const { Point, order } = curve(name);
  const chipKey = await exchange(0x81, keyPair.publicKey, 0x82);
  refuseEcho(keyPair.publicKey, decodePoint(name, chipKey).toBytes(false));
  const shared = agree(name, keyPair.privateKey, chipKey);
  const s = toInteger(nonce) % order;
  const generator = s === 0n ? shared : Point.BASE.multiply(s).add(shared);
  if (generator.is0()) throw new Malformed(where, 'the mapped generator is infinity');
  return generator;
}

/** ICAO 9303-11 §4.4.1: both sides check that the keys differ; a chip that sends ours back knows nothing. */
function refuseEcho(ours: Uint8Array, theirs: Uint8Array): void {
  if (equal(ours, theirs)) throw new Malformed(where, 'the chip sent our own key back');
}

type Proof = {
  readonly suite: CipherSuite;
  readonly info: PaceInfo;
  readonly kMac: Uint8Array;
  readonly ours: Uint8Array;
  readonly theirs: Uint8Array;
};

/** Mutual authentication by tokens; the chip's answer to ours says whether the password was right. */
async function proveKeys(channel: Channel, { suite, info, kMac, ours, theirs }: Proof): Promise<void> {
  const token = authenticationToken({ suite, kMac, oid: info.oid, publicKey: theirs });
  const data = encodeTlv(0x7c, encodeTlv(0x85, token));
  const { data: answer, sw } = await channel({ cla: 0x00, ins: 0x86, p1: 0, p2: 0, data, le: 256 });
  if (sw !== 0x9000) throw accessErrorOf(sw);
  const expected = authenticationToken({ suite, kMac, oid: info.oid, publicKey: ours });
  if (!equal(dynamicAuthenticationData(answer, 0x86), expected))
    throw new Malformed(where, 'wrong token from the chip');
}

type TokenInput = {
  readonly suite: CipherSuite;
  readonly kMac: Uint8Array;
  readonly oid: string;
  readonly publicKey: Uint8Array;
};

/** The MAC over the other side's public key data object (ICAO 9303-11 §4.4.3.4, §9.4.5). */
function authenticationToken({ suite, kMac, oid, publicKey }: TokenInput): Uint8Array {
  const object = encodeTlv(0x7f49, encodeTlv(0x06, encodeOid(oid)), encodeTlv(0x86, publicKey));
  return suite.mac(kMac, suite.name === '3DES' ? pad(object, suite.blockLength) : object);
}
