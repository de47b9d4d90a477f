import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '#contract/failures.ts';
import { useActs } from '../../../state/acts.ts';

/** How long somebody has not typed before what stands there is kept, in ms. */
const pauseMs = 900;

type Saved = {
  readonly dossier: string;
  readonly field: string;
  /** What the host has, as it is shown. */
  readonly known: string;
  readonly input: RefObject<HTMLInputElement | null>;
};

type Autosave = {
  /** Keeps what stands there; false when it was refused. */
  readonly commit: () => Promise<boolean>;
  /** Somebody types: it is kept after a pause, and nothing is said of what is half typed. */
  readonly pause: () => void;
  readonly failure: Failure | null;
};

/** Keeps a field as it is typed: on leaving it, on Enter, after a pause; the same text once. */
export function useAutosave({ dossier, field, known, input }: Saved): Autosave {
  const acts = useActs();
  const [failure, setFailure] = useState<Failure | null>(null);
  const sent = useRef<{ readonly text: string; readonly done: Promise<Failure | null> } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const send = useCallback(() => {
    clearTimeout(timer.current);
    const text = input.current?.value.normalize('NFC') ?? known;
    if (sent.current?.text !== text && text.trim() === known.trim()) return Promise.resolve(null);
    if (sent.current?.text !== text) {
      const before = sent.current?.done ?? Promise.resolve(null);
      const entry = { field, value: text, source: 'typed', reason: null } as const;
      sent.current = { text, done: before.then(() => acts.enterField(dossier, entry)) };
    }
    return sent.current.done;
  }, [acts, dossier, field, known, input]);
  const commit = useCallback(async () => {
    const failed = await send();
    setFailure(failed);
    // What was refused for a reason outside the field may be let in the next time.
    if (failed) sent.current = null;
    return failed === null;
  }, [send]);
  const pause = useCallback(() => {
    clearTimeout(timer.current);
    setFailure(null);
    timer.current = setTimeout(() => void send(), pauseMs);
  }, [send]);
  useEffect(() => () => clearTimeout(timer.current), []);
  // What the host made of it stands there once nobody is typing.
  useEffect(() => {
    if (input.current && document.activeElement !== input.current && known !== '') input.current.value = known;
  }, [known, input]);
  return { commit, pause, failure };
}
