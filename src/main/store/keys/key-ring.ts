import { createHash, randomBytes } from 'node:crypto';
import { FailureError, failure } from '#contract/failures.ts';
import type { KeyedProfile, KeyGuard, KeyHolder } from '#contract/key-file.ts';
import type { KeyStore } from '#ports/key-store.ts';
import { dataKeyLength } from '../database/database-key.ts';
import { guardBySecret, guardByStore, openBySecret, openByStore, wasteGuess } from './guards.ts';
import { damagedKeyFile, isProved, type KeyFileBody, readKeyFile, writeKeyFile } from './key-file.ts';
import { makeRecipient, openAs, type RecipientKeys, recipientKeysOfPem, recipientOfPem, sealTo } from './recipient.ts';
import { seal, unseal } from './sealing.ts';

/** A new holder of the data key. `officer` is an opaque id, never a name (`officerHolder`). */
export type NewHolder =
  | { readonly by: 'secret'; readonly officer: string; readonly secret: string }
  | { readonly by: 'osStore'; readonly store: KeyStore }
  | { readonly by: 'recovery'; readonly publicKeyPem: string }
  /** For made-up data only. */
  | { readonly by: 'nothing' };

/** One way to open a profile. */
export type Unlock =
  | { readonly by: 'secret'; readonly officer: string; readonly secret: string }
  | { readonly by: 'osStore'; readonly store: KeyStore }
  | { readonly by: 'recovery'; readonly privateKeyPem: string }
  | { readonly by: 'nothing' };

/** The opened keys of a profile. Changes are on disk when the promise resolves; callers make them one at a time. */
export type KeyRing = {
  readonly profile: KeyedProfile;
  readonly profileId: string;
  generation(): number;
  /** The data key: 32 bytes that belong to the ring. */
  dataKey(): Uint8Array;
  /** The data key that is being changed to, or null. */
  nextKey(): Uint8Array | null;
  /** The data key of a generation, if the ring still has it: old backups are of old generations. */
  keyOf(generation: number): Uint8Array | null;
  holders(): readonly { readonly id: string; readonly by: KeyGuard['by'] }[];
  /** Adds a holder, or gives one of this id a new secret. Returns its id. @throws FailureError `keys.storeUnavailable`, `storage.*` */
  add(holder: NewHolder): Promise<string>;
  /** Takes a holder out. What it could open before it could have copied: change the key too. @throws FailureError `keys.noSuchHolder`, `keys.lastHolder` */
  remove(id: string): Promise<void>;
  /** Makes the next data key, for every holder, without their secrets; the same one when a change is under way. */
  beginRotation(): Promise<Uint8Array>;
  /** Makes the next data key the present one. */
  finishRotation(): Promise<void>;
  /** Zeroes every key. The ring cannot be used after it. */
  forget(): void;
};

type Where = { readonly path: string };
type NewProfile = Where & {
  readonly profile: KeyedProfile;
  readonly profileId: string;
  readonly now: Date;
  readonly holders: readonly [NewHolder, ...NewHolder[]];
};

/** Says on the key file of made-up data that it guards nothing. */
const demoNotice =
  'MẪU — chìa này không bảo vệ gì; chỉ dùng cho dữ liệu giả. This key guards nothing: made-up data only.';

/** The id of an officer as a key holder: says nothing of the login name to a reader of the file. */
export function officerHolder(profileId: string, login: string): string {
  const name = login.normalize('NFKC').toLowerCase();
  return createHash('sha256').update(`truc-ban officer|${profileId}|${name}`).digest('base64url').slice(0, 22);
}

/** Makes the key file of a new profile. @throws FailureError `keys.storeUnavailable`, `storage.*` */
export async function createKeyRing({ path, profile, profileId, now, holders }: NewProfile): Promise<KeyRing> {
  const dataKey = Uint8Array.from(randomBytes(dataKeyLength));
  const body: KeyFileBody = {
    version: 1,
    profile,
    profileId,
    createdAt: now.toISOString(),
    generation: 1,
    holders: [],
    retired: [],
  };
  const made: KeyHolder[] = [];
  for (const holder of holders) made.push(await holderOf(holder, body, { current: dataKey, next: null }));
  const ring: Opened = { path, body: { ...body, holders: made }, current: dataKey, next: null };
  await write(ring, ring.body);
  return openRing(ring);
}

/**
 * Opens the keys of a profile in one of the ways it can be. @throws FailureError `keys.wrongSecret`, `keys.noSuchHolder`,
 * `keys.storeUnavailable`, `keys.missing`, `storage.damaged`
 */
export async function unlockKeyRing({ path }: Where, unlock: Unlock): Promise<KeyRing> {
  const file = await readKeyFile(path);
  const { mac: _, ...body } = file;
  const { holder, keys } = await identify(body, unlock);
  const open = (wrapped: string, generation: number) =>
    openAs(keys, decode(wrapped), purposeOf(body.profileId, holder.id, generation));
  try {
    const current = open(holder.wrapped, body.generation);
    const next = holder.wrappedNext === null ? null : open(holder.wrappedNext, body.generation + 1);
    if (current === null && unlock.by === 'recovery') throw new FailureError(failure('keys.wrongSecret'));
    if (current === null || (next === null) !== (holder.wrappedNext === null) || !isProved(file, current))
      throw damagedKeyFile(path);
    return openRing({ path, body, current, next });
  } finally {
    keys.privateKey.fill(0);
  }
}

/** The keys in the profile at `path` and how they can be opened, without opening them. @throws FailureError `keys.missing`, `storage.damaged` */
export async function describeKeyFile({ path }: Where) {
  const { profile, profileId, holders } = await readKeyFile(path);
  return { profile, profileId, holders: holders.map(({ id, guard }) => ({ id, by: guard.by })) };
}

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const decode = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
const purposeOf = (profileId: string, id: string, generation: number) => `data key|${profileId}|${id}|${generation}`;
const guardPurpose = (profileId: string, id: string) => `holder|${profileId}|${id}`;
const retiredPurpose = (profileId: string, generation: number) => `retired|${profileId}|${generation}`;

type Keys = { readonly current: Uint8Array; readonly next: Uint8Array | null };

/** What a ring has open: the file as it is on disk, and the keys. */
type Opened = { readonly path: string; body: KeyFileBody; current: Uint8Array; next: Uint8Array | null };

async function write(ring: Opened, body: KeyFileBody, dataKey = ring.current): Promise<void> {
  await writeKeyFile(ring.path, body, dataKey);
  ring.body = body;
}

function openRing(ring: Opened): KeyRing {
  const { profile, profileId } = ring.body;
  return {
    profile,
    profileId,
    generation: () => ring.body.generation,
    dataKey: () => ring.current,
    nextKey: () => ring.next,
    keyOf: (generation) => earlierKey(ring, generation),
    holders: () => ring.body.holders.map(({ id, guard }) => ({ id, by: guard.by })),
    async add(holder) {
      const made = await holderOf(holder, ring.body, ring);
      await write(ring, { ...ring.body, holders: [...ring.body.holders.filter(({ id }) => id !== made.id), made] });
      return made.id;
    },
    async remove(id) {
      const left = ring.body.holders.filter((holder) => holder.id !== id);
      if (left.length === ring.body.holders.length) throw new FailureError(failure('keys.noSuchHolder'));
      if (left.length === 0) throw new FailureError(failure('keys.lastHolder'));
      await write(ring, { ...ring.body, holders: left });
    },
    beginRotation: async () => ring.next ?? (await makeNext(ring)),
    finishRotation: () => takeNext(ring),
    forget() {
      ring.current.fill(0);
      ring.next?.fill(0);
    },
  };
}

function earlierKey({ body, current }: Opened, generation: number): Uint8Array | null {
  if (generation === body.generation) return current;
  const found = body.retired.find((each) => each.generation === generation);
  return found ? unseal(current, decode(found.sealed), retiredPurpose(body.profileId, generation)) : null;
}

async function makeNext(ring: Opened): Promise<Uint8Array> {
  const { body } = ring;
  const next = Uint8Array.from(randomBytes(dataKeyLength));
  const wrap = ({ id, publicKey }: KeyHolder) =>
    encode(sealTo(decode(publicKey), next, purposeOf(body.profileId, id, body.generation + 1)));
  await write(ring, { ...body, holders: body.holders.map((holder) => ({ ...holder, wrappedNext: wrap(holder) })) });
  ring.next = next;
  return next;
}

async function takeNext(ring: Opened): Promise<void> {
  const { body, current, next } = ring;
  if (next === null) return;
  await write(ring, rotated(body, current, next), next);
  ring.current = next;
  ring.next = null;
  current.fill(0);
}

/** The body after the change: every earlier key is sealed under the new one. */
function rotated(body: KeyFileBody, current: Uint8Array, next: Uint8Array): KeyFileBody {
  const { profileId, generation } = body;
  const again = body.retired.flatMap((each) => {
    const key = unseal(current, decode(each.sealed), retiredPurpose(profileId, each.generation));
    return key === null ? [] : [{ generation: each.generation, key }];
  });
  const retired = [...again, { generation, key: current }].map((each) => ({
    generation: each.generation,
    sealed: encode(seal(next, each.key, retiredPurpose(profileId, each.generation))),
  }));
  for (const { key } of again) key.fill(0);
  const holders = body.holders.map(({ wrappedNext, ...holder }) => ({
    ...holder,
    wrapped: wrappedNext ?? holder.wrapped,
    wrappedNext: null,
  }));
  return { ...body, generation: generation + 1, holders, retired };
}

async function holderOf(holder: NewHolder, body: KeyFileBody, keys: Keys): Promise<KeyHolder> {
  const { profileId, generation } = body;
  const made = await introduce(holder, body);
  const wrap = (key: Uint8Array, of: number) => encode(sealTo(made.publicKey, key, purposeOf(profileId, made.id, of)));
  return {
    id: made.id,
    guard: made.guard,
    publicKey: encode(made.publicKey),
    wrapped: wrap(keys.current, generation),
    wrappedNext: keys.next === null ? null : wrap(keys.next, generation + 1),
  };
}

type Introduced = { readonly id: string; readonly guard: KeyGuard; readonly publicKey: Uint8Array };

async function introduce(holder: NewHolder, { profile, profileId }: KeyFileBody): Promise<Introduced> {
  if (holder.by === 'recovery') {
    const publicKey = recipientOfPem(holder.publicKeyPem);
    return { id: recoveryId(publicKey), guard: { by: 'elsewhere' }, publicKey };
  }
  const { publicKey, privateKey } = makeRecipient();
  try {
    switch (holder.by) {
      case 'secret': {
        const guard = await guardBySecret(privateKey, holder.secret, guardPurpose(profileId, holder.officer));
        return { id: holder.officer, guard, publicKey };
      }
      case 'osStore':
        return { id: 'os-store', guard: await guardByStore(privateKey, holder.store), publicKey };
      case 'nothing':
        if (profile !== 'demo') throw new TypeError('real data are never kept unguarded');
        return { id: 'demo', guard: { by: 'nothing', notice: demoNotice, privateKey: encode(privateKey) }, publicKey };
    }
  } finally {
    privateKey.fill(0);
  }
}

function recoveryId(publicKey: Uint8Array): string {
  return `recovery-${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
}

type Identified = { readonly holder: KeyHolder; readonly keys: RecipientKeys };

async function identify(body: KeyFileBody, unlock: Unlock): Promise<Identified> {
  const find = (id: string): KeyHolder => {
    const holder = body.holders.find((each) => each.id === id);
    if (holder === undefined) throw new FailureError(failure('keys.noSuchHolder'));
    return holder;
  };
  const as = (holder: KeyHolder, privateKey: Uint8Array): Identified => ({
    holder,
    keys: { publicKey: decode(holder.publicKey), privateKey },
  });
  if (unlock.by === 'recovery') {
    const keys = recoveryKeys(unlock.privateKeyPem);
    return { holder: find(recoveryId(keys.publicKey)), keys };
  }
  const wanted = unlock.by === 'secret' ? unlock.officer : unlock.by === 'osStore' ? 'os-store' : 'demo';
  // A guess at somebody who holds no key takes as long as one at somebody who does.
  if (unlock.by === 'secret' && !body.holders.some(({ id }) => id === wanted)) await wasteGuess(unlock.secret);
  const holder = find(wanted);
  const { guard } = holder;
  if (unlock.by === 'secret' && guard.by === 'secret')
    return as(holder, await openBySecret(guard, unlock.secret, guardPurpose(body.profileId, holder.id)));
  if (unlock.by === 'osStore' && guard.by === 'osStore') return as(holder, await openByStore(guard, unlock.store));
  if (unlock.by === 'nothing' && guard.by === 'nothing' && body.profile === 'demo')
    return as(holder, decode(guard.privateKey));
  throw new FailureError(failure('keys.noSuchHolder'));
}

function recoveryKeys(pem: string): RecipientKeys {
  try {
    return recipientKeysOfPem(pem);
  } catch (cause) {
    throw new FailureError(failure('keys.wrongSecret'), cause);
  }
}
