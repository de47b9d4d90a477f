import { TriangleAlert, UserRoundPlus } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { Approval, ListedOfficer } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { useMay } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import panel from '../../ui/panel.module.css';
import { ApprovalsPanel } from './approvals-panel.tsx';
import { OfficerDetails } from './officer-details.tsx';
import { OfficerDialog } from './officer-dialog.tsx';
import { OfficerTable } from './officer-table.tsx';
import styles from './officers.module.css';
import { ResetDialog } from './reset-dialog.tsx';
import { arrangeOfficers, type OfficerOrder, officerRow, withoutWayBack } from './roster-view.ts';
import { useOfficers } from './use-officers.ts';

/** What is open over the list. */
type Doing =
  | { readonly kind: 'add' }
  | { readonly kind: 'change'; readonly officer: ListedOfficer }
  | { readonly kind: 'reset'; readonly subject: string; readonly approval: Approval | null };

/** Who may sit at this desk and as what: list, accounts, forgotten secrets, approvals. */
export function OfficersScreen() {
  const labels = useLabels();
  const words = useOfficerWords();
  const { officers, approvals, refresh } = useOfficers();
  const [typed, setTyped] = useState('');
  const [order, setOrder] = useState<OfficerOrder>({ column: 'id', descending: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const rows = useMemo(() => (officers ?? []).map((officer) => officerRow(officer, words)), [officers, words]);
  const filter = useDeferredValue(typed);
  const shown = useMemo(() => arrangeOfficers(rows, filter, order), [rows, filter, order]);
  const picked = rows.find(({ officer }) => officer.id === chosen) ?? null;
  const end = () => {
    setDoing(null);
    void refresh();
  };
  const reset = (subject: string, approval: Approval | null) => setDoing({ kind: 'reset', subject, approval });

  return (
    <main className={styles.screen}>
      <section className={panel.panel} aria-labelledby="officers-title">
        <Head onType={setTyped} onAdd={() => setDoing({ kind: 'add' })} />
        <NoWayBack officers={officers ?? []} />
        <OfficerTable rows={shown} order={order} onOrder={setOrder} chosen={chosen} onChoose={setChosen} />
        <p role="status" className={styles.count}>
          {officers ? labels.officers.count(shown.length, rows.length) : labels.officers.loading}
          {officers && shown.length === 0 && ` · ${labels.officers.noMatch}`}
        </p>
      </section>
      <div className={styles.side}>
        <OfficerDetails
          row={picked}
          onChange={(officer) => setDoing({ kind: 'change', officer })}
          onReset={(id) => reset(id, null)}
          onDone={() => void refresh()}
        />
        <ApprovalsPanel
          approvals={approvals}
          onOpen={(approval) => reset(approval.subject, approval)}
          onDone={() => void refresh()}
        />
      </div>
      <OfficerDialog
        open={doing?.kind === 'add' || doing?.kind === 'change'}
        officer={doing?.kind === 'change' ? doing.officer : null}
        onClose={end}
      />
      <ResetDialog request={doing?.kind === 'reset' ? doing : null} onClose={end} />
    </main>
  );
}

function Head({ onType, onAdd }: { readonly onType: (typed: string) => void; readonly onAdd: () => void }) {
  const { officers } = useLabels();
  const mayManage = useMay('officers.manage');
  return (
    <header className={styles.head}>
      <div>
        <h1 id="officers-title">{officers.title}</h1>
        <p>{officers.explain}</p>
      </div>
      <input
        type="search"
        className={field.input}
        placeholder={officers.filter}
        aria-label={officers.filter}
        autoComplete="off"
        spellCheck={false}
        onInput={(event) => onType(event.currentTarget.value.normalize('NFC'))}
      />
      {mayManage && (
        <Button look="main" onClick={onAdd}>
          <UserRoundPlus size={16} aria-hidden /> {officers.add}
        </Button>
      )}
    </header>
  );
}

/** Said before it is too late: whose forgotten secret nobody could give back. */
function NoWayBack({ officers }: { readonly officers: readonly ListedOfficer[] }) {
  const labels = useLabels();
  const ids = withoutWayBack(officers).map(({ id }) => id);
  if (ids.length === 0) return null;
  const named = ids.length > 6 ? `${ids.slice(0, 6).join(', ')} …` : ids.join(', ');
  return (
    <div className={styles.warning} role="note">
      <TriangleAlert size={18} aria-hidden />
      <p>
        <b>{labels.officers.noWayBack(named)}</b> {labels.officers.noWayBackRemedy}
      </p>
    </div>
  );
}
