import type { AuditRecord } from '#contract/audit.ts';
import { type FailureCode, failureCodes } from '#contract/failures.ts';
import { approvalKinds, permissions, roles } from '#contract/officers.ts';
import type { OfficerWords } from '#contract/wording/audit-words.ts';
import type { DossierWords } from '#contract/wording/dossier-words.ts';
import type { Wording } from '#contract/wording/words.ts';
import type { Labels } from '../../i18n/vi.ts';

/** Every list of words a record may need, and how a number is written. */
export type RecordWords = {
  readonly labels: Labels;
  readonly words: OfficerWords;
  readonly dossier: DossierWords;
  readonly wording: Wording;
  readonly count: (number: number) => string;
};

const has = <T extends string>(list: readonly T[], text: string): text is T =>
  (list as readonly string[]).includes(text);

/** How an act ended, in words: the outcome where it was not done, what the code means, how many things it touched. */
export function resultText({ result, action }: AuditRecord, all: RecordWords): string {
  const { audit } = all.labels;
  // That it was refused is what the act itself says already.
  const isRefusal = action === 'permission.refused' || action === 'session.refused';
  const code = result.code === null || result.code === action ? null : codeText(result.code, action, all);
  const outcome = result.outcome === 'done' || (isRefusal && code !== null) ? null : audit.outcomes[result.outcome];
  const things = result.count === null ? null : audit.things(all.count(result.count));
  return [outcome, code, things].filter((part) => part !== null).join(' · ') || audit.outcomes[result.outcome];
}

/** A code of the log in words, where there are any: a permission, a failure, a cause, a fault, roles, states; else as it stands. */
function codeText(code: string, action: AuditRecord['action'], all: RecordWords): string {
  const { labels, words, dossier, wording } = all;
  if (has(permissions, code)) return words.permissions[code];
  if (has(approvalKinds, code)) return words.approvals[code];
  if (has<FailureCode>(failureCodes, code)) return wording.failures[code].text({});
  const { audit } = labels;
  const verdict = wording.verdicts[code as keyof Wording['verdicts']]?.headline;
  const states = action.startsWith('dossier.') ? dossier.states : {};
  const named: Readonly<Record<string, string>> = { ...words.faults, ...words.states, ...audit.codes, ...states };
  // `active thuNhan+traThe`: a state, and roles with a plus between them.
  const parts = code.split(/[ +]/);
  const said = parts.map((part) => (has(roles, part) ? words.roles[part] : (named[part] ?? part)));
  if (verdict !== undefined || action === 'dossier.moved') return verdict ?? said.join(' → ');
  // A name somebody gave (`Ca 1`) is no list.
  return code.includes('+') || said.some((each, at) => each !== parts[at]) ? said.join(', ') : code;
}

/** What an act was done to: its kind, and what is left of its name. */
export function objectText({ object }: AuditRecord, { audit }: Labels): string {
  if (object === null) return '';
  const kind = audit.objects[object.kind];
  // An approval is known by a long id; what it is about stands behind that.
  const name = object.kind === 'approval' ? object.masked.split(' ').slice(1).join(' ') : unmasked(object.masked);
  return name === '' || object.kind === 'audit' || object.kind === 'desk' ? kind : `${kind} ${name}`;
}

/** `••• ••• ••• 901` → `…901`: what is left of a number must not be what a narrow cell cuts off. */
const unmasked = (masked: string) => masked.replace(/^[•\s]+(?=\d)/, '…');
