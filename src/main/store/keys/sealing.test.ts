import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRecipient, openAs, recipientKeysOfPem, recipientOfPem, sealTo } from './recipient.ts';
import { seal, unseal } from './sealing.ts';

const key = new Uint8Array(32).fill(1);
const plain = Uint8Array.from({ length: 32 }, (_, at) => at);

/** The same bytes with one bit changed, for every byte; and cut off at every length. */
function* spoilt(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at++) {
    yield bytes.map((byte, index) => (index === at ? byte ^ 0x10 : byte));
    yield bytes.subarray(0, at);
  }
}

describe('seal', () => {
  it('opens for the same key and purpose only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.string(), (bytes, purpose) => {
        const sealed = seal(key, bytes, purpose);
        expect(unseal(key, sealed, purpose)).toEqual(bytes);
        expect(unseal(key, sealed, `${purpose}.`)).toBeNull();
        expect(unseal(new Uint8Array(32), sealed, purpose)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });

  it('never gives the same bytes twice', () => {
    expect(seal(key, plain, 'p')).not.toEqual(seal(key, plain, 'p'));
  });

  it('does not open when a byte is changed or missing', () => {
    for (const bytes of spoilt(seal(key, plain, 'p'))) expect(unseal(key, bytes, 'p')).toBeNull();
  });
});

describe('sealTo', () => {
  const keys = makeRecipient();

  it('opens for the owner and the purpose only', () => {
    const sealed = sealTo(keys.publicKey, plain, 'p');
    expect(openAs(keys, sealed, 'p')).toEqual(plain);
    expect(openAs(keys, sealed, 'q')).toBeNull();
    expect(openAs(makeRecipient(), sealed, 'p')).toBeNull();
  });

  it('does not open when a byte is changed or missing, nor with a point off the curve', () => {
    for (const bytes of spoilt(sealTo(keys.publicKey, plain, 'p'))) expect(openAs(keys, bytes, 'p')).toBeNull();
    expect(() => sealTo(new Uint8Array(65).fill(4), plain, 'p')).toThrow();
  });

  it('takes a key pair made elsewhere, of P-256 only', () => {
    const made = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const pem = made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const publicKey = recipientOfPem(made.publicKey.export({ type: 'spki', format: 'pem' }).toString());
    expect(recipientKeysOfPem(pem).publicKey).toEqual(publicKey);
    expect(openAs(recipientKeysOfPem(pem), sealTo(publicKey, plain, 'p'), 'p')).toEqual(plain);
    const other = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    expect(() => recipientOfPem(other.publicKey.export({ type: 'spki', format: 'pem' }).toString())).toThrow('P-256');
  });
});
