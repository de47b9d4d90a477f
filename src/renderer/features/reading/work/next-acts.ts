import type { DeskState, Reading } from '#contract/desk.ts';
import type { Situation } from '../situation.ts';

export type NextActId = 'another' | 'again' | 'mrz' | 'files' | 'stop' | 'importTrust' | 'check';

/** What can be done next, the obvious first; `main` is the one on Enter, and there may be none. */
export type NextActs = { readonly main: NextActId | null; readonly others: readonly NextActId[] };

export function nextActs(situation: Situation, readers: DeskState['readers']): NextActs {
  switch (situation.kind) {
    case 'finished':
      return afterReading(situation.reading, readers);
    case 'reading':
      return { main: null, others: ['stop', ...filesOf(situation.reading)] };
    case 'awaitingKey':
      return { main: null, others: ['another'] };
    default:
      return { main: null, others: ['check'] };
  }
}

function afterReading(reading: Reading, readers: DeskState['readers']): NextActs {
  const onReader = readers.some(({ name, card }) => name === reading.reader && card === 'present');
  const again: NextActId[] = onReader ? ['again'] : [];
  const noAnchor = reading.verdict?.checks.some(({ reasons }) => reasons.includes('signer.noAnchor')) ?? false;
  const rest: NextActId[] = [...(noAnchor ? (['importTrust'] as const) : []), ...filesOf(reading)];
  const canRefused = onReader && canCannotOpen(reading);
  if (canRefused) return { main: 'mrz', others: ['another', ...rest] };
  const retry = onReader && reading.failure?.retryable === true;
  return retry ? { main: 'again', others: ['another', ...rest] } : { main: 'another', others: [...again, ...rest] };
}

function filesOf(reading: Reading): NextActId[] {
  return reading.files.length > 0 ? ['files'] : [];
}

/** The six digits will not open this card; its machine readable zone may. */
function canCannotOpen({ failure }: Reading): boolean {
  const refused = failure?.code === 'access.unsupported' || failure?.code === 'access.blocked';
  return refused && failure.params.kind !== 'mrz';
}
