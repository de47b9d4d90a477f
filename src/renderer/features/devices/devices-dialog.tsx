import { Camera, FileScan, Fingerprint, type LucideIcon, Nfc, ScanLine, Signature } from 'lucide-react';
import { type DeskDevice, type DeviceKind, deviceKinds } from '#contract/devices.ts';
import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDesk, useWindow } from '../../state/desk-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { DeviceRow } from './device-row.tsx';
import styles from './devices-dialog.module.css';

/** Every device of the desk by kind: how it is, what to do about it, which one is used. */
export function DevicesDialog() {
  const { devices: words } = useLabels();
  const acts = useActs();
  const open = useWindow((window) => window.dialog === 'devices');
  return (
    <Modal open={open} onClose={() => acts.show(null)} title={words.title} explain={words.explain} size="wide">
      <div className={styles.body}>
        <DeviceGroups />
        <Button onClick={() => void acts.refreshDevices()}>{words.refresh}</Button>
      </div>
    </Modal>
  );
}

const icons: Readonly<Record<DeviceKind, LucideIcon>> = {
  cardReader: Nfc,
  barcodeScanner: ScanLine,
  camera: Camera,
  documentScanner: FileScan,
  fingerprintScanner: Fingerprint,
  signaturePad: Signature,
};

function DeviceGroups() {
  const devices = useDesk((desk) => desk.devices);
  return (
    <div className={styles.groups}>
      {deviceKinds.map((kind) => (
        <Group key={kind} kind={kind} devices={devices.filter((device) => device.kind === kind)} />
      ))}
    </div>
  );
}

function Group({ kind, devices }: { readonly kind: DeviceKind; readonly devices: readonly DeskDevice[] }) {
  const { devices: words } = useLabels();
  const Icon = icons[kind];
  return (
    <section className={styles.group} aria-labelledby={`devices-${kind}`}>
      <h3 id={`devices-${kind}`} className={styles.kind}>
        <Icon size={18} strokeWidth={1.7} aria-hidden />
        {words.kinds[kind]}
      </h3>
      {devices.length === 0 ? (
        <p className={styles.none}>{kind === 'fingerprintScanner' ? words.later : words.none}</p>
      ) : (
        <ul className={styles.devices}>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} isOneOf={devices.length} />
          ))}
        </ul>
      )}
    </section>
  );
}
