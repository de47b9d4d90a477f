import { Tabs } from '@base-ui/react/tabs';
import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { Reading } from '#contract/desk.ts';
import type { AccessKey } from '#contract/evidence.ts';
import type { Failure } from '#contract/failures.ts';
import { useReaderName } from '../../../app/reader-name.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useWindow } from '../../../state/desk-context.tsx';
import { ScanByCamera } from '../code/scan-by-camera.tsx';
import styles from './access-key.module.css';
import { CanField } from './can-field.tsx';
import { CardHint } from './card-hint.tsx';
import { MrzField } from './mrz-field.tsx';

/** The key that opens the chip: six digits, or the machine readable lines. */
export function AccessKeyEntry({ reading }: { readonly reading: Reading }) {
  const { key } = useLabels();
  const name = useReaderName(reading.reader);
  const acts = useActs();
  const chosen = useWindow((window) => window.keyWay);
  const meant = chosen && (chosen.readingId === null || chosen.readingId === reading.id) ? chosen.kind : 'can';
  const way = canIsSpent(reading) ? 'mrz' : meant;
  const failure = reading.failure && ofOtherWay(reading.failure, way) ? null : reading.failure;
  useEffect(() => {
    if (chosen?.readingId === null) acts.chooseKeyWay(chosen.kind, reading.id);
  }, [acts, chosen, reading.id]);

  return (
    <div className={styles.entry}>
      <header className={styles.head}>
        <KeyRound size={26} strokeWidth={1.7} aria-hidden />
        <div>
          <h1>{key.title}</h1>
          <p title={reading.reader}>{key.reader(name)}</p>
        </div>
      </header>
      <Tabs.Root value={way} onValueChange={(next: AccessKey['kind']) => acts.chooseKeyWay(next, reading.id)}>
        <Tabs.List className={styles.tabs} activateOnFocus>
          <Tabs.Tab className={styles.tab} value="can">
            {key.can}
          </Tabs.Tab>
          <Tabs.Tab className={styles.tab} value="mrz">
            {key.mrz}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className={styles.panel} value="can" tabIndex={-1}>
          <CanField readingId={reading.id} />
        </Tabs.Panel>
        <Tabs.Panel className={styles.panel} value="mrz" tabIndex={-1}>
          <MrzField />
        </Tabs.Panel>
      </Tabs.Root>
      <ScanByCamera />
      <div role="alert">{failure && <KeyFailure failure={failure} />}</div>
      {!failure && <CardHint side={way === 'can' ? 'front' : 'back'} />}
    </div>
  );
}

/** The six digits must not be tried any more. */
function canIsSpent(reading: Reading): boolean {
  return reading.failure?.code === 'access.blocked' || reading.failure?.code === 'access.lastAttempt';
}

/** A wrong key of the other way says nothing about this one. */
function ofOtherWay({ code, params }: Failure, way: AccessKey['kind']): boolean {
  return code === 'access.wrongKey' && params.kind !== undefined && params.kind !== way;
}

function KeyFailure({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords(failure);
  return (
    <p className={styles.failure} data-failure={failure.code}>
      <b>{words?.text}</b> {words?.remedy} <code>{failure.code}</code>
    </p>
  );
}
