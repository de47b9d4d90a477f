import { useMemo } from 'react';
import { useDossierWords } from '../../i18n/dossier-words.ts';
import { formatCount } from '../../i18n/format-figures.ts';
import { useLabels, useLanguage, useWording } from '../../i18n/language.ts';
import { useOfficerWords } from '../../i18n/officer-words.ts';
import type { RecordWords } from './record-words.ts';

/** Everything records are put into words with, in the language of the window. */
export function useRecordWords(): RecordWords {
  const labels = useLabels();
  const words = useOfficerWords();
  const dossier = useDossierWords();
  const wording = useWording();
  const language = useLanguage();
  return useMemo(
    () => ({ labels, words, dossier, wording, count: (number) => formatCount(number, language) }),
    [labels, words, dossier, wording, language],
  );
}
