import { useLabels } from '../../i18n/language.ts';
import { useActs } from '../../state/acts.ts';
import { useDeskParts } from '../../state/desk-context.tsx';
import { useOfficer } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { GatePage } from './gate-page.tsx';
import { NewSecretForm } from './new-secret-form.tsx';
import { OfficerLine } from './officer-line.tsx';

/** Somebody came in with a secret that another gave them: nothing before they have one of their own. */
export function ChooseSecret() {
  const { chooseSecret } = useLabels();
  const acts = useActs();
  const { link } = useDeskParts();
  const officer = useOfficer();
  if (!officer) return null;
  return (
    <GatePage title={chooseSecret.title} explain={<p>{chooseSecret.explain}</p>}>
      <OfficerLine officer={officer} />
      <NewSecretForm
        officer={officer}
        presentLabel={chooseSecret.given}
        submit={chooseSecret.submit}
        send={(given) => link.call('session.changeSecret', given)}
      >
        <Button look="quiet" onClick={() => void acts.signOut()}>
          {chooseSecret.cancel}
        </Button>
      </NewSecretForm>
    </GatePage>
  );
}
