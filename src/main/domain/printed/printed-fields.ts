import type { PrefilledField } from '#contract/capture.ts';
import type { TextLine } from '#contract/vision.ts';
import { type Label, labelsOf } from './labels.ts';
import { shapedValue } from './printed-values.ts';

type Field = PrefilledField['field'];

/** A line of print with the labels in it. */
type LabelledLine = { readonly line: TextLine; readonly labels: readonly Label[] };

/** Fields whose value may go on in the next line. */
const long = new Set<Field>(['origin', 'residence']);

/**
 * Fields of a card or a birth certificate out of its lines of print, by the words they are labelled with. A value must have the
 * shape of its field (a date that exists, twelve digits, a name of letters): what has not is left out, and nothing is made up.
 * Confidence is that of the least sure line it came from.
 */
export function printedFields(lines: readonly TextLine[]): readonly PrefilledField[] {
  const labelled = [...lines]
    .sort((a, b) => a.box.y + a.box.height / 2 - b.box.y - b.box.height / 2)
    .map((line) => ({ line, labels: labelsOf(line.text) }));
  const found = new Map<Field, PrefilledField>();
  labelled.forEach(({ labels }, at) => {
    for (const [index, { field }] of labels.entries()) {
      const value = found.has(field) ? null : valueAt(labelled, at, index);
      if (value !== null) found.set(field, value);
    }
  });
  const number = found.get('number') ?? loneNumber(lines);
  if (number !== null) found.set('number', number);
  return [...found.values()];
}

/** The value behind a label: on its line, or on the line below it where its own has none. */
function valueAt(lines: readonly LabelledLine[], at: number, index: number): PrefilledField | null {
  const here = lines[at];
  const label = here?.labels[index];
  if (here === undefined || label === undefined) return null;
  const { field } = label;
  // The English label follows the Vietnamese one: its value is the one they share.
  const next = here.labels[index + 1];
  if (next?.field === field) return null;
  const behind = Array.from(here.line.text).slice(label.to, next?.from).join('');
  const below = lineBelow(lines, at);
  const parts = /[\p{L}\d]/u.test(afterSeparator(behind)) ? [{ ...here.line, text: afterSeparator(behind) }] : [];
  if (parts.length === 0 && next !== undefined) return null;
  if (below !== null && (parts.length === 0 || (long.has(field) && next === undefined))) parts.push(below);
  const text =
    shapedValue(field, parts.map((part) => part.text).join(', ')) ?? shapedValue(field, parts[0]?.text ?? '');
  return text === null ? null : { field, text, confidence: Math.min(...parts.map(({ confidence }) => confidence)) };
}

const afterSeparator = (text: string) => text.replace(/^[\s:;.,/|\-–—()]+/, '');

/** The next line under one, close to it and without a label of its own. */
function lineBelow(lines: readonly LabelledLine[], at: number): TextLine | null {
  const here = lines[at]?.line.box;
  if (here === undefined) return null;
  for (const { line, labels } of lines.slice(at + 1)) {
    const { x, y, width, height } = line.box;
    const apart = y - (here.y + here.height);
    const beside = x > here.x + here.width || x + width < here.x;
    if (beside || apart < -0.5 * here.height) continue;
    return labels.length > 0 || apart > 2 * Math.max(here.height, height) ? null : line;
  }
  return null;
}

/** Twelve digits that stand alone on a card are its number, if there are no others. */
function loneNumber(lines: readonly TextLine[]): PrefilledField | null {
  const numbers = lines.flatMap(({ text, confidence }) => {
    const value = shapedValue('number', text);
    return value === null ? [] : [{ field: 'number' as const, text: value, confidence }];
  });
  const [first] = numbers;
  return first !== undefined && numbers.every(({ text }) => text === first.text) ? first : null;
}
