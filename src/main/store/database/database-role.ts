/** The two files of a profile. No transaction spans both. */
export type DatabaseRole = 'desk' | 'registry';

/** How a file is kept, by what it promises. */
export type DatabaseTraits = {
  /** SQLite's `application_id`: a file of ours says so. */
  readonly applicationId: number;
  /** `FULL`: what is acknowledged survives a power cut. `NORMAL`: it survives a crash of the program. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly autoVacuum: 'INCREMENTAL' | 'NONE';
  /** Decrypted pages kept in memory by each connection, in KiB. */
  readonly cacheKib: number;
  /** Pages the write-ahead log grows by before they are brought home: a page written often goes there once. */
  readonly checkpointPages: number;
};

export const databaseTraits: Readonly<Record<DatabaseRole, DatabaseTraits>> = {
  // "TBdk" and "TBrg": dossiers, audit and keys are promised; the population cache can be rebuilt.
  desk: {
    applicationId: 0x5442646b,
    synchronous: 'FULL',
    autoVacuum: 'INCREMENTAL',
    cacheKib: 16_384,
    checkpointPages: 1000,
  },
  registry: {
    applicationId: 0x54427267,
    synchronous: 'NORMAL',
    autoVacuum: 'NONE',
    cacheKib: 65_536,
    checkpointPages: 8000,
  },
};

/** Bytes of a page: measured (`npm run bench -- store`); bigger pages cost less of the cipher's tag and nonce. */
export const pageSize = 8192;
