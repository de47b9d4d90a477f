import type { Purpose } from '#contract/officers.ts';
import { useWindow } from './desk-context.tsx';

/** Why citizens are looked up now: goes with every command that shows one. */
export function usePurpose(): Purpose {
  return useWindow((window) => window.purpose);
}
