import { IdCard, PenLine, UserRound } from 'lucide-react';
import { useId } from 'react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useWindow } from '../../../state/desk-context.tsx';
import { useMay } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { offeredPersons, type PersonWay, useCardPerson } from './person-ways.ts';
import styles from './start.module.css';

type PersonChoiceProps = { readonly way: PersonWay | null; readonly onWay: (way: PersonWay) => void };

const icons = { card: IdCard, record: UserRound, papers: PenLine } as const;

/** Whom the dossier is for: the card on the desk, somebody found, or what papers say. */
export function PersonChoice({ way, onWay }: PersonChoiceProps) {
  const { intake } = useLabels();
  const card = useCardPerson();
  const found = useWindow((window) => window.intakeFor);
  const ways = offeredPersons(card, found);
  const name = useId();
  return (
    <fieldset className={styles.who}>
      <legend className={styles.legend}>{intake.start.who}</legend>
      {!ways.includes('card') && <NoCard />}
      {ways.map((each) => {
        const Icon = icons[each];
        return (
          <label key={each} className={styles.way} data-chosen={each === way}>
            <input type="radio" name={name} checked={each === way} onChange={() => onWay(each)} />
            <Icon size={20} strokeWidth={1.7} aria-hidden />
            <span className={styles.wayWords}>
              {each === 'card' && card && <Named {...card} />}
              {each === 'record' && found && <Named {...found} />}
              <small>{intake.start[each]}</small>
            </span>
            {each === 'card' && <Tag tone="ok">{intake.start.cardProved}</Tag>}
          </label>
        );
      })}
    </fieldset>
  );
}

function Named({ name, number }: { readonly name: string; readonly number: string }) {
  return (
    <>
      <b>{name}</b> <span className={styles.number}>{number}</span>
    </>
  );
}

/** No card says who it is: what to do instead. */
function NoCard() {
  const { intake } = useLabels();
  const acts = useActs();
  const card = useCardPerson();
  const mayRead = useMay('card.read');
  const maySearch = useMay('citizen.lookUp');
  const words = intake.start;
  const hints = { unread: words.cardUnread, false: words.cardFalse, unproved: words.cardUnproved, proved: '' };
  const hint = card === null ? words.noCardHint : hints[card.state];
  return (
    <div className={styles.noCard}>
      <p>
        <b>{card === null ? words.noCard : card.name}</b> {hint}
      </p>
      {mayRead && (
        <Button onClick={() => acts.go('reading')}>
          {words.readCard} <Kbd>F1</Kbd>
        </Button>
      )}
      {maySearch && (
        <Button onClick={() => acts.go('lookUp')}>
          {words.search} <Kbd>F4</Kbd>
        </Button>
      )}
    </div>
  );
}
