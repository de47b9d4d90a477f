import type { AuditObject } from '#contract/audit.ts';

/** A dossier as records name it: its own number, which says nothing of anybody. */
export function dossierObject(id: string): AuditObject {
  return { kind: 'dossier', masked: id, mark: null };
}

/** A shift as records name it. */
export function shiftObject(id: string): AuditObject {
  return { kind: 'shift', masked: id, mark: null };
}
