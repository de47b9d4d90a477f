import { beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '#contract/desk.ts';
import { failure } from '#contract/failures.ts';
import type { StoredBackup } from '#contract/store.ts';
import { type DoctorParts, diagnose } from './doctor.ts';

const now = new Date('2026-11-22T08:00:00Z');
const backupOf = (madeAt: string): StoredBackup => ({ file: 'desk-1.db', madeAt, generation: 1, bytes: 1 });
const registry = { state: 'ready', people: 2010, asOf: null, failure: null, importing: null, checking: null } as const;

let parts: DoctorParts;
beforeEach(() => {
  parts = {
    nodeVersion: 'v24.1.0',
    store: { place: '/thu', probe: async () => ({ freeBytes: 1e9 }) } as DoctorParts['store'],
    devices: [],
    trust: {
      damage: () => null,
      summary: () => ({ anchors: 1, countries: 1, newestImport: null, revocationLists: 0 }),
    } as unknown as DoctorParts['trust'],
    clock: { now: () => now },
    vault: () => ({ state: 'open' }),
    registry: () => registry,
    backups: () => [backupOf('2026-11-21T08:00:00.000Z')],
    findBrowser: null,
    language: () => 'en',
  };
});

async function told(change: Partial<DoctorParts> = {}): Promise<Partial<Record<Diagnosis['item'], string>>> {
  const items = await diagnose({ ...parts, ...change });
  return Object.fromEntries(items.map(({ item, state, remedy }) => [item, `${state}${remedy === null ? '' : ' +'}`]));
}

describe('the doctor', () => {
  it('finds nothing to do where all is well', async () => {
    expect(await told()).toMatchObject({ vault: 'good', files: 'good', backups: 'good', trust: 'good', clock: 'good' });
  });

  it('knows nothing of people before somebody has opened the desk, and calls that no illness', async () => {
    const items = await told({ vault: () => ({ state: 'closed' }), backups: () => [] });
    expect(items).toMatchObject({ vault: 'good' });
    expect(items).not.toHaveProperty('files');
    expect(items).not.toHaveProperty('backups');
  });

  it('says what keeps the files from opening, and what to do', async () => {
    const failed = { state: 'failed', failure: failure('storage.inUse') } as const;
    expect(await told({ vault: () => failed })).toMatchObject({ vault: 'bad +' });
  });

  it('says that the population cache is damaged or empty', async () => {
    const damaged = {
      ...registry,
      state: 'damaged',
      failure: failure('storage.damaged', { file: 'registry.db' }),
    } as const;
    expect(await told({ registry: () => damaged })).toMatchObject({ files: 'bad +' });
    expect(await told({ registry: () => ({ ...registry, state: 'empty', people: 0 }) })).toMatchObject({
      files: 'attention +',
    });
  });

  it.each([
    ['no backup', []],
    ['one of more than a week ago', [backupOf('2026-11-15T07:59:59.000Z')]],
  ])('asks for a backup where there is %s', async (_, backups) => {
    expect(await told({ backups: () => backups })).toMatchObject({ backups: 'attention +' });
  });
});
