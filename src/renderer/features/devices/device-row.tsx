import type { DeskDevice } from '#contract/devices.ts';
import type { Failure } from '#contract/failures.ts';
import { useFailureWords, useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './devices-dialog.module.css';

type RowProps = { readonly device: DeskDevice; readonly isOneOf: number };

/** One device: its name, how it is in shape and words, its remedy, and what can be done with it. */
export function DeviceRow({ device, isOneOf }: RowProps) {
  const { devices: words } = useLabels();
  const { condition, simulated, via, chosen } = device;
  const name = device.name || words.unnamed[device.kind];
  return (
    <li className={styles.device} data-device={device.id} data-condition={condition.is}>
      <span className={styles.mark} aria-hidden />
      <div className={styles.told}>
        <p className={styles.name}>
          <b>{name}</b>
          {name !== words.ways[via] && <span className={styles.quiet}>{words.ways[via]}</span>}
          {simulated && <Tag tone="sample">{words.simulated}</Tag>}
        </p>
        <p className={styles.quiet}>
          {words.conditions[condition.is]}
          {condition.is === 'busy' && condition.waiting > 0 && ` · ${words.waiting(condition.waiting)}`}
        </p>
        {via === 'keyboard' && <p className={styles.quiet}>{words.keyboardHint}</p>}
        {condition.is === 'failed' && <Remedy failure={condition.failure} />}
      </div>
      <DeviceActs device={device} name={name} />
      {chosen && isOneOf > 1 && <Tag tone="ok">{words.chosen}</Tag>}
    </li>
  );
}

function DeviceActs({ device, name }: { readonly device: DeskDevice; readonly name: string }) {
  const { devices: words } = useLabels();
  const acts = useActs();
  const { condition, id, kind, chosen } = device;
  const canBeChosen = kind !== 'cardReader' && !chosen && condition.is !== 'away';
  return (
    <span className={styles.acts}>
      {condition.is === 'busy' && (
        <Button look="quiet" aria-label={`${words.cancel}: ${name}`} onClick={() => void acts.cancelDevice(id)}>
          {words.cancel}
        </Button>
      )}
      {canBeChosen && (
        <Button look="quiet" aria-label={`${words.choose}: ${name}`} onClick={() => void acts.chooseDevice(id)}>
          {words.choose}
        </Button>
      )}
    </span>
  );
}

function Remedy({ failure }: { readonly failure: Failure }) {
  const words = useFailureWords(failure);
  return (
    <p className={styles.remedy}>
      {words?.text} <b>{words?.remedy}</b> <code>{failure.code}</code>
    </p>
  );
}
