import type { PersonLine } from '#contract/registry.ts';
import { folded } from '../../i18n/format.ts';

/** Who of a list could be taken for somebody else in it: the same birth date, and names that look the same. */
export function lookAlikes(lines: readonly PersonLine[]): ReadonlySet<number> {
  const groups = new Map<string, number[]>();
  for (const { id, name, birth } of lines) {
    if (birth === null) continue;
    const key = `${birth} ${folded(name).replaceAll('y', 'i')}`;
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  return new Set([...groups.values()].filter((ids) => ids.length > 1).flat());
}
