import { openUpstreamKeys } from '#fixtures/upstream/upstream-keys.ts';
import { newAuditPlace } from '#store/audit/audit-place.ts';
import { changeOf, sampleShift } from '#store/dossiers/testing/sample-dossiers.ts';
import { writeDossiers } from '#store/dossiers/write-dossiers.ts';
import { makeKeys, openSample } from '#store/testing/kills/sample-profile.ts';
import { type Control, chaosStation, type DeskOrders } from './desk-orders.ts';
import type { Places } from './inspect.ts';

/** Makes a desk's profile with a shift open, and the keys of an upstream; says what the desk has to know of it. */
export async function prepareWorld(places: Places, control: Control, url: string): Promise<DeskOrders['upstream']> {
  const { db } = openSample({ folder: places.desk, ring: await makeKeys(places.desk) });
  // The file itself would refuse what this control does.
  if (control === 'split') db.exec('DROP TRIGGER dossier_is_queued_whole');
  const place = newAuditPlace({ profile: 'kills', machine: 'MAY-MAU-01', station: chaosStation, epoch: 1 });
  writeDossiers(db, changeOf([], { shifts: [sampleShift()] }), place);
  db.close();
  const { sealing, signing, tls } = openUpstreamKeys(places.upstream);
  const text = ({ kid, publicDer }: typeof sealing) => ({ kid, publicKey: Buffer.from(publicDer).toString('base64') });
  return { url, authorityPem: tls.caPem, sealing: text(sealing), signing: text(signing) };
}
