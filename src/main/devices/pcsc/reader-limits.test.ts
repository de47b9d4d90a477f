import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitsOf, propertiesControlCode, unknownLimits } from './reader-limits.ts';

// CM_IOCTL_GET_FEATURE_REQUEST of the CCID driver 1.5.2 (verify PIN, modify PIN, reader direct, TLV properties), PC/SC part 10 §2.2.
const features = Buffer.from('060442330006 070442330007 0A0442000DB4 120442330012'.replaceAll(' ', ''), 'hex');

describe('propertiesControlCode', () => {
  it('finds FEATURE_TLV_PROPERTIES', () => {
    expect(propertiesControlCode(features)).toBe(0x42330012);
  });

  it('is null where the reader has none, at every length of a cut-off answer', () => {
    for (let length = 0; length < features.length; length++)
      expect(propertiesControlCode(features.subarray(0, length))).toBeNull();
  });
});

describe('limitsOf', () => {
  it('takes the extended length', () => {
    expect(limitsOf(Buffer.from('0A0400000100', 'hex'))).toEqual({ maxCommand: 65_545, maxResponse: 65_538 });
  });

  it('takes zero for a reader of short APDUs', () => {
    expect(limitsOf(Buffer.from('01020000 0A0400000000'.replaceAll(' ', ''), 'hex'))).toEqual({
      maxCommand: 261,
      maxResponse: 258,
    });
  });

  it('says nothing where the reader does not', () => {
    expect(limitsOf(Buffer.from('0102AABB', 'hex'))).toEqual(unknownLimits);
  });

  it('never throws, whatever the driver answers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { maxCommand, maxResponse } = limitsOf(bytes);
        return (maxCommand === null) === (maxResponse === null) && (propertiesControlCode(bytes) ?? 0) >= 0;
      }),
    );
  });
});
