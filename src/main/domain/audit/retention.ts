import { type AuditLevel, type AuditRetention, type AuditSeal, auditLevels } from '#contract/audit.ts';
import type { AuditPlace, ChainPoint, LogTail } from './record.ts';
import type { SealStatement } from './seal.ts';

/** Months each level is kept unless the station says otherwise, and why. */
export const defaultRetention: Readonly<Record<AuditLevel, { readonly months: number; readonly reason: string }>> = {
  view: { months: 12, reason: 'TCVN 11930:2017 asks 3 to 12 months by the level of the system: the highest' },
  act: { months: 12, reason: 'the dossier itself keeps who changed what; the log only has to outlast complaints' },
  security: { months: 24, reason: 'who was an officer with which role must outlast the records that name them' },
  incident: { months: 60, reason: 'files of a breach are kept five years (Decree 356/2025, article 23 as summarised)' },
};

/** Least months a log is kept, by the security level of the information system (TCVN 11930:2017, levels 2 to 5). */
export const leastMonths: Readonly<Record<2 | 3 | 4 | 5, number>> = { 2: 1, 3: 3, 4: 6, 5: 12 };

/** The default as plain months. */
export function defaultMonths(): AuditRetention {
  const months = auditLevels.map((level) => [level, defaultRetention[level].months] as const);
  return Object.fromEntries(months) as AuditRetention;
}

/** The levels that a rule would forget earlier than a system of this security level may. */
export function tooShort(retention: AuditRetention, systemLevel: 2 | 3 | 4 | 5): readonly AuditLevel[] {
  return auditLevels.filter((level) => retention[level] < leastMonths[systemLevel]);
}

/** Before which moment records of a level may go: whole calendar months back, ISO in UTC. A day that month lacks is its last one. */
export function keptFrom(months: number, now: Date): string {
  const day = now.getUTCDate();
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return `${first.toISOString().slice(0, 10)}T${now.toISOString().slice(11)}`;
}

/** What a purge would take out: for each level the last line that goes, if any. */
export type PurgePlan = Partial<Readonly<Record<AuditLevel, ChainPoint>>>;

/**
 * The seal that takes the place of purged lines: where each chain goes on from, those purged before included; null when
 * nothing goes. It is kept before any line is removed.
 */
export function purgeStatement(
  plan: PurgePlan,
  {
    place,
    tail,
    before,
    at,
  }: {
    readonly place: AuditPlace;
    readonly tail: LogTail;
    /** The purge before this one. */
    readonly before: AuditSeal | null;
    readonly at: string;
  },
): SealStatement | null {
  const moved = auditLevels.some((level) => (plan[level]?.number ?? 0) > (before?.chains[level]?.number ?? 0));
  if (!moved) return null;
  const { profile, machine, station, epoch } = place;
  const chains = { ...before?.chains, ...plan };
  return { kind: 'purge', profile, machine, station, epoch, at, sequence: tail.sequence, chains };
}
