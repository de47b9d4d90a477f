import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AccessKey } from '#contract/evidence.ts';
import type { Failure } from '#contract/failures.ts';

export type Place = 'reading' | 'trust';
export type OpenDialog = 'palette' | 'settings' | 'doctor' | 'files' | 'reveal';
/** A failure of an act the officer asked for, shown until it is put away or the next act succeeds. */
export type Notice = { readonly id: number; readonly failure: Failure };

/** What only the window knows: where the officer is, what is open over it, and text put into the key fields for them. */
export type WindowState = {
  readonly place: Place;
  readonly dialog: OpenDialog | null;
  readonly notice: Notice | null;
  /** The number shown after a stated reason: kept for that one reading. */
  readonly revealed: { readonly readingId: string; readonly number: string } | null;
  /** The six digits last tried on a reading: never tried twice in a row. */
  readonly triedCan: { readonly readingId: string; readonly can: string } | null;
  /** How the officer chose to open a card, else by six digits; with no reading named it is for the next one. */
  readonly keyWay: { readonly kind: AccessKey['kind']; readonly readingId: string | null } | null;
  /** A key to put into its field, as the demo bar asks for; taken away by the field. */
  readonly keyDraft: AccessKey | null;
};

export type WindowStore = StoreApi<WindowState>;

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => ({
    place: 'reading',
    dialog: null,
    notice: null,
    revealed: null,
    triedCan: null,
    keyWay: null,
    keyDraft: null,
  }));
}
