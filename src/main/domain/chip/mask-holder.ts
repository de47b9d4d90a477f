import type { Holder } from '#contract/holder.ts';
import { layouts, type MrzLayout, type Span } from './mrz-layout.ts';

const DOT = '•';
const VISIBLE = 3;

/** A number with all but its last three characters hidden, and its length with them: `••• ••• ••• 901`. */
export function maskNumber(number: string): string {
  const last = number.length > VISIBLE ? number.slice(-VISIBLE) : DOT.repeat(VISIBLE);
  return `••• ••• ••• ${last}`;
}

/**
 * The holder fit for a screen that others may see: every number of person and document masked to its last three
 * characters, in the zone and in unexplained fields too. Names and dates stay.
 */
export function maskHolder(holder: Holder): Holder {
  return {
    ...holder,
    number: masked(holder.number),
    oldNumber: masked(holder.oldNumber),
    mrz: maskMrz(holder.mrz),
    otherFields: holder.otherFields.map(({ number, text }) => ({ number, text: maskRuns(text) })),
  };
}

function masked(stated: Holder['number']): Holder['number'] {
  return stated === null ? null : { ...stated, value: maskNumber(stated.value) };
}

/** Any run long enough to be a number of a person, a document or a chip. */
function maskRuns(text: string): string {
  return text.replace(/[0-9A-Za-z]{6,}/g, (run) => (/\d/.test(run) ? maskNumber(run) : run));
}

/** Lines of a zone with its numbers masked. Check digits go too: each would give a digit of what it guards away. A zone of no known size is hidden whole. */
export function maskMrz(lines: readonly string[]): string[] {
  const layout = Object.values(layouts).find((each) => fits(each, lines));
  if (layout === undefined) return lines.map((line) => DOT.repeat(line.length));
  const spans = hiddenSpans(layout);
  return lines.map((line, index) => spans.filter((span) => span.line === index).reduce(hide, line));
}

function fits({ lineCount, width }: MrzLayout, lines: readonly string[]): boolean {
  return lines.length === lineCount && lines.every((line) => line.length === width);
}

function hiddenSpans({ documentNumber, optional, optional2, composite, width }: MrzLayout): readonly Span[] {
  const withDigit = (span: Span): Span => ({ ...span, to: Math.min(span.to + 1, width) });
  const last = composite.at(-1)?.line ?? 0;
  const fields = [withDigit(documentNumber), withDigit(optional), optional2].filter((span) => span !== null);
  return [...fields, { line: last, from: width - 1, to: width }];
}

/** Hides what a span holds but for fillers and, where a number of more than six stands in it, its last three characters. */
function hide(line: string, { from, to }: Span): string {
  const field = line.slice(from, to);
  const number = /^[0-9A-Z]*/.exec(field)?.[0] ?? '';
  return line.slice(0, from) + hiddenField(field, number) + line.slice(to);
}

function hiddenField(field: string, number: string): string {
  const dots = (text: string) => text.replace(/[^<]/g, DOT);
  // The field ends with its check digit: of ten characters nine are the number, of twelve and more all are.
  const length = number.length === field.length ? number.length - 1 : number.length;
  if (length <= 2 * VISIBLE) return dots(field);
  return dots(number.slice(0, length - VISIBLE)) + number.slice(length - VISIBLE, length) + dots(field.slice(length));
}
