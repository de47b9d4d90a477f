import { type PersonColumn, personRowSchema, type RowRefusal } from '#contract/citizen.ts';
import { FailureError, failure } from '#contract/failures.ts';
import { csvCells, delimiterOf } from './csv.ts';
import type { RawRecord } from './import-records.ts';

/** File formats of an import. */
export const importFormats = ['ndjson', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Why a record was set aside; `numberTaken`: the cache has somebody else, by name and birth, under this number. */
export type SetAsideReason = RowRefusal | 'tooLong' | 'quoteOpen' | 'notUtf8' | 'notJson' | 'cellCount' | 'numberTaken';

/** A record as columns, or why it is none. */
export type ReadLine =
  | { readonly kind: 'row'; readonly row: unknown }
  | { readonly kind: 'refused'; readonly reason: SetAsideReason };

export type LineReader = (record: RawRecord) => ReadLine;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Text of a record's bytes, or null when they are no UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

function refused(reason: SetAsideReason): ReadLine {
  return { kind: 'refused', reason };
}

function reading(read: (text: string) => ReadLine): LineReader {
  return ({ bytes, broken }) => {
    if (broken !== null) return refused(broken);
    const text = textOf(bytes);
    return text === null ? refused('notUtf8') : read(text);
  };
}

/** Reads lines of JSON. */
export const readJsonLine: LineReader = reading((text) => {
  try {
    return { kind: 'row', row: JSON.parse(text) };
  } catch {
    return refused('notJson');
  }
});

const columnNames = Object.keys(personRowSchema.shape) as PersonColumn[];

/**
 * Reads CSV records by the names in the header; columns of other names are left out.
 * @throws FailureError `file.unreadable` when no column is the citizen's number
 */
export function csvReader(header: Uint8Array, file: string): LineReader {
  const text = textOf(header) ?? '';
  const delimiter = delimiterOf(text);
  const cells = csvCells(text.trim(), delimiter) ?? [];
  const columns = cells.map(
    (cell) => columnNames.find((name) => name.toLowerCase() === cell.trim().toLowerCase()) ?? null,
  );
  if (!columns.includes('soDinhDanh')) throw new FailureError(failure('file.unreadable', { file }));
  return reading((line) => {
    const found = csvCells(line, delimiter);
    if (found === null) return refused('quoteOpen');
    if (found.length !== columns.length) return refused('cellCount');
    const row: Record<string, string> = {};
    columns.forEach((column, at) => {
      if (column !== null) row[column] = found[at] ?? '';
    });
    return { kind: 'row', row };
  });
}
