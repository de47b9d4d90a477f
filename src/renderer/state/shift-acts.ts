import type { DeskApi } from '#contract/api.ts';
import type { Input } from '#contract/rpc.ts';
import type { DeskLink } from './desk-link.ts';

type Parts = { readonly link: DeskLink; readonly run: (command: Promise<unknown>) => Promise<boolean> };

/** What the officer does with the shift of this desk. */
export function shiftActs({ link: { call }, run }: Parts) {
  return {
    openShift: (opening: Input<DeskApi, 'shift.open'>) => run(call('shift.open', opening)),
    closeShift: (closing: Input<DeskApi, 'shift.close'>) => run(call('shift.close', closing)),
    takeOverShift: () => run(call('shift.takeOver')),
  };
}
