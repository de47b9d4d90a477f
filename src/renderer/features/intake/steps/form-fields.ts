import type { FormField } from '#contract/intake.ts';
import { formatIsoDate } from '../../../i18n/format.ts';
import type { Labels } from '../../../i18n/vi.ts';

/** Whether a field is asked of the person: nothing filled it, or somebody typed it where nothing had. */
export function isAsked({ source, retyped }: FormField): boolean {
  return retyped === null && (source === null || source === 'typed' || source === 'ocr');
}

/** A value as it is read: days as they are written here, sex as a word. */
export function shownValue(
  { check }: Pick<FormField, 'check'>,
  value: string,
  words: Labels['intake']['form'],
): string {
  if (check === 'date') return formatIsoDate(value);
  if (check === 'sex') return value === 'male' || value === 'female' ? words.sexes[value] : value;
  return value;
}
