import { concat, equal, fromInteger } from '#domain/bytes.ts';
import type { CipherSuite } from '#domain/crypto/cipher-suite.ts';
import { type Channel, type Command, isExtended, type Response } from './apdu.ts';
import { pad, unpad } from './key-derivation.ts';
import { Malformed } from './malformed.ts';
import { encodeTlv, readTlvs, type Tlv } from './tlv.ts';

/**
 * A secure messaging session (ICAO 9303-11 §9.8). `ssc` is the send sequence counter as last used: it grows by one for
 * every command and every response. `ended` sessions carry zeroed keys and refuse to protect anything.
 */
export type Session = {
  readonly suite: CipherSuite;
  readonly kEnc: Uint8Array;
  readonly kMac: Uint8Array;
  ssc: bigint;
  ended: boolean;
};

/** The session can no longer be trusted, or the chip gave it up. `sw` is the chip's status word where one says so. */
export class SecureMessagingError extends Error {
  readonly sw: number | null;

  constructor(what: string, sw: number | null = null) {
    super(`secure messaging: ${what}`);
    this.name = 'SecureMessagingError';
    this.sw = sw;
  }
}

/** Opens a session with its own copies of the keys. `ssc` is zero after PACE and chip authentication. @throws RangeError */
export function createSession({ suite, kEnc, kMac, ssc }: Omit<Session, 'ended'>): Session {
  if (kEnc.length !== suite.keyLength || kMac.length !== suite.keyLength) throw new RangeError('key of a wrong length');
  return { suite, kEnc: kEnc.slice(), kMac: kMac.slice(), ssc, ended: false };
}

/** Zeroes the keys of a session; every command under it then fails. */
export function endSession(session: Session): void {
  session.kEnc.fill(0);
  session.kMac.fill(0);
  session.ended = true;
}

/** What `secureMessaging` reports for each protected response: its raw bytes with SW, and the counter its MAC is under. */
export type ProtectedResponseHook = (response: Uint8Array, ssc: bigint) => void;

/**
 * Protects every command and checks every response (ICAO 9303-11 §9.8.4 to §9.8.6): DO87 or DO85 (odd INS), DO97, DO8E;
 * short or extended as the command needs. A plain error status without data is passed on: some chips answer a refused
 * SELECT or READ BINARY so and keep the session; 6987 and 6988 end it, and so does a plain error that follows a plain 67xx to
 * an extended command: a card that cannot take that length need not have counted it, and then takes nothing any more.
 * The channel throws SecureMessagingError, and ends the session, for a wrong MAC, a missing or foreign data object,
 * a status that differs from the protected one, or a success that is not protected.
 */
export function secureMessaging(
  channel: Channel,
  session: Session,
  onProtectedResponse?: ProtectedResponseHook,
): Channel {
  let uncounted = false;
  return async (command) => {
    if (session.ended) throw new SecureMessagingError('the session has ended');
    nextCounter(session);
    const response = await channel(protectCommand(session, command));
    nextCounter(session);
    try {
      if (response.data.length === 0) {
        const refusedLength = isExtended(command) && response.sw >> 8 === 0x67;
        if (uncounted && !refusedLength) throw new SecureMessagingError('the counters differ', response.sw);
        uncounted = refusedLength;
        return plainStatus(response);
      }
      uncounted = false;
      onProtectedResponse?.(concat(response.data, fromInteger(BigInt(response.sw), 2)), session.ssc);
      return openResponse(session, response);
    } catch (error) {
      endSession(session);
      throw error instanceof Malformed ? new SecureMessagingError(error.message, response.sw) : error;
    }
  };
}

function nextCounter(session: Session): void {
  session.ssc = BigInt.asUintN(session.suite.blockLength * 8, session.ssc + 1n);
}

function counterBytes({ suite, ssc }: Pick<Session, 'suite' | 'ssc'>): Uint8Array {
  return fromInteger(ssc, suite.blockLength);
}

function initialValue({ suite, kEnc, ssc }: Session): Uint8Array {
  return suite.name === '3DES' ? new Uint8Array(8) : suite.encryptBlock(kEnc, counterBytes({ suite, ssc }));
}

function macUnder({ suite, kMac, ssc }: Pick<Session, 'suite' | 'kMac' | 'ssc'>, message: Uint8Array): Uint8Array {
  return suite.mac(kMac, pad(concat(counterBytes({ suite, ssc }), message), suite.blockLength));
}

function protectCommand(session: Session, command: Command): Command {
  const { ins, p1, p2, data = new Uint8Array(), le } = command;
  const cla = command.cla | 0x0c;
  const objects = concat(data.length > 0 ? encryptedObject(session, ins, data) : data, expectedLength(le));
  const header = pad(Uint8Array.of(cla, ins, p1, p2), session.suite.blockLength);
  const tag = encodeTlv(0x8e, macUnder(session, concat(header, objects)));
  const body = concat(objects, tag);
  const extended = isExtended(command) || body.length > 255;
  return { cla, ins, p1, p2, data: body, le: extended ? 65536 : 256 };
}

function encryptedObject(session: Session, ins: number, data: Uint8Array): Uint8Array {
  const { suite, kEnc } = session;
  const cryptogram = suite.encrypt(kEnc, initialValue(session), pad(data, suite.blockLength));
  // An odd instruction carries BER-TLV data, which has its own object without padding indicator (ISO/IEC 7816-4 §10.2.2).
  return (ins & 1) === 1 ? encodeTlv(0x85, cryptogram) : encodeTlv(0x87, Uint8Array.of(1), cryptogram);
}

function expectedLength(le: number | undefined): Uint8Array {
  if (le === undefined) return new Uint8Array();
  return encodeTlv(0x97, le <= 256 ? Uint8Array.of(le & 0xff) : Uint8Array.of((le >> 8) & 0xff, le & 0xff));
}

function plainStatus(response: Response): Response {
  if (response.sw === 0x9000) throw new SecureMessagingError('success without protection', response.sw);
  if (response.sw === 0x6987 || response.sw === 0x6988) {
    throw new SecureMessagingError('the chip refuses the data objects', response.sw);
  }
  return response;
}

type ProtectedResponse = {
  readonly cryptogram: Uint8Array | null;
  readonly status: number;
  readonly tag: Uint8Array;
  /** Everything the MAC covers. */
  readonly covered: Uint8Array;
};

/** Takes the data objects of a protected response apart. @throws Malformed if one is missing, foreign, double or misplaced */
function parseResponse(data: Uint8Array): ProtectedResponse {
  const where = 'protected response';
  const objects = readTlvs(data, where);
  const status = only(objects, 0x99);
  const tag = only(objects, 0x8e);
  if (status?.value.length !== 2) throw new Malformed(where, 'no DO99');
  if (tag?.value.length !== 8 || objects.at(-1) !== tag) throw new Malformed(where, 'no DO8E at the end');
  const padded = only(objects, 0x87);
  const bare = only(objects, 0x85);
  if (objects.length !== (padded || bare ? 3 : 2)) throw new Malformed(where, 'a data object too many');
  if (padded && padded.value[0] !== 1) throw new Malformed(where, 'unknown padding indicator');
  return {
    cryptogram: padded?.value.subarray(1) ?? bare?.value ?? null,
    status: ((status.value[0] ?? 0) << 8) | (status.value[1] ?? 0),
    tag: tag.value,
    covered: data.subarray(0, data.length - tag.raw.length),
  };
}

function only(objects: readonly Tlv[], tag: number): Tlv | undefined {
  return objects.find((object) => object.tag === tag);
}

function openResponse(session: Session, response: Response): Response {
  const { cryptogram, status, tag, covered } = parseResponse(response.data);
  if (!equal(macUnder(session, covered), tag)) throw new SecureMessagingError('wrong MAC', response.sw);
  if (status !== response.sw) throw new SecureMessagingError('status differs from the protected one', response.sw);
  if (cryptogram === null) return { data: new Uint8Array(), sw: status };
  const { suite, kEnc } = session;
  if (cryptogram.length === 0 || cryptogram.length % suite.blockLength !== 0) {
    throw new SecureMessagingError('cryptogram not made of whole blocks', response.sw);
  }
  return { data: unpad(suite.decrypt(kEnc, initialValue(session), cryptogram)), sw: status };
}

/**
 * Whether a raw protected response (data and SW) carries a right MAC under `kMac` and `ssc`, and the status it protects:
 * proves chip authentication again from stored evidence, where the first response is under counter 2. Never throws.
 */
export function verifyProtectedResponse(
  response: Uint8Array,
  { suite, kMac, ssc }: Pick<Session, 'suite' | 'kMac' | 'ssc'>,
): boolean {
  if (response.length < 2 || kMac.length !== suite.keyLength) return false;
  try {
    const { status, tag, covered } = parseResponse(response.subarray(0, response.length - 2));
    const sw = ((response.at(-2) ?? 0) << 8) | (response.at(-1) ?? 0);
    return status === sw && equal(macUnder({ suite, kMac, ssc }, covered), tag);
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return false;
    throw error;
  }
}
