import type { Reading } from '#contract/desk.ts';
import { useLabels } from '../../../i18n/language.ts';
import panel from '../../../ui/panel.module.css';
import { MatchLine } from '../match/match-line.tsx';
import { CheckList } from './check-list.tsx';
import { PortraitFrame } from './portrait-frame.tsx';
import { shownVerdict } from './proof-state.ts';
import { VerdictBlock } from './verdict-block.tsx';

/** Is it real: portrait, verdict, checks one by one. */
export function ProofZone({ reading }: { readonly reading: Reading | null }) {
  const labels = useLabels();
  return (
    <section className={panel.panel} aria-label={labels.proof.zone}>
      <PortraitFrame reading={reading} />
      <VerdictBlock reading={reading} />
      <CheckList verdict={reading && shownVerdict(reading)} />
      <MatchLine />
    </section>
  );
}
