import type { Deadline } from '#contract/dossier.ts';
import type { Circumstances, DossierKind } from '#contract/dossier-kind.ts';
import { holds } from './when.ts';
import { addWorkingDays, type WorkCalendar, workingDaysBetween } from './working-days.ts';

/** What a deadline is worked out from: `from` is the day (ISO) the dossier became complete. */
export type DeadlineGround = {
  readonly circumstances: Circumstances;
  readonly from: string;
  readonly calendar: WorkCalendar;
};

/**
 * The day the result of a dossier is due, by the first rule of its kind that applies; null where no rule does.
 * @throws RangeError beyond the years whose holidays are known
 */
export function deadlineOf(kind: DossierKind, { circumstances, from, calendar }: DeadlineGround): Deadline | null {
  const rule = kind.deadlines.find(({ when }) => holds(when, circumstances));
  if (rule === undefined) return null;
  const { workingDays, basis } = rule;
  return { from, workingDays, due: addWorkingDays(calendar, from, workingDays), law: basis.law };
}

/** Days of work left until a result is due; 0 on its last day, negative when it is overdue. */
export function daysLeft({ due }: Deadline, on: string, calendar: WorkCalendar): number {
  return workingDaysBetween(calendar, on, due);
}

/** Whether the last day is over. */
export function isOverdue({ due }: Deadline, on: string): boolean {
  return due < on;
}

/** Order of work and of sending: what is due first comes first, what has no deadline last, and of equals the older. */
export function byDeadline(
  one: { readonly id: string; readonly deadline: Deadline | null },
  other: { readonly id: string; readonly deadline: Deadline | null },
): number {
  const [a, b] = [one.deadline?.due ?? '9999', other.deadline?.due ?? '9999'];
  if (a !== b) return a < b ? -1 : 1;
  // The number of a dossier begins with the time it was made at.
  return one.id < other.id ? -1 : Number(one.id > other.id);
}
