import { Ban } from 'lucide-react';
import { useLabels } from '../../i18n/language.ts';
import { useDesk } from '../../state/desk-context.tsx';
import { useMay } from '../../state/session.ts';
import { EmptyPlace } from '../../ui/empty-place.tsx';
import panel from '../../ui/panel.module.css';
import { SittingPlace } from './sitting/sitting-place.tsx';
import { StartPlace } from './start/start-place.tsx';

/** F2: dossiers are opened and taken in: the person who sits here, else whom to open one for. */
export function IntakeScreen() {
  const { intake } = useLabels();
  const may = useMay('dossier.receive');
  const seated = useDesk((desk) => desk.intake.sitting !== null);
  if (!may) {
    return (
      <main className={panel.panel}>
        <EmptyPlace icon={Ban} title={intake.notYours} hint={intake.notYoursHint} />
      </main>
    );
  }
  return seated ? <SittingPlace /> : <StartPlace />;
}
