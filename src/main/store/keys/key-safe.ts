import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type FailureCode, FailureError, failure } from '#contract/failures.ts';
import type { KeyedProfile } from '#contract/key-file.ts';
import type { FoundKeys, KeyHolderSecret, KeySafe } from '#ports/key-safe.ts';
import type { KeyStore } from '#ports/key-store.ts';
import { lockProfile } from '../database/instance-lock.ts';
import { hasProfileData } from '../profile-data.ts';
import { keyFilePath } from '../profile-paths.ts';
import { errnoOf } from '../storage-failure.ts';
import {
  createKeyRing,
  describeKeyFile,
  type KeyRing,
  type NewHolder,
  officerHolder,
  type Unlock,
  unlockKeyRing,
} from './key-ring.ts';
import { recipientOfPem } from './recipient.ts';

export type KeySafeOptions = {
  /** Folder of the profile. */
  readonly folder: string;
  readonly profile: KeyedProfile;
  /** Where the system keeps secrets, if it can. */
  readonly keyStore: KeyStore | null;
  readonly ids: () => string;
  readonly now: () => Date;
};

/** Public key of whoever may open the profile when every other way is lost; put into the folder before the first run. */
const recoveryFile = 'recovery.pem';

/** The keys of a profile in its folder. */
export function openKeySafe(options: KeySafeOptions): KeySafe<KeyRing> {
  const { folder } = options;
  const path = keyFilePath(folder);
  const find = () => findKeys(options);
  return {
    find,
    begin: async (first, found) => {
      // Two desks may be at their first run together: the second must not overwrite the keys of the first.
      const lock = lockProfile(folder);
      try {
        const present = await find();
        if (present?.hasData || present?.profileId !== found?.profileId)
          throw new FailureError(failure('officer.notFirst'));
        return await beginKeys(options, first, present);
      } finally {
        lock.release();
      }
    },
    open: ({ officer, secret }) =>
      orNull(async () => {
        const { profileId } = await describeKeyFile({ path });
        return unlockKeyRing({ path }, { by: 'secret', officer: officerHolder(profileId, officer), secret });
      }),
    openThemselves: () => unlockKeyRing({ path }, selfUnlock(options)),
    async keepOnly(keys, officers) {
      const kept = officers.map((officer) => officerHolder(keys.profileId, officer));
      const others = keys.holders().filter(({ id, by }) => by === 'secret' && !kept.includes(id));
      for (const { id } of others) await keys.remove(id);
    },
  };
}

async function findKeys({ folder, profile, keyStore }: KeySafeOptions): Promise<FoundKeys | null> {
  const path = keyFilePath(folder);
  const hasData = hasProfileData(folder);
  if (!existsSync(path)) {
    if (hasData) throw new FailureError(failure('keys.missing', { file: path }));
    return null;
  }
  const described = await describeKeyFile({ path });
  if (described.profile !== profile) throw new FailureError(failure('storage.foreign', { file: path }));
  const { profileId, holders } = described;
  const isHeldBy = (by: string) => holders.some((holder) => holder.by === by);
  return {
    profileId,
    openThemselves: profile === 'demo' ? isHeldBy('nothing') : keyStore !== null && isHeldBy('osStore'),
    hasData,
    holds: (officer) => holders.some(({ id }) => id === officerHolder(profileId, officer)),
  };
}

async function beginKeys(
  options: KeySafeOptions,
  first: KeyHolderSecret | null,
  present: FoundKeys | null,
): Promise<KeyRing> {
  const { folder, profile, ids, now } = options;
  const path = keyFilePath(folder);
  if (present !== null) {
    const opened = await orNull(() => unlockKeyRing({ path }, unlockOf(options, first, present.profileId)));
    if (opened !== null) return opened;
    await rename(path, join(folder, `keys-unused-${now().toISOString().replaceAll(/[-:.]/g, '')}.json`));
  }
  const profileId = ids();
  const holders = await holdersOf(options, first, profileId);
  return createKeyRing({ path, profile, profileId, now: now(), holders });
}

async function holdersOf(
  { folder, profile, keyStore }: KeySafeOptions,
  first: KeyHolderSecret | null,
  profileId: string,
): Promise<readonly [NewHolder, ...NewHolder[]]> {
  if (profile === 'demo' || first === null) return [{ by: 'nothing' }];
  const officer: NewHolder = {
    by: 'secret',
    officer: officerHolder(profileId, first.officer),
    secret: first.secret,
  };
  const store: readonly NewHolder[] =
    keyStore !== null && (await keyStore.available()) ? [{ by: 'osStore', store: keyStore }] : [];
  const publicKeyPem = await recoveryKey(join(folder, recoveryFile));
  return [officer, ...store, ...(publicKeyPem === null ? [] : [{ by: 'recovery', publicKeyPem } as const])];
}

async function recoveryKey(path: string): Promise<string | null> {
  try {
    const pem = await readFile(path, 'utf8');
    recipientOfPem(pem);
    return pem;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    // Whoever put it there counts on it: a profile is not begun without a way back it was meant to have.
    throw new FailureError(failure('file.unreadable', { file: recoveryFile }), error);
  }
}

function selfUnlock({ profile, keyStore }: KeySafeOptions): Unlock {
  if (profile === 'demo') return { by: 'nothing' };
  if (keyStore === null) throw new FailureError(failure('keys.storeUnavailable', { store: '' }));
  return { by: 'osStore', store: keyStore };
}

function unlockOf(options: KeySafeOptions, first: KeyHolderSecret | null, profileId: string): Unlock {
  if (first === null) return selfUnlock(options);
  return { by: 'secret', officer: officerHolder(profileId, first.officer), secret: first.secret };
}

const refusals: readonly FailureCode[] = ['keys.wrongSecret', 'keys.noSuchHolder'];

async function orNull(open: () => Promise<KeyRing>): Promise<KeyRing | null> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof FailureError && refusals.includes(error.failure.code)) return null;
    throw error;
  }
}
