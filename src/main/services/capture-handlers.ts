import type { DeskApi } from '#contract/api.ts';
import type { CaptureTask, captureApi } from '#contract/capture.ts';
import type { Handlers, Input } from '#contract/rpc.ts';
import { beginTask } from './capture-begin.ts';
import type { CaptureCore, Going } from './capture-core.ts';
import type { CaptureDeskParts } from './capture-desk.ts';
import { keepingOf } from './capture-keeping.ts';
import { matchHandlers } from './capture-match-handlers.ts';
import { admitToCaptures, gone, permissionOf, permitCapture } from './capture-office.ts';
import { takeSignature } from './capture-signature.ts';
import type { Shot } from './capture-task.ts';
import type { DocumentTask } from './capture-task-document.ts';
import type { PortraitTask } from './capture-task-portrait.ts';
import type { Permit } from './permit.ts';

type Command = keyof typeof captureApi.commands;
type Own = { readonly going: Going; readonly permit: Permit };

/** The commands of captures. Each asks first whether somebody may work with citizens here, then what it is about. */
export function captureHandlers(core: CaptureCore, parts: CaptureDeskParts): Pick<Handlers<DeskApi>, Command> {
  return {
    'capture.begin': (asked) => beginTask(core, parts, asked),
    'capture.cancel': async () => {
      await admitToCaptures(await parts.office());
      core.end(null);
      core.showFailure(null);
    },
    'capture.shoot': async (shot) => shoot(core, parts, shot),
    ...documentHandlers(core, parts),
    ...portraitHandlers(core, parts),
    ...matchHandlers(core, parts),
    'capture.signature': (given) => takeSignature(core, parts, given),
    ...keepingOf(core, parts),
  };
}

/** The task of that id, with leave to go on with it. @throws FailureError `session.*`, `capture.gone` */
export async function ownTask(
  core: CaptureCore,
  { office }: CaptureDeskParts,
  asked: { readonly task: string; readonly is?: CaptureTask['is'] },
): Promise<Own> {
  await admitToCaptures(await office());
  const going = core.going();
  if (going === null || going.id !== asked.task || (asked.is !== undefined && going.is !== asked.is)) return gone();
  const permit = await permitCapture(going.office, permissionOf[going.is], going.purpose);
  if (core.going() !== going) return gone();
  return { going, permit };
}

async function shoot(
  core: CaptureCore,
  parts: CaptureDeskParts,
  asked: Input<DeskApi, 'capture.shoot'>,
): Promise<void> {
  const shot: Shot = asked;
  try {
    const { going, permit } = await ownTask(core, parts, asked);
    await going.task.shoot(shot, permit);
  } finally {
    shot.pixels.bytes.fill(0);
  }
}

function documentHandlers(
  core: CaptureCore,
  parts: CaptureDeskParts,
): Pick<Handlers<DeskApi>, 'capture.addPage' | 'capture.finishDocument'> {
  const own = async (task: string) => {
    const { going, permit } = await ownTask(core, parts, { task, is: 'document' });
    return { document: going.task as DocumentTask, permit };
  };
  return {
    'capture.addPage': async ({ task, bytes }) => {
      try {
        await (await own(task)).document.addPage(bytes);
      } finally {
        bytes.fill(0);
      }
    },
    'capture.finishDocument': async ({ task }) => {
      const { document, permit } = await own(task);
      return { id: await document.finishDocument(permit) };
    },
  };
}

function portraitHandlers(
  core: CaptureCore,
  parts: CaptureDeskParts,
): Pick<Handlers<DeskApi>, 'capture.again' | 'capture.accept'> {
  const own = async (task: string) => (await ownTask(core, parts, { task, is: 'portrait' })).going.task as PortraitTask;
  return {
    'capture.again': async ({ task }) => (await own(task)).again(),
    'capture.accept': async ({ task }) => ({ id: (await own(task)).accept() }),
  };
}
