import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { FailureError, failure } from '#contract/failures.ts';
import { type KeyFile, keyFileSchema } from '#contract/key-file.ts';
import { writeAtomically } from '../atomic-file.ts';
import { errnoOf, storageFailure } from '../storage-failure.ts';

/** Everything of a key file but its proof. */
export type KeyFileBody = Omit<KeyFile, 'mac'>;

/** @throws FailureError `keys.missing`, `storage.damaged`, `storage.denied` */
export async function readKeyFile(path: string): Promise<KeyFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw new FailureError(failure('keys.missing', { file: path }), error);
    throw storageFailure(error, path);
  }
  try {
    return keyFileSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw damagedKeyFile(path, cause);
  }
}

/** Replaces the key file as a whole, proved by the data key. @throws FailureError `storage.full`, `storage.denied` */
export async function writeKeyFile(path: string, body: KeyFileBody, dataKey: Uint8Array): Promise<void> {
  const file: KeyFile = { ...body, mac: Buffer.from(proof(body, dataKey)).toString('base64') };
  await writeAtomically(path, Buffer.from(`${JSON.stringify(file, null, 2)}\n`));
}

/** Whether the file was last written by someone who had the data key. */
export function isProved({ mac, ...body }: KeyFile, dataKey: Uint8Array): boolean {
  const given = Buffer.from(mac, 'base64');
  const expected = proof(body, dataKey);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function proof(body: KeyFileBody, dataKey: Uint8Array): Uint8Array {
  const key = new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(0), 'truc-ban key file 1', 32));
  const { version, profile, profileId, createdAt, generation, holders, retired } = body;
  const ordered = holders.map(({ id, guard, publicKey, wrapped, wrappedNext }) => [
    id,
    Object.entries(guard).sort(([a], [b]) => (a < b ? -1 : 1)),
    publicKey,
    wrapped,
    wrappedNext,
  ]);
  const old = retired.map((each) => [each.generation, each.sealed]);
  const text = JSON.stringify([version, profile, profileId, createdAt, generation, ordered, old]);
  const made = createHmac('sha256', key).update(text).digest();
  key.fill(0);
  return made;
}

export function damagedKeyFile(file: string, cause?: unknown): FailureError {
  return new FailureError(failure('storage.damaged', { file }), cause);
}
