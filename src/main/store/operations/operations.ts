import { profileOperations } from './profile-operations.ts';

/** Everything the database threads do. Each subject adds its own object here. */
export const operations = {
  ...profileOperations,
} as const;

export type StoreOperations = typeof operations;
