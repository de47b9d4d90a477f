import type { Deadline, Dossier, Fee, Guardian } from '#contract/dossier.ts';
import type { FieldRule, Words } from '#contract/dossier-kind.ts';
import type { CaptureNeed, FormField, IntakeDossier, PaperNeed } from '#contract/intake.ts';
import { maskNumber } from '#domain/chip/mask-holder.ts';
import { capturesOf, isSigned, missingCaptures } from '#domain/dossier/captures.ts';
import { deadlineOf } from '#domain/dossier/deadline.ts';
import { documentsOf, missingDocuments } from '#domain/dossier/documents.ts';
import { feeOf } from '#domain/dossier/fees.ts';
import { differingSources, fieldsOf, fieldValue, retypedCount } from '#domain/dossier/fields.ts';
import { findingsOf } from '#domain/dossier/findings.ts';
import { stateSince } from '#domain/dossier/opening.ts';
import { type DossierCase, presenceOf } from '#domain/dossier/requirements.ts';
import { stepsOf } from '#domain/dossier/steps.ts';
import { type Asker, openWays } from '#domain/dossier/transitions.ts';
import type { WorkCalendar } from '#domain/dossier/working-days.ts';

/** For whom a dossier is shown, and by which calendar. */
export type Viewing = { readonly asker: Asker; readonly calendar: WorkCalendar };

/** A dossier as the officer sees it: numbers masked, words of its kind, what is missing, and where it may go. */
export function dossierView(whole: DossierCase, { asker, calendar }: Viewing): IntakeDossier {
  const { dossier, kind, facts } = whole;
  const { id, revision, edit, state, officer, openedAt, step, focus, consent, exemption, history } = dossier;
  const wordsOf = (code: string) => kind.steps.find((each) => each.code === code)?.words ?? kind.names;
  return {
    ...{ id, revision, edit, state, officer, openedAt, step, focus, consent, exemption, history },
    kind: { code: kind.code, regime: kind.regime, names: kind.names, form: kind.form },
    since: stateSince(dossier),
    steps: stepsOf(whole).map((each) => ({ ...each, words: wordsOf(each.code) })),
    findings: findingsOf(dossier, kind, facts),
    identified: dossier.identified?.by ?? null,
    form: fieldsOf(dossier, kind).map((rule) => formField(whole, rule)),
    reasons: kind.reasons.map(coded),
    reason: dossier.circumstances.reason,
    captures: captureNeeds(whole),
    ...papersOf(whole),
    takesIntegrated: kind.takesIntegrated,
    presence: presenceOf(dossier, kind).map(({ who }) => who),
    guardian: maskedGuardian(dossier.guardian),
    reviewed: dossier.reviewed?.content === dossier.content,
    exemptions: kind.exemptions.map(coded),
    fee: dossier.fee ?? foreseenFee(whole),
    deadline: dossier.deadline ?? foreseenDeadline(whole, calendar),
    settled: dossier.fee !== null,
    ways: openWays(whole, asker).map(({ to, why }) => ({ to, why })),
    refusals: kind.refusals.map(coded),
    retyped: retypedCount(dossier),
  };
}

const coded = ({ code, words }: { readonly code: string; readonly words: Words }) => ({ code, words });

/** A number of nine or twelve digits that a form may hold beside another one. */
const masks = ({ check, reads }: FieldRule): boolean => check === 'number' || reads === 'oldNumber';

function formField({ dossier, facts }: DossierCase, rule: FieldRule): FormField {
  const { code, words, check, required, fixed } = rule;
  const show = masks(rule) ? maskNumber : (text: string) => text;
  const held = fieldValue(dossier, code);
  const { value = null, source = null, chosen = null, retyped = null } = held ?? {};
  return {
    ...{ code, words, check, required, fixed, source, chosen },
    value: value === null ? null : show(value),
    stated: differingSources(rule, facts).map((each) => ({ source: each.source, value: show(each.value) })),
    retyped: retyped === null ? null : { ...retyped, before: show(retyped.before) },
  };
}

function captureNeeds({ dossier, kind, facts }: DossierCase): readonly CaptureNeed[] {
  const missing = missingCaptures(dossier, kind, facts.equipment).map(({ about }) => about);
  const isUnsigned = dossier.state === 'awaitingSignature' && !isSigned(dossier, kind);
  return capturesOf(dossier, kind).map(({ capture, need, shared, mayLack }) => ({
    ...{ capture, need, shared, mayLack },
    equipped: facts.equipment.includes(capture),
    record: dossier.captures.find((each) => each.capture === capture)?.record ?? null,
    exception: dossier.exceptions.find((each) => each.capture === capture) ?? null,
    missing: missing.includes(capture) || (capture === 'signature' && isUnsigned),
  }));
}

function papersOf({ dossier, kind }: DossierCase): Pick<IntakeDossier, 'papers' | 'otherPapers'> {
  const missing = missingDocuments(dossier, kind).map(({ about }) => about);
  const rules = documentsOf(dossier, kind);
  const papers = rules.map(({ code, words, papers: any, need, basis }): PaperNeed => {
    const shown = dossier.documents.filter(({ paper }) => any.includes(paper));
    return { code, words, papers: any, need, law: basis.law, shown, missing: missing.includes(code) };
  });
  const asked = new Set(rules.flatMap((rule) => rule.papers));
  return { papers, otherPapers: dossier.documents.filter(({ paper }) => !asked.has(paper)) };
}

function maskedGuardian(guardian: Guardian | null): IntakeDossier['guardian'] {
  return guardian === null ? null : { ...guardian, number: maskNumber(guardian.number) };
}

/** What is to be paid if it became complete today; null where no table says. */
function foreseenFee({ dossier, kind, facts }: DossierCase): Fee | null {
  const { circumstances, exemption } = dossier;
  return known(() => feeOf(kind, { circumstances, on: facts.on, exemption }));
}

function foreseenDeadline({ dossier, kind, facts }: DossierCase, calendar: WorkCalendar): Deadline | null {
  const { circumstances }: Dossier = dossier;
  return known(() => deadlineOf(kind, { circumstances, from: facts.on, calendar }));
}

/** Beyond the years and circumstances that are known nothing is foreseen. */
function known<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
