import { beforeEach, describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { settled } from './testing/capture-trial.ts';
import { type IntakeTrial, intakeTrial } from './testing/intake-trial.ts';

const who = citizensOf(people(), sampleDivisions);
let trial: IntakeTrial;
let dossier: string;
beforeEach(async () => {
  trial = await intakeTrial();
  await trial.signIn('thuNhan');
  trial.citizens.set(who('F02').number, who('F02'));
  ({ dossier } = await trial.call('intake.begin', { kinds: ['eIdLevel2'], person: { is: 'record', person: 0 } }));
});

const source = (code: string) => trial.current().form.find((each) => each.code === code)?.source;
const kept = () => trial.dossiers.kept.get(dossier);

describe('a card of the person that is read later', () => {
  it('fills in what its chip states, and is what they are known by', async () => {
    expect([source('name'), trial.current().identified]).toEqual(['cache', 'cache']);
    await trial.put(who('F02'));
    expect([source('name'), trial.current().identified]).toEqual(['chip', 'chip']);
    expect(trial.sitting().card).toBe(true);
    expect(trial.current().findings).toEqual([]);
    expect(kept()?.fields.find(({ field }) => field === 'name')?.source).toBe('chip');
  });

  it('goes, and what it proved stays', async () => {
    await trial.put(who('F02'));
    const { edit } = trial.current();
    await trial.put(null);
    expect(trial.sitting().card).toBe(false);
    expect([source('name'), trial.current().identified, trial.current().edit]).toEqual(['chip', 'chip', edit]);
  });

  it('and contradicts the record stops the intake', async () => {
    await trial.put(who('F02'), { compared: [{ level: 'blocking', meaning: 'birthDiffers' }] });
    expect(trial.current().findings.map(({ code }) => code)).toEqual(['dataContradicts']);
  });

  it('and is not genuine says nothing', async () => {
    await trial.put(who('F02'), { verdict: 'notGenuine', holder: { residence: { value: 'giả', source: 'DG13' } } });
    expect([source('name'), trial.sitting().card]).toEqual(['cache', false]);
    expect(JSON.stringify(trial.now())).not.toContain('giả');
  });

  it('while the desk is locked is taken in when it opens again', async () => {
    await trial.captures.lock();
    trial.intake.sessionChanged(trial.office.session.state());
    await trial.put(who('F02'));
    expect(kept()?.identified?.by).toBe('cache');
    await trial.office.session.unlock();
    trial.intake.sessionChanged(trial.office.session.state());
    await settled();
    await settled();
    expect(kept()?.identified?.by).toBe('chip');
  });

  it('does not touch what was signed', async () => {
    await trial.call('intake.move', { dossier, to: 'cancelled', why: { code: null, note: 'thử' } });
    const before = kept();
    await trial.put(who('F02'));
    expect(kept()).toEqual(before);
    expect(trial.reports).toEqual([]);
  });

  it('bearing a number that was cancelled since is theirs', async () => {
    const renumbered: Citizen = { ...who('F02'), cancelledNumbers: ['030207999903'] };
    trial.citizens.set(renumbered.number, renumbered);
    await trial.intake.refresh();
    await trial.put(renumbered, { holder: { number: { value: '030207999903', source: 'DG13' } } });
    expect(trial.sitting().card).toBe(true);
    expect(trial.current().findings.map(({ code }) => code)).toEqual(['cardNumberCancelled']);
    const record = await trial.portrait();
    await trial.call('intake.take', { dossier, capture: 'portrait', record });
    expect(trial.current().captures[0]?.record).toBe(record);
  });
});

describe('what changes elsewhere', () => {
  it('is looked at anew: a record that was corrected, a dossier somebody decided about', async () => {
    const corrected: Citizen = { ...who('F02'), name: 'NGƯỜI THỬ ĐÃ SỬA' };
    trial.citizens.set(corrected.number, corrected);
    const there = kept();
    if (there === undefined) throw new Error('not kept');
    trial.dossiers.kept.set(dossier, { ...there, shift: '019a9e00-0000-7000-8000-000000000801', edit: there.edit + 1 });
    await trial.intake.refresh();
    expect(trial.current().form.find(({ code }) => code === 'name')?.value).toBe('NGƯỜI THỬ ĐÃ SỬA');
    expect(kept()?.shift).toBe('019a9e00-0000-7000-8000-000000000801');
  });

  it('that cannot be kept is looked at again with the next act', async () => {
    trial.dossiers.beforeKeep = () => Promise.reject(new Error('disk'));
    await trial.put(who('F02'));
    expect(trial.reports).toHaveLength(1);
    expect(kept()?.identified?.by).toBe('cache');
    trial.dossiers.beforeKeep = async () => undefined;
    await trial.call('intake.focus', { dossier, field: 'phone' });
    expect(kept()?.identified?.by).toBe('chip');
  });

  it('of a shift shows its drafts to whoever is there', async () => {
    await trial.call('intake.leave');
    const there = kept();
    if (there === undefined) throw new Error('not kept');
    trial.dossiers.kept.set(dossier, { ...there, officer: 'CB009' });
    await trial.intake.refresh();
    expect(trial.now().drafts.map(({ id }) => id)).toEqual([dossier]);
    trial.dossiers.shift = null;
    await trial.intake.refresh();
    expect(trial.now().drafts).toEqual([]);
  });
});
