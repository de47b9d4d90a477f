import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dossier, dossierSchema } from '#contract/dossier.ts';
import { type DossierKind, type DossierState, dossierStates } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { addCapture, capturesOf, exceptCapture } from './captures.ts';
import type { Changed } from './change.ts';
import { addDocument } from './documents.ts';
import type { DossierFacts } from './facts.ts';
import { enterField } from './fields.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { confirmReview, giveConsent, setGuardian, setReason } from './people.ts';
import { presenceOf, stepFaults } from './requirements.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import { at, calendar, day, factsOf, officer, opened, taken } from './testing/sample-dossiers.ts';
import { waysFrom } from './transition-table.ts';
import { type Asker, replay, transition } from './transitions.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => kindOn(dossierKinds, code, day) ?? never();
function never(): never {
  throw new RangeError('not there');
}
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];

type Situation = { readonly kind: DossierKind; readonly facts: DossierFacts };
type Act = (dossier: Dossier, situation: Situation, minute: number) => Changed;

const askers: Readonly<Record<string, Asker>> = { officer, desk: { is: 'desk' }, upstream: { is: 'upstream' } };
const moves: readonly Act[] = dossierStates.flatMap((to) =>
  Object.values(askers).map(
    (by): Act =>
      (dossier, { kind, facts: known }, minute) =>
        transition(
          { dossier, kind, facts: known },
          { to, by, at: at(minute), why: { code: 'other', note: 'lý do thử' } },
          calendar,
        ),
  ),
);
const stamp = (minute: number) => ({ by: officer.id, at: at(minute) });
const father = { number: who('F04').number, name: 'Y THỬ NIÊ KĐĂM', relation: 'father', birth: '1979' } as const;
const works: readonly Act[] = [
  (dossier, { kind }, minute) =>
    enterField(dossier, kind, {
      field: 'phone',
      value: `05000${String(minute).padStart(5, '0')}`,
      source: 'typed',
      reason: null,
      ...stamp(minute),
    }),
  (dossier, { kind }, minute) => addCapture(dossier, kind, taken('portrait', minute)),
  (dossier, { kind }, minute) => addCapture(dossier, kind, taken('fingerprints', minute)),
  (dossier, { kind }, minute) => addCapture(dossier, kind, taken('signature', minute)),
  (dossier, { kind }, minute) =>
    exceptCapture(dossier, kind, { capture: 'fingerprints', code: 'worn', note: null, ...stamp(minute) }),
  (dossier, { kind }, minute) =>
    exceptCapture(dossier, kind, { capture: 'portrait', code: 'unwilling', note: null, ...stamp(minute) }),
  (dossier, { kind }, minute) =>
    addDocument(dossier, kind, { paper: 'giamHo', shown: { as: 'capture', record: 'r' }, ...stamp(minute) }),
  (dossier, _, minute) => setGuardian(dossier, { ...father, ...stamp(minute) }),
  (dossier, { kind }) => setReason(dossier, kind, 'g'),
  (dossier, _, minute) => confirmReview(dossier, stamp(minute)),
  (dossier, { kind }, minute) =>
    giveConsent(dossier, kind, {
      by: presenceOf(dossier, kind)[0]?.who ?? 'subject',
      text: 'MẪU 1',
      at: at(minute),
      officer: officer.id,
    }),
];
/** What an officer does to get on: the n-th thing the steps still want, or else the next state. Or no walk would come far. */
const remedies: Readonly<Record<string, number>> = {
  'field.missing': 0,
  'capture.missing': 1,
  'signature.missing': 3,
  'document.missing': 6,
  'guardian.missing': 7,
  'request.missing': 8,
  'review.missing': 9,
  'consent.missing': 10,
};
const onward =
  (n: number): Act =>
  (dossier, situation, minute) => {
    const wants = situation.kind.steps.flatMap(({ code }) => stepFaults({ dossier, ...situation }, code));
    const want = wants[n % Math.max(1, wants.length)];
    const [code, about] = [want?.code ?? '', want?.about];
    const act = works[about === 'fingerprints' ? 2 : (remedies[code] ?? -1)];
    const isSigning = code === 'signature.missing' && dossier.state !== 'awaitingSignature';
    if (act !== undefined && !isSigning && dossier.state !== 'new') return act(dossier, situation, minute);
    if (code === 'guardian.missing' && act !== undefined) return act(dossier, situation, minute);
    return hasty(dossier, situation, minute);
  };
/** The next state, whatever is missing. */
const hasty: Act = (dossier, situation, minute) => {
  const avoided: readonly DossierState[] = ['awaitingCorrection', 'lapsed', 'refused', 'cancelled'];
  const ways = waysFrom(dossier.state, situation.kind.states).filter(({ to }) => !avoided.includes(to));
  const next = ways.find(({ to }) => to !== 'capturing') ?? ways[0];
  const by = typeof next?.by === 'string' ? (askers[next.by] ?? officer) : officer;
  const why = { code: null, note: 'lý do thử' };
  return transition({ dossier, ...situation }, { to: next?.to ?? 'new', by, at: at(minute), why }, calendar);
};
const sendBack: Act = (dossier, situation, minute) =>
  transition(
    { dossier, ...situation },
    { to: 'returned', by: { is: 'upstream' }, at: at(minute), why: { code: null, note: 'ảnh mờ' } },
    calendar,
  );
const settled: readonly DossierState[] = [
  'complete',
  'queued',
  'sent',
  'returned',
  'approved',
  'cardArrived',
  'handedOver',
];

/** What must be true of a dossier at any moment. */
function holdsTrue(dossier: Dossier, { kind }: Situation): void {
  expect(replay(dossier.history, kind)).toEqual({ ok: true, state: dossier.state });
  if (!settled.includes(dossier.state)) return;
  for (const { capture, mayLack } of capturesOf(dossier, kind).filter(({ need }) => need === 'required')) {
    const isThere = dossier.captures.some((each) => each.capture === capture);
    expect(isThere || (mayLack && dossier.exceptions.some((each) => each.capture === capture))).toBe(true);
  }
  expect(
    dossier.captures
      .filter(({ capture }) => capture === 'signature')
      .every(({ content }) => content === dossier.content),
  ).toBe(true);
  expect(dossier.reviewed?.content).toBe(dossier.content);
  expect([dossier.consent, dossier.deadline, dossier.fee]).not.toContain(null);
}

describe('any walk', () => {
  const situations: readonly Situation[] = ['F02', 'F06', 'F11', 'F17', 'F20'].flatMap((id) =>
    [eId, exchange].flatMap((kind) =>
      [['portrait', 'signature'] as const, ['portrait', 'signature', 'fingerprints'] as const].map((equipment) => ({
        kind,
        facts: factsOf(who(id), { card: who(id).cards.length > 0, equipment }),
      })),
    ),
  );

  it('comes to complete with every required capture alone, and its history leads to its state', () => {
    const reached = new Map<DossierState, number>();
    const anyAct = fc.oneof(
      { weight: 8, arbitrary: fc.nat({ max: 5 }).map(onward) },
      { weight: 2, arbitrary: fc.constant(hasty) },
      { weight: 1, arbitrary: fc.constant(sendBack) },
      { weight: 1, arbitrary: fc.constantFrom(...works) },
      { weight: 1, arbitrary: fc.constantFrom(...moves) },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...situations),
        fc.array(anyAct, { minLength: 20, maxLength: 90, size: 'max' }),
        (situation, acts) => {
          let dossier = opened(situation.kind, situation.facts);
          for (const [minute, act] of acts.entries()) {
            const before = dossier;
            const changed = act(dossier, situation, minute);
            if (changed.ok) dossier = changed.dossier;
            else expect(changed.faults.length).toBeGreaterThan(0);
            expect(dossier === before || dossier.edit > before.edit).toBe(true);
            if (dossier.state !== before.state) {
              holdsTrue(dossier, situation);
              reached.set(dossier.state, (reached.get(dossier.state) ?? 0) + 1);
            }
          }
          holdsTrue(dossier, situation);
          expect(dossierSchema.parse(dossier)).toEqual(dossier);
        },
      ),
      { numRuns: 300 },
    );
    // A walk that never came there would have shown nothing.
    expect(reached.get('complete') ?? 0).toBeGreaterThan(30);
    expect(reached.get('returned') ?? 0).toBeGreaterThan(0);
  });
});
