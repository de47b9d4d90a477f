import { utf8ToBytes } from '@noble/hashes/utils.js';
import { FailureError, failure } from '#contract/failures.ts';
import { concat, equal } from '#domain/bytes.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';

/** The parts of a JWE (RFC 7516 §7.2.2): base64url texts as they are, and the ciphertext as bytes. */
export type SealedFrame = {
  readonly protected: string;
  readonly iv: string;
  readonly tag: string;
  readonly ciphertext: Uint8Array;
};

const magic = utf8ToBytes('truc-ban sealed 1\n');
const headAt = magic.length + 2;
const mostHead = 4096;
const texts = ['iv', 'protected', 'tag'] as const;

/**
 * A sealed packet as it lies on disk and travels: a line that names the format, the length of the head (2 bytes, big-endian),
 * the head (canonical JSON), and the ciphertext as it is: a JWE in its usual forms would be a third longer.
 */
export function writeSealedFrame(frame: SealedFrame): Uint8Array {
  const { ciphertext, ...head } = frame;
  const text = utf8ToBytes(canonicalJson(head));
  if (text.length > mostHead) throw new RangeError('head of a sealed packet');
  return concat(magic, Uint8Array.of(text.length >> 8, text.length & 0xff), text, ciphertext);
}

/** Takes a sealed packet apart. The ciphertext is a view of `bytes`. @throws FailureError `packet.malformed` */
export function readSealedFrame(bytes: Uint8Array): SealedFrame {
  const length = ((bytes[magic.length] ?? 0) << 8) | (bytes[magic.length + 1] ?? 0);
  const isOurs = equal(bytes.subarray(0, magic.length), magic);
  if (!isOurs || length > mostHead || headAt + length >= bytes.length) throw malformed();
  return { ...readHead(bytes.subarray(headAt, headAt + length)), ciphertext: bytes.subarray(headAt + length) };
}

function readHead(bytes: Uint8Array): Omit<SealedFrame, 'ciphertext'> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const head: unknown = JSON.parse(text);
    if (isHead(head) && canonicalJson(head) === text) return head;
  } catch {
    // No UTF-8 or no JSON.
  }
  throw malformed();
}

function isHead(value: unknown): value is Omit<SealedFrame, 'ciphertext'> {
  if (typeof value !== 'object' || value === null) return false;
  const isText = Object.values(value).every((part) => typeof part === 'string' && /^[\w-]+$/.test(part));
  return isText && Object.keys(value).sort().join() === texts.join();
}

const malformed = (): FailureError => new FailureError(failure('packet.malformed', { part: 'seal' }));
