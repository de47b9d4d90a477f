import { createHash } from 'node:crypto';
import { type Station, stationSchema } from '#contract/profile.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { type NoParameters, query } from '../database/query.ts';
import { reads, writes } from './operation.ts';

type AnchorRow = {
  readonly der: Uint8Array;
  readonly origin: string;
  readonly vouched_by: string;
  readonly imported_at: string;
};

const allAnchors = query<NoParameters, AnchorRow>(
  'anchor.all',
  'SELECT der, origin, vouched_by, imported_at FROM anchor ORDER BY imported_at, fingerprint',
);
const clearAnchors = query('anchor.clear', 'DELETE FROM anchor');
const addAnchor = query<{
  fingerprint: Uint8Array;
  der: Uint8Array;
  origin: string;
  vouchedBy: string;
  importedAt: string;
}>(
  'anchor.add',
  `INSERT INTO anchor (fingerprint, der, origin, vouched_by, imported_at)
   VALUES (:fingerprint, :der, :origin, :vouchedBy, :importedAt) ON CONFLICT DO NOTHING`,
);
const readStation = query<NoParameters, { value: string }>(
  'station.read',
  "SELECT value FROM setting WHERE name = 'station'",
);
const writeStation = query<{ value: string }>(
  'station.write',
  "INSERT INTO setting (name, value) VALUES ('station', :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
);

const anchorOf = (row: AnchorRow): StoredAnchor => ({
  der: Uint8Array.from(row.der),
  origin: row.origin,
  vouchedBy: JSON.parse(row.vouched_by) as StoredAnchor['vouchedBy'],
  importedAt: row.imported_at,
});

type Recorded = { readonly place: AuditPlace; readonly records: readonly AuditDraft[] };

/** Trust anchors and the station of the desk. */
export const profileOperations = {
  'anchors.load': reads('desk', (db, _: undefined): readonly StoredAnchor[] => db.all(allAnchors).map(anchorOf)),
  /** Replaces all anchors, with the records of it, or nothing. */
  'anchors.save': writes(
    'desk',
    (db, { anchors, place, records }: Recorded & { readonly anchors: readonly StoredAnchor[] }): void =>
      db.transaction(() => {
        db.run(clearAnchors);
        for (const { der, origin, vouchedBy, importedAt } of anchors) {
          const fingerprint = createHash('sha256').update(der).digest();
          db.run(addAnchor, { fingerprint, der, origin, vouchedBy: JSON.stringify(vouchedBy), importedAt });
        }
        appendAudit(db, place, records);
      }),
  ),
  /** Null when nothing was set yet. */
  'station.load': reads('desk', (db, _: undefined): Station | null => {
    const row = db.get(readStation);
    return row === null ? null : stationSchema.parse(JSON.parse(row.value));
  }),
  'station.save': writes('desk', (db, { station, place, records }: Recorded & { readonly station: Station }): void =>
    db.transaction(() => {
      db.run(writeStation, { value: JSON.stringify(stationSchema.parse(station)) });
      appendAudit(db, place, records);
    }),
  ),
  /** Gives some pages of `desk.db` back to the disk while more than `leave` are unused; returns how many are. */
  'desk.shrink': writes('desk', (db, { pages, leave }: { readonly pages: number; readonly leave: number }): number => {
    const unused = Number(db.pragma('freelist_count'));
    if (unused <= leave) return unused;
    // Not as a pragma that is asked for its first row: it would stop after one page.
    db.exec(`PRAGMA incremental_vacuum(${Math.trunc(pages)})`);
    return Number(db.pragma('freelist_count'));
  }),
} as const;
