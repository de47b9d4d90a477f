import type { Wish } from './permit.ts';

/** Looking at dossiers on their way: a matter of the desk's own work, and on record as that. */
export const seeQueue: Wish = { permission: 'queue.see', purpose: { code: 'kiemTraNghiepVu', note: null } };
