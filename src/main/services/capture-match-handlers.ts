import type { DeskApi } from '#contract/api.ts';
import type { Handlers } from '#contract/rpc.ts';
import type { CaptureCore } from './capture-core.ts';
import type { CaptureDeskParts } from './capture-desk.ts';
import { ownTask } from './capture-handlers.ts';
import { admitToCaptures, gone, note, permitCapture } from './capture-office.ts';
import type { FaceMatchTask } from './capture-task-face-match.ts';

type Command = 'capture.skipChallenge' | 'capture.decideMatch' | 'capture.live';

/** What is done with a face match while it goes on, and with its result. */
export function matchHandlers(core: CaptureCore, parts: CaptureDeskParts): Pick<Handlers<DeskApi>, Command> {
  return {
    'capture.skipChallenge': async ({ task, reason }) => {
      const { going } = await ownTask(core, parts, { task, is: 'faceMatch' });
      await (going.task as FaceMatchTask).skipChallenge(reason);
    },
    'capture.decideMatch': async ({ same }) => decide(core, parts, same),
    'capture.live': async () => {
      const office = await parts.office();
      await admitToCaptures(office);
      const match = core.match();
      if (match === null || match.live === null) return null;
      await permitCapture(office, 'face.match', match.purpose);
      return core.match() === match ? Uint8Array.from(match.live) : null;
    },
  };
}

/** The officer's word, where the score leaves it to them and the challenge was not failed. @throws FailureError `capture.gone` */
async function decide(core: CaptureCore, { office, clock }: CaptureDeskParts, same: boolean): Promise<void> {
  const there = await office();
  await admitToCaptures(there);
  const match = core.match();
  if (match === null || match.result.decision !== null) return gone();
  if (match.result.comparison.band !== 'officer' || match.result.challenge.is === 'failed') return gone();
  const permit = await permitCapture(there, 'face.match', match.purpose);
  const { number } = match;
  await note(there, permit, { action: 'face.decided', number, result: { code: same ? 'same' : 'other' } });
  if (core.match() !== match) return gone();
  const decision = { same, officer: permit.officer.id, at: clock.now().toISOString() };
  core.setMatch({ ...match, result: { ...match.result, decision } });
}
