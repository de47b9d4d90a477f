import { randomBytes, scrypt } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';
import type { KeyGuard } from '#contract/key-file.ts';
import type { KeyStore } from '#ports/key-store.ts';
import { seal, unseal } from './sealing.ts';

type SecretGuard = Extract<KeyGuard, { by: 'secret' }>;
type StoreGuard = Extract<KeyGuard, { by: 'osStore' }>;

/** Cost of one guess at an officer's secret: 128 MiB of memory and about a third of a second (scrypt, RFC 7914). */
export const secretCost = 2 ** 17;
const mostCost = 2 ** 20;
const blockSize = 8;
const parallel = 1;

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const decode = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

/** Seals a private key under a secret. The secret is taken in NFKC, so that the keyboard's way of typing marks is no matter. */
export async function guardBySecret(privateKey: Uint8Array, secret: string, purpose: string): Promise<SecretGuard> {
  const salt = randomBytes(16);
  const key = await stretch(secret, { salt, cost: secretCost });
  try {
    const sealed = encode(seal(key, privateKey, purpose));
    return { by: 'secret', cost: secretCost, blockSize, parallel, salt: encode(salt), sealed };
  } finally {
    key.fill(0);
  }
}

/** @throws FailureError `keys.wrongSecret`; `storage.damaged` when the cost is one this desk never writes */
export async function openBySecret(guard: SecretGuard, secret: string, purpose: string): Promise<Uint8Array> {
  const { cost } = guard;
  const isOurs = Number.isInteger(Math.log2(cost)) && cost >= secretCost && cost <= mostCost;
  if (!isOurs || guard.blockSize !== blockSize || guard.parallel !== parallel)
    throw new FailureError(failure('storage.damaged', { file: 'keys.json' }));
  const key = await stretch(secret, { salt: decode(guard.salt), cost });
  try {
    const privateKey = unseal(key, decode(guard.sealed), purpose);
    if (privateKey === null) throw new FailureError(failure('keys.wrongSecret'));
    return privateKey;
  } finally {
    key.fill(0);
  }
}

/** Takes the time of one guess, and opens nothing. */
export async function wasteGuess(secret: string): Promise<void> {
  (await stretch(secret, { salt: randomBytes(16), cost: secretCost })).fill(0);
}

function stretch(
  secret: string,
  { salt, cost }: { readonly salt: Uint8Array; readonly cost: number },
): Promise<Buffer> {
  const options = { N: cost, r: blockSize, p: parallel, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(secret.normalize('NFKC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Seals a private key by the operating system. @throws FailureError `keys.storeUnavailable` */
export async function guardByStore(privateKey: Uint8Array, store: KeyStore): Promise<StoreGuard> {
  return { by: 'osStore', store: store.name, sealed: encode(await inStore(store, () => store.seal(privateKey))) };
}

/** @throws FailureError `keys.storeUnavailable` also when the store cannot open what it once sealed */
export async function openByStore(guard: StoreGuard, store: KeyStore): Promise<Uint8Array> {
  return inStore(store, () => store.open(decode(guard.sealed)));
}

async function inStore(store: KeyStore, use: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const unavailable = (cause?: unknown) =>
    new FailureError(failure('keys.storeUnavailable', { store: store.name }), cause);
  if (!(await store.available())) throw unavailable();
  return use().catch((cause) => {
    throw unavailable(cause);
  });
}
