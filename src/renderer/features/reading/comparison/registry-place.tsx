import { DatabaseZap, type LucideIcon, TriangleAlert, UserRoundSearch, UserRoundX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Reading } from '#contract/desk.ts';
import type { Failure } from '#contract/failures.ts';
import { useFailureWords, useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useMay } from '../../../state/session.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './comparison.module.css';

/** What stands over the whole column where the registry says nothing field by field; null where it does, or soon will. */
export type PlaceKind = 'absent' | 'noData' | 'failed' | 'notCompared';

export function placeOf({ comparison, phase, holder }: Reading, mayCompare: boolean): PlaceKind | null {
  switch (comparison?.state) {
    case 'done':
      return comparison.comparison.record === 'absent' && !contradicts(comparison) ? 'absent' : null;
    case 'noData':
    case 'failed':
      return comparison.state;
    case 'pending':
      return null;
    default:
      return !mayCompare && holder && phase === 'finished' ? 'notCompared' : null;
  }
}

type Done = Extract<Reading['comparison'], { state: 'done' }>;

/** A card that contradicts itself is shown field by field even where the registry does not know the person. */
function contradicts({ comparison }: Done): boolean {
  return comparison.fields.some(({ meaning }) => meaning === 'sourcesDisagree');
}

/** The registry's column as one cell: what it is, why, and what to do. */
export function RegistryPlace({
  reading,
  kind,
  rows,
}: {
  readonly reading: Reading;
  readonly kind: PlaceKind;
  readonly rows: number;
}) {
  return (
    <td rowSpan={rows} className={styles.place} data-registry={kind}>
      <Content reading={reading} kind={kind} />
    </td>
  );
}

function Content({ reading, kind }: { readonly reading: Reading; readonly kind: PlaceKind }) {
  const { comparison: words } = useLabels();
  switch (kind) {
    case 'absent':
      return <Block icon={UserRoundSearch} title={words.absent} text={words.absentHint} />;
    case 'noData':
      return <NoData />;
    case 'notCompared':
      return <Block icon={UserRoundX} title={words.notCompared} />;
    case 'failed':
      return reading.comparison?.state === 'failed' ? <Failed failure={reading.comparison.failure} /> : null;
  }
}

function NoData() {
  const { comparison: words } = useLabels();
  const acts = useActs();
  const mayImport = useMay('registry.import');
  return (
    <Block icon={DatabaseZap} title={words.noData} text={mayImport ? words.noDataHint : words.noDataAsk}>
      {mayImport && <Button onClick={() => acts.go('registry')}>{words.importNow}</Button>}
    </Block>
  );
}

function Failed({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords(failure);
  return (
    <Block icon={TriangleAlert} title={words?.text ?? ''} text={words?.remedy}>
      <code>{failure.code}</code>
    </Block>
  );
}

type BlockProps = {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
};

function Block({ icon: Icon, title, text, children }: BlockProps) {
  return (
    <div className={styles.block}>
      <Icon size={20} strokeWidth={1.6} aria-hidden />
      <b>{title}</b>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}
