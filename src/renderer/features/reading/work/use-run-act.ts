import { useCallback } from 'react';
import type { Reading } from '#contract/desk.ts';
import { useActs } from '../../../state/acts.ts';
import { useDeskParts } from '../../../state/desk-context.tsx';
import { useGuardedCall } from '../../../state/guarded-call.ts';
import { freshLookUpView } from '../../../state/look-up-view.ts';
import type { NextActId } from './next-acts.ts';

/** Does an act of the work zone; `onTake` opens the dialog of what is taken from the card. */
export function useRunAct(reading: Reading | null, onTake: () => void): (id: NextActId) => Promise<unknown> {
  const acts = useActs();
  const runRegistry = useRegistryAct(reading, onTake);
  const reader = reading?.reader ?? null;
  return useCallback(
    async (id) => {
      switch (id) {
        case 'another':
          return acts.clearReading();
        case 'again':
          return reader === null ? false : acts.openReading(reader);
        case 'mrz':
          return reader === null ? false : acts.openByMrz(reader);
        case 'stop':
          return acts.cancelReading();
        case 'files':
          return acts.show('files');
        case 'importTrust':
          return acts.go('trust');
        case 'check':
          return acts.show('doctor');
        case 'intake':
          return acts.startIntake();
        case 'match':
          return acts.beginCapture({ is: 'faceMatch' });
        case 'capture':
          return acts.go('capture');
        default:
          return runRegistry(id);
      }
    },
    [acts, reader, runRegistry],
  );
}

type RegistryAct = 'confirm' | 'take' | 'record' | 'search';

function useRegistryAct(reading: Reading | null, onTake: () => void): (id: RegistryAct) => Promise<unknown> {
  const acts = useActs();
  const call = useGuardedCall();
  const { window } = useDeskParts();
  const id = reading?.id ?? null;
  const person = reading?.comparison?.state === 'done' ? reading.comparison.person : null;
  const name = reading?.holder?.name?.value ?? null;
  return useCallback(
    async (act) => {
      switch (act) {
        case 'confirm':
          return call('registry.confirm', { act: 'doiChieu' }).then(
            () => window.setState({ confirmed: id, notice: null }),
            acts.report,
          );
        case 'take':
          return onTake();
        case 'record':
          return person === null ? false : acts.openPerson(person);
        case 'search':
          window.setState({ searchDraft: name, personId: null, lookUp: freshLookUpView });
          return acts.go('lookUp');
      }
    },
    [acts, call, window, id, person, name, onTake],
  );
}
