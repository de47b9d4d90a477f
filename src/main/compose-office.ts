import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { SessionState } from '#contract/officers.ts';
import { idleLimits } from '#domain/officers/session.ts';
import type { AttemptLedger } from '#ports/attempt-ledger.ts';
import type { Monotonic } from '#ports/environment.ts';
import { type AuditDesk, openAuditDesk } from '#services/audit-desk.ts';
import { auditHandlers } from '#services/audit-handlers.ts';
import type { HearEvent } from '#services/desk-events.ts';
import type { OpenOffice } from '#services/desk-handlers.ts';
import type { DeskParts } from '#services/desk-state.ts';
import { officerObject } from '#services/office.ts';
import { openOfficersDesk } from '#services/officers-desk.ts';
import { officersHandlers } from '#services/officers-handlers.ts';
import { draftBy, type Happening } from '#services/permit.ts';
import { adoptPlainAnchors } from '#services/plain-anchors.ts';
import { openProfileDesk } from '#services/profile-desk.ts';
import { profileHandlers } from '#services/profile-handlers.ts';
import type { CardOnDesk } from '#services/registry-desk.ts';
import { openStationDesk, unknownStation } from '#services/station-desk.ts';
import type { TrustDesk } from '#services/trust-desk.ts';
import { createAuditExports } from '#store/audit/audit-exports.ts';
import type { KeyRing } from '#store/keys/key-ring.ts';
import { createSecretKeeper } from '#store/officers/secret-keeper.ts';
import { keyFilePath } from '#store/profile-paths.ts';
import { openDeskSigner } from '#workers/desk-signer.ts';
import { storedAuditLog, storedAuditPlace } from '#workers/stored-audit-log.ts';
import { storedCaptures } from '#workers/stored-captures.ts';
import { storedOfficers } from '#workers/stored-officers.ts';
import { storedProfile } from '#workers/stored-profile.ts';
import {
  after,
  type ClosableOffice,
  keepFiles,
  type Maintain,
  maintenance,
  type OpenedLink,
  openLink,
} from './compose-files.ts';
import { type AtDesk, type OpenedIntake, openIntake } from './compose-intake.ts';
import type { ComposeOptions, Machinery } from './compose-machinery.ts';
import { openPeople } from './compose-people.ts';
import { openSync, wayUpstream } from './compose-sync.ts';

/** What an office is opened with, besides its keys. */
export type OfficeParts = Machinery &
  Pick<ComposeOptions, 'profile' | 'host' | 'pickFile' | 'demoPeople'> & {
    readonly trust: TrustDesk;
    readonly ledger: AttemptLedger;
    readonly monotonic: Monotonic;
    readonly emit: HearEvent;
    readonly change: (parts: DeskParts) => void;
    readonly sessionChanged: (state: SessionState) => void;
    readonly card: () => CardOnDesk | null;
    /** Takes away the card on the desk, and waits until it is. */
    readonly clearDesk: () => Promise<void>;
    /** What lies on the desk beside the office. */
    readonly atDesk: AtDesk;
    readonly maintain: Maintain;
    /** The office that is open by now. */
    readonly reopened: () => Promise<OpenOffice>;
  };

export type ComposedOffice = OpenOffice &
  ClosableOffice & {
    /** Told of what changes at the desk, so that a dossier that is being taken in follows. */
    readonly intake: Pick<OpenedIntake, 'readingChanged' | 'devicesChanged'>;
    /** Fills the demo's empty population cache, as the officer who is there. */
    seedPeople(): Promise<void>;
  };

/** Opens the files, and everything that rests on them. @throws FailureError `storage.*` by name; nothing stays open then */
export async function openOffice(ring: KeyRing, parts: OfficeParts): Promise<ComposedOffice> {
  const opened = await openLink(parts, ring);
  try {
    return await officeOver(opened, ring, parts);
  } catch (error) {
    await opened.link.close();
    throw error;
  }
}

async function officeOver(opened: OpenedLink, ring: KeyRing, parts: OfficeParts): Promise<ComposedOffice> {
  const { folder, emit, profile, host, trust } = parts;
  const { link } = opened;
  const base = await openBase(opened, ring, parts);
  const { log, officers, station, audit, stored } = base;
  const { session } = officers;
  const backedUp = (file: string) =>
    log.append([session.record({ action: 'backup.made', object: { kind: 'backup', masked: file, mark: null } })]);
  const { files, upkeep } = keepFiles(opened, ring, { ...parts, backedUp });
  const profileDesk = openProfileDesk({
    files: { ...files, ...maintenance(folder, parts.maintain) },
    ...{ officers, log },
    appendAfter: async (records) => (await parts.reopened()).append(records),
  });
  await log.append([session.record({ action: 'desk.opened', result: { code: `${profile} ${host}` } })]);
  await trust.attach({ store: stored.anchors, session });
  const people = await openPeople(link, { ...parts, session, log, upkeep, station });
  const upstream = wayUpstream();
  const report = reportOf(parts);
  const intake = await openIntake(link, { ...parts, ...base, session, upstream, report });
  base.hearSession(intake.sessionChanged);
  const sync = await openSync(link, { ...parts, ...base, session, people, intake, report });
  upstream.lead(sync);
  const endWork = ending(parts, { ...base, people, upkeep, intake, sync });
  intake.start();
  sync.start();
  return {
    ...{ officers, link, endWork, intake },
    seedPeople: people.seed,
    append: log.append,
    reading: { session, log, registry: people },
    capture: { session, log, store: storedCaptures(link, log.place) },
    handlers: {
      ...officersHandlers(officers),
      ...auditHandlers({ audit, emit, exports: createAuditExports(join(folder, 'exports')) }),
      ...profileHandlers({ profile: profileDesk, station, emit }),
      ...people.handlers,
      ...intake.handlers,
      ...sync.handlers,
    },
    async close() {
      await endWork();
      await link.close();
    },
  };
}

const reportOf =
  ({ report }: Pick<OfficeParts, 'report'>) =>
  (where: string, error: unknown) =>
    report({ where, error });

type Base = Awaited<ReturnType<typeof openBase>>;

/** Who may be here, where the desk stands, and the log of both: what everything else of an office asks first. */
async function openBase({ link }: OpenedLink, ring: KeyRing, parts: OfficeParts) {
  const { clock, demo, store, log: notes, monotonic, ledger, profile, host } = parts;
  const stored = storedProfile(link, () => place);
  const initial = (await stored.station.load()) ?? demo?.station ?? unknownStation;
  const where = { profile: ring.profileId, machine: hostname().slice(0, 80), station: initial.name.slice(0, 80) };
  const place = storedAuditPlace(link, where);
  const log = storedAuditLog(link, place);
  const officerStore = storedOfficers(link, place);
  const byDesk = (happening: Happening) =>
    draftBy(null, happening, { wall: clock.now().getTime(), monotonic: monotonic() });
  const added = (id: string) => byDesk({ action: 'officer.added', object: officerObject(id) });
  await demo?.seedOfficers(officerStore, { now: clock.now(), record: ({ id }) => added(id) });
  const adopted = (count: number) => byDesk({ action: 'trust.changed', result: { code: 'adopted', count } });
  await adoptPlainAnchors({ plain: store.plainAnchors, store: stored.anchors, record: adopted, log: notes });
  const signer = await openDeskSigner(link);
  const hearing = new Set<(state: SessionState) => void>();
  const officers = await openOfficersDesk({
    ...{ log, ledger, clock, monotonic, after, store: officerStore, ids: randomUUID },
    secrets: demo?.secrets() ?? createSecretKeeper(keyFilePath(parts.folder), ring),
    stationNames: initial.name === '' ? [] : [initial.name],
    idleMs: () => (profile === 'demo' ? idleLimits.demo : idleLimits[isHall() ? 'publicHall' : 'office']),
    changed: (state) => {
      parts.sessionChanged(state);
      for (const hear of hearing) hear(state);
      if (state.state === 'signedOut') sealing.look();
    },
    report: (error) => void parts.report({ where: 'session', error }),
  });
  const shown = (name: string) => parts.change({ profile: { kind: profile, host, station: name } });
  const changed = ({ name }: { readonly name: string }) => shown(name);
  const station = openStationDesk({ store: stored.station, initial, session: officers.session, changed });
  const isHall = () => station.current().publicHall;
  const audit = openAuditDesk({ log, signer, officers, clock, retention: station.retention });
  const sealing = sealNowAndThen(audit, parts);
  shown(initial.name);
  const hearSession = (hear: (state: SessionState) => void) => void hearing.add(hear);
  return { log, officers, station, audit, sealing, stored, signer, hearSession };
}

const sealEveryMs = 10 * 60_000;

/** Signs the log when that is due: looked at every ten minutes, and when somebody leaves. */
function sealNowAndThen(audit: Pick<AuditDesk, 'sealIfDue'>, { report }: Pick<OfficeParts, 'report'>) {
  const look = () => void audit.sealIfDue().catch((error) => report({ where: 'audit.seal', error }));
  const timer = setInterval(look, sealEveryMs).unref();
  return { look, stop: () => clearInterval(timer) };
}

type Working = Base & {
  readonly people: { close(): Promise<void> };
  readonly upkeep: { close(): Promise<void> };
  readonly intake: { close(): Promise<void> };
  readonly sync: { close(): Promise<void> };
};

/** Ends an office; what goes wrong with one part is reported and keeps no other from its end. */
function ending({ report, trust, clearDesk }: OfficeParts, working: Working) {
  const { people, upkeep, officers, log, audit, sealing, intake, sync } = working;
  const steps: readonly (() => unknown)[] = [
    sealing.stop,
    sync.close,
    clearDesk,
    people.close,
    upkeep.close,
    () => officers.signOut('deskClosed'),
    intake.close,
    () => log.append([officers.session.record({ action: 'desk.closed' })]),
    audit.sealIfDue,
    officers.close,
    () => trust.attach(null),
  ];
  return async () => {
    for (const step of steps) {
      try {
        await step();
      } catch (error) {
        report({ where: 'office.close', error });
      }
    }
  };
}
