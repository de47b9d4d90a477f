/** How a column stands: figures to the right. */
export type Column = { readonly title: string; readonly right?: true };

/** Columns of a cell; combining marks take none. */
const widthOf = (text: string) => [...text.normalize('NFC').replace(/\p{M}/gu, '')].length;

function padded(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

/** Lines with aligned columns and a heading. Cells stay on one line. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map(({ title }) => title), ...rows].map((row) =>
    row.map((cell) => cell.normalize('NFC').replace(/\s+/g, ' ')),
  );
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
  const line = (row: readonly string[]) =>
    columns
      .map(({ right = false }, at) => padded(row[at] ?? '', widths[at] ?? 0, right))
      .join('  ')
      .trimEnd();
  return `${cells.map(line).join('\n')}\n`;
}

/** Labelled values, one per line; what says nothing is left out. */
export function labelled(pairs: readonly (readonly [label: string, value: string | null])[]): string {
  const said = pairs.flatMap(([label, value]) => (value === null || value === '' ? [] : [[label, value] as const]));
  const width = Math.max(0, ...said.map(([label]) => widthOf(label)));
  return said.map(([label, value]) => `  ${padded(label, width, false)}  ${value.normalize('NFC')}\n`).join('');
}
