import { useLabels } from '../../i18n/language.ts';
import { useDesk, useDeskParts, useWindow } from '../../state/desk-context.tsx';
import { useSession } from '../../state/session.ts';
import { DemoOfficers } from './demo-secret.tsx';
import styles from './gate.module.css';
import { GatePage } from './gate-page.tsx';
import { SecretForm } from './secret-form.tsx';

/** Nobody is at the desk: an officer's id and secret open it. */
export function SignIn() {
  const { signIn, session: words } = useLabels();
  const { link } = useDeskParts();
  const session = useSession();
  const lastOfficer = useWindow((window) => window.lastOfficer);
  const opening = useDesk((desk) => desk.vault.state === 'opening');
  const ended = session.state === 'signedOut' ? session.cause : null;
  return (
    <GatePage title={signIn.title} explain={<p>{signIn.explain}</p>}>
      {ended && (
        <p className={styles.ended} role="status">
          {signIn.ended[ended]}
        </p>
      )}
      <SecretForm
        officer={null}
        lastOfficer={lastOfficer}
        submit={signIn.submit}
        send={(given) => link.call('session.signIn', given)}
      >
        <span className={styles.hint} role="status">
          {opening ? `${words.opening}…` : ''}
        </span>
      </SecretForm>
      <DemoOfficers />
      <p className={styles.aside}>{signIn.forgotten}</p>
    </GatePage>
  );
}
