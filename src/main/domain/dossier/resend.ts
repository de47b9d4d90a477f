import type { Dossier } from '#contract/dossier.ts';
import { type Changed, changeBeside, refused } from './change.ts';

/**
 * The same dossier under its next revision, for one whose number the upstream has with other bytes: this desk was restored from a
 * backup, and numbered anew what it had sent before. Nothing of what the person signed changes, `content` least of all, so review,
 * consent and signature stand; its state is the same, so its history has no step of it either (the log says who did it).
 */
export function asLaterRevision(dossier: Dossier): Changed {
  if (dossier.state !== 'queued') return refused('state.locked', dossier.state);
  return changeBeside(dossier, { revision: dossier.revision + 1 });
}
