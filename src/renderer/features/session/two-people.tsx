import { useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import type { Approval, ApprovalKind } from '#contract/officers.ts';
import { useLabels } from '../../i18n/language.ts';
import { failureOf } from '../../state/failure-of.ts';
import { useGuardedCall } from '../../state/guarded-call.ts';
import { Button } from '../../ui/button.tsx';
import { DemoOfficers } from './demo-secret.tsx';
import { FailureLines } from './failure-lines.tsx';
import { SecretForm } from './secret-form.tsx';
import styles from './two-people.module.css';

type TwoPeopleProps = {
  readonly kind: Extract<ApprovalKind, 'restore' | 'keyChange' | 'auditPurge'>;
  readonly subject: string;
  /** What is done once the second of the two has said yes. */
  readonly act: string;
  readonly doing: string;
  /** Who may say yes, where that is not a commander alone. */
  readonly inspectorToo?: boolean;
  readonly onApproved: (approval: string) => Promise<void>;
};

type Stage =
  | { readonly at: 'before' }
  | { readonly at: 'asking' }
  | { readonly at: 'asked'; readonly approval: Approval }
  | { readonly at: 'agreed'; readonly approval: Approval; readonly by: string }
  | { readonly at: 'doing' };

/** The first of two asks, the second says yes at this desk with a secret of their own, and the first goes on. */
export function TwoPeople({ kind, subject, act, doing, inspectorToo = false, onApproved }: TwoPeopleProps) {
  const { twoPeople: words } = useLabels();
  const by = inspectorToo ? 'commanderOrInspector' : 'commander';
  const call = useGuardedCall();
  const [stage, setStage] = useState<Stage>({ at: 'before' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const fail = (error: unknown) => setFailure(failureOf(error));
  const ask = () => {
    setStage({ at: 'asking' });
    setFailure(null);
    call('approvals.ask', { kind, subject }).then(
      (approval) => setStage({ at: 'asked', approval }),
      (error) => {
        setStage({ at: 'before' });
        fail(error);
      },
    );
  };
  const withdraw = ({ id }: Approval) => {
    call('approvals.withdraw', { id }).then(() => setStage({ at: 'before' }), fail);
  };
  const go = (approval: Approval, by: string) => {
    setStage({ at: 'doing' });
    setFailure(null);
    onApproved(approval.id).catch((error) => {
      setStage({ at: 'agreed', approval, by });
      fail(error);
    });
  };
  return (
    <section className={styles.two} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={styles.explain}>{words.explain[by]}</p>
      {(stage.at === 'before' || stage.at === 'asking') && (
        <Button look="main" disabled={stage.at === 'asking'} onClick={ask}>
          {stage.at === 'asking' ? words.asking : words.ask[by]}
        </Button>
      )}
      {stage.at === 'asked' && (
        <>
          <SecretForm
            officer={null}
            submit={words.agree}
            send={async ({ officer, secret }) => {
              const { id } = stage.approval;
              const approval = await call('approvals.vote', { id, officer, secret });
              setStage({ at: 'agreed', approval, by: officer });
            }}
          >
            <Button onClick={() => withdraw(stage.approval)}>{words.withdraw}</Button>
          </SecretForm>
          <DemoOfficers />
        </>
      )}
      {(stage.at === 'agreed' || stage.at === 'doing') && (
        <>
          {stage.at === 'agreed' && (
            <p role="status" className={styles.explain}>
              {words.agreed(stage.by)}
            </p>
          )}
          <Button
            look="danger"
            disabled={stage.at === 'doing'}
            onClick={() => stage.at === 'agreed' && go(stage.approval, stage.by)}
          >
            {stage.at === 'doing' ? doing : act}
          </Button>
        </>
      )}
      <FailureLines failure={failure} />
    </section>
  );
}
