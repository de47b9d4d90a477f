import type { Evidence, FileName, Gap } from '#contract/evidence.ts';
import type { Check, CheckId, Reason, Verdict } from '#contract/verdict.ts';
import type { Trust } from '#domain/trust/trust.ts';
import type { GroupComparison, Sod } from '../passive-auth.ts';

/** What every check of one verification looks at. */
export type Verification = {
  readonly evidence: Evidence;
  readonly files: ReadonlyMap<FileName, Uint8Array>;
  readonly gaps: ReadonlyMap<FileName, Gap>;
  readonly trust: Trust;
  readonly now: Date;
  /** The read is still going: what is missing may yet come. */
  readonly partial: boolean;
  /** The evidence comes out of a record that anybody may have written. */
  readonly recorded: boolean;
  readonly sod: Sod;
  /** Null when no SOD can be read. */
  readonly groups: GroupComparison | null;
  readonly signedAt: Verdict['signedAt'];
};

/** Makes a check; `facts` that are empty text are left out. */
export function check(
  id: CheckId,
  outcome: Check['outcome'],
  { reasons = [], facts = {} }: { readonly reasons?: readonly Reason[]; readonly facts?: Check['facts'] } = {},
): Check {
  const stated = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));
  return { id, outcome, reasons: [...reasons], facts: stated };
}

/** What a check says that needs the SOD where there is none: awaited while the read goes on, a gap afterwards. */
export function withoutSod(id: CheckId, { sod, partial }: Pick<Verification, 'sod' | 'partial'>): Check {
  if (sod.state === 'missing' && partial) return check(id, 'pending');
  return check(id, 'unknown', { reasons: [sod.state === 'malformed' ? 'sod.malformed' : 'sod.missing'] });
}

/** Names of data groups in their order: `DG1 DG2 DG13`. */
export function listed(names: Iterable<FileName>): string {
  return [...names].sort((a, b) => Number(a.slice(2)) - Number(b.slice(2))).join(' ');
}

/** Whether a group is the one the SOD's signature covers. Of the signer's own standing nothing is said. */
export function isSigned({ sod, groups }: Pick<Verification, 'sod' | 'groups'>, name: FileName): boolean {
  return sod.state === 'read' && sod.signature === 'good' && groups?.matched.has(name) === true;
}

/** Whether the SOD lists a group. */
export function isListed({ sod }: Pick<Verification, 'sod'>, name: FileName): boolean {
  return sod.state === 'read' && sod.object.hashes.has(Number(name.slice(2)));
}
