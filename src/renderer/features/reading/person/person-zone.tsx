import { IdCard } from 'lucide-react';
import type { Reading } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { EmptyPlace } from '../../../ui/empty-place.tsx';
import panel from '../../../ui/panel.module.css';
import { CodeCamera } from '../code/code-camera.tsx';
import { StopStrip } from '../comparison/stop-strip.tsx';
import { AccessKeyEntry } from '../key/access-key-entry.tsx';
import { MatchZone } from '../match/match-zone.tsx';
import type { Situation } from '../situation.ts';
import { CardTrouble } from '../waiting/card-trouble.tsx';
import { ChooseCard } from '../waiting/choose-card.tsx';
import { WaitingForCard } from '../waiting/waiting-for-card.tsx';
import { HolderTable } from './holder-table.tsx';
import { IdentityHead } from './identity-head.tsx';
import { ReadingTrouble } from './reading-trouble.tsx';

/** Who it is; until that is known, what to do to find out. */
export function PersonZone({ situation }: { readonly situation: Situation }) {
  const labels = useLabels();
  return (
    <section className={panel.panel} aria-label={labels.person.zone}>
      <Middle situation={situation} />
    </section>
  );
}

/** What the camera does stands in the middle for as long as it is at work; then the card again. */
function Middle({ situation }: { readonly situation: Situation }) {
  const task = useDesk((desk) => desk.capture.task);
  if (task?.is === 'code') return <CodeCamera key={task.id} task={task} />;
  if (task?.is === 'faceMatch') return <MatchZone key={task.id} task={task} />;
  return <Content situation={situation} />;
}

function Content({ situation }: { readonly situation: Situation }) {
  switch (situation.kind) {
    case 'notYours':
      return <NotYours />;
    case 'starting':
      return <WaitingForCard starting beside={null} />;
    case 'waiting':
      return <WaitingForCard beside={situation.beside} />;
    case 'trouble':
      return <CardTrouble failure={situation.failure} />;
    case 'choose':
      return <ChooseCard readers={situation.readers} fromBefore={situation.fromBefore} />;
    case 'awaitingKey':
      return <AccessKeyEntry key={situation.reading.id} reading={situation.reading} />;
    default:
      return <Identity reading={situation.reading} />;
  }
}

function NotYours() {
  const { readingNotYours: words } = useLabels();
  return <EmptyPlace icon={IdCard} title={words.title} hint={words.hint} />;
}

function Identity({ reading }: { readonly reading: Reading }) {
  if (reading.phase === 'finished' && !reading.holder && reading.failure)
    return <CardTrouble failure={reading.failure} />;
  return (
    <>
      <IdentityHead reading={reading} />
      <HolderTable reading={reading} />
      <StopStrip reading={reading} />
      <ReadingTrouble reading={reading} />
    </>
  );
}
