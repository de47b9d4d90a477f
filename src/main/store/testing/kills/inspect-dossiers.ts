import type { ReadDb } from '../../database/database.ts';
import { checkFile } from '../../database/health.ts';
import { type NoParameters, query } from '../../database/query.ts';
import { dossierOf } from '../../dossiers/read-dossiers.ts';
import { sampleDesk, samplePacket } from '../../dossiers/testing/sample-dossiers.ts';
import { packetBytes } from '../../outbox/outbox.ts';
import { bookEpochs } from '../../outbox/packet-book.ts';
import { need } from './kill-trial.ts';
import { openSample, unlock } from './sample-profile.ts';

type Row = { readonly id: string; readonly rev: number; readonly seq: number; readonly state: string };

const count = query<NoParameters, { count: number }>('kill.dossiers', 'SELECT count(*) AS count FROM dossier');
/** Asked of the tables themselves: what is judged here must not be what did the work. */
const withoutPacket = query<NoParameters, { id: string }>(
  'kill.withoutPacket',
  `SELECT id FROM dossier d WHERE state NOT IN ('new', 'capturing') AND NOT EXISTS (
     SELECT 1 FROM outbox o JOIN packet p ON p.outbox = o.id WHERE o.dossier = d.id AND o.rev = d.revision)`,
);
const withoutDossier = query<NoParameters, { id: string }>(
  'kill.withoutDossier',
  `SELECT o.dossier AS id FROM outbox o LEFT JOIN dossier d ON d.id = o.dossier
   WHERE d.id IS NULL OR o.rev > d.revision OR (o.rev = d.revision AND d.state IN ('new', 'capturing'))
     OR NOT EXISTS (SELECT 1 FROM packet WHERE outbox = o.id)`,
);
const notOneWithReceipt = query<NoParameters, { id: string }>(
  'kill.notOneWithReceipt',
  `SELECT o.dossier AS id FROM outbox o JOIN dossier d ON d.id = o.dossier
   WHERE (o.state = 'acknowledged') IS NOT EXISTS (SELECT 1 FROM receipt WHERE outbox = o.id)
     OR (o.rev = d.revision AND (d.state = 'queued') IS NOT (o.state = 'waiting'))`,
);
const rows = query<NoParameters, Row>(
  'kill.outbox',
  'SELECT dossier AS id, rev, desk_seq AS seq, state FROM outbox ORDER BY desk_seq',
);
const recorded = query<NoParameters, { code: string }>(
  'kill.recorded',
  "SELECT line ->> '$.result.code' AS code FROM audit_record WHERE action = 'dossier.changed' ORDER BY sequence",
);

/** How many dossiers a file holds. */
export function dossiersLeft(db: ReadDb): number {
  return db.get(count)?.count ?? 0;
}

/** Looks that a file of dossiers is whole and holds all that was said; says how far the last run came. @throws Error */
export async function inspectDossiers(folder: string, said: readonly string[]): Promise<string> {
  const { db } = openSample({ folder, ring: await unlock(folder) });
  try {
    checkFile(db);
    inspectBooks(db);
    for (const line of said) inspectPromise(db, line);
    const last = said.at(-1)?.split(' ')[0] ?? 'nothing';
    return `after “${last}”`;
  } finally {
    db.close();
  }
}

function inspectBooks(db: ReadDb): void {
  const none = (what: string, found: readonly { readonly id: string }[]) =>
    need(found.length === 0, `${what}: ${found.map(({ id }) => id).join(' ')}`);
  none('a dossier without its packet', db.all(withoutPacket));
  none('a packet without its dossier', db.all(withoutDossier));
  none('sent and its receipt are not one', db.all(notOneWithReceipt));
  const kept = db.all(rows);
  need(
    kept.every(({ seq }, at) => seq === at + 1),
    'a number is left out',
  );
  for (const { gaps, count: numbered } of bookEpochs(db, sampleDesk))
    need(gaps.length === 0 && numbered === kept.length, 'the book has a gap');
  const acts = kept.flatMap(({ id, rev, state }) => [
    `kept ${id} ${rev}`,
    ...(state === 'acknowledged' ? [`sent ${id} ${rev}`] : []),
  ]);
  const lines = db.all(recorded).map(({ code }) => code);
  need(acts.sort().join() === lines.sort().join(), 'what is there is not what was recorded');
}

/** What was answered is there: this edit or a later one, this packet byte for byte, this receipt. */
function inspectPromise(db: ReadDb, line: string): void {
  const [word = '', id = '', number = '', seq = ''] = line.split(' ');
  if (word === 'draft') need(dossierOf(db, id).dossier.edit >= Number(number), `a saved draft is gone: ${line}`);
  if (word !== 'kept' && word !== 'sent') return;
  const found = db.all(rows).find((row) => row.id === id && row.rev === Number(number));
  need(found?.seq === Number(seq), `a saved dossier is gone: ${line}`);
  if (word === 'sent') need(found?.state === 'acknowledged', `a receipt is gone: ${line}`);
  const dossier = { ...dossierOf(db, id).dossier, revision: Number(number) };
  const { sealed } = samplePacket(dossier, { epoch: 1, deskSeq: Number(seq) });
  need(Buffer.from(packetBytes(db, { dossierId: id, rev: Number(number) })).equals(sealed), `other bytes: ${line}`);
}
