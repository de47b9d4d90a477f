import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { LeftStep } from '#contract/dossier.ts';
import type { StepCode } from '#contract/dossier-kind.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import { useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import panel from '../../../ui/panel.module.css';
import { useFaultWords } from '../sitting/fault-words.ts';
import { focusFirst } from './focus-first.ts';
import styles from './steps.module.css';
import { useFreshDossier } from './use-fresh-dossier.ts';
import { useStepKeys } from './use-step-keys.ts';

/** A press this soon after a step appeared was meant for the one before, in ms. */
const settleMs = 250;

/** What the step ends with, where that is not going on: its name, and what it does. */
export type StepEnd = { readonly name: string; readonly hint?: string; readonly run: () => Promise<unknown> };

type StepFrameProps = {
  readonly dossier: IntakeDossier;
  /** Another value puts the focus on the first thing to do anew. */
  readonly focusKey: string;
  readonly end?: StepEnd;
  /** Keeps what is still in the fields, before anything is gone on with. */
  readonly beforeEnd?: () => Promise<boolean>;
  /** Why the step may be left unfinished; null for one that may not. */
  readonly leave?: LeftStep['cause'] | null;
  /** Something is to be done before going on: the way on is not on Enter yet. */
  readonly todo?: boolean;
  /** Something in the step takes the keys: the camera, the pad, a form of its own. */
  readonly busy?: boolean;
  readonly children: ReactNode;
};

/** A step: what is to be done, what is still missing, and the way on (Enter) and back (Esc). */
export function StepFrame(props: StepFrameProps) {
  const { dossier, focusKey, busy = false, todo = false, leave = null, children } = props;
  const said = useSaid();
  const { intake } = useLabels();
  const place = useRef<HTMLElement>(null);
  const press = usePress(props, place);
  const back = useBack(dossier);
  const at = dossier.steps.findIndex(({ code }) => code === dossier.step);
  const step = dossier.steps[at];
  useStepKeys({ on: press.press, back, busy });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when there is something else to do
  useEffect(() => focusFirst(place.current), [focusKey]);
  return (
    <section
      ref={place}
      className={`${panel.panel} ${styles.frame}`}
      aria-label={step && said(step.words)}
      data-at={dossier.step}
    >
      <header className={styles.title}>
        <h2>{step && said(step.words)}</h2>
        <span>{intake.steps.step(at + 1, dossier.steps.length)}</span>
      </header>
      <div className={styles.body}>{children}</div>
      <Missing dossier={dossier} shown={press.refused} />
      {!busy && (
        <footer className={styles.foot}>
          {back && (
            <Button onClick={() => void back()}>
              {intake.go.back} <Kbd>Esc</Kbd>
            </Button>
          )}
          <span className={styles.grow} />
          {leave !== null && step && step.missing.length > 0 && <Leave dossier={dossier} cause={leave} />}
          {press.end && <MainButton end={press.end} todo={todo} onPress={press.press} />}
        </footer>
      )}
    </section>
  );
}

/** What the main button does: the step's own end, back to a step that was left, or on. One press at a time. */
function usePress({ dossier, end, beforeEnd, busy = false }: StepFrameProps, place: { current: HTMLElement | null }) {
  const { intake } = useLabels();
  const said = useSaid();
  const acts = useActs();
  const fresh = useFreshDossier(dossier.id);
  const shownAt = useRef(performance.now());
  const running = useRef(false);
  const [refused, setRefused] = useState(false);
  const left = leftBehind(dossier);
  const toLeft = left && { name: intake.go.toLeft(said(left.words)), run: () => acts.goBackTo(dossier.id, left.code) };
  const on: StepEnd = { name: intake.go.on, run: () => acts.proceed(fresh() ?? dossier) };
  const chosen = end ?? toLeft ?? on;
  const latest = useRef({ chosen, isOn: chosen === on });
  latest.current = { chosen, isOn: chosen === on };
  const press = useCallback(async () => {
    if (running.current || busy || performance.now() - shownAt.current < settleMs) return;
    running.current = true;
    try {
      if (beforeEnd && !(await beforeEnd())) return;
      const missing = latest.current.isOn ? missingAt(fresh(), dossier.step) : 0;
      setRefused(missing > 0);
      if (missing > 0) focusFirst(place.current);
      else await latest.current.chosen.run();
    } finally {
      running.current = false;
    }
  }, [busy, beforeEnd, fresh, dossier.step, place]);
  return { press, end: chosen, refused };
}

function missingAt(dossier: IntakeDossier | null, step: StepCode): number {
  return dossier?.steps.find(({ code }) => code === step)?.missing.length ?? 0;
}

/** A step that was left, where the next one is the review: it is finished first. */
function leftBehind({ steps, step }: IntakeDossier): IntakeDossier['steps'][number] | null {
  const at = steps.findIndex(({ code }) => code === step);
  if (steps[at + 1]?.code !== 'review' || (steps[at]?.missing.length ?? 0) > 0) return null;
  return steps.slice(0, at).find(({ state }) => state === 'left') ?? null;
}

/** The way to the step before; none from the first one, and none once it is to be signed. */
function useBack({ id, steps, step, state }: IntakeDossier): (() => Promise<unknown>) | null {
  const acts = useActs();
  const before = steps[steps.findIndex(({ code }) => code === step) - 1]?.code ?? null;
  const isLocked = state === 'awaitingSignature';
  const back = useCallback(async () => before !== null && acts.goBackTo(id, before), [acts, id, before]);
  return before === null || isLocked ? null : back;
}

type MainProps = { readonly end: StepEnd; readonly todo: boolean; readonly onPress: () => Promise<void> };

function MainButton({ end, todo, onPress }: MainProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    // A key held down is one press.
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };
  return (
    <Button
      look={todo ? 'plain' : 'main'}
      data-main
      title={end.hint}
      onKeyDown={onKeyDown}
      onClick={() => void onPress()}
    >
      {end.name} {!todo && <Kbd>Enter</Kbd>}
    </Button>
  );
}

/** Goes on with the step unfinished: the dossier says so, and it is finished before the review. */
function Leave({ dossier, cause }: { readonly dossier: IntakeDossier; readonly cause: LeftStep['cause'] }) {
  const { intake } = useLabels();
  const acts = useActs();
  const name = cause === 'deviceMissing' ? intake.go.missingDevice : intake.go.later;
  return (
    <Button look="quiet" title={intake.go.laterHint} onClick={() => void acts.proceed(dossier, { cause, note: null })}>
      {name}
    </Button>
  );
}

/** What the step still wants, once somebody wanted to go on without it. */
function Missing({ dossier, shown }: { readonly dossier: IntakeDossier; readonly shown: boolean }) {
  const { intake } = useLabels();
  const faultWords = useFaultWords(dossier);
  const missing = dossier.steps.find(({ code }) => code === dossier.step)?.missing ?? [];
  const said = [...new Set(missing.map(faultWords))].join(' · ');
  return (
    <p role="alert" className={styles.missing}>
      {shown && said !== '' ? `${intake.go.wants}: ${said}` : ''}
    </p>
  );
}
