import { cbc, ecb } from '@noble/ciphers/aes.js';
import { type BlockCipher, tripleDes } from './des.ts';
import { aesCmac, retailMac } from './mac.ts';

/**
 * What secure messaging, BAC, PACE and chip authentication need of a symmetric algorithm (ICAO 9303-11 §9.8.6):
 * CBC without padding of its own, one raw block, and a MAC of eight bytes. Lengths are in bytes.
 * Every operation throws RangeError for a key, initial value or message of the wrong length.
 */
export type CipherSuite = {
  readonly name: '3DES' | 'AES-128' | 'AES-192' | 'AES-256';
  readonly blockLength: 8 | 16;
  readonly keyLength: 16 | 24 | 32;
  /** CBC encryption of a message that is already padded. */
  encrypt(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array;
  /** CBC decryption; the padding stays on. */
  decrypt(key: Uint8Array, iv: Uint8Array, cipher: Uint8Array): Uint8Array;
  /** One block through the cipher, without chaining: makes the initial value of AES secure messaging. */
  encryptBlock(key: Uint8Array, block: Uint8Array): Uint8Array;
  /** Eight bytes: retail MAC of an already padded message (3DES), or CMAC cut to eight bytes (AES). */
  mac(key: Uint8Array, message: Uint8Array): Uint8Array;
};

function expectLength(bytes: Uint8Array, length: number, what: string): void {
  if (bytes.length !== length) throw new RangeError(`${what} has ${bytes.length} bytes where ${length} belong`);
}

function expectBlocks(bytes: Uint8Array, blockLength: number): void {
  if (bytes.length % blockLength !== 0) throw new RangeError(`the message is not made of whole blocks`);
}

function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((byte, i) => byte ^ (b[i] ?? 0));
}

function cbcEncrypt(cipher: BlockCipher, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const result = new Uint8Array(plain.length);
  let previous = iv;
  for (let at = 0; at < plain.length; at += cipher.blockLength) {
    previous = cipher.encrypt(xor(plain.subarray(at, at + cipher.blockLength), previous));
    result.set(previous, at);
  }
  return result;
}

function cbcDecrypt(cipher: BlockCipher, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const result = new Uint8Array(encrypted.length);
  let previous = iv;
  for (let at = 0; at < encrypted.length; at += cipher.blockLength) {
    const block = encrypted.subarray(at, at + cipher.blockLength);
    result.set(xor(cipher.decrypt(block), previous), at);
    previous = block;
  }
  return result;
}

function withTripleDes<T>(key: Uint8Array, use: (cipher: BlockCipher) => T): T {
  expectLength(key, 16, 'the key');
  const cipher = tripleDes(key);
  try {
    return use(cipher);
  } finally {
    cipher.wipe();
  }
}

const tripleDesSuite: CipherSuite = {
  name: '3DES',
  blockLength: 8,
  keyLength: 16,
  encrypt(key, iv, plain) {
    expectLength(iv, 8, 'the initial value');
    expectBlocks(plain, 8);
    return withTripleDes(key, (cipher) => cbcEncrypt(cipher, iv, plain));
  },
  decrypt(key, iv, encrypted) {
    expectLength(iv, 8, 'the initial value');
    expectBlocks(encrypted, 8);
    return withTripleDes(key, (cipher) => cbcDecrypt(cipher, iv, encrypted));
  },
  encryptBlock: (key, block) => withTripleDes(key, (cipher) => cipher.encrypt(block)),
  mac: retailMac,
};

function aesSuite(keyLength: 16 | 24 | 32): CipherSuite {
  const expect = (key: Uint8Array, iv: Uint8Array, message: Uint8Array) => {
    expectLength(key, keyLength, 'the key');
    expectLength(iv, 16, 'the initial value');
    expectBlocks(message, 16);
  };
  return {
    name: `AES-${(keyLength * 8) as 128 | 192 | 256}`,
    blockLength: 16,
    keyLength,
    encrypt(key, iv, plain) {
      expect(key, iv, plain);
      return plain.length === 0 ? new Uint8Array() : cbc(key, iv, { disablePadding: true }).encrypt(plain);
    },
    decrypt(key, iv, encrypted) {
      expect(key, iv, encrypted);
      return encrypted.length === 0 ? new Uint8Array() : cbc(key, iv, { disablePadding: true }).decrypt(encrypted);
    },
    encryptBlock(key, block) {
      expect(key, block, block);
      return ecb(key, { disablePadding: true }).encrypt(block);
    },
    mac(key, message) {
      expectLength(key, keyLength, 'the key');
      return aesCmac(key, message).slice(0, 8);
    },
  };
}

/** The four symmetric suites of ICAO 9303-11 §9.8.6, by name. */
export const suites: Readonly<Record<CipherSuite['name'], CipherSuite>> = {
  '3DES': tripleDesSuite,
  'AES-128': aesSuite(16),
  'AES-192': aesSuite(24),
  'AES-256': aesSuite(32),
};
