import type { Dossier, DossierFault } from '#contract/dossier.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { PublicKeyText } from '#contract/upstream.ts';
import { factsOn } from '#domain/dossier/facts.ts';
import { type TransitionAct, transition } from '#domain/dossier/transitions.ts';
import { kindOf } from '#domain/dossier/when.ts';
import type { WorkCalendar } from '#domain/dossier/working-days.ts';
import type { PacketPart } from '#domain/packet/packet-content.ts';
import { localDay } from '#domain/shift/local-time.ts';
import type { CaptureStore } from '#ports/capture-store.ts';
import type { KeptPacket, NextNumber } from '#ports/dossier-store.ts';
import type { Clock } from '#ports/environment.ts';
import type { SealPacket } from '#ports/upstream.ts';
import { withAttachments } from './dossier-attachments.ts';

/** By what dossiers are judged when the desk itself moves one. */
export type DossierRules = {
  readonly kinds: readonly DossierKind[];
  readonly calendar: WorkCalendar;
  readonly clock: Clock;
};

/** What packets are made with. */
export type SealingParts = {
  readonly captures: Pick<CaptureStore, 'part'>;
  /** This desk's name upstream. */
  readonly deskId: string;
  readonly seal: SealPacket;
  /** The key of the upstream this desk is bound to; null while it is bound to none. */
  readonly sealing: () => PublicKeyText | null;
};

/**
 * A dossier moved by nobody at the desk: by the desk itself, or by the upstream's word.
 * @throws FailureError `dossier.refused` with the first fault; RangeError for a kind this desk does not know
 */
export function movedBy(rules: DossierRules, dossier: Dossier, act: Omit<TransitionAct, 'at'>): Dossier {
  const now = rules.clock.now();
  const whole = { dossier, kind: kindOf(rules.kinds, dossier.kind), facts: factsOn(localDay(now)) };
  const moved = transition(whole, { ...act, at: now.toISOString() }, rules.calendar);
  if (!moved.ok) throw refusedBy(moved.faults);
  return moved.dossier;
}

/** The failure that faults of a dossier are: the first of them. */
export function refusedBy([first]: readonly DossierFault[]): FailureError {
  const { code, about } = first ?? { code: 'state.noWay' as const, about: null };
  return new FailureError(failure('dossier.refused', { fault: code, about: about ?? '' }));
}

/** A dossier with its files, to be sealed under a number. */
export type Sealable = {
  readonly dossier: Dossier;
  readonly files: readonly PacketPart[];
  readonly number: NextNumber;
  readonly key: PublicKeyText;
};

/** Seals a dossier as it is, in its revision. @throws as `SealPacket` */
export function packetOf(
  { seal, deskId }: Pick<SealingParts, 'seal' | 'deskId'>,
  { dossier, files, number, key }: Sealable,
): Promise<KeptPacket> {
  const { epoch, deskSeq } = number;
  const ids = { dossierId: dossier.id, rev: dossier.revision, deskId, epoch, deskSeq };
  return seal({ ids, dossier, parts: files }, key);
}

/** Seals a dossier anew under a number it has already. @throws FailureError as `withAttachments` and `SealPacket` */
export function sealAnew(
  parts: Pick<SealingParts, 'captures' | 'seal' | 'deskId'>,
  { dossier, number, key }: Omit<Sealable, 'files'>,
): Promise<KeptPacket> {
  return withAttachments(parts.captures, dossier, (files) => packetOf(parts, { dossier, files, number, key }));
}
