import type { CapturePartName } from '#contract/capture.ts';
import type { AuditDraft, AuditPlace } from '#domain/audit/record.ts';
import type { KeptCapture } from '#ports/capture-store.ts';
import { capturePart, capturesOf, removeCapture, saveCaptures } from '../captures/capture-store.ts';
import { reads, writes } from './operation.ts';

type Recorded = { readonly place: AuditPlace; readonly records: readonly AuditDraft[] };
type Saved = Recorded & { readonly captures: readonly KeptCapture[] };

/** Captures of people, with their bytes. */
export const captureOperations = {
  'captures.of': reads('desk', (db, mark: string) => capturesOf(db, mark)),
  'captures.part': reads('desk', (db, { id, name }: { readonly id: string; readonly name: CapturePartName }) =>
    capturePart(db, id, name),
  ),
  /** Keeps all of them with the records of the act, or nothing. */
  'captures.save': writes('desk', (db, saved: Saved): void => {
    try {
      saveCaptures(db, saved);
    } finally {
      // They were copied into this thread: nothing of them stays in its memory.
      for (const { parts } of saved.captures) for (const { bytes } of parts) bytes.fill(0);
    }
  }),
  'captures.remove': writes('desk', (db, given: Recorded & { readonly id: string }): void => removeCapture(db, given)),
} as const;
