import { beforeEach, describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { closedIntake, type IntakePerson } from '#contract/intake.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { type IntakeTrial, intakeTrial, refusal } from './testing/intake-trial.ts';

const who = citizensOf(people(), sampleDivisions);
let trial: IntakeTrial;
beforeEach(async () => {
  trial = await intakeTrial();
  await trial.signIn('thuNhan');
});

const know = (...citizens: readonly Citizen[]) => {
  for (const citizen of citizens) trial.citizens.set(citizen.number, citizen);
};
const handleOf = (citizen: Citizen) => [...trial.citizens.keys()].indexOf(citizen.number);
const record = (citizen: Citizen): IntakePerson => ({ is: 'record', person: handleOf(citizen) });
const card: IntakePerson = { is: 'card' };
const papers: IntakePerson = { is: 'papers', number: '001305999911', name: 'Người Thử', birth: '2005-03-04' };
const begin = (person: IntakePerson, ...kinds: readonly string[]) =>
  trial.call('intake.begin', { kinds: kinds.length === 0 ? ['eIdLevel2'] : [...kinds], person });
const findings = () => trial.current().findings.map(({ code, level }) => `${level} ${code}`);

describe('a sitting', () => {
  it('is opened for the card on the desk that is read to its end and proved', async () => {
    expect(await refusal(begin(card))).toBe('intake.noCard');
    know(who('F02'));
    await trial.put(who('F02'), { verdict: 'cannotTell' });
    expect(await refusal(begin(card))).toBe('intake.noCard');
    await trial.put(who('F02'));
    const { dossier } = await begin(card);
    expect(trial.sitting()).toMatchObject({ current: dossier, card: true, birth: who('F02').birth?.iso });
    expect(trial.current()).toMatchObject({ kind: { code: 'eIdLevel2', regime: 'R2026', form: 'TK01' } });
    expect(trial.now().drafts).toEqual([]);
  });

  it('is opened for somebody the cache knows, whose card is not here', async () => {
    expect(await refusal(begin({ is: 'record', person: 7 }))).toBe('intake.unknownPerson');
    know(who('F02'));
    await begin(record(who('F02')));
    expect(trial.current()).toMatchObject({ identified: 'cache', state: 'capturing' });
    expect(findings()).toEqual(['warns chipUnproved']);
    expect(trial.sitting().card).toBe(false);
  });

  it('is opened by papers for whom nobody knows, and waits until the officer has seen them', async () => {
    const { dossier } = await begin(papers);
    expect(trial.current()).toMatchObject({ identified: null, state: 'new' });
    expect(findings()).toContain('warns noRecord');
    expect(await refusal(trial.call('intake.proceed', { dossier, step: 'identify', leave: null }))).toBe(
      'dossier.refused identify.missing',
    );
    await trial.call('intake.papersSeen', { dossier });
    expect(trial.current()).toMatchObject({ identified: 'papers', state: 'capturing' });
    expect(trial.current().form.find(({ code }) => code === 'name')).toMatchObject({
      source: 'typed',
      value: 'Người Thử',
    });
  });

  it('of one person takes several kinds, each once', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    await begin(card, 'eIdLevel2', 'cardExchange');
    expect(trial.sitting().dossiers.map(({ kind }) => kind.code)).toEqual(['eIdLevel2', 'cardExchange']);
    expect(await refusal(trial.call('intake.add', { kind: 'cardExchange' }))).toBe(
      'dossier.refused sitting.sameKind cardExchange',
    );
    const purposes = trial.dossiers.acts[0]?.records.map(({ action, purpose }) => `${action} ${purpose?.code}`);
    expect(purposes?.filter((each) => each.startsWith('dossier.opened'))).toEqual([
      'dossier.opened dinhDanhDienTu',
      'dossier.opened capThe',
    ]);
  });

  it('gets another kind later, with what was taken already', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    const first = (await begin(card)).dossier;
    await trial.call('intake.take', { dossier: first, capture: 'portrait', record: await trial.portrait() });
    const { dossier } = await trial.call('intake.add', { kind: 'cardExchange' });
    expect(trial.current()).toMatchObject({ id: dossier, state: 'capturing' });
    expect(trial.current().captures[0]).toMatchObject({ capture: 'portrait', missing: false });
    await trial.call('intake.show', { dossier: first });
    expect(trial.sitting().current).toBe(first);
  });

  it('is not opened twice by a second press', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    const [one, two] = await Promise.all([begin(card), begin(card)]);
    expect(two).toEqual(one);
    expect(trial.dossiers.kept.size).toBe(1);
  });

  it('needs a shift, and a kind that is taken today', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    expect(await refusal(begin(card, 'driving'))).toBe('intake.kindUnknown');
    trial.dossiers.shift = null;
    expect(await refusal(begin(card))).toBe('shift.none');
    expect(trial.dossiers.acts).toEqual([]);
  });

  it('outside the hours of the shift says why', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    await trial.call('intake.begin', { kinds: ['eIdLevel2'], person: card, reason: 'người ốm nặng' });
    expect(trial.dossiers.reasons).toEqual(['người ốm nặng']);
  });
});

describe('somebody whose intake is blocked', () => {
  const withheld = (citizen: Citizen): Citizen => ({
    ...citizen,
    cards: citizen.cards.map((each) => ({ ...each, state: 'withheld' as const })),
  });

  it.each([
    ['dead', () => who('F17'), 'blocks dead'],
    ['whose card is withheld', () => withheld(who('F02')), 'blocks cardWithheld'],
  ])('%s has a dossier that is new, says why, and is refused with a reason', async (_, make, finding) => {
    const citizen = make();
    know(citizen);
    await trial.signIn('thuNhan', 'chiHuy');
    const { dossier } = await begin(record(citizen));
    expect(trial.current().state).toBe('new');
    expect(findings()).toContain(finding);
    expect(trial.current().ways.map(({ to }) => to)).toEqual(['refused', 'cancelled']);
    const capturing = trial.call('intake.move', { dossier, to: 'capturing', why: null });
    expect(await refusal(capturing)).toBe(`dossier.refused finding.blocks ${finding.split(' ')[1]}`);
    await trial.call('intake.move', { dossier, to: 'refused', why: { code: 'cardWithheld', note: null } });
    expect(trial.current().state).toBe('refused');
    expect(trial.acts()).toEqual(['dossier.opened eIdLevel2 R2026', 'dossier.moved new refused']);
  });

  it('because of another dossier of the same kind is not taken in twice', async () => {
    know(who('F02'));
    await begin(record(who('F02')));
    await trial.call('intake.leave');
    await begin(record(who('F02')));
    expect(findings()).toContain('blocks sameKindOpen');
    expect(trial.current().state).toBe('new');
  });
});

describe('a child under 14', () => {
  const guardian = (citizen: Citizen) => {
    return { number: citizen.number, name: citizen.name, relation: 'father', birth: null } as const;
  };

  it('is taken in with a guardian, of whom the cache is asked', async () => {
    know(who('F06'), who('F04'), who('F17'));
    const { dossier } = await begin(record(who('F06')));
    expect(trial.current()).toMatchObject({ state: 'new', presence: ['guardian'], guardian: null });
    const bring = (citizen: Citizen) => trial.call('intake.guardian', { dossier, guardian: guardian(citizen) });
    await bring(who('F17'));
    expect(findings()).toContain('blocks guardianDead');
    expect(trial.current().state).toBe('new');
    await bring(who('F04'));
    expect(findings()).not.toContain('blocks guardianDead');
    expect(trial.current()).toMatchObject({
      state: 'capturing',
      guardian: { name: who('F04').name, birth: who('F04').birth?.iso, number: expect.stringContaining('•••') },
    });
    expect(trial.acts().filter((act) => act.endsWith('guardian'))).toHaveLength(2);
    expect(JSON.stringify(trial.states)).not.toContain(who('F04').number);
  });
});

describe('a dossier that was left', () => {
  const left = async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    const { dossier } = await begin(card);
    await trial.call('intake.proceed', { dossier, step: 'identify', leave: null });
    await trial.call('intake.enter', { dossier, field: 'phone', value: '0500001234', source: 'typed', reason: null });
    await trial.call('intake.focus', { dossier, field: 'email' });
    return dossier;
  };

  it('is a draft, and opens at the same step and field', async () => {
    const dossier = await left();
    await trial.call('intake.leave');
    expect(trial.now()).toMatchObject({ sitting: null, drafts: [{ id: dossier, state: 'capturing', retyped: 0 }] });
    expect(trial.now().drafts[0]?.number).toContain('•••');
    await trial.call('intake.resume', { dossier });
    expect(trial.current()).toMatchObject({ step: 'form', focus: 'email' });
    expect(trial.now().drafts).toEqual([]);
  });

  it('stays when the officer signs out, and leaves the desk', async () => {
    const dossier = await left();
    const edit = trial.current().edit;
    await trial.signOut();
    expect(trial.now()).toEqual(closedIntake);
    await trial.put(null);
    await trial.signIn('thuNhan');
    expect(trial.now()).toMatchObject({ sitting: null, drafts: [{ id: dossier }] });
    await trial.call('intake.resume', { dossier });
    expect(trial.current()).toMatchObject({ step: 'form', focus: 'email', edit });
    expect(trial.current().form.find(({ code }) => code === 'name')?.source).toBe('chip');
  });

  it('stays where it is under the lock', async () => {
    await left();
    const before = trial.sitting();
    await trial.captures.lock();
    trial.intake.sessionChanged(trial.office.session.state());
    expect(await refusal(trial.call('intake.focus', { dossier: before.current, field: 'phone' }))).toBe(
      'session.locked',
    );
    await trial.office.session.unlock();
    trial.intake.sessionChanged(trial.office.session.state());
    expect(trial.sitting()).toEqual(before);
  });

  it('is judged for the day it is taken up on', async () => {
    // Fourteen the day after: from then on nobody has to come along.
    const child: Citizen = { ...who('F06'), birth: { text: '23/11/2012', iso: '2012-11-23' } };
    know(child);
    const { dossier } = await begin(record(child));
    expect(trial.current().presence).toEqual(['guardian']);
    await trial.call('intake.leave');
    trial.office.time.pass(24 * 3_600_000);
    await trial.office.session.unlock();
    await trial.call('intake.resume', { dossier });
    expect(trial.current()).toMatchObject({ presence: [], state: 'capturing' });
  });

  it('that was finished is not taken up, and an unknown one says so', async () => {
    const dossier = await left();
    await trial.call('intake.move', { dossier, to: 'cancelled', why: { code: null, note: 'công dân đổi ý' } });
    await trial.call('intake.leave');
    expect(await refusal(trial.call('intake.resume', { dossier }))).toBe('dossier.refused state.locked cancelled');
    const other = '019a9e00-0000-7000-8000-000000000099';
    expect(await refusal(trial.call('intake.resume', { dossier: other }))).toBe('dossier.unknown');
  });

  it('is not opened for whoever signed out before it could be kept', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    const slow = Promise.withResolvers<void>();
    const { ofPerson } = trial.dossiers;
    trial.dossiers.ofPerson = async (mark) => {
      await slow.promise;
      return ofPerson.call(trial.dossiers, mark);
    };
    const opening = refusal(begin(card));
    await new Promise((resolve) => setTimeout(resolve, 0));
    await trial.signOut();
    await trial.signIn('thuNhan');
    slow.resolve();
    expect(await opening).toBe('session.nobody');
    expect([trial.now().sitting, trial.dossiers.kept.size]).toEqual([null, 0]);
  });

  it('finds whoever signed out while it was kept gone, and among the drafts', async () => {
    const dossier = await left();
    const slow = Promise.withResolvers<void>();
    trial.dossiers.beforeKeep = () => slow.promise;
    const act = trial.call('intake.focus', { dossier, field: 'phone' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    await trial.signOut();
    slow.resolve();
    await act;
    expect(trial.now()).toEqual(closedIntake);
    expect(trial.dossiers.kept.get(dossier)?.focus).toBe('phone');
  });
});

describe('whoever may take no dossiers', () => {
  it('is shown nothing, and told nothing but that they may not', async () => {
    know(who('F02'));
    await trial.put(who('F02'));
    const { dossier } = await begin(card);
    await trial.signOut();
    const unknown = '019a9e00-0000-7000-8000-000000000099';
    for (const id of [dossier, unknown])
      expect(await refusal(trial.call('intake.resume', { dossier: id }))).toBe('session.nobody');
    await trial.signIn('traThe');
    expect(trial.now()).toEqual(closedIntake);
    for (const id of [dossier, unknown]) {
      const acts = [
        trial.call('intake.resume', { dossier: id }),
        trial.call('intake.show', { dossier: id }),
        trial.call('intake.focus', { dossier: id, field: 'x' }),
        trial.call('intake.move', { dossier: id, to: 'refused', why: null }),
        trial.call('intake.take', { dossier: id, capture: 'portrait', record: 'x' }),
      ];
      for (const act of acts) expect(await refusal(act)).toBe('session.notPermitted');
    }
    expect(await refusal(begin(card, 'driving'))).toBe('session.notPermitted');
  });

  it('nothing goes on with nobody on the desk', async () => {
    expect(await refusal(trial.call('intake.add', { kind: 'eIdLevel2' }))).toBe('intake.nobody');
    const dossier = '019a9e00-0000-7000-8000-000000000099';
    expect(await refusal(trial.call('intake.focus', { dossier, field: 'x' }))).toBe('intake.nobody');
    know(who('F02'));
    await begin(record(who('F02')));
    expect(await refusal(trial.call('intake.show', { dossier }))).toBe('dossier.unknown');
  });
});
