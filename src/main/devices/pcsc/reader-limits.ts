import type { TransportLimits } from '#ports/card-transport.ts';

/** Nothing is known of the reader. */
export const unknownLimits: TransportLimits = { maxCommand: null, maxResponse: null };

const featureTlvProperties = 0x12;
const propertyMaxApduDataSize = 0x0a;

/** Splits one-byte-tag, one-byte-length elements (PC/SC part 10 §2.2, §2.6.14); what does not fit is left out. */
function elements(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> {
  const found = new Map<number, Uint8Array>();
  for (let at = 0; at + 2 <= bytes.length; ) {
    const length = bytes[at + 1] ?? 0;
    const value = bytes.subarray(at + 2, at + 2 + length);
    if (value.length === length) found.set(bytes[at] ?? 0, value);
    at += 2 + length;
  }
  return found;
}

/** The control code of FEATURE_TLV_PROPERTIES in the answer to CM_IOCTL_GET_FEATURE_REQUEST, or null (PC/SC part 10 §2.2). */
export function propertiesControlCode(features: Uint8Array): number | null {
  const value = elements(features).get(featureTlvProperties);
  return value?.length === 4 ? new DataView(value.buffer, value.byteOffset).getUint32(0) : null;
}

/**
 * What the reader passes, from its TLV properties: `dwMaxAPDUDataSize` is the data field's greatest length, little-endian;
 * 0 says that only short APDUs pass (PC/SC part 10 §2.6.14).
 */
export function limitsOf(properties: Uint8Array): TransportLimits {
  const value = elements(properties).get(propertyMaxApduDataSize);
  if (value?.length !== 4) return unknownLimits;
  const data = new DataView(value.buffer, value.byteOffset).getUint32(0, true);
  // Header 4, extended Lc 3, extended Le 2; a short command is at most 4 + 1 + 255 + 1 bytes (ISO/IEC 7816-4 §5.1).
  if (data <= 256) return { maxCommand: 261, maxResponse: 258 };
  return { maxCommand: data + 9, maxResponse: data + 2 };
}
