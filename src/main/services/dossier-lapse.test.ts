import { beforeEach, expect, it } from 'vitest';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { openLapsing } from './dossier-lapse.ts';
import { type BoardTrial, boardTrial, sampleId, trialDossiers } from './testing/board-trial.ts';

const { draft } = trialDossiers(citizensOf(people(), sampleDivisions)('F02'));
const day = 86_400_000;

let trial: BoardTrial;
beforeEach(async () => {
  trial = await boardTrial();
  await trial.signIn('thuNhan');
  await trial.open();
});

const lapsing = () => {
  const { rules, file, keeper, record, report } = trial;
  return openLapsing({ ...rules, store: file, keeper, record, report });
};

it('lets what nobody touched for thirty days lapse, once a day, with a note and a record', async () => {
  const lapse = lapsing();
  await trial.keep(draft(1), draft(2, { openedAt: '2026-12-30T01:00:00.000Z' }));
  expect(await lapse()).toBe(0);
  trial.time.pass(40 * day);
  expect(await lapse()).toBe(1);
  expect(trial.file.dossier(sampleId(1))).toMatchObject({ state: 'lapsed', edit: 2 });
  expect(trial.file.dossier(sampleId(1)).history.at(-1)).toMatchObject({
    ...{ from: 'new', to: 'lapsed', by: { is: 'desk' }, why: { code: null, note: 'Quá 30 ngày không có ai xử lý.' } },
  });
  expect(trial.file.dossier(sampleId(2)).state).toBe('new');
  expect(trial.file.records.at(-1)).toMatchObject({
    action: 'dossier.moved',
    officer: null,
    result: { code: 'lapsed' },
  });
  expect(trial.state().open).toMatchObject({ counts: { open: 1, lapsed: 1 }, reconciles: true });
  const { commits } = trial.file;
  trial.time.pass(day / 4);
  expect(await lapse()).toBe(0);
  expect(trial.file.commits).toBe(commits);
  trial.time.pass(day);
  expect(await lapse()).toBe(0);
});

it('also without any shift, more than a page of them, and past one it knows no kind of', async () => {
  const all = Array.from({ length: 103 }, (_, n) => draft(n + 1));
  await trial.keep(...all.slice(1), { ...draft(1), kind: { code: 'gone', regime: 'R1999' } });
  await trial.close();
  trial.time.pass(40 * day);
  expect(await lapsing()()).toBe(102);
  expect(trial.file.dossier(sampleId(1)).state).toBe('new');
  expect(trial.told.reports).toEqual(['dossier.lapse', expect.any(RangeError)]);
  expect(await trial.file.counts()).toEqual({ new: 1, lapsed: 102 });
});
