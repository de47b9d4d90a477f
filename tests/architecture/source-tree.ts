import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> };

/** Files of the tree that match, as `src/main/compose.ts`. */
export function filesOf(...patterns: readonly string[]): readonly string[] {
  return globSync([...patterns], { cwd: root }).map((file) => file.split('\\').join('/'));
}

/** The text of a file of the tree. */
export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** One thing a file imports. */
export type Import = { readonly file: string; readonly specifier: string; readonly typeOnly: boolean };

export function importsOf(file: string): readonly Import[] {
  const text = textOf(file);
  const statements = text.matchAll(/^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm);
  const dynamic = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g);
  return [
    ...Array.from(statements, (match) => ({ file, specifier: match[2] ?? '', typeOnly: match[1] !== undefined })),
    ...Array.from(dynamic, (match) => ({ file, specifier: match[1] ?? '', typeOnly: false })),
  ];
}

/** The path in the tree that a `#…` or relative import names, or null for packages and `node:`. */
export function targetOf({ file, specifier }: Import): string | null {
  if (specifier.startsWith('.')) return posix.normalize(posix.join(posix.dirname(file), specifier));
  if (!specifier.startsWith('#')) return null;
  for (const [pattern, target] of Object.entries(manifest.imports)) {
    const prefix = pattern.slice(0, -1);
    if (specifier.startsWith(prefix)) return posix.normalize(target.replace('*', specifier.slice(prefix.length)));
  }
  return `unresolved ${specifier}`;
}
