import { expect, it } from 'vitest';
import { secretFaults } from '#domain/officers/secret-quality.ts';
import { madeUpSecret, madeUpSecrets } from './made-up-secret.ts';

it('is four different words that the host takes, typed alike with any input method', () => {
  for (let n = 0; n < 2000; n++) {
    const secret = madeUpSecret();
    expect(secret).toMatch(/^[a-z]+( [a-z]+){3}$/);
    expect(new Set(secret.split(' ')).size).toBe(4);
    // Names with words of the list among theirs refuse a secret now and then: the host says so, and another is made.
    const faults = secretFaults(secret, ['CB009', 'Lê Thị Ví Dụ', 'Xã Ví Dụ']);
    expect(faults).toEqual([]);
  }
});

it('is one of more than a thousand million', () => {
  expect(madeUpSecrets).toBeGreaterThan(1e9);
  let drawn = 0;
  const inOrder = madeUpSecret(() => drawn++);
  drawn = 10;
  expect(madeUpSecret(() => drawn++)).not.toBe(inOrder);
});
