import type { Citizen, CitizenChange } from '#contract/citizen.ts';
import type { ComparedField, Comparison, QrIdentity } from '#contract/comparison.ts';
import type { Failure } from '#contract/failures.ts';
import type { Holder } from '#contract/holder.ts';
import type { Finding, RuleId } from '#contract/quality.ts';
import type { QualityBoard } from '#contract/quality-board.ts';
import type {
  Area,
  DeltaRun,
  FoundLine,
  ImportFormat,
  ImportRun,
  PersonLine,
  RegistryStats,
  SearchRequest,
  SetAsideReason,
  Standing,
} from '#contract/registry.ts';
import type { Mrz } from '#domain/chip/mrz.ts';

/** What is known of a card while it is compared: the chip, the zone printed on it where that was read, and a QR code. */
export type ComparedCard = {
  readonly holder: Holder | null;
  readonly mrz: Mrz | null;
  readonly qr: QrIdentity | null;
  /** Whether the verdict says that its data are the issuer's. What another card says is no ground to write anything. */
  readonly genuine: boolean;
};

/** How a file of people is, in short. */
export type RegistrySummary = { readonly people: number; readonly asOf: string | null };

/** A person as the cache has one, with every number in full: for the services alone. */
export type RegistryPerson = {
  readonly id: number;
  readonly citizen: Citizen;
  readonly history: readonly CitizenChange[];
  readonly findings: readonly Finding[];
  readonly standing: Standing;
  readonly lookalikes: readonly PersonLine[];
  readonly unitNames: Readonly<Record<string, string>>;
};

/** A card beside the cache, with every number in full. */
export type RegistryComparison = {
  readonly comparison: Comparison;
  /** The person with the card's number. */
  readonly person: number | null;
  readonly standing: Standing | null;
  readonly lookalikes: number;
};

/** Fields of a card to be taken into a record by an officer. */
export type CardTaking = {
  readonly card: ComparedCard;
  readonly fields: readonly ComparedField[];
  readonly by: string;
  readonly reason: string;
  /** ISO date the record is judged for afterwards. */
  readonly on: string;
};

/** A card and a record that were compared and agree, for an officer to note. */
export type CardConfirming = {
  readonly card: ComparedCard;
  readonly act: 'doiChieu' | 'xacThuc';
  readonly by: string;
  readonly on: string;
};

/** Why an act on a record was not done. */
export type TakingRefusal = 'unknown' | 'dead' | 'contradicted' | 'nothingToTake';

export type RegistryWork = {
  readonly signal: AbortSignal;
};

/** The population cache. Numbers are whole in everything it gives. Every call may throw FailureError `storage.*`. */
export type RegistryStore = {
  /** Why the file does not open, or null. */
  damage(): Failure | null;
  summary(): Promise<RegistrySummary>;
  search(asked: SearchRequest): Promise<{ readonly found: readonly FoundLine[]; readonly more: boolean }>;
  /** The person stored under a handle; null when they are gone. */
  person(id: number, on: string): Promise<RegistryPerson | null>;
  areas(): Promise<readonly Area[]>;
  /** A stretch of a commune's people in Vietnamese order; `area` null: of no known commune. */
  roll(asked: {
    readonly area: string | null;
    readonly offset: number;
    readonly limit: number;
  }): Promise<readonly PersonLine[]>;
  /** Compares a card with the record of its number, on a day (ISO). */
  compare(card: ComparedCard, on: string): Promise<RegistryComparison>;
  /** Makes ready what the first comparison would wait for. */
  warmUp(): Promise<void>;
  /** Makes the edits that a card's fields amount to, all or none, and judges the record again. Null when done. */
  take(taking: CardTaking): Promise<TakingRefusal | null>;
  /** Notes that record and card were compared: the record counts as verified that day. Null when done. */
  confirm(confirming: CardConfirming): Promise<TakingRefusal | null>;
  /**
   * Imports a file; `format` null: found out from its first line or its name, and a delta is applied. Going on with a stopped
   * import is the same call.
   * @throws FailureError `file.unreadable`; for a delta as `applyDelta`; `read.cancelled` when aborted: what was reported stays
   */
  import(
    file: { readonly path: string; readonly format: ImportFormat | null; readonly by: string },
    work: RegistryWork & { readonly onProgress: (run: ImportRun) => void },
  ): Promise<ImportRun>;
  /**
   * Applies the changes of a feed, in batches with the feed's cursor: going on with a stopped file is the same call.
   * @throws FailureError `file.unreadable`; `registry.notDelta`; `registry.deltaGap` when changes before it are missing;
   * `registry.deltaMalformed` with the line, the batches before it stay; `read.cancelled` when aborted
   */
  applyDelta(
    file: { readonly path: string; readonly by: string },
    work: RegistryWork & { readonly onProgress: (run: ImportRun) => void },
  ): Promise<DeltaRun>;
  /** Applies changes that came over the network: the lines of a delta, UTF-8. @throws FailureError as `applyDelta` */
  applyLines(
    lines: Uint8Array,
    work: RegistryWork & { readonly onProgress: (run: ImportRun) => void },
  ): Promise<DeltaRun>;
  /** The last hundred imports, newest first, with how many records were set aside for each reason. */
  imports(): Promise<readonly (ImportRun & { readonly reasons: Readonly<Partial<Record<SetAsideReason, number>>> })[]>;
  /** Writes what an import set aside to a new file of a folder; null for a run nobody knows. @throws FailureError `storage.*` */
  exportSetAside(
    asked: { readonly run: number; readonly folder: string },
    work: RegistryWork,
  ): Promise<{ readonly path: string; readonly lines: number } | null>;
  stats(): Promise<RegistryStats>;
  board(): Promise<Pick<QualityBoard, 'run' | 'indicators' | 'areaNames'>>;
  findings(asked: {
    readonly rule: RuleId;
    readonly area: string;
    readonly offset: number;
    readonly limit: number;
  }): Promise<readonly { readonly person: PersonLine; readonly finding: Finding }[]>;
  /** Judges everybody for a day (ISO); goes on with a check that was stopped. @throws FailureError `read.cancelled` when aborted */
  check(
    asked: { readonly on: string; readonly areas: readonly string[] | null },
    work: RegistryWork & { readonly onProgress: (progress: { readonly done: number; readonly of: number }) => void },
  ): Promise<void>;
  /** Puts a damaged file aside and begins an empty one. */
  rebuild(): Promise<void>;
};
