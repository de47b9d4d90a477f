import type { FileName } from '#contract/evidence.ts';
import type { Holder } from '#contract/holder.ts';
import { holderOf } from '#domain/chip/holder.ts';
import { Malformed } from '#domain/chip/malformed.ts';

/** The holder that the files state, or null while they state none; what is malformed is the verdict's business. */
export function readHolder(files: ReadonlyMap<FileName, Uint8Array>): Holder | null {
  try {
    return holderOf(new Map(files));
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}
