import { z } from 'zod';
import { citizenChangeSchema, citizenSchema, deathKinds, rowRefusals, sexes } from './citizen.ts';
import { comparedFields } from './comparison.ts';
import { failureSchema } from './failures.ts';
import { purposeSchema } from './officers.ts';
import { findingSchema } from './quality.ts';

/** Where a line of a list leads: the cache's own handle of a person, never their number. */
const personHandle = z.number().int();
/** Five-digit code of a commune in force. */
const areaCode = z.string().regex(/^\d{5}$/);
const nothing = z.void();

/** One line of a list of people. Numbers are masked to their last three digits. */
export const personLineSchema = z.object({
  id: personHandle,
  number: z.string(),
  name: z.string(),
  /** ISO, possibly without day or month. */
  birth: z.string().nullable(),
  sex: z.enum(sexes),
  area: areaCode.nullable(),
  /** Permanent residence as written. */
  address: z.string().nullable(),
  dead: z.boolean(),
});
export type PersonLine = z.infer<typeof personLineSchema>;

/** What of a person was typed: their number, a cancelled or a nine-digit one, a phone, or the name. */
export const foundBy = ['number', 'cancelledNumber', 'oldNumber', 'phone', 'name'] as const;

export const foundLineSchema = personLineSchema.extend({
  by: z.enum(foundBy),
  /** 0 is best; of a number always 0. */
  rank: z.number(),
});
export type FoundLine = z.infer<typeof foundLineSchema>;

export const searchSchema = z.object({
  /** A number of any kind, or a name with or without marks, whole or begun, in any order of its words. */
  text: z.string().trim().min(1).max(120),
  area: areaCode.nullable(),
  birthYear: z.number().int().min(1800).max(2200).nullable(),
  limit: z.number().int().min(1).max(200),
});
export type SearchRequest = z.infer<typeof searchSchema>;

/** A place of the two-level order in force, and how many people of the cache live there; `area` null: no known commune. */
export const areaSchema = z.object({ area: areaCode.nullable(), name: z.string(), people: z.number() });
export type Area = z.infer<typeof areaSchema>;

/** How a card stands on a day, and what comes next. */
export const standingSchema = z.object({
  card: z.enum(['none', 'valid', 'expired', 'unknown']),
  /** ISO date the card must be changed by; null for never or without a card. */
  changeBy: z.string().nullable(),
  age: z.number().nullable(),
  /** Groups of the station's work they belong to: born 2004 or 2007, turning 14, 25, 40 or 60 this year. */
  cohorts: z.array(z.enum(['born2004', 'born2007', 'turns14', 'turns25', 'turns40', 'turns60'])),
  /** What they are still missing; empty for the dead. */
  missing: z.array(z.enum(['card', 'eId'])),
  /** What the record says of their death: nothing may be taken in for somebody dead or declared missing, nor handed over. */
  death: z.enum(deathKinds).nullable(),
});
export type Standing = z.infer<typeof standingSchema>;

/** A citizen as the desk shows one. Every number in it (own, old, cancelled, cards', relatives', phones) is masked. */
export const personViewSchema = z.object({
  id: personHandle,
  citizen: citizenSchema,
  /** Every past value, newest first; numbers masked. */
  history: z.array(citizenChangeSchema),
  findings: z.array(findingSchema),
  standing: standingSchema,
  /** Others who share a nine-digit number or a name and birth date: shown, never merged. */
  lookalikes: z.array(personLineSchema),
  /** Names of the units its addresses name, by their codes. */
  unitNames: z.record(z.string(), z.string()),
});
export type PersonView = z.infer<typeof personViewSchema>;

export const importFormats = ['ndjson', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** What a file that came in was: a list of people, or a delta, the changes of a feed since those that were applied. */
export const runFormats = [...importFormats, 'delta'] as const;
export type RunFormat = (typeof runFormats)[number];

/** Why a record of a file was set aside; `numberTaken`: the cache has somebody else under this number. */
export const setAsideReasons = [
  ...rowRefusals,
  'tooLong', 'quoteOpen', 'notUtf8', 'notJson', 'cellCount', 'numberTaken',
] as const; // biome-ignore format: a list
export type SetAsideReason = (typeof setAsideReasons)[number];

/** An import of a file: how far it came, and what it did. Importing an unfinished file again goes on with it. */
export const importRunSchema = z.object({
  id: z.number().int(),
  /** Name without its folder. */
  file: z.string(),
  format: z.enum(runFormats),
  /** Bytes of the whole file, and of the part that is done. */
  size: z.number(),
  byteOffset: z.number(),
  line: z.number(),
  added: z.number(),
  /** Of a delta also those who were taken out. */
  changed: z.number(),
  unchanged: z.number(),
  setAside: z.number(),
  beganAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ImportRun = z.infer<typeof importRunSchema>;

/** A delta as it was applied, and how far its feed is now. */
export const deltaRunSchema = importRunSchema.extend({
  feed: z.string(),
  /** The last change of the feed that was applied: the next delta begins after it. */
  cursor: z.number().int(),
  /** People taken out. */
  removed: z.number(),
  /** Changes that had been applied before. */
  repeated: z.number(),
});
export type DeltaRun = z.infer<typeof deltaRunSchema>;

/** A feed of changes, the last of them that was applied, and when (ISO time). */
export const feedStateSchema = z.object({ feed: z.string(), cursor: z.number().int(), at: z.string() });
export type FeedState = z.infer<typeof feedStateSchema>;

export const registryStatsSchema = z.object({
  people: z.number(),
  communes: z.number(),
  households: z.number(),
  cards: z.number(),
  changes: z.number(),
  removed: z.number(),
  findings: z.number(),
  /** Bytes of the file. */
  bytes: z.number(),
  feeds: z.array(feedStateSchema),
});
export type RegistryStats = z.infer<typeof registryStatsSchema>;

/** What the desk's state says of the population cache. */
export const registryStateSchema = z.object({
  /** `empty`: nothing was imported yet; `damaged`: the file does not open, `failure` says why and what to do. */
  state: z.enum(['ready', 'empty', 'damaged']),
  people: z.number(),
  /** ISO time of the last finished import or delta: how old the data are. */
  asOf: z.string().nullable(),
  failure: failureSchema.nullable(),
  /** The import under way. */
  importing: importRunSchema.nullable(),
  /** The check of all records under way. */
  checking: z.object({ done: z.number(), of: z.number() }).nullable(),
});
export type RegistryState = z.infer<typeof registryStateSchema>;

const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(500) };
const forPurpose = { purpose: purposeSchema };

/** The commands of the population cache. Whatever shows a person takes a purpose and is logged before it is shown. */
export const registryApi = {
  commands: {
    'registry.search': {
      input: searchSchema.extend(forPurpose),
      output: z.object({ found: z.array(foundLineSchema), more: z.boolean() }),
    },
    'registry.person': { input: z.object({ id: personHandle, ...forPurpose }), output: personViewSchema.nullable() },
    /** The full numbers of a person, for a stated reason. */
    'registry.reveal': {
      input: z.object({ id: personHandle, ...forPurpose }),
      output: z.object({ number: z.string(), oldNumbers: z.array(z.string()), phones: z.array(z.string()) }),
    },
    /** The communes people live in, the fullest first: sums, no people. */
    'registry.areas': { input: nothing, output: z.array(areaSchema) },
    /** A stretch of a commune's people in Vietnamese order; `area` null: those of no known commune. */
    'registry.roll': {
      input: z.object({ area: areaCode.nullable(), ...page, ...forPurpose }),
      output: z.array(personLineSchema),
    },
    /**
     * Takes values from the genuine card on the desk into the record: `capNhat` where the record says otherwise, `boSung`
     * where it says nothing. Number, sex and birth date are not taken this way.
     */
    'registry.takeFromCard': {
      input: z.object({ fields: z.array(z.enum(comparedFields)).min(1), reason: z.string().trim().min(3).max(200) }),
      output: nothing,
    },
    /** Notes that record and card were compared and agree (đối chiếu, xác thực): the record counts as verified today. */
    'registry.confirm': { input: z.object({ act: z.enum(['doiChieu', 'xacThuc']) }), output: nothing },
    /** The host's own file picker; null where it has none or nothing was picked. */
    'registry.pickFile': { input: nothing, output: z.string().nullable() },
    /**
     * Imports a file by its path; goes on with one that was stopped. Progress is in the desk's state. Format null: found out,
     * and a file whose first line says that it is a delta is applied as `registry.applyDelta` does.
     */
    'registry.import': {
      input: z.object({ path: z.string().min(1).max(4096), format: z.enum(importFormats).nullable() }),
      output: importRunSchema,
    },
    /**
     * Applies the changes of a feed that follow those applied before, in whole batches; goes on with a file that was stopped.
     * It takes turns with imports and is stopped like one. Fails with `registry.deltaGap` when changes before it are missing.
     */
    'registry.applyDelta': { input: z.object({ path: z.string().min(1).max(4096) }), output: deltaRunSchema },
    'registry.stopImport': { input: nothing, output: nothing },
    /** The last hundred imports, newest first, with how many lines were set aside for each reason. */
    'registry.imports': {
      input: nothing,
      output: z.array(importRunSchema.extend({ reasons: z.partialRecord(z.enum(setAsideReasons), z.number()) })),
    },
    /** Writes the set-aside lines beside the imported file, each with its reason; logged. Returns path and count. */
    'registry.exportSetAside': {
      input: z.object({ run: z.number().int(), folder: z.string().max(4096).nullable(), ...forPurpose }),
      output: z.object({ path: z.string(), lines: z.number() }),
    },
    'registry.stats': { input: nothing, output: registryStatsSchema },
    /** Puts a damaged cache aside and begins an empty one, to be imported again. */
    'registry.rebuild': { input: nothing, output: nothing },
  },
  events: {},
} as const;
