import { FailureError } from '#contract/failures.ts';
import type { SecretKeeper } from '#ports/secret-keeper.ts';
import { type KeyRing, officerHolder, unlockKeyRing } from '../keys/key-ring.ts';

/** Officers' secrets as holders of an open key ring: a secret is right when it opens the data key. */
export function createSecretKeeper(path: string, ring: KeyRing): SecretKeeper {
  const holder = (officer: string) => officerHolder(ring.profileId, officer);
  return {
    async isSecretOf(officer, secret) {
      try {
        const opened = await unlockKeyRing({ path }, { by: 'secret', officer: holder(officer), secret });
        opened.forget();
        return true;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    },
    async give(officer, secret) {
      await ring.add({ by: 'secret', officer: holder(officer), secret });
    },
    async take(officer) {
      const id = holder(officer);
      if (ring.holders().some((each) => each.id === id)) await ring.remove(id);
    },
  };
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof FailureError)) return false;
  return error.failure.code === 'keys.wrongSecret' || error.failure.code === 'keys.noSuchHolder';
}
