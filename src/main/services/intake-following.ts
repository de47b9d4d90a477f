import type { Reading } from '#contract/desk.ts';
import { FailureError } from '#contract/failures.ts';
import { readAgain } from './intake-acting.ts';
import type { IntakeCore } from './intake-core.ts';
import type { IntakeDesk } from './intake-desk.ts';
import { settledIn } from './intake-opening.ts';
import { lookedUp } from './intake-seat.ts';

type Following = Pick<IntakeDesk, 'readingChanged' | 'sessionChanged' | 'devicesChanged' | 'refresh'>;

/** What the intake does when something else has changed: nobody waits for it, and what fails is looked at again with the next act. */
export function followingOf(core: IntakeCore): Following {
  const { report } = core.parts;
  const inBackground = (work: () => Promise<void>) =>
    core.inTurn(work).catch((error) => {
      if (!(error instanceof FailureError)) report('intake', error);
    });
  let last = '';
  return {
    readingChanged(reading) {
      const now = stageOf(reading);
      if (now === last) return;
      last = now;
      if (core.seat() === null) return;
      core.show();
      void inBackground(() => lookAgain(core));
    },
    sessionChanged({ state }) {
      if (state !== 'signedIn' && state !== 'locked') core.vacate();
      else core.show();
      if (state === 'signedIn') void inBackground(() => everything(core));
    },
    devicesChanged: () => core.show(),
    refresh: () => inBackground(() => everything(core)),
  };
}

/** What of a reading the intake follows: whose card, whether it is proved, and what comparing it found. */
function stageOf(reading: Reading | null): string {
  if (reading === null) return 'none';
  const { id, phase, verdict, comparison } = reading;
  return [id, phase, verdict?.verdict, comparison?.state].join(' ');
}

async function everything(core: IntakeCore): Promise<void> {
  await core.readDrafts();
  await readAgain(core);
  await lookAgain(core);
}

/** Asks cache and desk anew about who sits here, and lets follow what follows from it; where nobody may, it waits. */
async function lookAgain(core: IntakeCore): Promise<void> {
  const seat = core.seat();
  const state = core.parts.session.state();
  if (seat === null || state.state !== 'signedIn' || !state.permissions.includes('dossier.receive')) return;
  const leave = await core.permit('dossier.receive', { dossier: seat.current });
  const knowing = await lookedUp(core.parts, seat);
  const after = knowing.dossiers.reduce((all, { id }) => settledIn(core, all, { id, leave }), knowing);
  await core.keep({ before: seat, after, leave });
}
