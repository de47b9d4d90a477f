import type { CodeList } from '#contract/upstream.ts';
import { codeListSchema } from '#contract/upstream.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import { canonicalJson } from '#domain/text/canonical-json.ts';
import type { DossierChange } from '#ports/dossier-store.ts';
import type { BoundUpstream, DownlinkCursors } from '#ports/upstream-store.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ReadDb, WriteDb } from '../database/database.ts';
import { type NoParameters, query } from '../database/query.ts';
import { writeDossiers } from '../dossiers/write-dossiers.ts';

const kept = query<NoParameters, { document: string }>('upstream.kept', 'SELECT document FROM upstream');
const keep = query<{ document: string }>(
  'upstream.keep',
  `INSERT INTO upstream (only, document) VALUES (1, :document)
   ON CONFLICT (only) DO UPDATE SET document = excluded.document`,
);
const forget = query('upstream.forget', 'DELETE FROM upstream');
/** An upstream with another signing key has other books: nothing of it was taken over yet. */
const beginAnew = query<{ signing: string }>(
  'downlink.begin',
  `INSERT INTO downlink (only, signing) VALUES (1, :signing)
   ON CONFLICT (only) DO UPDATE SET signing = excluded.signing, decisions = 0, registry = NULL, trust = 0
     WHERE signing IS NOT excluded.signing`,
);
const readCursors = query<NoParameters, DownlinkCursors>(
  'downlink.read',
  'SELECT decisions, registry, trust FROM downlink',
);
const writeCursors = query<DownlinkCursors>(
  'downlink.write',
  'UPDATE downlink SET decisions = :decisions, registry = :registry, trust = :trust',
);
const readLists = query<NoParameters, { document: string }>(
  'codeLists.read',
  'SELECT document FROM code_list ORDER BY id',
);
const writeList = query<{ id: string; version: number; document: string }>(
  'codeLists.write',
  `INSERT INTO code_list (id, version, document) VALUES (:id, :version, :document)
   ON CONFLICT (id) DO UPDATE SET version = excluded.version, document = excluded.document
     WHERE excluded.version > version`,
);

const beginning: DownlinkCursors = { decisions: 0, registry: null, trust: 0 };

/** The upstream this desk is bound to, or null. */
export function boundUpstream(db: ReadDb): BoundUpstream | null {
  const row = db.get(kept);
  return row === null ? null : (JSON.parse(row.document) as BoundUpstream);
}

type Binding = {
  readonly upstream: BoundUpstream | null;
  readonly records: readonly AuditDraft[];
  readonly place: AuditPlace;
};

/** Binds the desk, changes what is known of its upstream, or forgets it, with the records of the act. */
export function bindUpstream(db: WriteDb, { upstream, records, place }: Binding): void {
  db.transaction(() => {
    if (upstream === null) db.run(forget);
    else {
      db.run(keep, { document: canonicalJson(upstream) });
      db.run(beginAnew, { signing: upstream.signing.kid });
    }
    appendAudit(db, place, records);
  });
}

/** How far what comes down was taken over. */
export function downlinkCursors(db: ReadDb): DownlinkCursors {
  return db.get(readCursors) ?? beginning;
}

type Advancing = {
  readonly to: Partial<DownlinkCursors>;
  readonly change: DossierChange | null;
  readonly place: AuditPlace;
};

/**
 * Notes how far things were taken over, together with what a decision makes of dossiers, or nothing of both. Decisions that
 * were taken over before change nothing again.
 * @throws FailureError `dossier.changedMeanwhile`
 */
export function advanceDownlink(db: WriteDb, { to, change, place }: Advancing): void {
  db.transaction(() => {
    const before = db.get(readCursors);
    if (before === null) throw new TypeError('nothing comes down to a desk that was never bound');
    if (change !== null && (to.decisions === undefined || to.decisions > before.decisions))
      writeDossiers(db, change, place);
    db.run(writeCursors, {
      decisions: Math.max(before.decisions, to.decisions ?? 0),
      registry: to.registry ?? before.registry,
      trust: Math.max(before.trust, to.trust ?? 0),
    });
  });
}

/** Lists of codes, each in its latest version. */
export function keptCodeLists(db: ReadDb): readonly CodeList[] {
  return db.all(readLists).map(({ document }) => codeListSchema.parse(JSON.parse(document)));
}

/** Keeps lists of a later version than those here. */
export function keepCodeLists(db: WriteDb, lists: readonly CodeList[]): void {
  db.transaction(() => {
    for (const list of lists)
      db.run(writeList, { id: list.id, version: list.version, document: canonicalJson(codeListSchema.parse(list)) });
  });
}
