/** The cells of one CSV record (RFC 4180 §2), or null when a quote stands where none may. `delimiter` is one character. */
export function csvCells(record: string, delimiter: string): readonly string[] | null {
  if (!record.includes('"')) return record.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const cell = record[at] === '"' ? quotedCell(record, at) : plainCell(record, at, delimiter);
    if (cell === null) return null;
    cells.push(cell.text);
    if (cell.next === record.length) return cells;
    if (record[cell.next] !== delimiter) return null;
    at = cell.next + 1;
  }
}

type Cell = { readonly text: string; readonly next: number };

function plainCell(record: string, at: number, delimiter: string): Cell | null {
  const found = record.indexOf(delimiter, at);
  const next = found < 0 ? record.length : found;
  const text = record.slice(at, next);
  return text.includes('"') ? null : { text, next };
}

function quotedCell(record: string, at: number): Cell | null {
  let [text, from] = ['', at + 1];
  for (;;) {
    const close = record.indexOf('"', from);
    if (close < 0) return null;
    text += record.slice(from, close);
    if (record[close + 1] !== '"') return { text, next: close + 1 };
    text += '"';
    from = close + 2;
  }
}

/** One CSV record of these cells. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** The character that separates cells, told from the header: a comma, or what spreadsheets of some countries write. */
export function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  const found = [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0];
  return found ?? ',';
}
