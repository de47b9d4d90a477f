import type { DeskState, Reading } from '#contract/desk.ts';
import { takeable } from '../comparison/takeable.ts';
import type { Situation } from '../situation.ts';

export type NextActId =
  | 'another'
  | 'again'
  | 'mrz'
  | 'files'
  | 'stop'
  | 'importTrust'
  | 'check'
  | 'confirm'
  | 'take'
  | 'record'
  | 'search'
  | 'intake'
  | 'match'
  | 'capture';

/** What can be done next, the obvious first; `main` is the one on Enter, and there may be none. */
export type NextActs = { readonly main: NextActId | null; readonly others: readonly NextActId[] };

/** What the acts depend on besides the reading. */
export type ActContext = {
  readonly readers: DeskState['readers'];
  readonly mayUpdate: boolean;
  readonly mayLookUp: boolean;
  readonly mayMatch: boolean;
  readonly mayCapture: boolean;
  /** Dossiers are opened by whoever receives them. */
  readonly mayReceive: boolean;
  /** The officer has confirmed this reading's comparison already. */
  readonly confirmed: boolean;
};

export function nextActs(situation: Situation, context: ActContext): NextActs {
  switch (situation.kind) {
    case 'finished':
      return afterReading(situation.reading, context);
    case 'reading':
      return { main: null, others: ['stop', ...filesOf(situation.reading)] };
    case 'awaitingKey':
      return { main: null, others: ['another'] };
    default:
      return { main: null, others: ['check'] };
  }
}

function afterReading(reading: Reading, context: ActContext): NextActs {
  const onReader = context.readers.some(({ name, card }) => name === reading.reader && card === 'present');
  const again: NextActId[] = onReader ? ['again'] : [];
  const noAnchor = reading.verdict?.checks.some(({ reasons }) => reasons.includes('signer.noAnchor')) ?? false;
  const rest: NextActId[] = [...(noAnchor ? (['importTrust'] as const) : []), ...filesOf(reading)];
  if (onReader && canCannotOpen(reading)) return { main: 'mrz', others: ['another', ...rest] };
  const registry = registryActs(reading, context);
  if (onReader && reading.failure?.retryable === true)
    return { main: 'again', others: [...registry.others, 'another', ...rest] };
  const person = personActs(reading, context);
  if (registry.main === null) return { main: 'another', others: [...person, ...registry.others, ...again, ...rest] };
  return { main: registry.main, others: [...person, ...registry.others, 'another', ...again, ...rest] };
}

/** What is done with the person in front of the desk: only a card that is not disproved says whose portrait it holds. */
function personActs({ verdict, portrait }: Reading, { mayMatch, mayCapture, mayReceive }: ActContext): NextActId[] {
  if (verdict === null || verdict.verdict === 'notGenuine') return [];
  // Only a card that is proved says for whom a dossier is opened.
  const intake: NextActId[] = mayReceive && verdict.verdict === 'genuine' ? ['intake'] : [];
  const match: NextActId[] = mayMatch && portrait === 'ready' ? ['match'] : [];
  return [...intake, ...match, ...(mayCapture ? (['capture'] as const) : [])];
}

const nothing: NextActs = { main: null, others: [] };

/** The acts that the comparison leads to, in the order it suggests; only a proved card changes a record. */
function registryActs({ comparison, verdict }: Reading, { mayUpdate, mayLookUp, confirmed }: ActContext): NextActs {
  if (comparison?.state !== 'done') return nothing;
  const { level, record } = comparison.comparison;
  if (record === 'absent') return mayLookUp ? { main: null, others: ['search'] } : nothing;
  const open: NextActId[] = comparison.person !== null && mayLookUp ? ['record'] : [];
  const [first = null] = open;
  if (level === 'blocking') return { main: first, others: [] };
  if (verdict?.verdict !== 'genuine' || !mayUpdate) return { main: null, others: open };
  const fields = takeable(comparison.comparison);
  const take: NextActId[] = fields.length > 0 ? ['take'] : [];
  if (fields.some(({ act }) => act === 'capNhat')) return { main: 'take', others: open };
  if (level === 'warning') return { main: first, others: take };
  return confirmed ? { main: null, others: [...take, ...open] } : { main: 'confirm', others: [...take, ...open] };
}

function filesOf(reading: Reading): NextActId[] {
  return reading.files.length > 0 ? ['files'] : [];
}

/** The six digits will not open this card; its machine readable zone may. */
function canCannotOpen({ failure }: Reading): boolean {
  const refused = failure?.code === 'access.unsupported' || failure?.code === 'access.blocked';
  return refused && failure.params.kind !== 'mrz';
}
