import type { DocumentRef, Dossier, DossierFault } from '#contract/dossier.ts';
import type { DocumentRule, DossierKind } from '#contract/dossier-kind.ts';
import { type Changed, changeContent, fault, refused } from './change.ts';
import { holds } from './when.ts';

/** The papers a kind asks for in these circumstances. */
export function documentsOf(
  { circumstances }: Pick<Dossier, 'circumstances'>,
  kind: DossierKind,
): readonly DocumentRule[] {
  return kind.documents.filter(({ when }) => holds(when, circumstances));
}

/** Adds a paper: photographed here, or seen in the electronic identity where the kind's regime lets that stand for it. */
export function addDocument(dossier: Dossier, kind: DossierKind, document: DocumentRef): Changed {
  if (document.shown.as === 'integrated' && !kind.takesIntegrated)
    return refused('document.notIntegrated', document.paper);
  return changeContent(dossier, {
    documents: [...dossier.documents.filter((each) => !isSame(each, document)), document],
  });
}

/** Takes a paper out again. */
export function removeDocument(dossier: Dossier, document: Pick<DocumentRef, 'paper' | 'shown'>): Changed {
  return changeContent(dossier, { documents: dossier.documents.filter((each) => !isSame(each, document)) });
}

function isSame(one: Pick<DocumentRef, 'paper' | 'shown'>, other: Pick<DocumentRef, 'paper' | 'shown'>): boolean {
  if (one.paper !== other.paper || one.shown.as !== other.shown.as) return false;
  return one.shown.as === 'integrated' || (other.shown.as === 'capture' && one.shown.record === other.shown.record);
}

/** Papers that are still missing, by the rule that asks for them; recommended ones are never waited for. */
export function missingDocuments(dossier: Dossier, kind: DossierKind): readonly DossierFault[] {
  return documentsOf(dossier, kind)
    .filter(({ need, papers }) => need === 'required' && !dossier.documents.some(({ paper }) => papers.includes(paper)))
    .map(({ code }) => fault('document.missing', code));
}
