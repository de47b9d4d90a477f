import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '#ports/signer.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';

const kept = query<NoParameters, { pkcs8: Uint8Array }>('deskKey.read', 'SELECT pkcs8 FROM desk_key');
const keep = query<{ pkcs8: Uint8Array; at: string }>(
  'deskKey.keep',
  'INSERT INTO desk_key (only, pkcs8, made_at) VALUES (1, :pkcs8, :at)',
);

/**
 * The desk's signing key out of its encrypted file, made the first time. Whoever can open the file can sign with it: what
 * shows a log rewritten by them are heads kept elsewhere.
 */
export function openDeskSigner(db: WriteDb, now: Date): Signer {
  const publicKey = deskPublicKey(db) ?? makeDeskKey(db, now);
  return { publicKey, sign: async (message) => signAsDesk(db, message) };
}

/** The public part of the desk's key (SubjectPublicKeyInfo, DER), or null while there is none. */
export function deskPublicKey(db: ReadDb): Uint8Array | null {
  const key = readKey(db);
  return key === null ? null : publicOf(key);
}

/** Makes the desk's key if there is none yet; returns its public part. */
export function makeDeskKey(db: WriteDb, now: Date): Uint8Array {
  return publicOf(db.transaction(() => readKey(db) ?? makeKey(db, now)));
}

/** Signs with the desk's key where its file is open: r ‖ s, 64 bytes. */
export function signAsDesk(db: ReadDb, message: Uint8Array): Uint8Array {
  const key = readKey(db);
  if (key === null) throw new TypeError('the desk has no key yet');
  return Uint8Array.from(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }));
}

const publicOf = (key: KeyObject) => Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }));

function readKey(db: ReadDb): KeyObject | null {
  const row = db.get(kept);
  if (row === null) return null;
  const pkcs8 = Buffer.from(row.pkcs8);
  try {
    return createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } finally {
    pkcs8.fill(0);
  }
}

function makeKey(db: WriteDb, now: Date): KeyObject {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' }));
  db.run(keep, { pkcs8, at: now.toISOString() });
  pkcs8.fill(0);
  return privateKey;
}
