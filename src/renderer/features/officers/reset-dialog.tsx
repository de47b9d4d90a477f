import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { Approval } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { FailureLines } from '../session/failure-lines.tsx';
import { SecretForm } from '../session/secret-form.tsx';
import { type Given, GivenSecret } from './given-secret.tsx';
import styles from './officers.module.css';
import { OneTimeSecret } from './one-time-secret.tsx';
import { votesNeeded } from './roster-view.ts';

type ResetDialogProps = {
  /** Whose secret, and the approval that was asked for already. */
  readonly request: { readonly subject: string; readonly approval: Approval | null } | null;
  readonly onClose: () => void;
};

/** A forgotten secret: asked for, agreed to by two others at this desk, given once. */
export function ResetDialog({ request, onClose }: ResetDialogProps) {
  const { approval: labels, givenSecret } = useLabels();
  const [given, setGiven] = useState<Given | null>(null);
  const close = () => {
    setGiven(null);
    onClose();
  };
  return (
    <Modal
      size={given ? 'medium' : 'small'}
      open={request !== null}
      onClose={close}
      title={given ? givenSecret.title : labels.resetTitle(request?.subject ?? '')}
      explain={given ? givenSecret.explain : labels.resetExplain}
    >
      <div className={styles.dialog}>
        {given ? (
          <GivenSecret given={given} onDone={close} />
        ) : (
          request && <Steps subject={request.subject} asked={request.approval} onGiven={setGiven} />
        )}
      </div>
    </Modal>
  );
}

type StepsProps = {
  readonly subject: string;
  readonly asked: Approval | null;
  readonly onGiven: (given: Given) => void;
};

function Steps({ subject, asked, onGiven }: StepsProps) {
  const { approval: labels } = useLabels();
  const { link } = useDeskParts();
  const call = useGuardedCall();
  const [approval, setApproval] = useState(asked);
  const [failure, setFailure] = useState<Failure | null>(null);
  const ask = () => {
    setFailure(null);
    call('approvals.ask', { kind: 'secretReset', subject }).then(setApproval, (error) => setFailure(failureOf(error)));
  };
  if (approval === null)
    return (
      <>
        <p className={styles.hint}>{labels.askHint}</p>
        <FailureLines failure={failure} />
        <div className={styles.answers}>
          <Button look="main" onClick={ask}>
            {labels.ask}
          </Button>
        </div>
      </>
    );
  const missing = Math.max(0, votesNeeded(approval.kind) - approval.votes.length);
  return (
    <>
      <Voters approval={approval} missing={missing} />
      {missing > 0 ? (
        <section className={styles.vote} aria-label={labels.voteTitle}>
          <h3>{labels.voteTitle}</h3>
          <SecretForm
            key={approval.votes.length}
            officer={null}
            submit={labels.vote}
            send={(by) => link.call('approvals.vote', { ...by, id: approval.id }).then(setApproval)}
          />
        </section>
      ) : (
        <OneTimeSecret
          of={{ id: subject, name: '' }}
          submit={labels.give}
          send={async (secret) => {
            await call('officers.reset', { approval: approval.id, secret });
            onGiven({ id: subject, name: null, secret });
          }}
        />
      )}
    </>
  );
}

function Voters({ approval, missing }: { readonly approval: Approval; readonly missing: number }) {
  const { approval: labels } = useLabels();
  return (
    <div className={styles.voters} role="status">
      <b>{labels.voters}</b>
      {approval.votes.length === 0 && <span>{labels.nobody}</span>}
      {approval.votes.map(({ officer }) => (
        <span key={officer} className={styles.voter}>
          <Check size={14} strokeWidth={2.8} aria-hidden /> {officer}
        </span>
      ))}
      <span>{missing > 0 ? labels.more(missing) : labels.enough}</span>
    </div>
  );
}
