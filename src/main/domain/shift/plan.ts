import type { PlannedShift } from '#contract/shift.ts';

/** The shifts of a day of a campaign, 7:00 to 22:00; a station writes its own. */
export const defaultPlan: readonly PlannedShift[] = [
  { name: 'Ca 1', from: '07:00', to: '12:00' },
  { name: 'Ca 2', from: '12:00', to: '17:00' },
  { name: 'Ca 3', from: '17:00', to: '22:00' },
];

/** The planned shift a minute of the local day (`HH:MM`) is in, its first minute included and its last not; null outside all. */
export function plannedShiftAt(plan: readonly PlannedShift[], minute: string): PlannedShift | null {
  return plan.find(({ from, to }) => from <= minute && minute < to) ?? null;
}
