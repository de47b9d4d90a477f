import { Camera } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { EmptyPlace } from '../../ui/empty-place.tsx';

/** Nothing is taken at this moment: what can be. */
export function StageWaits() {
  const { capture: words } = useLabels();
  return <EmptyPlace icon={Camera} title={words.stageWaits} hint={words.stageWaitsHint} />;
}
