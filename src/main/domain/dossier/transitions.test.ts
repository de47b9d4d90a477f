import { describe, expect, it } from 'vitest';
import type { Dossier } from '#contract/dossier.ts';
import { type DossierKind, type DossierState, dossierStates } from '#contract/dossier-kind.ts';
import { permissions } from '#contract/officers.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { permissionsOf } from '../officers/permissions.ts';
import { sampleStation } from '../testing/sample-officers.ts';
import { isDraft } from './change.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { hasLapsed } from './lapse.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import {
  at,
  calendar,
  day,
  done,
  factsOf,
  faultsOf,
  moved,
  officer,
  opened,
  signed,
} from './testing/sample-dossiers.ts';
import { transitionTable, waysFrom } from './transition-table.ts';
import { type Asker, openWays, replay, transition } from './transitions.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => kindOn(dossierKinds, code, day) ?? never();
function never(): never {
  throw new RangeError('not there');
}
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];
const facts = factsOf(who('F02'), { card: true });
const go = (dossier: Dossier, to: DossierState, by: Asker = officer, note: string | null = 'lý do thử', kind = eId) =>
  transition(
    { dossier, kind, facts },
    { to, by, at: at(20), why: note === null ? null : { code: null, note } },
    calendar,
  );
const complete = () => moved(signed(opened(eId, facts), { kind: eId, facts }), ['complete'], { kind: eId, facts });

describe('the table', () => {
  it('has every way once, reaches every state, and leaves by every state but the ends', () => {
    const ways = transitionTable.map(({ from, to }) => `${from} ${to}`);
    expect(new Set(ways).size).toBe(ways.length);
    expect(new Set(['new', ...transitionTable.map(({ to }) => to)])).toEqual(new Set(dossierStates));
    expect(dossierStates.filter((state) => waysFrom(state, dossierStates).length === 0)).toEqual([
      'handedOver',
      'refused',
      'cancelled',
    ]);
  });

  it('asks for permissions that somebody at a station has', () => {
    const asked = transitionTable.flatMap(({ by }) => (typeof by === 'string' ? [] : [by.officer]));
    expect(permissions).toEqual(expect.arrayContaining(asked));
    const had = sampleStation.flatMap(({ roles }) => permissionsOf(roles));
    expect(asked.filter((permission) => !had.includes(permission))).toEqual([]);
  });

  it('lets nobody but the desk and the upstream move what is complete, until it is returned or approved', () => {
    const locked = transitionTable.filter(({ from }) => ['complete', 'queued', 'sent'].includes(from));
    expect(locked.map(({ from, to, by }) => `${from} ${to} ${JSON.stringify(by)}`)).toEqual([
      'complete queued "desk"', 'queued sent "desk"',
      'sent approved "upstream"', 'sent returned "upstream"', 'sent refused "upstream"',
    ]); // biome-ignore format: by state
  });
});

describe('a dossier', () => {
  it('goes from new to handed over, and says who did what, when and why', () => {
    const known = factsOf(who('F12'), { card: true });
    const whole = { kind: exchange, facts: known };
    const end = moved(
      signed(opened(exchange, known), whole),
      ['complete', 'queued', 'sent', 'approved', 'cardArrived', 'handedOver'],
      whole,
    );
    expect(end.history.map(({ from, to, by }) => `${from} ${to} ${by.is === 'officer' ? by.id : by.is}`)).toEqual([
      'new capturing CB001', 'capturing awaitingSignature CB001', 'awaitingSignature complete CB001', 'complete queued desk',
      'queued sent desk', 'sent approved upstream', 'approved cardArrived CB001', 'cardArrived handedOver CB001',
    ]); // biome-ignore format: a list
    expect(end.history[0]?.at).toBe(at(30));
    expect(end.deadline).toMatchObject({ from: day, workingDays: 7, due: '2026-12-01' });
    expect(end.fee).toMatchObject({ amount: 50_000 });
    expect(replay(end.history, exchange)).toEqual({ ok: true, state: 'handedOver' });
  });

  it('says what devices were lacking when it was frozen', () => {
    expect(complete().exceptions).toEqual([
      { capture: 'fingerprints', code: 'noDevice', note: null, at: at(30), by: 'desk' },
    ]);
  });

  it('is not completed without its signature, its consent, its portrait', () => {
    const whole = signed(opened(eId, facts), { kind: eId, facts });
    expect(faultsOf(go({ ...whole, captures: [] }, 'complete'))).toEqual([
      'capture.missing portrait',
      'signature.missing',
    ]);
    expect(faultsOf(go({ ...whole, consent: null }, 'complete'))).toEqual(['consent.missing']);
    expect(faultsOf(go({ ...whole, content: whole.content + 1 }, 'complete'))).toEqual([
      'review.missing',
      'signature.missing',
    ]);
    expect(faultsOf(go(complete(), 'capturing'))).toEqual(['state.noWay capturing']);
  });

  it('of somebody dead goes nowhere but to its refusal', () => {
    const dead = factsOf(who('F17'), { card: true });
    const dossier = opened(eId, dead);
    const act = { by: officer, at: at(1) };
    expect(
      faultsOf(transition({ dossier, kind: eId, facts: dead }, { ...act, to: 'capturing', why: null }, calendar)),
    ).toEqual(['finding.blocks dead']);
    const refused = transition(
      { dossier, kind: eId, facts: dead },
      { ...act, to: 'refused', why: { code: 'dead', note: null } },
      calendar,
    );
    expect(done(refused)).toMatchObject({ state: 'refused', history: [{ why: { code: 'dead' } }] });
  });

  it('is stopped by a death that was heard of between two steps', () => {
    const whole = signed(opened(eId, facts), { kind: eId, facts });
    const dead = {
      ...facts,
      citizen: { ...who('F02'), death: { kind: 'dead' as const, date: { text: '', iso: day } } },
    };
    expect(
      faultsOf(
        transition(
          { dossier: whole, kind: eId, facts: dead },
          { to: 'complete', by: officer, at: at(9), why: null },
          calendar,
        ),
      ),
    ).toEqual(['finding.blocks dead']);
    const card = { ...whole, state: 'cardArrived' } as const;
    expect(
      faultsOf(
        transition(
          { dossier: card, kind: exchange, facts: dead },
          { to: 'handedOver', by: officer, at: at(9), why: null },
          calendar,
        ),
      ),
    ).toEqual(['finding.blocks dead']);
  });

  it('is refused by a reason of its kind, with words for “other”', () => {
    const dossier = opened(eId, facts);
    const refuse = (code: string | null, note: string | null) =>
      transition(
        { dossier, kind: eId, facts },
        { to: 'refused', by: officer, at: at(1), why: { code, note } },
        calendar,
      );
    expect(faultsOf(refuse(null, 'vì thế'))).toEqual(['why.missing']);
    expect(faultsOf(refuse('noReason', null))).toEqual(['why.unknown noReason']);
    expect(faultsOf(refuse('other', ' '))).toEqual(['why.missing']);
    expect(done(refuse('papersMissing', null)).state).toBe('refused');
  });

  it('goes no way without a reason where one is asked for, nor by somebody who may not', () => {
    const dossier = moved(opened(eId, facts), ['capturing'], { kind: eId, facts });
    expect(faultsOf(go(dossier, 'cancelled', officer, null))).toEqual(['why.missing']);
    expect(faultsOf(go(dossier, 'cancelled', { ...officer, permissions: ['dossier.handOver'] }))).toEqual([
      'actor.notPermitted dossier.receive',
    ]);
    expect(faultsOf(go(dossier, 'lapsed'))).toEqual(['actor.other desk']);
    expect(faultsOf(go(dossier, 'cancelled', { is: 'upstream' }))).toEqual(['actor.other officer']);
    expect(faultsOf(go(dossier, 'handedOver'))).toEqual(['state.notOfKind handedOver']);
    expect(faultsOf(go(dossier, 'approved'))).toEqual(['state.noWay approved']);
  });

  it('that was returned is a new revision, signed anew, due on the day it was', () => {
    const whole = { kind: eId, facts };
    const first = moved(complete(), ['queued', 'sent', 'returned'], whole);
    const again = moved(first, ['capturing'], whole);
    expect(again).toMatchObject({ revision: 2, reviewed: null, consent: null, exceptions: [], step: 'form' });
    expect(again.captures.map(({ capture }) => capture)).toEqual(['portrait']);
    expect(again.deadline).toEqual(first.deadline);
  });

  it('lapses where it waited, and comes back there', () => {
    const whole = { kind: eId, facts };
    const dossier = moved(opened(eId, facts), ['capturing'], whole);
    expect(hasLapsed(dossier, '2026-12-20')).toBe(false);
    expect(hasLapsed(dossier, '2026-12-21')).toBe(true);
    expect(hasLapsed(complete(), '2027-12-21')).toBe(false);
    const lapsed = moved(dossier, ['lapsed'], whole);
    expect(moved(lapsed, ['capturing'], whole).state).toBe('capturing');
    const card = { ...dossier, state: 'cardArrived' } as const;
    expect(hasLapsed(card, '2027-05-20')).toBe(true);
    const unclaimed = {
      ...dossier,
      state: 'lapsed',
      history: [{ from: 'cardArrived', to: 'lapsed', by: { is: 'desk' }, at: at(1), why: null }],
    } as const;
    expect(faultsOf(go(unclaimed, 'capturing', officer, 'x', exchange))).toEqual(['lapsed.elsewhere']);
    expect(done(go(unclaimed, 'cardArrived', officer, 'x', exchange)).state).toBe('cardArrived');
    expect(faultsOf(go(lapsed, 'cardArrived', officer, 'x', exchange))).toEqual(['lapsed.elsewhere']);
  });
});

describe('open ways', () => {
  const ways = (dossier: Dossier, by: Asker = officer) =>
    openWays({ dossier, kind: eId, facts }, by).map(({ to }) => to);

  it('are those somebody may go and that lack nothing', () => {
    expect(ways(opened(eId, facts))).toEqual(['capturing', 'refused', 'cancelled']);
    const blocked = factsOf(who('F17'), { card: false });
    const dead = { dossier: opened(eId, blocked), kind: eId, facts: blocked };
    expect(openWays(dead, officer).map(({ to }) => to)).toEqual(['refused', 'cancelled']);
    const start = moved(opened(eId, facts), ['capturing'], { kind: eId, facts });
    expect(ways(start)).toEqual(['awaitingCorrection', 'refused', 'cancelled']);
    expect(ways(signed(opened(eId, facts), { kind: eId, facts }))).toContain('complete');
    expect(ways(start, { is: 'officer', id: 'CB002', permissions: ['dossier.approve'] })).toEqual(['refused']);
    expect([ways(complete()), ways(complete(), { is: 'desk' })]).toEqual([[], ['queued']]);
  });
});

describe('a draft', () => {
  it('is what is still being taken in', () => {
    expect(dossierStates.filter((state) => isDraft({ state }))).toEqual([
      'new',
      'capturing',
      'awaitingCorrection',
      'awaitingSignature',
    ]);
  });
});

describe('replay', () => {
  it('finds the step no rule allows', () => {
    const { history } = complete();
    expect(replay(history, eId)).toEqual({ ok: true, state: 'complete' });
    expect(replay([], eId)).toEqual({ ok: true, state: 'new' });
    expect(replay(history.toSpliced(1, 1), eId)).toEqual({ ok: false, at: 1 });
    expect(
      replay(history.with(0, { from: 'new', to: 'complete', by: { is: 'desk' }, at: '', why: null }), eId),
    ).toEqual({ ok: false, at: 0 });
    expect(
      replay(
        history.map((record) => ({ ...record, by: { is: 'upstream' as const } })),
        eId,
      ),
    ).toEqual({ ok: false, at: 0 });
    expect(
      replay([{ from: 'new', to: 'cancelled', by: { is: 'officer', id: 'CB001' }, at: '', why: null }], eId),
    ).toEqual({ ok: false, at: 0 });
  });
});
