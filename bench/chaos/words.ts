import { writeSync } from 'node:fs';

/**
 * What the desk of a chaos run promises, a line each, said once it is kept and not before: a step of a draft, a dossier with its
 * packet, a receipt, and a receipt that was given once more.
 */
export type Word =
  | { readonly is: 'draft'; readonly dossier: string; readonly edit: number }
  | { readonly is: 'kept'; readonly dossier: string; readonly rev: number; readonly sha256: string }
  | { readonly is: 'sent' | 'again'; readonly dossier: string; readonly rev: number; readonly receipt: number };

/** What a program under way says besides. */
export type Remark =
  | { readonly is: 'ready'; readonly port?: number }
  | { readonly is: 'failed'; readonly what: string }
  | { readonly is: 'ran'; readonly left: number; readonly stopped: string | null };

/** One line, whole in the pipe before the next step begins. */
export function say(word: Word | Remark): void {
  writeSync(1, `${JSON.stringify(word)}\n`);
}
