import type { Consent, Dossier, Guardian } from '#contract/dossier.ts';
import type { Circumstances, DossierKind } from '#contract/dossier-kind.ts';
import { parseCitizenNumber } from '../citizen/number.ts';
import { type Changed, changeBeside, changeContent, refused, type Stamp } from './change.ts';
import { birthOf, circumstancesOf } from './facts.ts';
import { fieldValue } from './fields.ts';
import { type DossierCase, presenceOf } from './requirements.ts';

/** Says who came along and acts for the person; null takes it back. Whether they may is found by the kind's rules. */
export function setGuardian(dossier: Dossier, guardian: Guardian | null): Changed {
  if (guardian !== null && parseCitizenNumber(guardian.number) === null) return refused('field.invalid', 'guardian');
  return changeContent(dossier, { guardian });
}

/** The person was recognised by their papers, where neither chip nor cache could tell. */
export function identifyByPapers(dossier: Dossier, { by, at }: Stamp): Changed {
  return changeContent(dossier, { identified: { by: 'papers', at, officer: by } });
}

/** Why the person asks, by a code of the kind; the rules that apply follow it. */
export function setReason(dossier: Dossier, kind: DossierKind, reason: string): Changed {
  if (!kind.reasons.some(({ code }) => code === reason)) return refused('request.unknown', reason);
  return changeContent(dossier, { circumstances: { ...dossier.circumstances, reason } });
}

/** Which exemption from the fee is claimed, by a code of the kind; null for none. */
export function setExemption(dossier: Dossier, kind: DossierKind, exemption: string | null): Changed {
  if (exemption !== null && !kind.exemptions.some(({ code }) => code === exemption))
    return refused('exemption.unknown', exemption);
  return changeContent(dossier, { exemption });
}

/**
 * The rules that apply, worked out again: a card was read meanwhile, another day has come, or the birth date on
 * the form is another. What a chip proved stays true when its card is off the desk; who the dossier is about does not change.
 */
export function judgeAgain({ dossier, kind, facts }: DossierCase, { by, at }: Stamp): Changed {
  const typed = kind.fields.find(({ reads }) => reads === 'birth')?.code ?? '';
  const birth = fieldValue(dossier, typed)?.value ?? birthOf(facts) ?? dossier.subject.birth;
  const { circumstances: before } = dossier;
  const now = circumstancesOf(facts, { reason: before.reason, birth });
  const circumstances = before.chip && !now.chip ? { ...now, chip: true, card: before.card, holds: before.holds } : now;
  const byChip = now.chip && dossier.identified?.by !== 'chip';
  const identified = byChip ? ({ by: 'chip', at, officer: by } as const) : dossier.identified;
  if (isSame(circumstances, before) && !byChip && birth === dossier.subject.birth) return { ok: true, dossier };
  return changeContent(dossier, { circumstances, identified, subject: { ...dossier.subject, birth } });
}

function isSame(one: Circumstances, other: Circumstances): boolean {
  return (Object.keys(one) as (keyof Circumstances)[]).every((key) => one[key] === other[key]);
}

/** Officer and person went through the whole of it together. */
export function confirmReview(dossier: Dossier, { by, at }: Stamp): Changed {
  if (dossier.state !== 'capturing') return refused('state.locked', dossier.state);
  return changeBeside(dossier, { reviewed: { content: dossier.content, at, officer: by } });
}

/** Records consent. For whoever has somebody acting for them, that one gives it. */
export function giveConsent(dossier: Dossier, kind: DossierKind, consent: Consent): Changed {
  if (dossier.state !== 'capturing' && dossier.state !== 'awaitingSignature')
    return refused('state.locked', dossier.state);
  const [needed] = presenceOf(dossier, kind);
  if (consent.by !== (needed?.who ?? 'subject')) return refused('consent.missing', needed?.who ?? 'subject');
  return changeBeside(dossier, { consent });
}
