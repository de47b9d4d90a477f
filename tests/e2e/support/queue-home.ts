import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dossier } from '#contract/dossier.ts';
import { openSitting } from '#domain/dossier/sitting.ts';
import { sampleId } from '#domain/dossier/testing/sample-dossiers.ts';
import { citizens } from '#fixtures/make/citizens.ts';
import { openUpstreamKeys } from '#fixtures/upstream/upstream-keys.ts';
import { compose } from '#main/compose.ts';
import { openLink } from '#main/compose-files.ts';
import { noDevices } from '#main/testing/trial-desk.ts';
import type { CaptureStore, KeptCapture } from '#ports/capture-store.ts';
import type { DossierStore } from '#ports/dossier-store.ts';
import { sampleCapture, sampleMark } from '#store/captures/testing/sample-capture.ts';
import { sampleShift } from '#store/dossiers/testing/sample-dossiers.ts';
import { unlockKeyRing } from '#store/keys/key-ring.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { intakeVersions } from '#store/testing/kills/sample-intake.ts';
import { storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedCaptures } from '#workers/stored-captures.ts';
import { storedDossiers } from '#workers/stored-dossiers.ts';
import { storedUpstream } from '#workers/stored-upstream.ts';
import { startThread } from '#workers/thread-port.ts';

/** A demo profile with complete dossiers in it, bound to an upstream that is not there yet. */
export type QueueHome = {
  readonly home: string;
  /** Where the upstream is to be started: its keys are there, and the desk knows them. */
  readonly upstream: { readonly folder: string; readonly port: number };
  readonly authorityPem: string;
  remove(): Promise<void>;
};

/** Nobody listens there; another hostname than that of the demo's own upstream, so that the desk stays with it. */
const port = 48_443;

/** Prepares a home with so many dossiers complete and unfinished. */
export async function queueHome(count: { readonly complete: number; readonly drafts: number }): Promise<QueueHome> {
  const root = mkdtempSync(join(tmpdir(), 'truc-ban-e2e-queue-'));
  const [home, folder] = [join(root, 'home'), join(root, 'upstream')];
  for (const path of [home, folder]) mkdirSync(path, { mode: 0o700 });
  const made = { profile: 'demo', host: 'web', home, unattended: true, demoPeople: false } as const;
  await (await compose({ ...made, demoUpstream: false, spawn: noDevices })).close();
  const { sealing, signing, tls } = openUpstreamKeys(folder);
  const text = ({ kid, publicDer }: typeof sealing) => ({ kid, publicKey: Buffer.from(publicDer).toString('base64') });
  await within(join(home, 'demo'), async ({ captures, dossiers, upstream }) => {
    const all = [...citizens({ count: count.complete + count.drafts })];
    for (const [index, { soDinhDanh, hoTen }] of all.entries())
      await takeIn(
        { captures, dossiers },
        { n: index + 1, number: soDinhDanh ?? '', name: hoTen ?? '', drafts: index >= count.complete },
      );
    const keys = { sealing: text(sealing), signing: text(signing) };
    const where = {
      url: `https://127.0.0.1:${port}`,
      authorityPem: tls.caPem,
      name: 'Tuyến trên MẪU',
      kind: 'reference',
    } as const;
    await upstream.bind({ ...where, ...keys, standing: 'unknown', since: null, limit: null }, []);
  });
  const remove = () => rm(root, { recursive: true, force: true });
  return { home, upstream: { folder, port }, authorityPem: tls.caPem, remove };
}

type Kept = {
  readonly captures: CaptureStore;
  readonly dossiers: DossierStore;
  readonly upstream: ReturnType<typeof storedUpstream>;
};

/** Works in the files of a demo profile while no desk has them. */
async function within(folder: string, work: (kept: Kept) => Promise<void>): Promise<void> {
  const ring = await unlockKeyRing({ path: keyFilePath(folder) }, { by: 'nothing' });
  const { link } = await openLink({ folder, thread: startThread }, ring);
  const place = storedAuditPlace(link, { profile: ring.profileId, machine: 'MAY-MAU-01', station: '00008' });
  const kept = {
    captures: storedCaptures(link, place),
    dossiers: storedDossiers(link, place),
    upstream: storedUpstream(link, place),
  };
  await work(kept).finally(() => link.close());
}

type Taken = { readonly n: number; readonly number: string; readonly name: string; readonly drafts: boolean };

/** Takes one in, as the engine makes it: complete, or left after its captures. */
async function takeIn({ captures, dossiers }: Pick<Kept, 'captures' | 'dossiers'>, who: Taken): Promise<void> {
  const versions = intakeVersions(who.n).map((version) => of(version, who));
  const last = versions.at(who.drafts ? 6 : -1);
  if (last === undefined) throw new Error('an intake has versions');
  for (const { capture, record } of last.captures)
    await captures.save([capture === 'signature' ? signatureCapture(record) : sampleCapture(record, 60_000)], []);
  const shifts = who.n === 1 ? [sampleShift([], { id: last.shift })] : [];
  await dossiers.save({
    ...{ dossiers: [{ dossier: last, mark: markOf(who.number) }], sittings: [openSitting(last)], shifts },
    ...{ records: [], at: last.openedAt },
  });
}

const markOf = (number: string) =>
  createHash('sha256').update(`MẪU ${number}`).digest('hex').slice(0, sampleMark.length);

/** The sample's dossier as somebody else's, in a sitting of its own. */
function of(dossier: Dossier, { n, number, name }: Taken): Dossier {
  const text = JSON.stringify(dossier)
    .replaceAll('001099000901', number)
    .replaceAll('NGUYỄN VĂN MẪU', name)
    .replaceAll(sampleId(900), sampleId(10_000 + n));
  return JSON.parse(text) as Dossier;
}

/** A made-up signature: its bytes stand for one. */
function signatureCapture(id: string): KeptCapture {
  const { record, ...rest } = sampleCapture(id, 2_000);
  const parts = (['signature.svg', 'signature.png'] as const).map((name) => ({
    name,
    bytes: Buffer.from(`MẪU ${name} ${randomUUID()}`),
  }));
  const listed = parts.map(({ name, bytes }) => ({
    ...{ name, mime: name === 'signature.svg' ? ('image/svg+xml' as const) : ('image/png' as const) },
    ...{ length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  }));
  const quality = { of: 'signature', strokes: 2, points: 40, durationMs: 900 } as const;
  return { ...rest, record: { ...record, kind: 'signature', parts: listed, quality }, parts };
}
