import { randomBytes } from 'node:crypto';
import type { DeskApi } from '#contract/api.ts';
import type { DeskState } from '#contract/desk.ts';
import { closedIntake, type intakeApi } from '#contract/intake.ts';
import type { Handlers } from '#contract/rpc.ts';
import { closedShift, type shiftApi } from '#contract/shift.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import { createDossierIds } from '#domain/dossier/dossier-ids.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { workCalendar } from '#domain/dossier/working-days.ts';
import { localDay } from '#domain/shift/local-time.ts';
import { defaultPlan } from '#domain/shift/plan.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { DossierStore, Outbox, PacketBook } from '#ports/dossier-store.ts';
import type { Signer } from '#ports/signer.ts';
import type { CaptureDesk } from '#services/capture-desk.ts';
import { type DecisionDesk, openDecisionDesk } from '#services/decision-desk.ts';

import { type OpenedKeeper, openDossierKeeper } from '#services/dossier-keeper.ts';
import { openLapsing } from '#services/dossier-lapse.ts';
import type { DossierRules, SealingParts } from '#services/dossier-sealing.ts';
import { type IntakeDesk, openIntakeDesk } from '#services/intake-desk.ts';
import { createIntakePeople } from '#services/intake-people.ts';
import { draftBy, type Happening } from '#services/permit.ts';
import { openQueueDesk, type QueueDesk } from '#services/queue-desk.ts';
import type { SessionDesk } from '#services/session-desk.ts';
import { openShiftBook, type ShiftBook } from '#services/shift-book.ts';
import { openShiftDesk, type ShiftDesk } from '#services/shift-desk.ts';
import type { StationDesk } from '#services/station-desk.ts';
import type { StoreOperations } from '#store/operations/operations.ts';
import { hexDigest } from '#sync/key.ts';
import { sealFor } from '#sync/seal-for.ts';
import type { StoreLink } from '#workers/store-link.ts';
import { storedCaptures } from '#workers/stored-captures.ts';
import { storedDossiers, storedOutbox, storedPacketBook } from '#workers/stored-dossiers.ts';
import { storedRegistry } from '#workers/stored-registry.ts';
import type { OfficeParts } from './compose-office.ts';

/** What lies on the desk beside the office: it was there before the office opened, and stays when it closes. */
export type AtDesk = {
  shown(): Pick<DeskState, 'reading' | 'devices'>;
  captures(): Pick<CaptureDesk, 'record' | 'keep' | 'seatPerson'>;
};

/** What intake tells the way upstream, and asks of it. None of it is waited for. */
export type WayUpstream = {
  /** The key of the upstream this desk is bound to; null while it is bound to none. */
  sealing(): PublicKeyText | null;
  /** Something can be sent. */
  queued(): void;
  /** The board counts anew. */
  queueChanged(): void;
  shiftClosed(officer: string): void;
};

type Parts = Pick<OfficeParts, 'clock' | 'monotonic' | 'change' | 'card' | 'atDesk'> & {
  readonly report: (where: string, error: unknown) => string;
  readonly session: SessionDesk;
  readonly log: AuditLog;
  readonly signer: Signer;
  readonly station: Pick<StationDesk, 'current'>;
  readonly upstream: WayUpstream;
};

/** Commands of intake, of shifts, and of the board of dossiers. */
type IntakeCommand =
  | keyof (typeof intakeApi & typeof shiftApi)['commands']
  | 'queue.list'
  | 'queue.retry'
  | 'queue.packet';

/** Taking dossiers in, and where they are. */
export type OpenedIntake = Pick<IntakeDesk, 'readingChanged' | 'sessionChanged' | 'devicesChanged' | 'refresh'> & {
  readonly handlers: Pick<Handlers<DeskApi>, IntakeCommand>;
  readonly dossiers: DossierStore;
  readonly outbox: Outbox;
  readonly book: PacketBook;
  readonly keeper: OpenedKeeper;
  readonly queue: QueueDesk;
  readonly decisions: DecisionDesk;
  readonly rules: DossierRules;
  /** This desk's name upstream. */
  readonly deskId: string;
  /** Begins what goes on by itself: old dossiers lapse, and what waits for a key is sealed if there is one. */
  start(): void;
  /** Ends it, and waits until it has. */
  close(): Promise<void>;
};

/** Opens everything that dossiers are taken, kept and queued with. @throws FailureError `storage.*` */
export async function openIntake(link: StoreLink<StoreOperations>, parts: Parts): Promise<OpenedIntake> {
  const goingOn = createGoingOn(parts);
  const base = await openBase(link, { ...parts, isOpen: goingOn.isOpen });
  const { rules, dossiers, outbox, keeper, deskId } = base;
  const queue = openQueueDesk({
    ...{ ...rules, ...base, session: parts.session, report: parts.report },
    store: dossiers,
    queued: () => parts.upstream.queued(),
  });
  const decisions = openDecisionDesk({ ...rules, ...base, store: dossiers });
  const lapse = openLapsing({ ...rules, ...base, store: dossiers, report: parts.report });
  const intake = openIntakeDesk(intakeParts(link, { parts, base, isOpen: goingOn.isOpen }));
  const passed = () => {
    void intake.refresh();
    goingOn.run(lapse);
  };
  const shift = await openShifts(parts, { ...base, isOpen: goingOn.isOpen, passed });
  const stop = everyMinute(shift);
  const { readingChanged, sessionChanged, devicesChanged, refresh } = intake;
  return {
    ...{ readingChanged, sessionChanged, devicesChanged, refresh },
    ...{ dossiers, outbox, book: base.packets, keeper, queue, decisions, rules, deskId },
    handlers: { ...intake.handlers, ...shift.handlers, ...queue.handlers },
    start: () =>
      goingOn.run(async () => {
        await lapse();
        await keeper.sealWaiting();
      }),
    async close() {
      stop();
      await goingOn.close();
      parts.change({ intake: closedIntake, shift: closedShift });
    },
  };
}

type Base = Pick<OpenedIntake, 'rules' | 'dossiers' | 'outbox' | 'keeper' | 'deskId'> &
  SealingParts & {
    readonly packets: PacketBook;
    readonly book: ShiftBook;
    readonly ids: () => string;
    readonly record: (happening: Happening) => ReturnType<typeof draftBy>;
  };

async function openBase(
  link: StoreLink<StoreOperations>,
  parts: Parts & { readonly isOpen: () => boolean },
): Promise<Base> {
  const { log, clock, signer, station, upstream, isOpen } = parts;
  const rules: DossierRules = { kinds: dossierKinds, calendar: workCalendar(), clock };
  const dossiers = storedDossiers(link, log.place);
  const outbox = storedOutbox(link, log.place);
  const packets = storedPacketBook(link, log.place);
  const book = await openShiftBook(dossiers, station.current().name);
  const record = (happening: Happening) =>
    draftBy(null, happening, { wall: clock.now().getTime(), monotonic: parts.monotonic() });
  const sealing: SealingParts = {
    captures: storedCaptures(link, log.place),
    deskId: hexDigest(signer.publicKey),
    seal: sealFor(signer),
    // An office that closes waits for the one that is being sealed, and begins no other.
    sealing: () => (isOpen() ? upstream.sealing() : null),
  };
  const keeper = openDossierKeeper({
    ...{ ...rules, ...sealing, store: dossiers, outbox, log, book, record, report: parts.report },
    plan: () => defaultPlan,
    queueChanged: () => upstream.queueChanged(),
    queued: () => upstream.queued(),
  });
  const ids = createDossierIds({ clock, random: (length) => Uint8Array.from(randomBytes(length)) });
  return { ...sealing, rules, dossiers, outbox, packets, book, keeper, record, ids };
}

type Intaking = { readonly parts: Parts; readonly base: Base; readonly isOpen: () => boolean };

function intakeParts(link: StoreLink<StoreOperations>, { parts, base, isOpen }: Intaking) {
  const { session, log, card, clock, change, report, atDesk } = parts;
  const { dossiers, keeper, ids, rules } = base;
  return {
    ...{ session, log, card, clock, report, dossiers, keeper, ids },
    ...{ kinds: rules.kinds, calendar: rules.calendar },
    people: createIntakePeople({ store: storedRegistry(link), today: () => localDay(clock.now()) }),
    reading: () => atDesk.shown().reading,
    devices: () => atDesk.shown().devices,
    captures: atDesk.captures(),
    changed: (intake: typeof closedIntake) => {
      if (isOpen()) change({ intake });
    },
  };
}

type Shifting = Base & { readonly isOpen: () => boolean; readonly passed: () => void };

function openShifts(parts: Parts, { dossiers, book, ids, rules, isOpen, passed }: Shifting): Promise<ShiftDesk> {
  const { session, station, upstream, report } = parts;
  return openShiftDesk({
    ...{ ...rules, session, book, ids, report, passed, store: dossiers },
    station: () => station.current().name,
    plan: () => defaultPlan,
    changed: (shift) => {
      if (isOpen()) parts.change({ shift });
    },
    closed: (officer) => upstream.shiftClosed(officer),
  });
}

const minuteMs = 60_000;

function everyMinute({ tick }: Pick<ShiftDesk, 'tick'>): () => void {
  const timer = setInterval(tick, minuteMs).unref();
  return () => clearInterval(timer);
}

/** Work that nobody waits for, until the office closes. */
function createGoingOn({ report }: Pick<Parts, 'report'>) {
  const running = new Set<Promise<void>>();
  let closed = false;
  return {
    isOpen: () => !closed,
    run(work: () => Promise<unknown>) {
      const run = work()
        .then(() => undefined)
        // Files that are gone because the office closes are nobody's bug.
        .catch((error) => void (closed || report('intake', error)))
        .finally(() => running.delete(run));
      running.add(run);
    },
    async close() {
      closed = true;
      await Promise.all(running);
    },
  };
}
