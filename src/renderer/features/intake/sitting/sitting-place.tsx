import type { IntakeSitting } from '#contract/intake.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { isLeftToDo } from '../../../state/open-states.ts';
import { DonePlace } from '../done/done-place.tsx';
import { StepPlace } from '../steps/step-place.tsx';
import { DossierSide } from './dossier-side.tsx';
import styles from './sitting.module.css';
import { SittingHead } from './sitting-head.tsx';
import { StepList } from './step-list.tsx';

/** The person who is served: their dossiers, the steps of the one at hand, the step, and what stands about it. */
export function SittingPlace() {
  const sitting = useDesk((desk) => desk.intake.sitting);
  return sitting && <Seated sitting={sitting} />;
}

function Seated({ sitting }: { readonly sitting: IntakeSitting }) {
  const dossier = sitting.dossiers.find(({ id }) => id === sitting.current) ?? sitting.dossiers[0];
  const isOver = !sitting.dossiers.some(isLeftToDo);
  if (!dossier) return null;
  return (
    <main className={styles.sitting} data-dossier={dossier.id} data-state={dossier.state}>
      <SittingHead sitting={sitting} />
      {isOver ? (
        <DonePlace sitting={sitting} />
      ) : (
        <>
          <StepList dossier={dossier} />
          <StepPlace key={`${dossier.id} ${dossier.step}`} sitting={sitting} dossier={dossier} />
          <DossierSide dossier={dossier} />
        </>
      )}
    </main>
  );
}
