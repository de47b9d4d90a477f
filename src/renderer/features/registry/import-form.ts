import type { ImportFormat, ImportRun } from '#contract/registry.ts';

/** The format a file's name tells, or null. */
export function formatByName(path: string): ImportFormat | null {
  const ending = /\.([a-z]+)$/i.exec(path.trim())?.[1]?.toLowerCase();
  if (ending === 'csv') return 'csv';
  return ending === 'ndjson' || ending === 'jsonl' || ending === 'json' ? 'ndjson' : null;
}

/** A path as the host takes it: without the quotes that file managers copy with it. */
export function pathOf(typed: string): string {
  return typed
    .normalize('NFC')
    .trim()
    .replace(/^"(.*)"$/s, '$1')
    .replace(/^'(.*)'$/s, '$1');
}

/** Records of an import that were looked at. */
export function recordsOf({ added, changed, unchanged, setAside }: ImportRun): number {
  return added + changed + unchanged + setAside;
}

/** How far an import is, 0 to 1, by the bytes of its file. */
export function partOf({ byteOffset, size, endedAt }: ImportRun): number {
  if (endedAt !== null) return 1;
  return size === 0 ? 0 : Math.min(1, byteOffset / size);
}
