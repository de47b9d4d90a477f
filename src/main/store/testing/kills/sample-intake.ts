import type { Citizen } from '#contract/citizen.ts';
import type { Dossier } from '#contract/dossier.ts';
import type { CaptureName, DossierKind } from '#contract/dossier-kind.ts';
import { newCitizen } from '#domain/citizen/citizen.ts';
import { addCapture } from '#domain/dossier/captures.ts';
import type { Changed } from '#domain/dossier/change.ts';
import { enterField } from '#domain/dossier/fields.ts';
import { dossierKinds } from '#domain/dossier/kinds/kinds.ts';
import { confirmReview, giveConsent } from '#domain/dossier/people.ts';
import { moveTo, proceed } from '#domain/dossier/steps.ts';
import { at, calendar, day, done, factsOf, officer, opened } from '#domain/dossier/testing/sample-dossiers.ts';
import { transition } from '#domain/dossier/transitions.ts';
import { kindOn } from '#domain/dossier/when.ts';

const citizen: Citizen = {
  ...newCitizen('001099000901', 'NGUYỄN VĂN MẪU', {
    ...{ source: 'import', at: '2026-11-20T00:00:00Z', by: 'MẪU', act: null, basis: null, reason: null },
  }),
  birth: { text: '03/02/1999', iso: '1999-02-03' },
  sex: 'male',
  permanent: { text: 'Số 1 ngõ Thử Nghiệm', unit: '00008', oldUnit: null, mapping: 'current' },
};
const facts = factsOf(citizen, { card: false, equipment: ['portrait', 'signature'] });
const kind: DossierKind = kindOn(dossierKinds, 'eIdLevel2', day) ?? missing();

function missing(): never {
  throw new RangeError('no such kind');
}

/** What an officer does, one thing after the other; each of them is on the screen as saved before the next. */
function acts(n: number): readonly ((dossier: Dossier, minute: number) => Changed)[] {
  const phone = `05000${String(n).padStart(5, '0')}`;
  const own = (dossier: Dossier) => ({ dossier, kind, facts });
  const stamp = (minute: number) => ({ by: officer.id, at: at(minute) });
  const goOn = (dossier: Dossier, minute: number) =>
    proceed(own(dossier), { step: dossier.step, leave: null, at: at(minute) });
  const move = (to: Dossier['state']) => (dossier: Dossier, minute: number) =>
    transition(own(dossier), { to, by: officer, at: at(minute), why: null }, calendar);
  const take = (capture: CaptureName) => (dossier: Dossier, minute: number) =>
    addCapture(dossier, kind, { capture, record: recordOf(n, capture), ...stamp(minute) });
  const type = (value: string) => (dossier: Dossier, minute: number) =>
    enterField(dossier, kind, { field: 'phone', value, source: 'typed', reason: null, ...stamp(minute) });
  return [
    move('capturing'),
    goOn,
    (dossier) => moveTo(dossier, 'email'),
    (dossier) => moveTo(dossier, 'phone'),
    type('0500000000'),
    type(phone),
    goOn,
    take('portrait'),
    goOn,
    goOn,
    (dossier, minute) => confirmReview(dossier, stamp(minute)),
    (dossier, minute) =>
      giveConsent(dossier, kind, { by: 'subject', text: 'MẪU 1', at: at(minute), officer: officer.id }),
    goOn,
    move('awaitingSignature'),
    take('signature'),
    move('complete'),
  ];
}

/** The record of a capture of the n-th made-up dossier. */
export const recordOf = (n: number, capture: string) => `record-${n}-${capture}`;

/** The n-th made-up intake, through the engine: the dossier as it is after each thing the officer did, until it is complete. */
export function intakeVersions(n: number): readonly Dossier[] {
  const versions = [opened(kind, facts, n)];
  for (const [minute, act] of acts(n).entries()) {
    const before = versions.at(-1) ?? missing();
    const after = done(act(before, minute + 1));
    if (after !== before) versions.push(after);
  }
  return versions;
}
