/** A block cipher under one key. Blocks go in and out as copies; `wipe` zeroes the expanded key, after which it is useless. */
export type BlockCipher = {
  readonly blockLength: number;
  encrypt(block: Uint8Array): Uint8Array;
  decrypt(block: Uint8Array): Uint8Array;
  wipe(): void;
};

const BLOCK = 8;

// FIPS 46-3: permutations list, for each output bit, the number of the input bit (1 = leftmost).
const PC1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
  47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
const PC2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
  40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const P = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
const ROTATIONS = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];
// The eight substitution boxes, row after row, one hexadecimal digit per entry.
const S = [
  'e4d12fb83a6c5907 0f74e2d1a6cb9538 41e8d62bfc973a50 fc8249175b3ea06d',
  'f18e6b34972dc05a 3d47f28ec01a69b5 0e7ba4d158c6932f d8a13f42b67c05e9',
  'a09e63f51dc7b428 d709346a285ecbf1 d6498f30b12c5ae7 1ad069874fe3b52c',
  '7de3069a1285bc4f d8b56f03472c1ae9 a690cb7df13e5284 3f06a1d8945bc72e',
  '2c417ab6853fd0e9 eb2c47d150fa3986 421bad78f9c5630e b8c71e2d6f09a453',
  'c1af92680d34e75b af427c9561de0b38 9ef528c3704a1db6 432c95fabe17608d',
  '4b2ef08d3c975a61 d0b7491ae35c2f86 14bdc37eaf680592 6bd814a7950fe23c',
  'd2846fb1a93e50c7 1fd8a374c56b0e92 7b419ce206adf358 21e74a8dfc90356b',
];

const substitution = S.map(substitutionTable);

/** S-box `index` and the permutation P in one look-up: six bits in, 32 bits out. */
function substitutionTable(digits: string, index: number): Int32Array {
  const entries = digits.replaceAll(' ', '');
  return Int32Array.from({ length: 64 }, (_, six) => {
    const row = ((six >> 4) & 2) | (six & 1);
    const entry = Number.parseInt(entries.charAt(row * 16 + ((six >> 1) & 15)), 16);
    const placed = entry << (28 - 4 * index);
    return P.reduce((word, from, to) => word | (((placed >>> (32 - from)) & 1) << (31 - to)), 0);
  });
}

function bitsOf(bytes: Uint8Array): number[] {
  return Array.from(bytes).flatMap((byte) => [7, 6, 5, 4, 3, 2, 1, 0].map((shift) => (byte >> shift) & 1));
}

function permute(bits: readonly number[], table: readonly number[]): number[] {
  return table.map((from) => bits[from - 1] ?? 0);
}

/** The sixteen round keys, each as eight six-bit groups. */
function expandKey(key: Uint8Array): Uint8Array {
  const chosen = permute(bitsOf(key), PC1);
  let left = chosen.slice(0, 28);
  let right = chosen.slice(28);
  const schedule = new Uint8Array(128);
  ROTATIONS.forEach((by, round) => {
    left = [...left.slice(by), ...left.slice(0, by)];
    right = [...right.slice(by), ...right.slice(0, by)];
    permute([...left, ...right], PC2).forEach((bit, i) => {
      const at = round * 8 + Math.floor(i / 6);
      schedule[at] = ((schedule[at] ?? 0) << 1) | bit;
    });
  });
  return schedule;
}

/** The round function f(R, K): expansion E is a rotation, because its groups overlap by two neighbours. */
function feistel(half: number, schedule: Uint8Array, round: number): number {
  let word = 0;
  for (let group = 0; group < 8; group++) {
    const turn = (4 * group + 5) & 31;
    const six = ((half << turn) | (half >>> (32 - turn))) & 0x3f;
    word |= substitution[group]?.[six ^ (schedule[round * 8 + group] ?? 0)] ?? 0;
  }
  return word;
}

/** Swaps the bits of `mask` between two words: the step the initial permutation and its inverse are made of. */
function exchange(words: Int32Array, [from, shift, mask]: readonly [0 | 1, number, number]): void {
  const to = 1 - from;
  const difference = (((words[from] ?? 0) >>> shift) ^ (words[to] ?? 0)) & mask;
  words[to] = (words[to] ?? 0) ^ difference;
  words[from] = (words[from] ?? 0) ^ (difference << shift);
}

const INITIAL = [
  [0, 4, 0x0f0f0f0f],
  [0, 16, 0x0000ffff],
  [1, 2, 0x33333333],
  [1, 8, 0x00ff00ff],
  [0, 1, 0x55555555],
] as const;
const FINAL = INITIAL.toReversed();

function crypt(block: Uint8Array, schedule: Uint8Array, direction: 'encrypt' | 'decrypt'): Uint8Array {
  if (block.length !== BLOCK) throw new RangeError('a DES block has eight bytes');
  const view = new DataView(block.buffer, block.byteOffset, BLOCK);
  const words = Int32Array.of(view.getInt32(0), view.getInt32(4));
  for (const step of INITIAL) exchange(words, step);
  let left = words[0] ?? 0;
  let right = words[1] ?? 0;
  for (let i = 0; i < 16; i++) {
    const next = left ^ feistel(right, schedule, direction === 'encrypt' ? i : 15 - i);
    left = right;
    right = next;
  }
  words.set([right, left]);
  for (const step of FINAL) exchange(words, step);
  const result = new DataView(new ArrayBuffer(BLOCK));
  result.setInt32(0, words[0] ?? 0);
  result.setInt32(4, words[1] ?? 0);
  return new Uint8Array(result.buffer);
}

/**
 * Single DES (FIPS 46-3) under an eight-byte key; parity bits are ignored. It exists for the retail MAC and for 3DES:
 * alone it protects nothing. Table look-ups are not constant-time; the keys are those of one reading of one card.
 * @throws RangeError if the key, or a block, has not eight bytes
 */
export function des(key: Uint8Array): BlockCipher {
  if (key.length !== 8) throw new RangeError('a DES key has eight bytes');
  const schedule = expandKey(key);
  return {
    blockLength: BLOCK,
    encrypt: (block) => crypt(block, schedule, 'encrypt'),
    decrypt: (block) => crypt(block, schedule, 'decrypt'),
    wipe: () => void schedule.fill(0),
  };
}

/**
 * Triple DES in EDE order (ISO/IEC 18033-3) under a key of 16 bytes (K1, K2, K1: what ICAO 9303-11 uses) or 24 bytes.
 * @throws RangeError if the key has another length, or a block has not eight bytes
 */
export function tripleDes(key: Uint8Array): BlockCipher {
  if (key.length !== 16 && key.length !== 24) throw new RangeError('a 3DES key has 16 or 24 bytes');
  const first = des(key.subarray(0, 8));
  const second = des(key.subarray(8, 16));
  const third = key.length === 24 ? des(key.subarray(16)) : first;
  return {
    blockLength: BLOCK,
    encrypt: (block) => third.encrypt(second.decrypt(first.encrypt(block))),
    decrypt: (block) => first.decrypt(second.encrypt(third.decrypt(block))),
    wipe: () => [first, second, third].forEach((cipher) => void cipher.wipe()),
  };
}
