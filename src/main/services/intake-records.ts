import type { Dossier } from '#contract/dossier.ts';
import { dossierObject } from './dossier-object.ts';
import type { Happening } from './permit.ts';

/**
 * What is on record of a change: that it was opened, each state it went to, values typed over and sources chosen, captures
 * somebody did without, and who acts for the person. Never what stands in it. Everything else is in the dossier itself.
 */
export function happeningsOf(before: Dossier | null, after: Dossier): readonly Happening[] {
  const object = dossierObject(after.id);
  const opened = {
    action: 'dossier.opened',
    object,
    result: { code: `${after.kind.code} ${after.kind.regime}` },
  } as const;
  const moves = after.history.slice(before?.history.length ?? 0).map(({ from, to }) => {
    return { action: 'dossier.moved', object, result: { code: `${from} ${to}` } } as const;
  });
  const changes = before === null ? [] : changesOf(before, after);
  return [
    ...(before === null ? [opened] : []),
    ...changes.map((code) => ({ action: 'dossier.changed', object, result: { code } }) as const),
    ...moves,
  ];
}

function changesOf(before: Dossier, after: Dossier): readonly string[] {
  const fieldBefore = (field: string) => before.fields.find((value) => value.field === field);
  const codes: string[] = [];
  for (const { field, value, retyped, chosen } of after.fields) {
    const last = fieldBefore(field);
    if (retyped !== null && (last?.retyped == null || last.value !== value)) codes.push('retyped');
    if (chosen !== null && (last?.chosen == null || last.value !== value)) codes.push('chosen');
  }
  const excepted = after.exceptions.filter((each) => each.by !== 'desk' && !before.exceptions.includes(each));
  if (excepted.length > 0) codes.push('exception');
  if (after.guardian !== before.guardian) codes.push('guardian');
  return codes;
}
