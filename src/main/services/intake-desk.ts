import type { DeskApi } from '#contract/api.ts';
import type { Reading } from '#contract/desk.ts';
import type { DeskDevice } from '#contract/devices.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import type { IntakeState, intakeApi } from '#contract/intake.ts';
import type { SessionState } from '#contract/officers.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { WorkCalendar } from '#domain/dossier/working-days.ts';
import type { AuditLog } from '#ports/audit-log.ts';
import type { DossierStore } from '#ports/dossier-store.ts';
import type { Clock, Ids } from '#ports/environment.ts';
import type { CaptureDesk } from './capture-desk.ts';
import type { DossierKeeper } from './dossier-keeper.ts';
import { captureActs } from './intake-captures.ts';
import { createIntakeCore } from './intake-core.ts';
import { fieldActs } from './intake-fields.ts';
import { followingOf } from './intake-following.ts';
import { movingActs } from './intake-moving.ts';
import { openingActs } from './intake-opening.ts';
import type { IntakePeople } from './intake-people.ts';
import type { CardOnDesk } from './registry-desk.ts';
import type { SessionDesk } from './session-desk.ts';

/** What the intake desk is made of. */
export type IntakeDeskParts = {
  readonly session: Pick<SessionDesk, 'state' | 'permit' | 'show'>;
  readonly log: Pick<AuditLog, 'object'>;
  readonly keeper: Pick<DossierKeeper, 'shift' | 'keep' | 'complete'>;
  readonly dossiers: Pick<DossierStore, 'one' | 'drafts' | 'ofPerson' | 'sitting'>;
  readonly people: IntakePeople;
  /** The card on the desk once its reading is finished, with its numbers in full. */
  readonly card: () => CardOnDesk | null;
  readonly reading: () => Reading | null;
  readonly captures: Pick<CaptureDesk, 'record' | 'keep' | 'seatPerson'>;
  readonly devices: () => readonly DeskDevice[];
  /** Every kind this desk takes, under every regime. */
  readonly kinds: readonly DossierKind[];
  readonly calendar: WorkCalendar;
  readonly clock: Clock;
  /** Numbers of dossiers and sittings: UUIDs of version 7. */
  readonly ids: Ids;
  readonly changed: (state: IntakeState) => void;
  /** Logs a bug and returns its short id. */
  readonly report: (where: string, error: unknown) => string;
};

/** Taking dossiers in: the person who sits at the desk, and what was left unfinished. */
export type IntakeDesk = {
  readonly handlers: Pick<Handlers<DeskApi>, keyof typeof intakeApi.commands>;
  /** To be told of every change of the reading on the desk. Never throws. */
  readingChanged(reading: Reading | null): void;
  /** To be told who is there: when they leave, the sitting leaves the desk and its drafts stay. Never throws. */
  sessionChanged(session: SessionState): void;
  /** A device came or went. */
  devicesChanged(): void;
  /**
   * Something else has changed what intake rests on: the shift, the cache, a dossier that was sent or decided. Answers when it is
   * looked at anew. Never throws.
   */
  refresh(): Promise<void>;
};

/** Opens the desk with nobody at it. */
export function openIntakeDesk(parts: IntakeDeskParts): IntakeDesk {
  const core = createIntakeCore(parts);
  return {
    handlers: { ...openingActs(core), ...fieldActs(core), ...captureActs(core), ...movingActs(core) },
    ...followingOf(core),
  };
}
