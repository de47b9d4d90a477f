import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Signer } from '#ports/signer.ts';
import type { WriteDb } from '../database/database.ts';
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
  const key = db.transaction(() => readKey(db) ?? makeKey(db, now));
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }));
  return {
    publicKey,
    sign: async (message) => Uint8Array.from(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

function readKey(db: WriteDb): KeyObject | null {
  const row = db.get(kept);
  return row === null ? null : createPrivateKey({ key: Buffer.from(row.pkcs8), format: 'der', type: 'pkcs8' });
}

function makeKey(db: WriteDb, now: Date): KeyObject {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pkcs8 = Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' }));
  db.run(keep, { pkcs8, at: now.toISOString() });
  pkcs8.fill(0);
  return privateKey;
}
