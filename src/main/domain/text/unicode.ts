const decoder = new TextDecoder('utf-8');

/** Text of UTF-8 bytes; what is no UTF-8 becomes U+FFFD, never an error (a name must stay readable around a bad byte). */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/**
 * Text from a chip made fit to be shown: NFC, control characters and bidirectional overrides become spaces (they could
 * disguise what is shown), runs of spaces collapse. The letters of a name are never rewritten.
 */
export function shownText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
