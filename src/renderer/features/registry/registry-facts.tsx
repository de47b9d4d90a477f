import { useState } from 'react';
import type { RegistryState, RegistryStats } from '#contract/registry.ts';
import { formatAge, formatCount, formatMoment, formatSize } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './registry.module.css';

const tones: Readonly<Record<RegistryState['state'], 'ok' | 'plain' | 'bad'>> = {
  ready: 'ok',
  empty: 'plain',
  damaged: 'bad',
};
const counted = ['communes', 'households', 'cards', 'changes', 'removed', 'findings'] as const;

/** How many people, of which day, and on request everything that takes counting. */
export function RegistryFacts() {
  const { registry: words } = useLabels();
  const language = useLanguage();
  const { state, people, asOf } = useDesk((desk) => desk.registry);
  const { stats, asking, ask } = useStats();
  const facts: readonly (readonly [string, string])[] = [
    [words.people, state === 'damaged' ? '—' : formatCount(people, language)],
    [words.asOf, asOf ? `${formatMoment(asOf)} (${formatAge(asOf, new Date(), language)})` : words.notYet],
    ...(stats ? counted.map((name) => [words.stats[name], formatCount(stats[name], language)] as const) : []),
    ...(stats?.feeds ?? []).map(({ feed, cursor }) => [words.feed(feed), words.cursor(String(cursor))] as const),
    ...(stats ? [[words.stats.bytes, formatSize(stats.bytes, language)] as const] : []),
  ];
  return (
    <div className={styles.facts}>
      <dl aria-live="polite">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {ask && !stats && (
        <Button disabled={asking} onClick={ask}>
          {asking ? words.stats.asking : words.stats.ask}
        </Button>
      )}
    </div>
  );
}

/** Whether the cache can be used. */
export function CacheState() {
  const { states } = useLabels().registry;
  const state = useDesk((desk) => desk.registry.state);
  return <Tag tone={tones[state]}>{states[state]}</Tag>;
}

/** Counting goes through the whole cache: only when somebody asks, and anew for other data. */
function useStats() {
  const acts = useActs();
  const call = useGuardedCall();
  const may = [useMay('statistics.see'), useMay('registry.import')].some(Boolean);
  const { state, asOf } = useDesk((desk) => desk.registry);
  const [held, setHeld] = useState<{ readonly asOf: string | null; readonly stats: RegistryStats } | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = () => {
    setAsking(true);
    call('registry.stats')
      .then((stats) => setHeld({ asOf, stats }), acts.report)
      .finally(() => setAsking(false));
  };
  return { stats: held?.asOf === asOf ? held.stats : null, asking, ask: may && state === 'ready' ? ask : null };
}
