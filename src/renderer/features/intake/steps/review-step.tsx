import { consentWords, type IntakeDossier } from '#contract/intake.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useMay } from '../../../state/session.ts';
import { Tag } from '../../../ui/tag.tsx';
import { usePromise } from '../promise.ts';
import { settledCaptures } from './captures-step.tsx';
import { shownValue } from './form-fields.ts';
import { StepFrame } from './step-frame.tsx';
import type { StepProps } from './step-place.tsx';
import styles from './steps.module.css';

/** Everything once, to be read aloud to the person; one press says that both went through it and the person consents. */
export function ReviewStep({ dossier }: StepProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const acts = useActs();
  const mayCapture = useMay('dossier.capture');
  const { reviewed, presence } = dossier;
  const [who] = presence;
  const name = who ? intake.review.confirmFor(words.relations[who]) : intake.review.confirm;
  const said = useSaid();
  return (
    <StepFrame
      dossier={dossier}
      focusKey={String(reviewed)}
      {...(!reviewed && { end: { name, run: () => acts.review(dossier.id) } })}
    >
      {reviewed && !mayCapture && <p className={styles.note}>{intake.sign.waits}</p>}
      <p className={styles.lead}>{reviewed ? intake.review.done : intake.review.lead}</p>
      <Content dossier={dossier} />
      <blockquote className={styles.consentText}>{said(consentWords)}</blockquote>
    </StepFrame>
  );
}

function Content({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const said = useSaid();
  const words = useDossierWords();
  const promise = usePromise(dossier);
  const reason = dossier.reasons.find(({ code }) => code === dossier.reason);
  const { guardian } = dossier;
  return (
    <dl className={styles.content} aria-label={intake.review.whole} tabIndex={0}>
      {reason && <Line name={intake.form.reason} value={said(reason.words)} />}
      {dossier.form
        .filter(({ value }) => value !== null)
        .map((field) => (
          <Line
            key={field.code}
            name={said(field.words)}
            value={shownValue(field, field.value ?? '', intake.form)}
            {...(field.source && { source: words.sources[field.source] })}
          />
        ))}
      {guardian && <Line name={words.relations[guardian.relation]} value={`${guardian.name} · ${guardian.number}`} />}
      <Line name={intake.review.captures} value={<Captures dossier={dossier} />} />
      <Line name={intake.review.papers} value={<Papers dossier={dossier} />} />
      <Line name={intake.side.deadline} value={promise.due ?? intake.side.none} />
      <Line name={intake.side.fee} value={promise.fee ?? intake.side.none} />
    </dl>
  );
}

type LineProps = { readonly name: string; readonly value: React.ReactNode; readonly source?: string };

function Line({ name, value, source }: LineProps) {
  return (
    <div className={styles.contentLine}>
      <dt>{name}</dt>
      <dd>
        {value} {source && <Tag>{source}</Tag>}
      </dd>
    </div>
  );
}

function Captures({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const lines = settledCaptures(dossier)
    .filter(({ capture }) => capture !== 'signature')
    .map(({ capture, record, exception }) => {
      if (record !== null) return words.captures[capture];
      const why = exception === null ? intake.captures.no : words.exceptions[exception.code];
      return `${words.captures[capture]} (${why})`;
    });
  return lines.length === 0 ? intake.captures.nothing : lines.join(', ');
}

function Papers({ dossier }: { readonly dossier: IntakeDossier }) {
  const { intake, capture } = useLabels();
  const shown = [
    ...new Set([...dossier.papers.flatMap((need) => need.shown), ...dossier.otherPapers].map(({ paper }) => paper)),
  ];
  return shown.length === 0 ? intake.review.noPapers : shown.map((paper) => capture.papers[paper]).join(', ');
}
