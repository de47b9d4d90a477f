import { expect, it } from 'vitest';
import { dossierStates } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { isSigned } from './captures.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { stepFaults } from './requirements.ts';
import { asLaterRevision } from './resend.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import { day, done, factsOf, faultsOf, moved, opened, signed } from './testing/sample-dossiers.ts';
import { replay } from './transitions.ts';
import { kindOn } from './when.ts';

const kind = kindOn(dossierKinds, 'eIdLevel2', day) ?? never();
const facts = factsOf(citizensOf(people(), sampleDivisions)('F02'), { card: true });
const queued = moved(signed(opened(kind, facts), { kind, facts }), ['complete', 'queued'], { kind, facts });

it('is the same dossier under its next revision: what was reviewed, agreed to and signed stands', () => {
  const later = done(asLaterRevision(queued));
  expect(later).toEqual({ ...queued, revision: 2, edit: queued.edit + 1 });
  expect(isSigned(later, kind)).toBe(true);
  for (const { code } of kind.steps) expect(stepFaults({ dossier: later, kind, facts }, code), code).toEqual([]);
  expect(replay(later.history, kind)).toEqual({ ok: true, state: 'queued' });
});

it('is only for what waits to be sent', () => {
  for (const state of dossierStates.filter((each) => each !== 'queued'))
    expect(faultsOf(asLaterRevision({ ...queued, state }))).toEqual([`state.locked ${state}`]);
});

function never(): never {
  throw new RangeError('not there');
}
