import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { SessionState } from '#contract/officers.ts';
import type { Vault } from '#contract/profile.ts';
import type { AuditDraft } from '#domain/audit/record.ts';
import { sampleOfficer } from '#domain/testing/sample-officers.ts';
import type { FoundKeys, KeySafe } from '#ports/key-safe.ts';
import type { OfficersDesk } from './officers-desk.ts';
import { draftBy, type Happening } from './permit.ts';
import { fakeLedger, testTime } from './testing/fake-officer-ports.ts';
import { createVaultDesk, type VaultDesk, type VaultOffice } from './vault-desk.ts';

type Keys = { readonly profileId: string; forget(): void; forgotten: boolean };

const failing = (code: string) => ({ failure: expect.objectContaining({ code }) });
const signedOut: SessionState = { state: 'signedOut', cause: null };
const backup = { file: 'desk-1.db', madeAt: '2026-11-22T00:00:00.000Z', generation: 1, bytes: 1 };

let found: FoundKeys | null;
let opening: () => Promise<void>;
let appending: () => Promise<void>;
let restoring: () => Promise<void>;
let arriving: () => Promise<SessionState>;
let keys: Keys[];
let happened: string[];
let records: AuditDraft[];
let told: { vault: Vault; session: SessionState }[];
let vault: VaultDesk<VaultOffice>;

const makeKeys = (): Keys => {
  const made = {
    profileId: 'p1',
    forgotten: false,
    forget() {
      made.forgotten = true;
    },
  };
  keys.push(made);
  return made;
};

const safe: KeySafe<Keys> = {
  find: async () => found,
  begin: async (first) => {
    happened.push(`begin ${first?.officer ?? 'nobody'}`);
    return makeKeys();
  },
  open: async ({ secret }) => (secret === 'đúng' ? makeKeys() : null),
  openThemselves: async () => makeKeys(),
  keepOnly: async (_, officers) => void happened.push(`keep only ${officers.join()}`),
};

const office = (): VaultOffice => ({
  officers: {
    state: () => signedOut,
    arrive: () => arriving(),
    begin: async () => signedOut,
    session: { record: (happening: Happening) => draftBy(null, happening, { wall: 0, monotonic: 0 }) },
  } as unknown as OfficersDesk,
  append: async (given) => {
    await appending();
    records.push(...given);
  },
  close: async () => void happened.push('closed'),
});

function createDesk(unguarded: { officer: string } | null = null): VaultDesk<VaultOffice> {
  const { clock, monotonic } = testTime();
  return createVaultDesk({
    ...{ safe, clock, monotonic, unguarded },
    ledger: fakeLedger(),
    open: async () => {
      await opening();
      return office();
    },
    backups: () => [backup],
    restore: async () => restoring(),
    changed: (parts) => void told.push(parts),
    log: { note: () => undefined },
    report: () => 'abc123',
  });
}

beforeEach(() => {
  found = { profileId: 'p1', openThemselves: false, hasData: true, holds: () => true };
  opening = appending = restoring = async () => undefined;
  const since = '2026-11-22T00:00:00.000Z';
  arriving = async () => ({
    state: 'mustChoose',
    officer: sampleOfficer('QT001', ['quanTri']),
    permissions: [],
    since,
  });
  [keys, happened, records, told] = [[], [], [], []];
  vault = createDesk();
});

const states = () => told.map((each) => each.vault.state);
const damaged = async () => {
  throw new FailureError(failure('storage.damaged', { file: 'desk.db' }));
};

describe('a vault', () => {
  it('is opened by the first right secret, and everybody who waited for it gets in then', async () => {
    await vault.start();
    await expect(vault.opened()).rejects.toMatchObject(failing('session.nobody'));
    const signing = vault.signIn({ officer: 'QT001', secret: 'đúng' });
    const waiting = vault.opened();
    await signing;
    expect(await waiting).toBe(vault.present());
    expect(states()).toEqual(['opening', 'closed', 'opening', 'open']);
  });

  it('that does not open forgets its keys, and says why to all who ask', async () => {
    opening = damaged;
    await expect(vault.signIn({ officer: 'QT001', secret: 'đúng' })).rejects.toMatchObject(failing('storage.damaged'));
    expect(vault.vault()).toMatchObject({ state: 'failed', failure: { code: 'storage.damaged' } });
    await expect(vault.opened()).rejects.toMatchObject(failing('storage.damaged'));
    expect(keys.map(({ forgotten }) => forgotten)).toEqual([true]);
  });

  it('makes a bug in its opening a failure with an incident', async () => {
    opening = async () => {
      throw new TypeError('a bug');
    };
    vault = createDesk({ officer: 'CB001' });
    await vault.start();
    expect(vault.vault()).toMatchObject({
      state: 'failed',
      failure: { code: 'internal', params: { incident: 'abc123' } },
    });
  });

  it('says what is wrong with its keys instead of a first run', async () => {
    safe.find = async () => {
      throw new FailureError(failure('keys.missing', { file: 'keys.json' }));
    };
    await vault.start();
    expect(vault.vault()).toMatchObject({ state: 'failed', failure: { code: 'keys.missing' } });
    expect(vault.session()).toEqual(signedOut);
    await expect(vault.begin({ id: 'QT001', name: 'Mẫu', secret: 'bốn con vịt đi qua cầu' })).rejects.toMatchObject(
      failing('keys.missing'),
    );
    expect(happened).toEqual([]);
    safe.find = async () => found;
  });

  it('closes again for who may not come in', async () => {
    arriving = async () => {
      throw new FailureError(failure('session.refused'));
    };
    await expect(vault.signIn({ officer: 'QT001', secret: 'đúng' })).rejects.toMatchObject(failing('session.refused'));
    expect(happened).toEqual(['closed']);
    expect(keys.every(({ forgotten }) => forgotten)).toBe(true);
    expect(vault.vault()).toEqual({ state: 'closed' });
  });

  it('begins with nobody else’s keys left in the ring', async () => {
    found = null;
    await vault.start();
    expect(vault.session()).toEqual({ state: 'firstRun' });
    await vault.begin({ id: 'QT001', name: 'Quản trị Mẫu', secret: 'bốn con vịt đi qua cầu' });
    expect(happened).toEqual(['begin QT001', 'keep only QT001']);
  });

  it('that guards nothing opens by itself, and stays open when its first officer was suspended', async () => {
    arriving = async () => {
      throw new FailureError(failure('session.refused'));
    };
    found = null;
    vault = createDesk({ officer: 'CB001' });
    await vault.start();
    expect(happened).toEqual(['begin nobody']);
    expect(vault.vault()).toEqual({ state: 'open' });
  });
});

describe('work that closes the files', () => {
  beforeEach(() => vault.signIn({ officer: 'QT001', secret: 'đúng' }));

  it('has them to itself and opens them again with the same keys', async () => {
    const before = vault.present();
    const done = await vault.maintain(async (given) => {
      expect(given).toBe(before);
      expect(vault.present()).toBeNull();
      return 7;
    });
    expect(done).toBe(7);
    expect(vault.present()).not.toBe(before);
    expect(keys).toHaveLength(1);
    expect(states().slice(-2)).toEqual(['opening', 'open']);
  });

  it('that fails leaves them open again, and the failure is told', async () => {
    const failed = vault.maintain(async () => {
      throw new FailureError(failure('backup.unusable', { file: 'desk-1.db' }));
    });
    await expect(failed).rejects.toMatchObject(failing('backup.unusable'));
    expect(vault.vault()).toEqual({ state: 'open' });
  });

  it('after which they do not open is a failed vault', async () => {
    opening = damaged;
    await expect(vault.maintain(async () => undefined)).rejects.toMatchObject(failing('storage.damaged'));
    expect(vault.vault().state).toBe('failed');
    expect(keys.every(({ forgotten }) => forgotten)).toBe(true);
  });
});

describe('a backup in the place of a file that is no good', () => {
  const restore = (secret = 'đúng', file = backup.file) => vault.restore({ officer: 'qt001', secret, file });
  const fail = async () => {
    opening = damaged;
    await vault.signIn({ officer: 'QT001', secret: 'đúng' }).catch(() => undefined);
    opening = async () => undefined;
  };

  it('is put there for who has a secret of the keys, and the restored log says so', async () => {
    await fail();
    expect(vault.backups()).toEqual([backup]);
    await expect(restore('sai')).rejects.toMatchObject(failing('session.refused'));
    await expect(restore('đúng', '../desk.db')).rejects.toMatchObject(failing('backup.notFound'));
    await restore();
    expect(vault.vault()).toEqual({ state: 'open' });
    expect(records).toMatchObject([{ action: 'backup.restored', officer: 'QT001', object: { masked: backup.file } }]);
  });

  it('is refused while the file is in order, in use or only cannot be written', async () => {
    await vault.start();
    await expect(restore()).rejects.toMatchObject(failing('backup.notFound'));
    for (const code of ['storage.inUse', 'storage.full', 'storage.denied', 'storage.newer', 'keys.missing'] as const) {
      opening = async () => {
        throw new FailureError(failure(code));
      };
      await vault.signIn({ officer: 'QT001', secret: 'đúng' }).catch(() => undefined);
      expect(vault.backups()).toEqual([]);
      await expect(restore()).rejects.toMatchObject(failing('backup.notFound'));
    }
  });

  it('that is no good itself leaves the vault as it was', async () => {
    await fail();
    restoring = async () => {
      throw new FailureError(failure('backup.unusable', { file: backup.file }));
    };
    await expect(restore()).rejects.toMatchObject(failing('backup.unusable'));
    expect(vault.vault()).toMatchObject({ failure: { code: 'storage.damaged' } });
    expect(keys.every(({ forgotten }) => forgotten)).toBe(true);
  });

  it('is not used when its log cannot say so', async () => {
    await fail();
    appending = async () => {
      throw new FailureError(failure('storage.full'));
    };
    await expect(restore()).rejects.toMatchObject(failing('storage.full'));
    expect(vault.present()).toBeNull();
    expect(vault.vault()).toMatchObject({ state: 'failed', failure: { code: 'storage.full' } });
  });
});
