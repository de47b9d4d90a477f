import { type Purpose, purposeCodes } from '#contract/officers.ts';
import { type OptionValues, oneOf } from './options.ts';
import { UsageError } from './usage-error.ts';

/** Why a command shows people: as typed; in the demo, where nobody is real, it need not be said. @throws UsageError */
export function purposeOf({ purpose, note }: OptionValues, isDemo: boolean): Purpose {
  if (purpose === undefined && !isDemo) throw new UsageError(`cần --purpose <mục đích>: ${purposeCodes.join(', ')}`);
  return { code: oneOf(purposeCodes, purpose ?? 'doiChieu', '--purpose'), note: note ?? null };
}
