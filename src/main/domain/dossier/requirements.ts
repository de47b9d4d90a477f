import type { Dossier, DossierFault } from '#contract/dossier.ts';
import type { DossierKind, PresenceRule, StepCode } from '#contract/dossier-kind.ts';
import { isSigned, missingCaptures } from './captures.ts';
import { fault } from './change.ts';
import { missingDocuments } from './documents.ts';
import type { DossierFacts } from './facts.ts';
import { fieldsToType } from './fields.ts';
import { blocksOf } from './findings.ts';
import { holds } from './when.ts';

/** A dossier, its kind, and what is known on the day: what every judgement about it needs. */
export type DossierCase = { readonly dossier: Dossier; readonly kind: DossierKind; readonly facts: DossierFacts };

/** Who has to come along; empty for whoever acts alone. */
export function presenceOf(
  { circumstances }: Pick<Dossier, 'circumstances'>,
  kind: DossierKind,
): readonly PresenceRule[] {
  return kind.presence.filter(({ when }) => holds(when, circumstances));
}

function identifyFaults({ dossier, kind, facts }: DossierCase): readonly DossierFault[] {
  const identified = dossier.identified === null ? [fault('identify.missing')] : [];
  const blocks = blocksOf(dossier, kind, facts).map(({ code }) => fault('finding.blocks', code));
  const alone = presenceOf(dossier, kind).filter(() => dossier.guardian === null);
  return [...identified, ...blocks, ...alone.map(({ who }) => fault('guardian.missing', who))];
}

function formFaults({ dossier, kind }: DossierCase): readonly DossierFault[] {
  const asked = kind.reasons.length > 0 && dossier.circumstances.reason === null ? [fault('request.missing')] : [];
  return [...asked, ...fieldsToType(dossier, kind).map(({ code }) => fault('field.missing', code))];
}

function reviewFaults({ dossier }: DossierCase): readonly DossierFault[] {
  return dossier.reviewed?.content === dossier.content ? [] : [fault('review.missing')];
}

function signFaults({ dossier, kind }: DossierCase): readonly DossierFault[] {
  const unsigned = isSigned(dossier, kind) ? [] : [fault('signature.missing')];
  return dossier.consent === null ? [...unsigned, fault('consent.missing')] : unsigned;
}

const faultsOf: Readonly<Record<StepCode, (whole: DossierCase) => readonly DossierFault[]>> = {
  identify: identifyFaults,
  form: formFaults,
  captures: ({ dossier, kind, facts }) => missingCaptures(dossier, kind, facts.equipment),
  documents: ({ dossier, kind }) => missingDocuments(dossier, kind),
  review: reviewFaults,
  sign: signFaults,
};

/** Everything a step still wants; empty when it is done. A step its kind does not have wants nothing. */
export function stepFaults(whole: DossierCase, step: StepCode): readonly DossierFault[] {
  return whole.kind.steps.some(({ code }) => code === step) ? faultsOf[step](whole) : [];
}
