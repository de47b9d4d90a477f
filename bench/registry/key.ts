import { databaseKey } from '#store/database/database-key.ts';

/** The key of the encrypted file of the bench, which holds nobody real. */
export const benchKey = databaseKey(new Uint8Array(32).fill(1), 'registry');
