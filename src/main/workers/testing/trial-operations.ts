import { type NoParameters, query } from '#store/database/query.ts';
import { reads, writes } from '#store/operations/operation.ts';
import { profileOperations } from '#store/operations/profile-operations.ts';

const put = query<{ name: string; value: string }>(
  'trial.put',
  'INSERT OR REPLACE INTO keepsake VALUES (:name, :value)',
);
const get = query<{ name: string }, { value: string }>('trial.get', 'SELECT value FROM keepsake WHERE name = :name');
const slow = query<NoParameters, { n: number }>(
  'trial.slow',
  'WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 3000000) SELECT count(*) AS n FROM c',
);

/** Operations to try the database threads with. */
export const trialOperations = {
  ...profileOperations,
  'trial.put': writes('registry', (db, { name, value }: { readonly name: string; readonly value: string }): void => {
    db.run(put, { name, value });
  }),
  'trial.get': reads('registry', (db, name: string): string | null => db.get(get, { name })?.value ?? null),
  /** Many batches, each in a transaction; stops between two when asked. */
  'trial.import': writes('registry', async (db, batches: number, { signal, progress, pause }): Promise<number> => {
    for (let batch = 1; batch <= batches; batch++) {
      signal.throwIfAborted();
      db.transaction(() => {
        for (let row = 0; row < 200; row++) db.run(put, { name: `${batch}.${row}`, value: `MẪU ${row}` });
      });
      progress({ batch });
      await pause();
    }
    return batches;
  }),
  /** Writes, and then ends its thread before it can answer. */
  'trial.die': writes('desk', (): void => process.exit(1)),
  'trial.dieReading': reads('desk', (_db, _: undefined): void => process.exit(1)),
  'trial.slow': reads('registry', (db, _: undefined): number => db.get(slow)?.n ?? 0),
  'trial.bug': reads('desk', (_db, _: undefined): void => {
    throw new TypeError('a bug');
  }),
} as const;
