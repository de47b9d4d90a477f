const wanted = '[data-todo], [data-todo-inside] button';
const resumed = '[data-resume], [data-resume-inside] button';

/** Puts the focus on the first thing to do: where the draft was left, what is missing, else the way on. */
export function focusFirst(place: HTMLElement | null): void {
  const first =
    place?.querySelector<HTMLElement>(resumed) ??
    place?.querySelector<HTMLElement>(wanted) ??
    place?.querySelector<HTMLElement>('[data-main]');
  first?.focus();
  if (first instanceof HTMLInputElement) first.select();
}

/** From something that is done to the next that wants something; true when nothing does and the way on is next. */
export function focusNext(from: Element): boolean {
  const frame = from.closest('section[data-at]');
  const next = [...(frame?.querySelectorAll<HTMLElement>(wanted) ?? [])].find((each) => each !== from);
  (next ?? frame?.querySelector<HTMLElement>('[data-main]'))?.focus();
  return next === undefined;
}

/** Presses the way on of the step something stands in. */
export function pressOn(from: Element): void {
  from.closest('section[data-at]')?.querySelector<HTMLElement>('[data-main]')?.click();
}
