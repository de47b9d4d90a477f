import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DemoScene } from '#contract/desk.ts';
import type { SeenCamera } from '#contract/devices.ts';
import type { AccessKey } from '#contract/evidence.ts';
import type { Failure } from '#contract/failures.ts';
import type { Purpose } from '#contract/officers.ts';
import { freshLookUpView, type LookUpView } from './look-up-view.ts';
import type { Place } from './places.ts';
import { freshQualityView, type QualityView } from './quality-view.ts';

export type { Place } from './places.ts';
export type OpenDialog = 'palette' | 'settings' | 'doctor' | 'files' | 'reveal' | 'newSecret' | 'qr' | 'devices';
/** What became of an act the officer asked for, shown until it is put away or the next act succeeds. */
export type Notice = { readonly id: number } & (
  | { readonly failure: Failure; readonly said?: undefined }
  | { readonly failure?: undefined; readonly said: Said }
);
/** What is worth a word where nothing on the screen shows it; named in `notice.said` of the labels. */
export type Said = 'backedUp' | 'qrTaken';
/** Somebody of the population cache: its handle, and what is shown of them. */
export type ChosenPerson = { readonly person: number; readonly name: string; readonly number: string };
/** Something waits for the officer to show once more that it is they; `settle` says whether they did. */
export type ProofWanted = { readonly settle: (proved: boolean) => void };

/** What only the window knows: where the officer is, what is open over it, and text put into the key fields for them. */
export type WindowState = {
  /** Whose stay at the desk the rest of this is kept for; null before the first. */
  readonly seat: string | null;
  /** The officer who was last at this window: put into the sign-in form. */
  readonly lastOfficer: string | null;
  /** When the host last heard that somebody works: wall clock, ms. */
  readonly touchedAt: number | null;
  readonly place: Place;
  readonly dialog: OpenDialog | null;
  readonly notice: Notice | null;
  /** Why citizens are looked up from now on: goes with every command that shows one. */
  readonly purpose: Purpose;
  /** Readers on which a card lay before this officer came: not theirs to open until they say so. */
  readonly cardsFromBefore: readonly string[];
  /** Where the officer is in the search. */
  readonly lookUp: LookUpView;
  /** The person that `lookUp` shows: the cache's handle. */
  readonly personId: number | null;
  /** Who is shown by the search at this moment: F2 opens a dossier for them. */
  readonly personShown: ChosenPerson | null;
  /** Whom a dossier is to be opened for, as another place asks; null for the card on the desk. */
  readonly intakeFor: ChosenPerson | null;
  /** The kinds that were opened last: the next person is most likely here for the same. */
  readonly intakeKinds: readonly string[];
  /** What to search for in `lookUp`, as another place asks for; taken away by its field. */
  readonly searchDraft: string | null;
  /** The reading whose agreement with the record the officer has confirmed: not confirmed twice. */
  readonly confirmed: string | null;
  readonly proofWanted: ProofWanted | null;
  /** Where the officer is on the data-quality board. */
  readonly quality: QualityView;
  /** The number shown after a stated reason: kept for that one reading. */
  readonly revealed: { readonly readingId: string; readonly number: string } | null;
  /** The six digits last tried on a reading: never tried twice in a row. */
  readonly triedCan: { readonly readingId: string; readonly can: string } | null;
  /** How the officer chose to open a card, else by six digits; with no reading named it is for the next one. */
  readonly keyWay: { readonly kind: AccessKey['kind']; readonly readingId: string | null } | null;
  /** The cameras there are, as the host was told last. */
  readonly cameras: readonly SeenCamera[];
  /** Whom and what the demo's software camera is pointed at; `scene` null: what the task is for. */
  readonly demoSight: { readonly personId: string | null; readonly scene: DemoScene | null };
  /** A key to put into its field, as the demo bar asks for; taken away by the field. */
  readonly keyDraft: AccessKey | null;
};

export type WindowStore = StoreApi<WindowState>;

/** What a window begins with, and what every session begins with: nothing of whoever was there before. */
export const freshWindow: WindowState = {
  seat: null,
  lastOfficer: null,
  touchedAt: null,
  place: 'reading',
  dialog: null,
  notice: null,
  purpose: { code: 'doiChieu', note: null },
  cardsFromBefore: [],
  lookUp: freshLookUpView,
  personId: null,
  personShown: null,
  intakeFor: null,
  intakeKinds: [],
  searchDraft: null,
  confirmed: null,
  proofWanted: null,
  quality: freshQualityView,
  revealed: null,
  triedCan: null,
  keyWay: null,
  keyDraft: null,
  cameras: [],
  demoSight: { personId: null, scene: null },
};

export function createWindowStore(): WindowStore {
  return createStore<WindowState>(() => freshWindow);
}
