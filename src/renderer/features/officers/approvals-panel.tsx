import type { Approval } from '#contract/officers.ts';
import { formatTime } from '../../i18n/format.ts';
import { useLabels } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useMay, useOfficer } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import panel from '../../ui/panel.module.css';
import { Tag } from '../../ui/tag.tsx';
import styles from './officers.module.css';
import { votesNeeded } from './roster-view.ts';

type ApprovalsPanelProps = {
  readonly approvals: readonly Approval[];
  readonly onOpen: (approval: Approval) => void;
  readonly onDone: () => void;
};

const minute = 60_000;
const pastShown = 8;
const isOpen = ({ state, expiresAt }: Approval) => state === 'open' && new Date(expiresAt).getTime() > Date.now();

/** What one asked for and others agree to: what waits, and what became of the latest. */
export function ApprovalsPanel({ approvals, ...on }: ApprovalsPanelProps) {
  const labels = useLabels();
  const open = approvals.filter(isOpen);
  const past = approvals.filter((approval) => !isOpen(approval)).slice(0, pastShown);
  return (
    <section className={`${panel.panel} ${styles.approvals}`} aria-label={labels.approvals.title}>
      <h2 className={panel.heading}>{labels.approvals.title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className={styles.scroll} tabIndex={0}>
        {open.length === 0 && <p className={styles.hint}>{labels.approvals.none}</p>}
        <ul>
          {open.map((approval) => (
            <OpenApproval key={approval.id} approval={approval} {...on} />
          ))}
        </ul>
        {past.length > 0 && (
          <>
            <h3>{labels.approvals.past}</h3>
            <ul>
              {past.map((approval) => (
                <PastApproval key={approval.id} approval={approval} />
              ))}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

function OpenApproval({
  approval,
  onOpen,
  onDone,
}: Omit<ApprovalsPanelProps, 'approvals'> & { readonly approval: Approval }) {
  const { approvals } = useLabels();
  const words = useOfficerWords();
  const acts = useActs();
  const { link } = useDeskParts();
  const me = useOfficer();
  const mayReset = useMay('officers.reset');
  const what = approvals.line(words.approvals[approval.kind], approval.subject);
  const left = Math.ceil((new Date(approval.expiresAt).getTime() - Date.now()) / minute);
  const withdraw = () => link.call('approvals.withdraw', { id: approval.id }).then(onDone, acts.report);
  return (
    <li className={styles.approval}>
      <b>{what}</b>
      <span>
        {approvals.askedBy(approval.requestedBy, formatTime(new Date(approval.requestedAt)))} ·{' '}
        {approvals.minutesLeft(Math.max(0, left))}
      </span>
      <div className={styles.acts}>
        <Tag tone="info">{approvals.votes(approval.votes.length, votesNeeded(approval.kind))}</Tag>
        {approval.kind === 'secretReset' && mayReset && (
          <Button aria-label={approvals.openOf(what)} onClick={() => onOpen(approval)}>
            {approvals.open}
          </Button>
        )}
        {me?.id === approval.requestedBy && (
          <Button look="quiet" aria-label={approvals.withdrawOf(what)} onClick={() => void withdraw()}>
            {approvals.withdraw}
          </Button>
        )}
      </div>
    </li>
  );
}

function PastApproval({ approval }: { readonly approval: Approval }) {
  const { approvals } = useLabels();
  const words = useOfficerWords();
  const state = approval.state === 'open' ? 'expired' : approval.state;
  return (
    <li className={styles.past}>
      <span>{approvals.line(words.approvals[approval.kind], approval.subject)}</span>
      <Tag tone={state === 'used' ? 'ok' : 'plain'}>{approvals.states[state]}</Tag>
    </li>
  );
}
