import { useEffect } from 'react';
import type { PersonView } from '#contract/registry.ts';
import { formatIsoDate } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import { standingWords } from '../reading/comparison/standing-words.ts';
import { BackButton } from './back-button.tsx';
import styles from './person.module.css';

type PersonHeadProps = {
  readonly person: PersonView;
  readonly revealed: boolean;
  readonly onReveal: () => void;
  readonly onBack: () => void;
};

/** Who it is, large; the number masked until it is asked for; how card and e-ID stand today. */
export function PersonHead({ person, revealed, onReveal, onBack }: PersonHeadProps) {
  const { record } = useLabels();
  const mayReveal = useMay('citizen.reveal');
  const { citizen } = person;
  return (
    <header className={`${panel.panel} ${styles.head}`}>
      <BackButton onBack={onBack} />
      <div className={styles.who}>
        <h1>{citizen.name}</h1>
        <p className={styles.numbers}>
          <span
            className={styles.number}
            role="img"
            aria-label={`${record.masked} ${revealed ? citizen.number : citizen.number.slice(-3)}`}
          >
            {citizen.number}
          </span>
          {mayReveal && (
            <button type="button" className={styles.reveal} onClick={onReveal}>
              {revealed ? record.hide : record.reveal}
            </button>
          )}
        </p>
      </div>
      <Standing person={person} />
      <OpenDossier person={person} />
    </header>
  );
}

/** Opens a dossier for whoever is shown; they stay shown as long as this is there. */
function OpenDossier({ person: { id, citizen } }: Pick<PersonHeadProps, 'person'>) {
  const { record } = useLabels();
  const acts = useActs();
  const { window: store } = useDeskParts();
  const mayReceive = useMay('dossier.receive');
  const { name } = citizen;
  const number = citizen.number.replace(/\d(?=(?:\D*\d){3})/g, '•');
  useEffect(() => {
    store.setState({ personShown: { person: id, name, number } });
    return () => store.setState({ personShown: null });
  }, [store, id, name, number]);
  return (
    mayReceive && (
      <Button look="main" onClick={() => void acts.startIntake()}>
        {record.openDossier} <Kbd>F2</Kbd>
      </Button>
    )
  );
}

function Standing({ person: { citizen, standing } }: { readonly person: PersonView }) {
  const { record, comparison } = useLabels();
  const { death, eId, verifiedOn } = citizen;
  const { facts, cohorts } = standingWords(standing, comparison, new Date());
  const died = death && formatIsoDate(death.date.iso ?? death.date.text);
  return (
    <div className={styles.standing}>
      <p>
        {death && died && <Tag tone="bad">{death.kind === 'dead' ? record.dead(died) : record.missing(died)}</Tag>}
        <Tag tone={standing.card === 'valid' ? 'ok' : 'warn'}>{record.card[standing.card]}</Tag>
        <Tag tone={eId && !eId.locked ? 'ok' : 'plain'}>
          {eId === null ? record.noEId : eId.locked ? record.eIdLocked : record.eId(eId.level)}
        </Tag>
      </p>
      <p>
        {!death && facts}
        {!death && cohorts && <b> · {cohorts}</b>}
      </p>
      <p className={styles.quiet}>
        {verifiedOn === null ? record.neverVerified : record.verified(formatIsoDate(verifiedOn))}
      </p>
    </div>
  );
}
