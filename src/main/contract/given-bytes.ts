const given = new WeakSet<ArrayBufferLike>();

/**
 * Says of bytes that whoever made them never looks at them again: a channel between threads then moves them instead of copying
 * them, and leaves nothing here. Bytes that are only a part of their buffer are copied as ever.
 */
export function giveAway<T extends Uint8Array>(bytes: T): T {
  if (bytes.byteLength === bytes.buffer.byteLength) given.add(bytes.buffer);
  return bytes;
}

/** What of a message may be moved: the whole of its output, if that was given away. */
export function givenAway(message: unknown): ArrayBuffer[] {
  const output: unknown =
    typeof message === 'object' && message !== null && 'output' in message ? message.output : null;
  const isGiven = output instanceof Uint8Array && output.buffer instanceof ArrayBuffer && given.has(output.buffer);
  return isGiven ? [output.buffer as ArrayBuffer] : [];
}
