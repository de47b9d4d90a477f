import { CircleCheck, CircleSlash } from 'lucide-react';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { Tag } from '../../../ui/tag.tsx';
import { usePromise } from '../promise.ts';
import styles from './done.module.css';

/** What a dossier came to: what was promised, or why it stopped. */
export function Outcome({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const said = useSaid();
  const promise = usePromise(dossier);
  const { kind, state, settled, id } = dossier;
  const Mark = settled ? CircleCheck : CircleSlash;
  return (
    <article className={styles.outcome} data-outcome={state} data-settled={settled}>
      <Mark size={30} strokeWidth={1.7} aria-hidden />
      <div>
        <h3>
          {said(kind.names)} <Tag>{kind.form}</Tag> <Tag tone={settled ? 'ok' : 'warn'}>{words.states[state]}</Tag>
        </h3>
        {settled ? (
          <>
            <p>{state === 'complete' ? intake.done.waits : intake.done.queued}</p>
            <dl>
              <dt>{intake.side.deadline}</dt>
              <dd>
                <b>{promise.due ?? intake.done.noDue}</b>
              </dd>
              <dt>{intake.side.fee}</dt>
              <dd>
                <b>{promise.fee ?? intake.side.none}</b>
              </dd>
              <dt>{intake.done.number}</dt>
              <dd className={styles.id}>{id}</dd>
            </dl>
          </>
        ) : (
          <Stopped dossier={dossier} />
        )}
      </div>
    </article>
  );
}

function Stopped({ dossier: { history, refusals } }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const said = useSaid();
  const why = history.at(-1)?.why ?? null;
  const reason = refusals.find(({ code }) => code === why?.code);
  const words = [reason && said(reason.words), why?.note].filter(Boolean).join(' — ');
  return (
    <p>
      {intake.done.closed}. {words !== '' && `${intake.done.why}: ${words}`}
    </p>
  );
}
