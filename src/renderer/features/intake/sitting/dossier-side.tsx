import { useState } from 'react';
import type { IntakeDossier } from '#contract/intake.ts';
import { useDossierWords } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';
import panel from '../../../ui/panel.module.css';
import { Tag } from '../../../ui/tag.tsx';
import { usePromise } from '../promise.ts';
import { findingTones } from './finding-tones.ts';
import styles from './sitting.module.css';
import { WayDialog } from './way-dialog.tsx';
import { wayName } from './way-name.ts';

type SideProps = { readonly dossier: IntakeDossier };
type Way = IntakeDossier['ways'][number];

/** What stands about the dossier: conditions with their law, when the result is due, what it costs; and the other ways it can go. */
export function DossierSide({ dossier }: SideProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={`${panel.panel} ${styles.side}`} aria-label={intake.side.zone} tabIndex={0}>
      <h2 className={panel.heading}>{intake.side.findings}</h2>
      {dossier.findings.length === 0 && <p className={styles.nothing}>{intake.side.nothing}</p>}
      <ul className={styles.findings}>
        {dossier.findings.map(({ code, level, law }) => (
          <li key={code} data-level={level}>
            <p>
              <b>{words.findings[code].title}</b> <Tag tone={findingTones[level]}>{words.levels[level]}</Tag>
            </p>
            <small>{law}</small>
          </li>
        ))}
      </ul>
      <Facts dossier={dossier} />
      <Ways dossier={dossier} />
    </section>
  );
}

function Facts({ dossier }: SideProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const { due, fee } = usePromise(dossier);
  const { side } = intake;
  const foreseen = !dossier.settled && <Tag>{side.foreseen}</Tag>;
  return (
    <dl className={styles.facts2}>
      <dt>{side.deadline}</dt>
      <dd>
        {due ?? side.none} {due && foreseen}
        {dossier.deadline && <small>{dossier.deadline.law}</small>}
      </dd>
      <dt>{side.fee}</dt>
      <dd>
        {fee ?? side.none} {fee && foreseen}
        {dossier.fee && <small>{dossier.fee.law.join('; ')}</small>}
        {dossier.fee && dossier.fee.unconfirmed.length > 0 && <small>{side.unconfirmed}</small>}
      </dd>
      {dossier.retyped > 0 && (
        <>
          <dt>{side.retyped}</dt>
          <dd>{side.retypedCount(dossier.retyped)}</dd>
        </>
      )}
      <dt>{side.state}</dt>
      <dd>{words.states[dossier.state]}</dd>
      <dt>{side.openedBy}</dt>
      <dd>{dossier.officer}</dd>
    </dl>
  );
}

/** Ways that need a word: put aside, opened again, refused, cancelled. */
function Ways({ dossier }: SideProps) {
  const { intake } = useLabels();
  const words = useDossierWords();
  const [asked, setAsked] = useState<Way | null>(null);
  const ways = dossier.ways.filter(({ why }) => why !== 'none');
  if (ways.length === 0) return null;
  return (
    <div className={styles.ways}>
      <h3>{intake.side.ways}</h3>
      {ways.map((way) => (
        <button key={way.to} type="button" className={styles.way} onClick={() => setAsked(way)}>
          {wayName(way, intake.ways, words.states[way.to])}
        </button>
      ))}
      <WayDialog dossier={dossier} way={asked} onClose={() => setAsked(null)} />
    </div>
  );
}
