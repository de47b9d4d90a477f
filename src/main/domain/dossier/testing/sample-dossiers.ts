import type { Citizen } from '#contract/citizen.ts';
import type { Dossier, DossierFault } from '#contract/dossier.ts';
import type { DossierKind, DossierState } from '#contract/dossier-kind.ts';
import type { Holder } from '#contract/holder.ts';
import type { Permission } from '#contract/officers.ts';
import { heldCard } from '../../citizen/validity/card-validity.ts';
import { addCapture, type Taken } from '../captures.ts';
import type { Changed } from '../change.ts';
import { type DossierFacts, factsOn } from '../facts.ts';
import { enterField } from '../fields.ts';
import { openDossier } from '../opening.ts';
import { confirmReview, giveConsent, setReason } from '../people.ts';
import { transition } from '../transitions.ts';
import { type WorkCalendar, workCalendar } from '../working-days.ts';

/** The day of every example. */
export const day = '2026-11-20';
/** The calendar of the table, with nothing changed by a station. */
export const calendar: WorkCalendar = workCalendar();

/** A number of a dossier, sitting or shift, for tests. */
export function sampleId(n: number): string {
  return `019a9e00-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

/** An instant of the day, in minutes since eight. */
export function at(minute: number): string {
  return new Date(Date.parse(`${day}T01:00:00.000Z`) + minute * 60_000).toISOString();
}

/** Somebody who may do everything at an intake. */
export const officer = {
  is: 'officer',
  id: 'CB001',
  permissions: ['dossier.receive', 'dossier.capture', 'dossier.handOver', 'dossier.approve'] as readonly Permission[],
} as const;

/** What the chip of the card somebody holds states, by their record. */
export function sampleHolder(citizen: Citizen, over: Partial<Holder> = {}): Holder {
  const stated = (value: string | null | undefined) => (value == null ? null : { value, source: 'DG13' as const });
  const card = heldCard(citizen.cards);
  return {
    number: stated(citizen.number),
    name: stated(citizen.name),
    birth: citizen.birth === null ? null : { ...citizen.birth, source: 'DG13' },
    sex: citizen.sex === 'unknown' ? 'unspecified' : citizen.sex,
    nationality: stated('Việt Nam'),
    ethnicity: stated(citizen.ethnicity?.name),
    religion: stated(citizen.religion?.name),
    origin: null,
    residence: stated(citizen.permanent?.text),
    features: null,
    issued: card?.issued ?? null,
    expiry: card?.expiry ?? { kind: 'unknown', text: '' },
    father: null,
    mother: null,
    spouse: null,
    oldNumber: null,
    mrz: [],
    otherFields: [],
    ...over,
  };
}

/** Facts of somebody with their record, and with their card on the desk if `card`. */
export function factsOf(
  citizen: Citizen,
  { card, ...known }: { card: boolean } & Partial<Omit<DossierFacts, 'card' | 'on'>>,
): DossierFacts {
  const read = card ? { holder: sampleHolder(citizen), verdict: { verdict: 'genuine' as const } } : null;
  return factsOn(day, { citizen, card: read, comparison: [], ...known });
}

/** A dossier opened at eight. */
export function opened(kind: DossierKind, facts: DossierFacts, n = 1): Dossier {
  const opening = { id: sampleId(n), sitting: sampleId(900), shift: sampleId(800), officer: officer.id, at: at(0) };
  return openDossier(kind, { ...opening, subject: null }, facts);
}

/** The dossier of an act that is expected to be done. @throws Error with the faults if it was not */
export function done(changed: Changed): Dossier {
  if (!changed.ok) throw new Error(changed.faults.map(({ code, about }) => `${code} ${about}`).join(', '));
  return changed.dossier;
}

/** The faults of an act that is expected to be refused, as `code about`. */
export function faultsOf(
  changed: Changed | { readonly ok: false; readonly faults: readonly DossierFault[] },
): readonly string[] {
  if (changed.ok) throw new Error('it was done');
  return changed.faults.map(({ code, about }) => (about === null ? code : `${code} ${about}`));
}

/** A capture by its record. */
export function taken(capture: Taken['capture'], minute = 1): Taken {
  return { capture, record: `record-${capture}-${minute}`, at: at(minute), by: officer.id };
}

/** Who takes a dossier where to, in order, with a reason wherever one is asked for. */
export function moved(
  start: Dossier,
  through: readonly DossierState[],
  { kind, facts }: { kind: DossierKind; facts: DossierFacts },
): Dossier {
  return through.reduce((dossier, to) => {
    const by = ['queued', 'sent', 'lapsed'].includes(to)
      ? ({ is: 'desk' } as const)
      : dossier.state === 'sent'
        ? ({ is: 'upstream' } as const)
        : officer;
    const why = { code: to === 'refused' ? 'other' : null, note: 'lý do thử' };
    return done(transition({ dossier, kind, facts }, { to, by, at: at(30), why }, calendar));
  }, start);
}

/** A dossier of a grown-up taken up to its signature: phone typed, portrait taken, reviewed, agreed, signed. */
export function signed(start: Dossier, { kind, facts }: { kind: DossierKind; facts: DossierFacts }): Dossier {
  const capturing = moved(start, ['capturing'], { kind, facts });
  const asked = kind.reasons.length === 0 ? capturing : done(setReason(capturing, kind, 'g'));
  const entry = {
    field: 'phone',
    value: '0500001234',
    source: 'typed' as const,
    reason: null,
    by: officer.id,
    at: at(2),
  };
  const typed = done(enterField(asked, kind, entry));
  const pictured = done(addCapture(typed, kind, taken('portrait')));
  const stamp = { by: officer.id, at: at(3) };
  const reviewed = done(confirmReview(pictured, stamp));
  const agreed = done(giveConsent(reviewed, kind, { by: 'subject', text: 'MẪU 1', at: at(4), officer: officer.id }));
  return done(addCapture(moved(agreed, ['awaitingSignature'], { kind, facts }), kind, taken('signature', 5)));
}
