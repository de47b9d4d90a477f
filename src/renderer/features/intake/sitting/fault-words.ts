import type { PaperCode } from '#contract/capture.ts';
import type { DossierFault } from '#contract/dossier.ts';
import type { CaptureName, DossierFindingCode } from '#contract/dossier-kind.ts';
import type { IntakeDossier } from '#contract/intake.ts';
import type { DossierWords } from '#contract/wording/dossier-words.ts';
import { useDossierWords, useSaid } from '../../../i18n/dossier-words.ts';
import { useLabels } from '../../../i18n/language.ts';

/** Says what is missing, and of what: the name of the field, paper, capture or finding it is about. */
export function useFaultWords(dossier: IntakeDossier): (fault: DossierFault) => string {
  const words = useDossierWords();
  const said = useSaid();
  const { capture } = useLabels();
  return (fault) => {
    const { about } = fault;
    if (about === null) return words.faults[fault.code];
    const ruled = [...dossier.form, ...dossier.papers, ...dossier.steps].find(({ code }) => code === about);
    if (ruled) return said(ruled.words);
    return aboutWords(about, words) ?? capture.papers[about as PaperCode] ?? words.faults[fault.code];
  };
}

/** A capture, a finding or somebody who comes along, by the contract's own words. */
function aboutWords(about: string, { captures, findings, relations }: DossierWords): string | undefined {
  const named = captures[about as CaptureName] ?? relations[about as keyof typeof relations];
  return named ?? findings[about as DossierFindingCode]?.title;
}
