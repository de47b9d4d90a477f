/** From which day on records of a level stay: whole calendar months back; a day that month lacks is its last one. */
export function keptSince(months: number, today: Date): Date {
  const first = new Date(today.getFullYear(), today.getMonth() - months, 1);
  const lastDay = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  first.setDate(Math.min(today.getDate(), lastDay));
  return first;
}
