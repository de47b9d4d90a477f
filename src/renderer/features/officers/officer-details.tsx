import type { ListedOfficer } from '#contract/officers.ts';
import { formatDay } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import type { Labels } from '../../i18n/vi.ts';
import { useActs } from '../../state/acts.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { useMay, useOfficer } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { SecretState, StateTag } from './officer-table.tsx';
import styles from './officers.module.css';
import type { OfficerRow } from './roster-view.ts';

type OfficerDetailsProps = {
  readonly row: OfficerRow | null;
  readonly onChange: (officer: ListedOfficer) => void;
  readonly onReset: (id: string) => void;
  readonly onDone: () => void;
};

/** One officer, and what may be done with their account by whoever is at the desk. */
export function OfficerDetails({ row, ...on }: OfficerDetailsProps) {
  const labels = useLabels();
  return (
    <section className={`${panel.panel} ${styles.details}`} aria-label={labels.officers.details}>
      <h2 className={panel.heading}>{labels.officers.details}</h2>
      {row ? (
        <>
          <div className={styles.who}>
            <b>{row.officer.name}</b>
            <code>{row.officer.id}</code>
          </div>
          <Facts row={row} labels={labels} />
          <OfficerActs officer={row.officer} {...on} />
        </>
      ) : (
        <p className={styles.hint}>{labels.officers.chooseOne}</p>
      )}
    </section>
  );
}

function Facts({ row, labels }: { readonly row: OfficerRow; readonly labels: Labels }) {
  const { facts } = labels.officers;
  const { officer } = row;
  return (
    <dl className={styles.facts}>
      <dt>{facts.roles}</dt>
      <dd>{row.roles}</dd>
      <dt>{facts.unit}</dt>
      <dd>{officer.unit === null ? facts.wholeDesk : facts.unitCode(officer.unit)}</dd>
      <dt>{facts.state}</dt>
      <dd>
        <StateTag row={row} />
      </dd>
      <dt>{facts.secret}</dt>
      <dd>
        <SecretState row={row} labels={labels} />
      </dd>
      <dt>{facts.created}</dt>
      <dd>{facts.createdBy(formatDay(new Date(officer.createdAt)), officer.createdBy)}</dd>
    </dl>
  );
}

function OfficerActs({
  officer,
  onChange,
  onReset,
  onDone,
}: Omit<OfficerDetailsProps, 'row'> & { readonly officer: ListedOfficer }) {
  const { officers } = useLabels();
  const acts = useActs();
  const call = useGuardedCall();
  const me = useOfficer();
  const mayManage = useMay('officers.manage');
  const mayUnlock = useMay('officers.unlock');
  const mayReset = useMay('officers.reset');
  const own = me?.id === officer.id;
  const unlock = () => call('officers.unlock', { id: officer.id }).then(onDone, acts.report);
  const hasLeft = officer.state === 'left';
  return (
    <div className={styles.acts}>
      {mayUnlock && officer.failures > 0 && <Button onClick={() => void unlock()}>{officers.unlock}</Button>}
      {mayManage && !own && !hasLeft && <Button onClick={() => onChange(officer)}>{officers.change}</Button>}
      {mayReset && !own && officer.state === 'active' && (
        <Button onClick={() => onReset(officer.id)}>{officers.reset}</Button>
      )}
      {mayManage && own && <p className={styles.hint}>{officers.ownRights}</p>}
      {!mayManage && <p className={styles.hint}>{officers.onlyAdministrator}</p>}
    </div>
  );
}
