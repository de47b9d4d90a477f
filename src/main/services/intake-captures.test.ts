import { beforeEach, describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { picture, purpose } from './testing/capture-trial.ts';
import { type IntakeTrial, intakeTrial, refusal } from './testing/intake-trial.ts';

const who = citizensOf(people(), sampleDivisions);
let trial: IntakeTrial;
beforeEach(async () => {
  trial = await intakeTrial();
  await trial.signIn('thuNhan');
  for (const id of ['F02', 'F04', 'F06']) trial.citizens.set(who(id).number, who(id));
});

const begin = async (citizen: Citizen, ...kinds: readonly string[]) => {
  const person = { is: 'record', person: [...trial.citizens.keys()].indexOf(citizen.number) } as const;
  return (await trial.call('intake.begin', { kinds: kinds.length === 0 ? ['eIdLevel2'] : [...kinds], person })).dossier;
};
const take = (dossier: string, capture: 'portrait' | 'signature' | 'fingerprints', record: string) =>
  trial.call('intake.take', { dossier, capture, record });
const need = (capture: string) => trial.current().captures.find((each) => each.capture === capture);
const photographed = async (paper: 'giayKhaiSinh' | 'khac') => {
  const wanted = { is: 'document', paper } as const;
  const { task } = await trial.captures.call('capture.begin', { wanted, camera: 'camera-1', purpose });
  await trial.captures.call('capture.shoot', { task, seq: 1, pixels: picture(90, 60), manual: null });
  return (await trial.captures.call('capture.finishDocument', { task })).id;
};

describe('a capture of a dossier', () => {
  it('is kept before the dossier names it, of the person who sits there without a card too', async () => {
    const dossier = await begin(who('F02'));
    const record = await trial.portrait();
    expect(trial.captures.now().records[0]?.subject).toMatch(new RegExp(`${who('F02').number.slice(-3)}$`));
    trial.captures.store.beforeSave = () => Promise.reject(new FailureError(failure('storage.full')));
    expect(await refusal(take(dossier, 'portrait', record))).toBe('storage.full');
    expect(need('portrait')).toMatchObject({ record: null, missing: true });
    trial.captures.store.beforeSave = async () => undefined;
    await take(dossier, 'portrait', record);
    expect(need('portrait')).toMatchObject({ record, missing: false, equipped: true });
    expect(trial.captures.store.kept.get(record)?.mark).toMatch(/^[0-9a-f]{32}$/);
    expect(trial.captures.now().records[0]?.saved).toBe(true);
  });

  it('is taken once for everything the person came for', async () => {
    const dossier = await begin(who('F02'), 'eIdLevel2', 'cardExchange');
    const record = await trial.portrait();
    await take(dossier, 'portrait', record);
    expect(trial.sitting().dossiers.map(({ captures }) => captures[0]?.record)).toEqual([record, record]);
    expect(trial.dossiers.acts.at(-1)).toMatchObject({ dossiers: { length: 2 }, sittings: { length: 1 } });
    const again = await trial.portrait();
    await take(dossier, 'portrait', again);
    expect(trial.sitting().dossiers.map(({ captures }) => captures[0]?.record)).toEqual([again, again]);
    await trial.call('intake.leave');
    await trial.call('intake.resume', { dossier });
    expect(need('portrait')?.record).toBe(again);
  });

  it('is what it is called, of this person, and wanted', async () => {
    const dossier = await begin(who('F02'));
    const record = await trial.portrait();
    expect(await refusal(take(dossier, 'signature', record))).toBe('capture.unknown');
    expect(await refusal(take(dossier, 'fingerprints', record))).toBe('capture.unknown');
    expect(await refusal(take(dossier, 'portrait', 'none'))).toBe('capture.unknown');
    expect(trial.captures.store.kept.size).toBe(0);
  });

  it('that nobody said yes to is none', async () => {
    const dossier = await begin(who('F02'));
    const wanted = { is: 'portrait' } as const;
    const { task } = await trial.captures.call('capture.begin', { wanted, camera: 'camera-1', purpose });
    await trial.captures.call('capture.shoot', { task, seq: 1, pixels: picture(9, 9), manual: null });
    const record = trial.captures.now().records[0]?.id ?? '';
    expect(await refusal(take(dossier, 'portrait', record))).toBe('capture.unknown');
  });

  it('is missing for a reason that is on record, or not at all', async () => {
    const dossier = await begin(who('F02'), 'cardExchange');
    const except = (capture: 'portrait' | 'fingerprints', code: 'bandaged' | 'other', note: string | null = null) =>
      refusal(trial.call('intake.except', { dossier, capture, code, note }));
    expect(await except('portrait', 'bandaged')).toBe('dossier.refused capture.mayNotLack portrait');
    expect(await except('fingerprints', 'other')).toBe('dossier.refused why.missing fingerprints');
    expect(await except('fingerprints', 'bandaged')).toBeNull();
    expect(need('fingerprints')).toMatchObject({ exception: { code: 'bandaged' }, equipped: false, missing: false });
    expect(trial.acts().at(-1)).toBe('dossier.changed exception');
  });
});

describe('the signature', () => {
  it('is the dossier’s own, and goes under what was reviewed', async () => {
    const dossier = await begin(who('F02'), 'eIdLevel2', 'cardExchange');
    expect(await refusal(take(dossier, 'signature', await trial.signature()))).toBe(
      'dossier.refused state.locked capturing',
    );
    const press = (step: 'identify' | 'form' | 'captures' | 'documents') =>
      trial.call('intake.proceed', { dossier, step, leave: null });
    await press('identify');
    await trial.call('intake.enter', { dossier, field: 'phone', value: '0500001234', source: 'typed', reason: null });
    await press('form');
    await take(dossier, 'portrait', await trial.portrait());
    await press('captures');
    await press('documents');
    await trial.call('intake.review', { dossier });
    expect(need('signature')).toMatchObject({ missing: true });
    const record = await trial.signature();
    await take(dossier, 'signature', record);
    expect(
      trial.sitting().dossiers.map(({ captures }) => captures.find((each) => each.capture === 'signature')?.record),
    ).toEqual([record, null]);
    await trial.call('intake.proceed', { dossier, step: 'sign', leave: null });
    // The officer goes on with what else the person came for.
    expect(trial.current()).toMatchObject({ kind: { code: 'cardExchange' }, state: 'capturing' });
    expect(trial.sitting().dossiers[0]).toMatchObject({ state: 'queued', consent: { by: 'subject' } });
  });
});

describe('papers', () => {
  it('are kept and named by what they are, and taken out again', async () => {
    const dossier = await begin(who('F06'));
    const record = await photographed('giayKhaiSinh');
    const shown = { as: 'capture', record } as const;
    expect(await refusal(trial.call('intake.document', { dossier, paper: 'giamHo', shown }))).toBe('capture.unknown');
    await trial.call('intake.document', { dossier, paper: 'giayKhaiSinh', shown });
    expect(trial.current().papers).toMatchObject([
      { code: 'guardianProof', missing: false, shown: [{ paper: 'giayKhaiSinh' }] },
    ]);
    expect(trial.captures.store.kept.has(record)).toBe(true);
    await trial.call('intake.removeDocument', { dossier, paper: 'giayKhaiSinh', shown });
    expect(trial.current().papers).toMatchObject([{ missing: true, shown: [] }]);
    const other = { as: 'capture', record: await photographed('khac') } as const;
    await trial.call('intake.document', { dossier, paper: 'khac', shown: other });
    expect(trial.current().otherPapers).toMatchObject([{ paper: 'khac' }]);
  });

  it('that are integrated into the electronic identity stand for themselves where the regime lets them', async () => {
    const dossier = await begin(who('F06'));
    expect(trial.current().takesIntegrated).toBe(true);
    await trial.call('intake.document', { dossier, paper: 'giayKhaiSinh', shown: { as: 'integrated' } });
    expect(trial.current().papers).toMatchObject([{ missing: false }]);
  });
});

describe('another person’s card on the desk', () => {
  it('holds back what was taken of the person, fills nothing in, and says the card is not theirs', async () => {
    const dossier = await begin(who('F02'));
    const record = await trial.portrait();
    await trial.put(who('F04'));
    expect(trial.sitting().card).toBe(false);
    expect(trial.captures.now().records).toEqual([]);
    expect(await refusal(take(dossier, 'portrait', record))).toBe('capture.unknown');
    expect(await refusal(take(dossier, 'portrait', await trial.portrait()))).toBe('capture.unknown');
    expect(JSON.stringify(trial.current().form)).not.toContain(who('F04').name);
    await trial.put(null);
    await take(dossier, 'portrait', record);
    expect(need('portrait')?.record).toBe(record);
  });
});
