import type { Dossier, Sitting } from '#contract/dossier.ts';
import type { DossierState } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';

const linked = query<{ holder: string }, { capture: string }>(
  'captureLink.of',
  'SELECT capture FROM capture_link WHERE holder = :holder',
);
const link = query<{ holder: string; capture: string }>(
  'captureLink.add',
  'INSERT INTO capture_link (holder, capture) SELECT :holder, id FROM capture WHERE id = :capture',
);
const unlink = query<{ holder: string; capture: string }>(
  'captureLink.remove',
  'DELETE FROM capture_link WHERE holder = :holder AND capture = :capture',
);
const needed = query<{ capture: string }, { holder: string }>(
  'captureLink.needed',
  'SELECT holder FROM capture_link WHERE capture = :capture LIMIT 1',
);

/** Nothing is made of these any more: what was taken for them may go. */
const over: readonly DossierState[] = ['refused', 'cancelled', 'handedOver'];

/** Records of captures a dossier needs: those it names, its papers too, until nothing is made of it any more. */
export function capturesNeeded({ state, captures, documents }: Dossier): readonly string[] {
  if (over.includes(state)) return [];
  const papers = documents.flatMap(({ shown }) => (shown.as === 'capture' ? [shown.record] : []));
  return [...captures.map(({ record }) => record), ...papers];
}

/** Records of captures a sitting holds for all its dossiers, as long as one of them is being taken in. */
export function capturesShared({ captures }: Sitting): readonly string[] {
  return captures.map(({ record }) => record);
}

/** Makes these captures, and no others, needed by a dossier or sitting. @throws FailureError `capture.unknown` */
export function linkCaptures(db: WriteDb, holder: string, captures: readonly string[]): void {
  const before = new Set(db.all(linked, { holder }).map(({ capture }) => capture));
  const after = new Set(captures);
  for (const capture of before) if (!after.has(capture)) db.run(unlink, { holder, capture });
  for (const capture of after) {
    if (before.has(capture)) continue;
    if (db.run(link, { holder, capture }).changes === 0) throw new FailureError(failure('capture.unknown'));
  }
}

/** @throws FailureError `capture.inDossier` when a dossier or sitting needs it */
export function refuseNeeded(db: ReadDb, capture: string): void {
  if (db.get(needed, { capture }) !== null) throw new FailureError(failure('capture.inDossier'));
}
