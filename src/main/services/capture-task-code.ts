import { createMrzAgreement } from '#domain/ocr-b/agree.ts';
import { gone } from './capture-office.ts';
import { lend, type RunningTask, type TaskContext } from './capture-task.ts';
import type { ScanDesk } from './scan-desk.ts';

/** Where codes and zones that were seen go; null for what is of no use here. */
export type CodeTaker = Pick<ScanDesk, 'take' | 'takeMrz'>;

/** Begins to look for QR codes and machine readable zones; the first one that is of a card ends it. */
export function beginCode(context: TaskContext, codes: CodeTaker): RunningTask {
  const agreement = createMrzAgreement();
  const { id, camera, engines, seen, finish } = context;
  const origin = { from: 'camera', device: { name: camera.name, simulated: camera.simulated } } as const;
  return {
    view: () => ({ is: 'code', id, camera: camera.id }),
    async see({ seq, pixels }) {
      const found = await lend(pixels, (copy) => engines.vision.codes(copy));
      if (context.signal.aborted) return;
      for (const code of found) {
        seen(seq, { is: 'code', corners: code.corners, guidance: null });
        if ((await codes.take({ code: { bytes: code.bytes }, ...origin })) !== null) return finish();
        if (context.signal.aborted) return;
      }
      const zone = await engines.vision.mrz(pixels);
      if (context.signal.aborted) return;
      if (found.length === 0 || zone.read) seen(seq, { is: 'code', corners: zone.corners, guidance: zone.guidance });
      const lines = agreement.add(zone);
      if (lines !== null && (await codes.takeMrz(lines, origin)) !== null) finish();
    },
    shoot: async () => gone(),
    end: () => undefined,
  };
}
