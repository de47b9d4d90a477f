import type { Settings } from '../desk.ts';
import type { Failure } from '../failures.ts';
import type { Verdict } from '../verdict.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { VerdictKind, VerdictWords, Wording } from './words.ts';

const languages: Readonly<Record<Settings['language'], Wording>> = { vi, en };

/** The words of the contract in a language. */
export function wording(language: Settings['language']): Wording {
  return languages[language];
}

/** Text and remedy of one failure, its params put in. */
export function describeFailure(
  failure: Failure,
  language: Settings['language'],
): { readonly text: string; readonly remedy: string } {
  const words = languages[language].failures[failure.code];
  return { text: words.text(failure.params), remedy: words.remedy };
}

/** Which of the four headlines a verdict gets: genuine data whose chip was not proved has its own. */
export function verdictKind(verdict: Pick<Verdict, 'verdict' | 'chip'>): VerdictKind {
  return verdict.verdict === 'genuine' && verdict.chip !== 'proved' ? 'genuineData' : verdict.verdict;
}

/** Headline of a verdict and what the officer may do now. */
export function describeVerdict(
  verdict: Pick<Verdict, 'verdict' | 'chip'>,
  language: Settings['language'],
): VerdictWords {
  return languages[language].verdicts[verdictKind(verdict)];
}
