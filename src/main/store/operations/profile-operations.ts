import { createHash } from 'node:crypto';
import { type Settings, settingsSchema } from '#contract/desk.ts';
import type { StoredAnchor } from '#domain/trust/trust.ts';
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
const readSettings = query<NoParameters, { value: string }>(
  'setting.read',
  "SELECT value FROM setting WHERE name = 'desk'",
);
const writeSettings = query<{ value: string }>(
  'setting.write',
  "INSERT INTO setting (name, value) VALUES ('desk', :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
);

const anchorOf = (row: AnchorRow): StoredAnchor => ({
  der: Uint8Array.from(row.der),
  origin: row.origin,
  vouchedBy: JSON.parse(row.vouched_by) as StoredAnchor['vouchedBy'],
  importedAt: row.imported_at,
});

/** Trust anchors and settings of the desk. */
export const profileOperations = {
  'anchors.load': reads('desk', (db, _: undefined): readonly StoredAnchor[] => db.all(allAnchors).map(anchorOf)),
  /** Replaces all anchors, or nothing. */
  'anchors.save': writes('desk', (db, anchors: readonly StoredAnchor[]): void =>
    db.transaction(() => {
      db.run(clearAnchors);
      for (const { der, origin, vouchedBy, importedAt } of anchors) {
        const fingerprint = createHash('sha256').update(der).digest();
        db.run(addAnchor, { fingerprint, der, origin, vouchedBy: JSON.stringify(vouchedBy), importedAt });
      }
    }),
  ),
  /** Null when none are kept or they cannot be read. */
  'settings.load': reads('desk', (db, _: undefined): Settings | null => {
    const row = db.get(readSettings);
    const read = row === null ? null : settingsSchema.safeParse(JSON.parse(row.value));
    return read?.success ? read.data : null;
  }),
  'settings.save': writes('desk', (db, settings: Settings): void => {
    db.run(writeSettings, { value: JSON.stringify(settings) });
  }),
} as const;
