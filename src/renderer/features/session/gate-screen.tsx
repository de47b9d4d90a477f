import { ChooseSecret } from './choose-secret.tsx';
import { Cover } from './cover.tsx';
import { FirstRun } from './first-run.tsx';
import type { Gate } from './gate.ts';
import { Locked } from './locked.tsx';
import { SignIn } from './sign-in.tsx';
import { VaultFailed, VaultOpening } from './vault-state.tsx';

/** What stands before the desk. */
export function GateScreen({ gate }: { readonly gate: Exclude<Gate, 'open'> }) {
  switch (gate) {
    case 'locked':
      return (
        <Cover>
          <Locked />
        </Cover>
      );
    case 'firstRun':
      return <FirstRun />;
    case 'signIn':
      return <SignIn />;
    case 'chooseSecret':
      return <ChooseSecret />;
    case 'opening':
      return <VaultOpening />;
    case 'failed':
      return <VaultFailed />;
  }
}
