import type { CaptureRecord } from '#contract/capture.ts';
import type { DossierFault } from '#contract/dossier.ts';
import type { StepCode } from '#contract/dossier-kind.ts';
import { FailureError, failure } from '#contract/failures.ts';
import type { FormField, IntakeDossier, IntakeSitting } from '#contract/intake.ts';
import type { FakeHost } from '../../../testing/fake-client.ts';
import { intakeSteps, sampleDossier, sampleIds, sampleIntake, sampleSitting, stepsAt } from './sample-intake.ts';

const faultOf: Partial<Record<StepCode, (dossier: IntakeDossier) => readonly DossierFault[]>> = {
  form: ({ form, reasons, reason }) => [
    ...(reasons.length > 0 && reason === null ? [{ code: 'request.missing', about: null } as const] : []),
    ...form
      .filter(({ required, value }) => required && value === null)
      .map(({ code }) => ({ code: 'field.missing', about: code }) as const),
  ],
  captures: ({ captures }) =>
    captures
      .filter(({ missing, capture }) => missing && capture !== 'signature')
      .map(({ capture }) => ({ code: 'capture.missing', about: capture }) as const),
  review: ({ reviewed }) => (reviewed ? [] : [{ code: 'review.missing', about: null }]),
  sign: ({ captures }) =>
    captures.some(({ capture, record }) => capture === 'signature' && record === null)
      ? [{ code: 'signature.missing', about: null }]
      : [],
};

/** The dossier with its steps as they follow from what is in it. */
export function withSteps(dossier: IntakeDossier): IntakeDossier {
  const missing = Object.fromEntries(intakeSteps.map((step) => [step, faultOf[step]?.(dossier) ?? []]));
  return { ...dossier, steps: stepsAt(dossier.step, missing) };
}

export type ScriptedIntake = { readonly sitting: () => IntakeSitting | null };

/**
 * A host that takes dossiers in as the engine does: a press for another step does nothing, what is missing stays missing, a
 * value that is none is refused. Stricter than the engine: one sitting, its dossiers given.
 */
export function scriptIntake(host: FakeHost, dossiers: readonly IntakeDossier[] = [sampleDossier()]): ScriptedIntake {
  let sitting: IntakeSitting | null = null;
  const show = () => host.change({ intake: sampleIntake({ sitting }) });
  const change = (id: string, act: (dossier: IntakeDossier) => IntakeDossier) => {
    if (sitting === null) throw new FailureError(failure('intake.nobody'));
    const changed = sitting.dossiers.map((each) => (each.id === id ? withSteps(act(each)) : each));
    sitting = { ...sitting, dossiers: changed };
    show();
  };
  const next = (dossier: IntakeDossier, to: StepCode): IntakeDossier => ({ ...dossier, step: to, focus: null });
  type On = { readonly dossier: string };
  host.answer('intake.begin', () => {
    sitting = sampleSitting({ dossiers: dossiers.map(withSteps) });
    show();
    return { dossier: sampleIds.eId };
  });
  host.answer('intake.leave', () => {
    sitting = null;
    show();
  });
  host.answer('intake.show', ({ dossier }: On) => {
    if (sitting) sitting = { ...sitting, current: dossier };
    show();
  });
  host.answer('intake.proceed', ({ dossier, step }: On & { readonly step: StepCode }) =>
    change(dossier, (now) => {
      const wants = withSteps(now).steps.find(({ code }) => code === step)?.missing ?? [];
      if (now.step !== step) return now;
      if (wants[0]) throw new FailureError(failure('dossier.refused', { fault: wants[0].code, about: '' }));
      return next(now, intakeSteps[intakeSteps.indexOf(step) + 1] ?? step);
    }),
  );
  host.answer('intake.back', ({ dossier, step }: On & { readonly step: StepCode }) =>
    change(dossier, (now) => next(now, step)),
  );
  host.answer('intake.focus', ({ dossier, field }: On & { readonly field: string }) =>
    change(dossier, (now) => ({ ...now, focus: field })),
  );
  host.answer('intake.enter', ({ dossier, field, value }: On & { readonly field: string; readonly value: string }) =>
    change(dossier, (now) => ({
      ...now,
      form: now.form.map((each) => (each.code === field ? entered(each, value) : each)),
    })),
  );
  host.answer(
    'intake.take',
    ({ dossier, capture, record }: On & { readonly capture: string; readonly record: string }) =>
      change(dossier, (now) => ({
        ...now,
        captures: now.captures.map((each) => (each.capture === capture ? { ...each, record, missing: false } : each)),
      })),
  );
  host.answer('intake.review', ({ dossier }: On) =>
    change(dossier, (now) => ({ ...next(now, 'sign'), reviewed: true, state: 'awaitingSignature' })),
  );
  host.answer('intake.move', ({ dossier, to }: On & { readonly to: IntakeDossier['state'] }) => {
    change(dossier, (now) => ({ ...now, state: to === 'complete' ? 'queued' : to, settled: to === 'complete' }));
    const other = sitting?.dossiers.find(({ state }) => state === 'capturing');
    if (sitting && other) sitting = { ...sitting, current: other.id };
    show();
  });
  return { sitting: () => sitting };
}

function entered(field: FormField, value: string): FormField {
  if (field.check === 'phone' && !/^0\d{9}$/.test(value))
    throw new FailureError(failure('dossier.refused', { fault: 'field.invalid', about: field.code }));
  return { ...field, value: value === '' ? null : value, source: 'typed' };
}

/** A portrait that waits for a yes, as the camera leaves one. */
export function sampleRecord(parts: Partial<CaptureRecord> = {}): CaptureRecord {
  return {
    ...{
      id: 'r1',
      kind: 'portrait',
      takenAt: '2026-11-22T13:00:00.000Z',
      officer: 'CB001',
      subject: null,
      prefill: null,
    },
    device: { id: 'camera:a', name: 'Máy ảnh thử', simulated: true },
    parts: [{ name: 'portrait.jpg', mime: 'image/jpeg', length: 40_000, sha256: 'a'.repeat(64) }],
    quality: { of: 'portrait', manual: null, width: 700, height: 900, checks: [] },
    saved: false,
    ...parts,
  };
}
