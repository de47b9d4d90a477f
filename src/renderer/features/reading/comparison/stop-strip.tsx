import { OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Reading, ReadingComparison } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import styles from '../person/person-zone.module.css';

type Done = Extract<ReadingComparison, { state: 'done' }>;

/** Where the record says its holder is dead, or card and record contradict each other on who somebody is: the work stops here. */
export function StopStrip({ reading: { comparison } }: { readonly reading: Reading }) {
  return (
    <div role="alert">
      {comparison?.state === 'done' && (
        <>
          <DeathStrip done={comparison} />
          <FieldsStrip done={comparison} />
        </>
      )}
    </div>
  );
}

function DeathStrip({ done: { standing } }: { readonly done: Done }) {
  const { comparison: words } = useLabels();
  if (!standing?.death) return null;
  return (
    <Strip stop="death">
      <b>{words.death[standing.death]}</b> — {words.deathHint}
    </Strip>
  );
}

function FieldsStrip({ done }: { readonly done: Done }) {
  const { comparison: words } = useLabels();
  const blocked = done.comparison.fields.filter(({ level }) => level === 'blocking');
  const contradicting = blocked.filter(({ meaning }) => meaning === 'sourcesDisagree');
  const altered = contradicting.length > 0;
  if (blocked.length === 0) return null;
  const named = (altered ? contradicting : blocked).map(({ field }) => words.fields[field]).join(', ');
  return (
    <Strip stop={altered ? 'sources' : 'record'}>
      <b>{altered ? words.sourcesDisagree : words.blocking}.</b>{' '}
      {altered ? words.sourcesDisagreeHint(named) : words.blockingHint(named)}
    </Strip>
  );
}

type StripProps = { readonly stop: 'death' | 'sources' | 'record'; readonly children: ReactNode };

function Strip({ stop, children }: StripProps) {
  return (
    <p className={`${styles.strip} ${styles.blocking}`} data-stop={stop}>
      <OctagonX size={20} aria-hidden />
      <span>{children}</span>
    </p>
  );
}
