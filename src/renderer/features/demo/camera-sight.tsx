import { type DemoPerson, type DemoScene, demoScenes } from '#contract/desk.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { Choice } from '../../ui/choice.tsx';
import styles from './demo-bar.module.css';

type Sight = DemoScene | 'asked';

/** Whom and what the software camera is pointed at, while it is at work: another person, or a photograph held up, too. */
export function CameraSight({ people }: { readonly people: readonly DemoPerson[] }) {
  const { demo } = useLabels();
  const { window: store } = useDeskParts();
  const { personId, scene } = useWindow((window) => window.demoSight);
  const point = (change: Partial<{ personId: string; scene: DemoScene | null }>) =>
    store.setState({ demoSight: { personId, scene, ...change } });
  return (
    <div className={styles.sight}>
      <span className={styles.label}>{demo.inFront}</span>
      <Choice
        label={demo.inFront}
        placeholder={demo.choose}
        options={people.filter(({ hasCard }) => hasCard).map(({ id, name }) => ({ value: id, label: name }))}
        value={personId}
        onChoose={(id) => point({ personId: id })}
      />
      <Choice<Sight>
        label={demo.scene}
        options={(['asked', ...demoScenes] as const).map((value) => ({ value, label: demo.scenes[value] }))}
        value={scene ?? 'asked'}
        onChoose={(value) => point({ scene: value === 'asked' ? null : value })}
      />
    </div>
  );
}
