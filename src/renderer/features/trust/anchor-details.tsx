import { nameOf } from '../../i18n/distinguished-name.ts';
import { formatDay } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import panel from '../../ui/panel.module.css';
import type { AnchorRow } from './anchor-list.ts';
import styles from './trust.module.css';

export function AnchorDetails({ row, onRemove }: { readonly row: AnchorRow; readonly onRemove: () => void }) {
  const { trust } = useLabels();
  const { anchor, cells } = row;
  const may = useMay('trust.manage');
  const name = trust.removeOf(nameOf(anchor.subject));
  const facts: readonly (readonly [string, string])[] = [
    [trust.columns.subject, anchor.subject],
    [trust.kind, trust.kinds[anchor.kind]],
    [trust.columns.validity, cells.validity],
    [trust.columns.key, anchor.key],
    [trust.signature, anchor.signature],
    [trust.serial, anchor.serial],
    [trust.fingerprint, anchor.fingerprint],
    [trust.columns.origin, `${anchor.origin} · ${formatDay(new Date(anchor.importedAt))}`],
    [trust.vouchedBy, row.vouched],
  ];
  return (
    <section className={`${panel.panel} ${styles.details}`} aria-label={trust.details}>
      <h2 className={panel.heading}>{trust.details}</h2>
      <dl tabIndex={0}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.remove}>
        {may ? (
          <Button onClick={onRemove} aria-label={name}>
            {trust.remove}
          </Button>
        ) : (
          <Hint text={trust.denied} side="top">
            <Button aria-disabled aria-label={`${name}, ${trust.denied}`}>
              {trust.remove}
            </Button>
          </Hint>
        )}
      </div>
    </section>
  );
}
