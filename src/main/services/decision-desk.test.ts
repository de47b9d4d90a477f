import { beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { dossierStates } from '#contract/dossier-kind.ts';
import type { Decision } from '#contract/upstream.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { replay } from '#domain/dossier/transitions.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import {
  type BoardTrial,
  boardTrial,
  failing,
  sampleId,
  trialDossiers,
  trialKey,
  trialKind,
} from './testing/board-trial.ts';

const { draft, complete } = trialDossiers(citizensOf(people(), sampleDivisions)('F02'));
const edited = (dossier: Dossier, over: Partial<Dossier> = {}): Dossier => ({
  ...dossier,
  edit: dossier.edit + 1,
  ...over,
});
const item = (decision: Decision, rev = 1) => ({
  cursor: 1,
  dossierId: sampleId(1),
  rev,
  decision,
  at: '2026-11-23T01:00:00.000Z',
});
const accepted = item({ is: 'accepted' });
const returned = item({ is: 'returned', reason: 'thiếu ảnh' });

let trial: BoardTrial;
beforeEach(async () => {
  trial = await boardTrial();
  await trial.signIn('thuNhan');
  await trial.open();
  trial.own.key = trialKey;
  await trial.keep(draft(1));
  await trial.keeper.complete(trial.act([complete(1)]), sampleId(1));
});

const of = (given: typeof accepted) => trial.decisions.changeOf(given);
/** The dossier in a state with the step there, as whoever may would have made it. */
async function stand(state: Dossier['state'], by: 'desk' | 'upstream' = 'desk'): Promise<void> {
  const now = trial.file.dossier(sampleId(1));
  const step = { from: now.state, to: state, by: { is: by }, at: now.openedAt, why: null } as const;
  await trial.keep(edited(now, { state, history: [...now.history, step] }));
}

describe('a decision on a dossier that was sent', () => {
  beforeEach(() => stand('sent'));

  it.each([
    [accepted, 'approved', null, 'accepted'],
    [returned, 'returned', 'thiếu ảnh', 'returned'],
    [item({ is: 'returned', reason: '   ' }), 'returned', '–', 'returned'],
    [item({ is: 'refused', reason: 'tráo người' }), 'refused', 'tráo người', 'refused'],
  ] as const)('%o makes it %s, by the upstream', async (given, state, note, code) => {
    const before = trial.file.dossier(sampleId(1));
    const change = await of(given);
    const [kept] = change?.dossiers ?? [];
    expect(kept?.dossier).toMatchObject({ state, edit: before.edit + 1, content: before.content });
    expect(kept?.dossier.history.at(-1)).toMatchObject({
      by: { is: 'upstream' },
      why: note === null ? null : { code: null, note },
    });
    expect(replay(kept?.dossier.history ?? [], trialKind)).toEqual({ ok: true, state });
    expect(change?.records).toMatchObject([
      { action: 'dossier.decided', officer: null, object: { masked: sampleId(1) }, result: { code } },
    ]);
    expect(JSON.stringify(change?.records)).not.toContain('tráo');
    await trial.file.save(change ?? never());
    expect(await of(given)).toBeNull();
  });

  it('of another revision is passed over', async () => {
    expect(await failing(() => of(item({ is: 'accepted' }, 2)))).toBe('dossier.refused state.noWay');
  });

  it('of an unknown dossier is passed over', async () => {
    expect(await failing(() => of({ ...accepted, dossierId: sampleId(77) }))).toBe('dossier.unknown');
  });
});

it('a card that is ready changes nothing before it is counted in; its batch is on record', async () => {
  await stand('sent');
  await stand('approved', 'upstream');
  const change = await of(item({ is: 'cardReady', batch: 'LÔ-THỬ-7' }));
  expect(change).toMatchObject({
    dossiers: [],
    records: [{ action: 'dossier.decided', result: { code: 'cardReady LÔ-THỬ-7' } }],
  });
});

it('on a dossier whose receipt is on its way is asked again later, unless its packet was set aside here', async () => {
  expect(await failing(() => of(accepted))).toBe('sync.inProgress');
  await trial.file.poison({ dossierId: sampleId(1), rev: 1 }, 'sync.otherContent', []);
  expect(await failing(() => of(accepted))).toBe('dossier.refused state.noWay');
});

it('that no state allows is passed over, whatever it is, and never anything else', async () => {
  const way = new Set(['sent accepted', 'sent returned', 'sent refused']);
  const decisions = [accepted, returned, item({ is: 'refused', reason: 'thử' })];
  for (const state of dossierStates.filter((each) => each !== 'queued')) {
    await stand(state);
    for (const given of decisions) {
      const said = await failing(() => of(given));
      if (way.has(`${state} ${given.decision.is}`)) expect(said).toBeNull();
      else expect(said, `${state} ${given.decision.is}`).toMatch(/^dossier\.refused (state\.noWay|actor\.other)$/);
    }
  }
});

function never(): never {
  throw new RangeError('not there');
}
