import { type AuditLevel, auditLevels } from '#contract/audit.ts';
import type { Station } from '#contract/profile.ts';

/** What stands in the form, as it was typed. */
export type StationDraft = {
  readonly name: string;
  readonly commune: string;
  readonly publicHall: boolean;
  readonly retention: Readonly<Record<AuditLevel, string>>;
};

export type StationFault = 'commune' | 'retention';

/** The draft as parts that differ from the station, or what is wrong with it. */
export function stationChanges(
  station: Station,
  draft: StationDraft,
): { readonly changes: Partial<Station> } | { readonly fault: StationFault } {
  const name = draft.name.normalize('NFC').trim();
  const commune = draft.commune.trim();
  if (commune !== '' && !/^\d{5}$/.test(commune)) return { fault: 'commune' };
  const months = auditLevels.map((level) => [level, Number(draft.retention[level])] as const);
  if (months.some(([, count]) => !Number.isInteger(count) || count < 1 || count > 240)) return { fault: 'retention' };
  const same = months.every(([level, count]) => station.retention[level] === count);
  return {
    changes: {
      ...(name !== station.name && { name }),
      ...((commune || null) !== station.commune && { commune: commune || null }),
      ...(draft.publicHall !== station.publicHall && { publicHall: draft.publicHall }),
      ...(!same && { retention: Object.fromEntries(months) as Station['retention'] }),
    },
  };
}
