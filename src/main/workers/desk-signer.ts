import type { Signer } from '#ports/signer.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import type { StoreLink } from './store-link.ts';

/** The desk's own signing key, made the first time. It is used where its file is open: only signatures come out. */
export async function openDeskSigner(link: Pick<StoreLink<StoreOperations>, 'run'>): Promise<Signer> {
  const publicKey = (await link.run('deskKey.read', undefined)) ?? (await link.run('deskKey.make', undefined));
  return { publicKey, sign: (message) => link.run('deskKey.sign', message) };
}
