/**
 * Structured values with `Uint8Array` in them as one binary message, without base64: a length-prefixed JSON head in which
 * every byte string is `{"$":index}`, then the byte strings themselves.
 *
 *   head length (u32) · segment count (u32) · segment lengths (u32 each) · head (UTF-8) · segments
 *
 * Keys that start with `$` get one more `$`, so data cannot pose as a reference. Numbers are big endian.
 */

/** What a receiver accepts; the defaults carry the largest import (a 10 MB master list) with room to spare. */
export type CodecLimits = {
  readonly message: number;
  readonly head: number;
  readonly segments: number;
  readonly depth: number;
};

export const codecLimits: CodecLimits = { message: 64 << 20, head: 8 << 20, segments: 4096, depth: 32 };

/** The message is not one this codec writes, or is over a limit. */
export class MessageMalformed extends Error {
  override readonly name = 'MessageMalformed';
}

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Encodes null, booleans, finite numbers, strings, arrays, plain objects and `Uint8Array`; undefined properties are left out. @throws TypeError */
export function encodeMessage(value: unknown): Uint8Array {
  const segments: Uint8Array[] = [];
  const head = new TextEncoder().encode(JSON.stringify(toPlain(value, segments)));
  const start = 8 + 4 * segments.length;
  const length = segments.reduce((sum, segment) => sum + segment.length, start + head.length);
  const message = new Uint8Array(length);
  const view = new DataView(message.buffer);
  view.setUint32(0, head.length);
  view.setUint32(4, segments.length);
  message.set(head, start);
  let offset = start + head.length;
  for (const [index, segment] of segments.entries()) {
    view.setUint32(8 + 4 * index, segment.length);
    message.set(segment, offset);
    offset += segment.length;
  }
  return message;
}

function toPlain(value: unknown, segments: Uint8Array[]): Plain {
  if (value instanceof Uint8Array) return { $: segments.push(value) - 1 };
  if (Array.isArray(value)) return value.map((item) => toPlain(item, segments));
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (!isPlainObject(value)) throw new TypeError(`a ${typeof value} cannot cross this port`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [escapeKey(key), toPlain(item, segments)]));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const escapeKey = (key: string) => (key.startsWith('$') ? `$${key}` : key);

/** Decodes what `encodeMessage` wrote; every segment is a copy and is used exactly once, in order. @throws MessageMalformed */
export function decodeMessage(message: Uint8Array, limits: CodecLimits = codecLimits): unknown {
  const { head, segments } = split(message, limits);
  const next = { index: 0 };
  const value = fromPlain(parseHead(head), { segments, next, depth: limits.depth });
  if (next.index !== segments.length) throw new MessageMalformed('a segment is not referred to');
  return value;
}

function split(message: Uint8Array, limits: CodecLimits) {
  if (message.length < 8 || message.length > limits.message) throw new MessageMalformed('message length');
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const headLength = view.getUint32(0);
  const count = view.getUint32(4);
  if (headLength > limits.head) throw new MessageMalformed('head length');
  if (count > limits.segments || 8 + 4 * count > message.length) throw new MessageMalformed('segment count');
  let offset = 8 + 4 * count + headLength;
  const head = message.subarray(8 + 4 * count, offset);
  const segments: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const end = offset + view.getUint32(8 + 4 * index);
    // A copy: the caller may keep one segment without keeping the message, and `Uint8Array.slice` of a Buffer would share.
    segments.push(new Uint8Array(message.subarray(offset, end)));
    offset = end;
    if (offset > message.length) throw new MessageMalformed('segment length');
  }
  if (offset !== message.length) throw new MessageMalformed('message length');
  return { head, segments };
}

function parseHead(head: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(head));
  } catch (cause) {
    throw new MessageMalformed('head', { cause });
  }
}

type Segments = { readonly segments: readonly Uint8Array[]; readonly next: { index: number }; readonly depth: number };

function fromPlain(value: unknown, { segments, next, depth }: Segments): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) throw new MessageMalformed('nesting');
  const inside = { segments, next, depth: depth - 1 };
  if (Array.isArray(value)) return value.map((item) => fromPlain(item, inside));
  if (Object.hasOwn(value, '$')) return segmentOf(value, segments, next);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [unescapeKey(key), fromPlain(item, inside)]));
}

function segmentOf(reference: object, segments: readonly Uint8Array[], next: { index: number }): Uint8Array {
  const index: unknown = '$' in reference ? reference.$ : null;
  const segment = index === next.index ? segments[next.index++] : undefined;
  if (!segment || Object.keys(reference).length !== 1) throw new MessageMalformed('reference');
  return segment;
}

function unescapeKey(key: string): string {
  if (!key.startsWith('$')) return key;
  if (!key.startsWith('$$')) throw new MessageMalformed('key');
  return key.slice(1);
}
