import type { Meaning } from '#contract/comparison.ts';
import type { Dossier, DossierFinding } from '#contract/dossier.ts';
import type { DossierFindingCode, DossierKind } from '#contract/dossier-kind.ts';
import { intakeBlock } from '../citizen/citizen.ts';
import { ageOn } from '../citizen/dates.ts';
import { numberFindings } from '../citizen/number.ts';
import { heldCard } from '../citizen/validity/card-validity.ts';
import { type DossierFacts, heldExpiry, provedHolder } from './facts.ts';
import { holds } from './when.ts';

/** What of a dossier its findings are judged by. */
export type FoundOn = Pick<Dossier, 'id' | 'subject' | 'guardian' | 'circumstances' | 'fields'>;

type Judge = (dossier: FoundOn, facts: DossierFacts, kind: DossierKind) => boolean;

/** A finding that stands whenever the circumstances its kind names do. */
const byCircumstance: Judge = () => true;

/** What a comparison can mean that has a finding of its own. */
const ownFinding: readonly Meaning[] = ['otherPerson', 'sourcesDisagree', 'renumbered'];

type Compared = NonNullable<DossierFacts['comparison']>[number];
const isBlocked = ({ comparison }: DossierFacts, which: (field: Compared) => boolean): boolean =>
  comparison?.some((field) => field.level === 'blocking' && which(field)) ?? false;

/** Full age (Civil Code 2015, article 20). */
const fullAge = 18;

const judges: Readonly<Record<DossierFindingCode, Judge>> = {
  dead: (_, { citizen }) => citizen !== null && intakeBlock(citizen) === 'dead',
  declaredMissing: (_, { citizen }) => citizen !== null && intakeBlock(citizen) === 'missing',
  cardWithheld: (_, { citizen }) => citizen?.cards.some(({ state }) => state === 'withheld') ?? false,
  cardWithdrawn: (_, { citizen }) =>
    citizen !== null && heldCard(citizen.cards) === null && citizen.cards.some(({ state }) => state === 'withdrawn'),
  numberCancelled: ({ subject }, { citizen }) => citizen?.cancelledNumbers.includes(subject.number) ?? false,
  cardNumberCancelled: ({ subject }, facts) => {
    const number = provedHolder(facts)?.number?.value ?? subject.number;
    return number !== subject.number && (facts.citizen?.cancelledNumbers.includes(number) ?? false);
  },
  numberDoubtful: ({ subject }, facts) => {
    const sex = facts.citizen?.sex ?? null;
    const found = numberFindings(subject.number, { birth: subject.birth, sex, province: null, on: facts.on });
    return found.some(({ kind }) => kind === 'error');
  },
  sameKindOpen: ({ id, subject }, { others }, kind) =>
    others.some(
      (other) =>
        other.id !== id &&
        other.kind.code === kind.code &&
        other.subject.number === subject.number &&
        other.state !== 'lapsed' &&
        !kind.ends.includes(other.state),
    ),
  otherPerson: (dossier, facts) =>
    namesAnother(dossier, facts) || isBlocked(facts, ({ meaning }) => meaning === 'otherPerson'),
  cardAltered: (_, facts) => isBlocked(facts, ({ meaning }) => meaning === 'sourcesDisagree'),
  dataContradicts: (_, facts) => isBlocked(facts, ({ meaning }) => !ownFinding.includes(meaning)),
  noRecord: (_, { citizen }) => citizen === null,
  chipUnproved: byCircumstance,
  ageUnknown: ({ subject, fields }, _, kind) => subject.birth === null || subject.birth !== birthOnForm(fields, kind),
  tooYoung: byCircumstance,
  guardianNeeded: byCircumstance,
  representativeNeeded: byCircumstance,
  noBiometrics: byCircumstance,
  guardianIsSubject: ({ guardian, subject }) => guardian?.number === subject.number,
  guardianDead: (_, { guardian }) => guardian !== null && intakeBlock(guardian) !== null,
  guardianYoung: ({ guardian }, { on, policy }) =>
    guardian !== null && guardian.birth !== null && ageOn(guardian.birth, on, policy) < fullAge,
  cardEnded: byCircumstance,
  noCard: byCircumstance,
  nothingToChange: byCircumstance,
  milestoneNotReached: (_, facts) => {
    const expiry = heldExpiry(facts);
    return expiry?.kind === 'never' || (expiry?.kind === 'date' && facts.on < expiry.iso);
  },
  milestoneReached: (_, facts) => {
    const expiry = heldExpiry(facts);
    return expiry?.kind === 'date' && expiry.iso <= facts.on;
  },
  alreadyLevel2: (_, { citizen }) => citizen?.eId?.level === 2,
  eIdLocked: (_, { citizen }) => citizen?.eId?.locked ?? false,
};

/** The birth date of the form: the age everything was judged by must be that of the form. */
function birthOnForm(fields: Dossier['fields'], { fields: rules }: DossierKind): string | null {
  const codes = rules.filter(({ reads }) => reads === 'birth').map(({ code }) => code);
  return fields.find(({ field }) => codes.includes(field))?.value ?? null;
}

/** Chip or record are of another person than the dossier; the cancelled number of the same person is no other. */
function namesAnother({ subject }: FoundOn, facts: DossierFacts): boolean {
  const { citizen } = facts;
  const known = [subject.number, ...(citizen?.cancelledNumbers ?? [])];
  const chip = provedHolder(facts)?.number?.value ?? subject.number;
  return !known.includes(chip) || (citizen !== null && !known.includes(citizen.number));
}

/** Everything a kind's rules find about a dossier on the day of the facts, in the order of the kind. */
export function findingsOf(dossier: FoundOn, kind: DossierKind, facts: DossierFacts): readonly DossierFinding[] {
  return kind.eligibility
    .filter(({ finding, when }) => holds(when, dossier.circumstances) && judges[finding](dossier, facts, kind))
    .map(({ finding, level, basis }) => ({ code: finding, level, law: basis.law }));
}

/** What stops the intake. */
export function blocksOf(dossier: FoundOn, kind: DossierKind, facts: DossierFacts): readonly DossierFinding[] {
  return findingsOf(dossier, kind, facts).filter(({ level }) => level === 'blocks');
}
