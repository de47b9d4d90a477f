import { PersonZone } from './person/person-zone.tsx';
import { ProofZone } from './proof/proof-zone.tsx';
import { useScanner } from './qr/use-scanner.ts';
import styles from './reading-desk.module.css';
import { useSituation } from './use-situation.ts';
import { WorkZone } from './work/work-zone.tsx';

/** The place where a card is read: proof, person, work. The same three zones in every state. */
export function ReadingDesk() {
  const situation = useSituation();
  useScanner();
  const reading = 'reading' in situation ? situation.reading : null;
  return (
    <main className={styles.zones}>
      <ProofZone reading={reading} />
      <PersonZone situation={situation} />
      <WorkZone situation={situation} />
    </main>
  );
}
