import { useState } from 'react';
import { useLabels } from '../../i18n/language.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { DemoOfficers, DemoSecret } from './demo-secret.tsx';
import { GatePage } from './gate-page.tsx';
import { OfficerLine } from './officer-line.tsx';
import { SecretForm } from './secret-form.tsx';

/** A locked desk: its officer opens it again as it was, or another one takes it over. */
export function Locked() {
  const { locked } = useLabels();
  const { link } = useDeskParts();
  const session = useSession();
  const [other, setOther] = useState(false);
  if (session.state !== 'locked') return null;
  const { officer } = session;
  if (other)
    return (
      <GatePage title={locked.otherTitle} explain={<p>{locked.otherExplain(officer.id)}</p>}>
        <SecretForm
          key="other"
          officer={null}
          submit={locked.otherSubmit}
          send={(given) => link.call('session.signIn', given)}
        >
          <Button look="quiet" onClick={() => setOther(false)}>
            {locked.back}
          </Button>
        </SecretForm>
        <DemoOfficers />
      </GatePage>
    );
  return (
    <GatePage
      title={locked.title}
      explain={
        <p>
          {locked.causes[session.cause]} {locked.kept}
        </p>
      }
    >
      <OfficerLine officer={officer} />
      <SecretForm
        key="unlock"
        officer={officer.id}
        submit={locked.unlock}
        send={({ secret }) => link.call('session.unlock', { secret })}
      >
        <Button look="quiet" onClick={() => setOther(true)}>
          {locked.other}
        </Button>
      </SecretForm>
      <DemoSecret officer={officer.id} />
    </GatePage>
  );
}
