import { beforeEach, describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import type { intakeApi } from '#contract/intake.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { type IntakeTrial, intakeTrial, refusal } from './testing/intake-trial.ts';

const who = citizensOf(people(), sampleDivisions);
let trial: IntakeTrial;
beforeEach(async () => {
  trial = await intakeTrial();
  await trial.signIn('thuNhan');
  trial.citizens.set(who('F02').number, who('F02'));
  await trial.put(who('F02'));
});

const begin = (...kinds: readonly string[]) =>
  trial.call('intake.begin', { kinds: kinds.length === 0 ? ['eIdLevel2'] : [...kinds], person: { is: 'card' } });
const proceed = (dossier: string, step: 'identify' | 'form' | 'captures' | 'documents' | 'review' | 'sign') =>
  trial.call('intake.proceed', { dossier, step, leave: null });
const phone = (dossier: string, value = '0500001234') =>
  trial.call('intake.enter', { dossier, field: 'phone', value, source: 'typed', reason: null });
const field = (code: string) => trial.current().form.find((each) => each.code === code);
/** Up to the review, with everything there. */
const reviewable = async () => {
  const { dossier } = await begin();
  await proceed(dossier, 'identify');
  await phone(dossier);
  await proceed(dossier, 'form');
  await trial.call('intake.take', { dossier, capture: 'portrait', record: await trial.portrait() });
  await proceed(dossier, 'captures');
  await proceed(dossier, 'documents');
  return dossier;
};

describe('an e-ID dossier with a chip read', () => {
  it('is complete with one typed field and no more than 25 key presses', async () => {
    const commands: (keyof (typeof intakeApi)['commands'])[] = [];
    let typed = 0;
    const press: IntakeTrial['call'] = (command, ...input) => {
      commands.push(command);
      return trial.call(command, ...input);
    };
    const { dossier } = await press('intake.begin', { kinds: ['eIdLevel2'], person: { is: 'card' } });
    await press('intake.proceed', { dossier, step: 'identify', leave: null });
    for (const { code } of trial.current().form.filter(({ required, value }) => required && value === null)) {
      expect(code).toBe('phone');
      const value = '0500001234';
      typed += value.length;
      await trial.call('intake.enter', { dossier, field: code, value, source: 'typed', reason: null });
    }
    await press('intake.proceed', { dossier, step: 'form', leave: null });
    await press('intake.take', { dossier, capture: 'portrait', record: await trial.portrait() });
    await press('intake.proceed', { dossier, step: 'captures', leave: null });
    await press('intake.proceed', { dossier, step: 'documents', leave: null });
    await press('intake.review', { dossier });
    await press('intake.take', { dossier, capture: 'signature', record: await trial.signature() });
    await press('intake.proceed', { dossier, step: 'sign', leave: null });
    expect(trial.current()).toMatchObject({ state: 'queued', settled: true, deadline: { workingDays: 3 }, retyped: 0 });
    // A portrait is begun and said yes to, a signature begun and ended: `take` is the second press of each.
    const presses = typed + commands.length + 2;
    expect({ typed, commands: commands.length, presses }).toEqual({ typed: 10, commands: 9, presses: 21 });
  });

  it('shows what the chip states, read-only and with its source, and no number in full', async () => {
    await begin();
    expect(field('number')).toMatchObject({ source: 'chip', fixed: true, value: expect.stringContaining('•••') });
    expect(field('name')).toMatchObject({ source: 'chip', value: who('F02').name, stated: [] });
    expect(trial.sitting()).toMatchObject({ card: true, name: who('F02').name });
    expect(trial.current()).toMatchObject({ state: 'capturing', identified: 'chip', step: 'identify', findings: [] });
    expect(trial.current().fee).toMatchObject({ amount: 0 });
    expect(trial.current().deadline).toMatchObject({ workingDays: 3 });
    expect(trial.current().ways.map(({ to }) => to)).toEqual(['awaitingCorrection', 'cancelled']);
    expect(JSON.stringify(trial.states)).not.toContain(who('F02').number);
  });

  it('masks the number of the old document too', async () => {
    await trial.put(who('F02'), { holder: { oldNumber: { value: '012999777', source: 'DG13' } } });
    await begin('cardExchange');
    expect(field('oldNumber')).toMatchObject({ source: 'chip', value: '••• ••• ••• 777' });
    expect(JSON.stringify(trial.states)).not.toContain('012999777');
  });

  it('is on record as opened and moved, with nothing of anybody', async () => {
    const dossier = await reviewable();
    await trial.call('intake.review', { dossier });
    expect(trial.acts()).toEqual([
      'dossier.opened eIdLevel2 R2026',
      'dossier.moved new capturing',
      'dossier.moved capturing awaitingSignature',
    ]);
    const [record] = trial.dossiers.acts[0]?.records ?? [];
    expect(record).toMatchObject({
      object: { kind: 'dossier', masked: dossier, mark: null },
      purpose: { code: 'dinhDanhDienTu', note: null },
      officer: 'CB001',
    });
    const all = JSON.stringify(trial.dossiers.acts.map(({ records }) => records));
    for (const datum of [who('F02').number, who('F02').name, '0500001234']) expect(all).not.toContain(datum);
  });
});

describe('two presses', () => {
  it('of “Tiếp tục” go one step on', async () => {
    const { dossier } = await begin();
    await Promise.all([proceed(dossier, 'identify'), proceed(dossier, 'identify')]);
    expect(trial.current().step).toBe('form');
  });

  it('at the end complete it once, and one more does nothing', async () => {
    const dossier = await reviewable();
    await Promise.all([trial.call('intake.review', { dossier }), trial.call('intake.review', { dossier })]);
    await trial.call('intake.take', { dossier, capture: 'signature', record: await trial.signature() });
    await Promise.all([proceed(dossier, 'sign'), proceed(dossier, 'sign')]);
    expect(trial.current().history.map(({ to }) => to)).toEqual([
      'capturing',
      'awaitingSignature',
      'complete',
      'queued',
    ]);
  });

  it('of what was typed come in their order', async () => {
    const { dossier } = await begin();
    const slow = Promise.withResolvers<void>();
    trial.dossiers.beforeKeep = () => slow.promise;
    const first = phone(dossier, '0500001111');
    trial.dossiers.beforeKeep = async () => undefined;
    const second = phone(dossier, '0500002222');
    slow.resolve();
    await Promise.all([first, second]);
    expect(trial.dossiers.kept.get(dossier)?.fields.find(({ field: code }) => code === 'phone')?.value).toBe(
      '0500002222',
    );
  });
});

describe('what is kept', () => {
  it('is one act for each command, and shown once it is', async () => {
    const { dossier } = await begin();
    const before = trial.dossiers.acts.length;
    await phone(dossier);
    await trial.call('intake.focus', { dossier, field: 'email' });
    await trial.call('intake.focus', { dossier, field: 'email' });
    expect(trial.dossiers.acts.length - before).toBe(2);
    expect(trial.dossiers.kept.get(dossier)).toMatchObject({ focus: 'email', edit: trial.current().edit });
  });

  it('stays as it was when the disk is full', async () => {
    const { dossier } = await begin();
    const before = trial.now();
    trial.dossiers.beforeKeep = () => Promise.reject(new FailureError(failure('storage.full')));
    expect(await refusal(phone(dossier))).toBe('storage.full');
    expect(await refusal(begin('cardExchange'))).toBe('storage.full');
    expect(trial.now()).toEqual(before);
    trial.dossiers.beforeKeep = async () => undefined;
    await phone(dossier);
    expect(field('phone')?.value).toBe('0500001234');
  });

  it('is read anew when another has written it meanwhile, so that the next press works', async () => {
    const { dossier } = await begin();
    const there = trial.dossiers.kept.get(dossier);
    if (there === undefined) throw new Error('not kept');
    trial.dossiers.kept.set(dossier, { ...there, shift: '019a9e00-0000-7000-8000-000000000801', edit: there.edit + 5 });
    expect(await refusal(phone(dossier))).toBe('dossier.changedMeanwhile');
    await phone(dossier);
    expect(trial.dossiers.kept.get(dossier)?.shift).toBe('019a9e00-0000-7000-8000-000000000801');
  });
});

describe('typing over', () => {
  it('needs a reason, is counted and on record; typing the same again takes it back', async () => {
    const { dossier } = await begin();
    const enter = (value: string, reason: string | null) =>
      trial.call('intake.enter', { dossier, field: 'name', value, source: 'typed', reason });
    expect(await refusal(enter('NGƯỜI THỬ KHÁC', null))).toBe('dossier.refused field.reasonMissing name');
    await enter('NGƯỜI THỬ KHÁC', 'giấy khai sinh');
    expect(field('name')).toMatchObject({ source: 'typed', retyped: { source: 'chip', reason: 'giấy khai sinh' } });
    expect([trial.current().retyped, trial.acts().at(-1)]).toEqual([1, 'dossier.changed retyped']);
    await enter(who('F02').name, null);
    expect([trial.current().retyped, field('name')?.source]).toEqual([0, 'chip']);
  });

  it('is refused for who somebody is, and for what is no value', async () => {
    const { dossier } = await begin();
    const enter = (code: string, value: string) =>
      refusal(trial.call('intake.enter', { dossier, field: code, value, source: 'typed', reason: 'thử' }));
    expect(await enter('birth', '01/01/2001')).toBe('dossier.refused field.fixed birth');
    expect(await enter('phone', '12')).toBe('dossier.refused field.invalid phone');
    expect(await enter('nothing', 'x')).toBe('dossier.refused field.unknown nothing');
  });
});

describe('chip and cache that differ', () => {
  it('are both shown, and one of them is chosen with a reason', async () => {
    await trial.put(who('F02'), { holder: { residence: { value: 'Thôn Thử, Xã Mẫu', source: 'DG13' } } });
    const { dossier } = await begin();
    expect(field('residence')?.stated.map(({ source }) => source)).toEqual(['cache', 'chip']);
    const choose = (reason: string) =>
      trial.call('intake.choose', { dossier, field: 'residence', source: 'chip', reason });
    expect(await refusal(choose(''))).toBe('dossier.refused field.reasonMissing residence');
    await choose('mới chuyển về');
    expect(field('residence')).toMatchObject({ value: 'Thôn Thử, Xã Mẫu', source: 'chip', chosen: 'mới chuyển về' });
    expect(trial.acts().at(-1)).toBe('dossier.changed chosen');
  });
});

describe('steps', () => {
  it('say what is missing and stay; one that lacks a device is left and taken up again', async () => {
    const { dossier } = await begin();
    await proceed(dossier, 'identify');
    expect(await refusal(proceed(dossier, 'form'))).toBe('dossier.refused field.missing phone');
    await phone(dossier);
    await proceed(dossier, 'form');
    trial.desk.devices = [];
    trial.intake.devicesChanged();
    expect(trial.current().captures[0]).toMatchObject({ capture: 'portrait', equipped: false, missing: true });
    await trial.call('intake.proceed', {
      dossier,
      step: 'captures',
      leave: { cause: 'deviceMissing', note: 'máy ảnh' },
    });
    expect(trial.current()).toMatchObject({ step: 'documents' });
    expect(trial.current().steps[2]).toMatchObject({ code: 'captures', state: 'left' });
    expect(await refusal(proceed(dossier, 'documents'))).toBe('dossier.refused step.incomplete captures');
    await trial.call('intake.back', { dossier, step: 'captures' });
    await trial.call('intake.take', { dossier, capture: 'portrait', record: await trial.portrait() });
    await proceed(dossier, 'captures');
    await proceed(dossier, 'documents');
    expect(trial.current().step).toBe('review');
  });

  it('are gone over again when something changed after the review', async () => {
    const dossier = await reviewable();
    await phone(dossier, '0500009876');
    expect(await refusal(proceed(dossier, 'review'))).toBe('dossier.refused review.missing');
    await trial.call('intake.review', { dossier });
    expect(trial.current()).toMatchObject({ state: 'awaitingSignature', step: 'sign', reviewed: true });
    expect(await refusal(phone(dossier))).toBe('dossier.refused state.locked awaitingSignature');
    expect(await refusal(proceed(dossier, 'sign'))).toBe('dossier.refused signature.missing');
    await trial.call('intake.move', { dossier, to: 'capturing', why: { code: null, note: 'sửa số máy' } });
    expect(trial.current()).toMatchObject({ state: 'capturing', step: 'form', reviewed: false, consent: null });
  });

  it('do not get ahead of themselves', async () => {
    const { dossier } = await begin();
    expect(await refusal(trial.call('intake.review', { dossier }))).toBe('dossier.refused step.ahead review');
    expect(await refusal(trial.call('intake.back', { dossier, step: 'sign' }))).toBe('dossier.refused step.ahead sign');
  });

  it('of whoever may not take signatures end with the review', async () => {
    const dossier = await reviewable();
    await trial.signOut();
    await trial.signIn('tiepNhan');
    await trial.call('intake.resume', { dossier });
    await trial.call('intake.review', { dossier });
    expect(trial.current()).toMatchObject({ state: 'capturing', step: 'review', reviewed: true });
    expect(await refusal(proceed(dossier, 'review'))).toBe('session.notPermitted');
  });
});

describe('a refusal', () => {
  it('is the commander’s, with a reason of the kind', async () => {
    const { dossier } = await begin();
    const refuse = (code: string | null) =>
      refusal(trial.call('intake.move', { dossier, to: 'refused', why: { code, note: null } }));
    expect(await refuse('papersMissing')).toBe('session.notPermitted');
    await trial.signOut();
    await trial.signIn('chiHuy');
    await trial.call('intake.resume', { dossier });
    expect(trial.current().ways).toContainEqual({ to: 'refused', why: 'refusal' });
    expect(await refuse(null)).toBe('dossier.refused why.missing');
    expect(await refuse('papersMissing')).toBeNull();
    expect(trial.current()).toMatchObject({ state: 'refused', ways: [] });
    expect(await refusal(phone(dossier))).toBe('dossier.refused state.locked refused');
  });
});

describe('a number in full', () => {
  it('is shown for a purpose, and that is on record', async () => {
    const { dossier } = await begin();
    const purpose = { code: 'capThe', note: null } as const;
    expect(await trial.call('intake.reveal', { dossier, purpose })).toEqual({ number: who('F02').number });
    expect(trial.office.records.at(-1)).toMatchObject({ action: 'citizen.revealed', object: { kind: 'citizen' } });
    const bare = { code: 'other', note: null } as const;
    expect(await refusal(trial.call('intake.reveal', { dossier, purpose: bare }))).toBe('purpose.missing');
  });
});
