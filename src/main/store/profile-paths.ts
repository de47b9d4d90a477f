import { join } from 'node:path';
import type { DatabaseRole } from './database/database-role.ts';

/** Where the encrypted files of a profile are. */
export const databaseFile = (folder: string, role: DatabaseRole) => join(folder, `${role}.db`);
export const keyFilePath = (folder: string) => join(folder, 'keys.json');
export const backupFolder = (folder: string) => join(folder, 'backup');
/** The highest epoch this desk has lived in, outside the database so that a lost one does not take it away. */
export const epochFile = (folder: string) => join(folder, 'desk.epoch');
