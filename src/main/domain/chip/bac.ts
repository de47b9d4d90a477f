import { concat, equal, toInteger } from '#domain/bytes.ts';
import { type CipherSuite, suites } from '#domain/crypto/cipher-suite.ts';
import { hash } from '#domain/crypto/hash.ts';
import type { Random } from '#ports/environment.ts';
import { AccessError, accessErrorOf } from './access-error.ts';
import type { Channel } from './apdu.ts';
import { deriveKey, pad } from './key-derivation.ts';
import { Malformed } from './malformed.ts';
import { createSession, type Session } from './secure-messaging.ts';

const suite: CipherSuite = suites['3DES'];
const ZERO_IV = new Uint8Array(8);

type Keys = { readonly kEnc: Uint8Array; readonly kMac: Uint8Array };

/**
 * Basic access control (ICAO 9303-11 §4.3): opens the selected eMRTD application with the text of the machine readable
 * zone (`mrzInformation`) and returns the 3DES session. `random` gives rndIfd and kIfd.
 * @throws AccessError if the chip does not take the key or has no BAC, Malformed if its answers are not those of BAC;
 * and whatever the channel throws
 */
export async function openWithBac(channel: Channel, mrzInfo: Uint8Array, random: Random): Promise<Session> {
  const digest = hash('SHA-1', mrzInfo);
  const keys = keysFrom(digest.subarray(0, 16));
  const kIfd = random(16);
  const secrets = [digest, kIfd, keys.kEnc, keys.kMac];
  try {
    const rndIc = await getChallenge(channel);
    const rndIfd = random(8);
    const kIc = await authenticate(channel, { keys, rndIc, rndIfd, kIfd });
    const sessionSeed = kIfd.map((byte, i) => byte ^ (kIc[i] ?? 0));
    const sessionKeys = keysFrom(sessionSeed);
    secrets.push(kIc, sessionSeed, sessionKeys.kEnc, sessionKeys.kMac);
    return createSession({ suite, ...sessionKeys, ssc: toInteger(concat(rndIc.subarray(4), rndIfd.subarray(4))) });
  } finally {
    for (const secret of secrets) secret.fill(0);
  }
}

function keysFrom(kSeed: Uint8Array): Keys {
  return { kEnc: deriveKey(kSeed, 1, suite), kMac: deriveKey(kSeed, 2, suite) };
}

async function getChallenge(channel: Channel): Promise<Uint8Array> {
  const { data, sw } = await channel({ cla: 0x00, ins: 0x84, p1: 0, p2: 0, le: 8 });
  if (sw !== 0x9000) throw new AccessError('unsupported', { sw });
  if (data.length !== 8) throw new Malformed('BAC', 'challenge of a wrong length');
  return data.slice();
}

type Exchange = {
  readonly keys: Keys;
  readonly rndIc: Uint8Array;
  readonly rndIfd: Uint8Array;
  readonly kIfd: Uint8Array;
};

/** EXTERNAL AUTHENTICATE both ways; returns the chip's key share kIc. */
async function authenticate(channel: Channel, { keys, rndIc, rndIfd, kIfd }: Exchange): Promise<Uint8Array> {
  const plain = concat(rndIfd, rndIc, kIfd);
  const eIfd = suite.encrypt(keys.kEnc, ZERO_IV, plain);
  plain.fill(0);
  const mIfd = suite.mac(keys.kMac, pad(eIfd, 8));
  const { data, sw } = await channel({ cla: 0x00, ins: 0x82, p1: 0, p2: 0, data: concat(eIfd, mIfd), le: 40 });
  if (sw !== 0x9000) throw accessErrorOf(sw);
  if (data.length !== 40) throw new Malformed('BAC', 'answer of a wrong length');
  const eIc = data.subarray(0, 32);
  if (!equal(suite.mac(keys.kMac, pad(eIc, 8)), data.subarray(32))) throw new Malformed('BAC', 'wrong MAC');
  const answer = suite.decrypt(keys.kEnc, ZERO_IV, eIc);
  if (!equal(answer.subarray(0, 16), concat(rndIc, rndIfd))) throw new Malformed('BAC', 'wrong nonces');
  const kIc = answer.slice(16);
  answer.fill(0);
  return kIc;
}
