import type { Settings } from '#contract/desk.ts';
import type { Failure } from '#contract/failures.ts';
import { describeFailure, wording } from '#contract/wording/wording.ts';
import type { Wording } from '#contract/wording/words.ts';
import { useDeskView } from '../state/desk-context.tsx';
import { en } from './en.ts';
import { type Labels, vi } from './vi.ts';

const languages: Readonly<Record<Settings['language'], Labels>> = { vi, en };

/** Vietnamese until the host has said what the officer chose. */
export function useLanguage(): Settings['language'] {
  return useDeskView((view) => view.desk?.settings.language ?? 'vi');
}

export function useLabels(): Labels {
  return languages[useLanguage()];
}

export function useWording(): Wording {
  return wording(useLanguage());
}

export function useFailureWords(failure: Failure | null): { readonly text: string; readonly remedy: string } | null {
  const language = useLanguage();
  return failure && describeFailure(failure, language);
}
