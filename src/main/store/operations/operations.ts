import { auditOperations } from './audit-operations.ts';
import { captureOperations } from './capture-operations.ts';
import { dossierOperations } from './dossier-operations.ts';
import { officerOperations } from './officer-operations.ts';
import { profileOperations } from './profile-operations.ts';
import { registryOperations } from './registry-operations.ts';
import { upstreamOperations } from './upstream-operations.ts';

/** Everything the database threads do. Each subject adds its own object here. */
export const operations = {
  ...profileOperations,
  ...auditOperations,
  ...officerOperations,
  ...captureOperations,
  ...dossierOperations,
  ...upstreamOperations,
  ...registryOperations,
} as const;

export type StoreOperations = typeof operations;
