import { OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ComparedField } from '#contract/comparison.ts';
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
      {comparison?.state === 'noData' && <SourcesStrip fields={comparison.contradicted} />}
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
  if (altered) return <SourcesStrip fields={contradicting.map(({ field }) => field)} />;
  return (
    <Strip stop="record">
      <b>{words.blocking}.</b> {words.blockingHint(blocked.map(({ field }) => words.fields[field]).join(', '))}
    </Strip>
  );
}

/** Chip, zone and QR code of one card say different things of who it is. */
function SourcesStrip({ fields }: { readonly fields: readonly ComparedField[] }) {
  const { comparison: words } = useLabels();
  if (fields.length === 0) return null;
  return (
    <Strip stop="sources">
      <b>{words.sourcesDisagree}.</b> {words.sourcesDisagreeHint(fields.map((field) => words.fields[field]).join(', '))}
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
