import { ScanQrCode } from 'lucide-react';
import { useLabels } from '../../../i18n/language.ts';
import { useActs } from '../../../state/acts.ts';
import { useDesk } from '../../../state/desk-context.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './code.module.css';
import { PictureFile } from './picture-file.tsx';

/** Other ways to the key than typing it: the camera, or a picture; and what was scanned and waits for its card. */
export function ScanByCamera() {
  const { capture: words } = useLabels();
  const acts = useActs();
  return (
    <div className={styles.ways}>
      <Button onClick={() => void acts.beginCapture({ is: 'code' })}>
        <ScanQrCode size={18} strokeWidth={1.8} aria-hidden /> {words.byCamera}
      </Button>
      <PictureFile />
      <WaitingScan />
    </div>
  );
}

/** A code that was scanned before its card lay on a reader. */
function WaitingScan() {
  const { capture: words } = useLabels();
  const scan = useDesk((desk) => desk.scan);
  return (
    <div role="status" className={styles.scanPlace}>
      {scan?.outcome === 'waits' && (
        <p className={styles.scan}>
          <b>{words.scanned[scan.is]}</b> {[scan.name, scan.number].filter(Boolean).join(' · ')} — {words.scanWaits}
        </p>
      )}
      {scan?.outcome === 'otherCard' && <p className={styles.wrongScan}>{words.scanOfOther(scan.number)}</p>}
      {scan?.outcome === 'shown' && (
        <p className={styles.scan}>
          <b>{words.scanned[scan.is]}</b> {[scan.name, scan.number].filter(Boolean).join(' · ')}
        </p>
      )}
    </div>
  );
}
