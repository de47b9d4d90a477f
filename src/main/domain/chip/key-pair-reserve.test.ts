import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { createKeyPairReserve } from './key-pair-reserve.ts';

describe('key pairs made before the card is there', () => {
  it('are taken once each, and cost nothing at the tap when prepared', () => {
    const random = vi.fn((length: number) => new Uint8Array(randomBytes(length)));
    const reserve = createKeyPairReserve(random);
    const made = random.mock.calls.length;
    expect(made).toBeGreaterThan(0);
    const first = reserve.take();
    expect(random).toHaveBeenCalledTimes(made);
    const second = reserve.take();
    expect(random.mock.calls.length).toBeGreaterThan(made);
    expect(second.keyPair.privateKey).not.toEqual(first.keyPair.privateKey);
    reserve.prepare();
    const prepared = random.mock.calls.length;
    reserve.prepare();
    reserve.take();
    expect(random).toHaveBeenCalledTimes(prepared);
  });
});
