import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureError, failure } from '#contract/failures.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { type IntakeTrial, intakeTrial, refusal } from './testing/intake-trial.ts';

const who = citizensOf(people(), sampleDivisions);
type Act = (trial: IntakeTrial, dossier: string, n: number) => Promise<unknown>;

const go: Act = (trial, dossier) =>
  trial
    .call('intake.proceed', { dossier, step: trial.current().step, leave: null })
    .then(() =>
      trial.current().step === 'captures' ? trial.call('intake.focus', { dossier, field: 'portrait' }) : undefined,
    );
const acts: Readonly<Record<string, Act>> = {
  go,
  twice: async (trial, dossier, n) => {
    const [first] = await Promise.allSettled([go(trial, dossier, n), go(trial, dossier, n)]);
    if (first.status === 'rejected') throw first.reason;
  },
  type: (trial, dossier, n) => {
    const value = `05000${String(n).padStart(5, '1')}`;
    return trial.call('intake.enter', { dossier, field: 'phone', value, source: 'typed', reason: null });
  },
  over: (trial, dossier, n) =>
    trial.call('intake.enter', { dossier, field: 'residence', value: `Thôn ${n}`, source: 'typed', reason: 'thử' }),
  focus: (trial, dossier, n) => trial.call('intake.focus', { dossier, field: ['phone', 'email'][n % 2] ?? '' }),
  back: (trial, dossier) => trial.call('intake.back', { dossier, step: 'form' }),
  portrait: async (trial, dossier) =>
    trial.call('intake.take', { dossier, capture: 'portrait', record: await trial.portrait() }),
  sign: async (trial, dossier) =>
    trial.call('intake.take', { dossier, capture: 'signature', record: await trial.signature() }),
  review: (trial, dossier) => trial.call('intake.review', { dossier }),
  again: (trial, dossier) => trial.call('intake.move', { dossier, to: 'capturing', why: { code: null, note: 'sửa' } }),
};

/** What an officer does to get on. */
const next: Act = (trial, dossier, n) => {
  const { step, steps } = trial.current();
  const want = steps.find(({ code }) => code === step)?.missing[0]?.code;
  const remedies = { 'field.missing': 'type', 'capture.missing': 'portrait', 'signature.missing': 'sign' } as const;
  if (step === 'review') return trial.call('intake.review', { dossier });
  return (acts[remedies[want as keyof typeof remedies]] ?? go)(trial, dossier, n);
};

/** What the officer saw as saved is what is kept, to the letter. */
function seenIsKept(trial: IntakeTrial): void {
  for (const { id, edit, state, step, focus, history } of trial.sitting().dossiers) {
    const kept = trial.dossiers.kept.get(id);
    expect({ edit, state, step, focus, history }).toEqual({
      ...{ edit: kept?.edit, state: kept?.state, step: kept?.step, focus: kept?.focus, history: kept?.history },
    });
  }
}

describe('any intake', () => {
  it('shows nothing as saved that is not kept, whatever fails, and comes back as it was seen', async () => {
    const reached = new Set<string>();
    const run = fc.record({
      act: fc.oneof(
        { weight: 3, arbitrary: fc.constant(next) },
        { weight: 1, arbitrary: fc.constantFrom(...Object.values(acts)) },
      ),
      disk: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      leaves: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(run, { minLength: 12, maxLength: 20, size: 'max' }), async (runs) => {
        const trial = await intakeTrial();
        trial.citizens.set(who('F02').number, who('F02'));
        await trial.signIn('thuNhan');
        const person = { is: 'record', person: 0 } as const;
        const { dossier } = await trial.call('intake.begin', { kinds: ['eIdLevel2'], person });
        for (const [n, { act, disk, leaves }] of runs.entries()) {
          const before = trial.current();
          trial.dossiers.beforeKeep = async () => {
            if (!disk) throw new FailureError(failure('storage.full'));
          };
          const code = await refusal(act(trial, dossier, n));
          if (code === 'storage.full') expect(trial.current()).toEqual(before);
          trial.dossiers.beforeKeep = async () => undefined;
          seenIsKept(trial);
          const { id, edit, ...seen } = trial.current();
          reached.add(seen.state);
          if (!leaves || seen.ways.length === 0) continue;
          await trial.signOut();
          await trial.signIn('thuNhan');
          await trial.call('intake.resume', { dossier: id });
          expect(trial.current()).toEqual({ id, edit, ...seen });
        }
        expect(trial.reports).toEqual([]);
      }),
      { numRuns: 15 },
    );
    expect([...reached]).toEqual(expect.arrayContaining(['capturing', 'awaitingSignature', 'queued']));
  });
});
