import { z } from 'zod';
import { documentDateSchema, expirySchema } from './holder.ts';

/** Where a value of the population cache was learnt. `upstream` is the national database's own answer or downlink. */
export const sources = ['upstream', 'import', 'chip', 'qr', 'document', 'declared', 'computed'] as const;
export type Source = (typeof sources)[number];

/**
 * The four acts that change or confirm a value, which reports count apart: đối chiếu (compared with a paper), xác thực
 * (confirmed at its origin), cập nhật (replaced), bổ sung (filled in).
 */
export const changeActs = ['doiChieu', 'xacThuc', 'capNhat', 'boSung'] as const;
export type ChangeAct = (typeof changeActs)[number];

/** Who brought a value in, when, from where and on what basis. `act` is null for what an import or the downlink brought. */
export const provenanceSchema = z.object({
  source: z.enum(sources),
  /** ISO date and time of the recording. */
  at: z.string(),
  /** Officer's id, or the name of the import or system. */
  by: z.string(),
  act: z.enum(changeActs).nullable(),
  /** The document it rests on, as its kind and number. */
  basis: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** A value of a code list: which list, the code in it (null when the list has none for it), and the text as it was written. */
export const codedSchema = z.object({ list: z.string(), code: z.string().nullable(), name: z.string() });
export type Coded = z.infer<typeof codedSchema>;

/** How the unit of an address was found: written with the units in force, mapped from old ones, open to several, or not at all. */
export const addressMappings = ['current', 'mapped', 'ambiguous', 'unmapped'] as const;

/** An address: the text as the source has it, never rewritten, beside the codes it stands for. */
export const addressSchema = z.object({
  text: z.string(),
  /** Five-digit code of the commune in force since 1/7/2025; null while it is open. */
  unit: z.string().nullable(),
  /** Code of the ward before that date where the text names one; it may mean another unit than the same code today. */
  oldUnit: z.string().nullable(),
  mapping: z.enum(addressMappings),
});
export type Address = z.infer<typeof addressSchema>;

export const sexes = ['male', 'female', 'unknown'] as const;
export type Sex = (typeof sexes)[number];

export const cardKinds = ['CMND12', 'CCCDMaVach', 'CCCD2021', 'CC2024', 'GCNCC'] as const;

/** A card of the holder: kind, number, dates, and whether they still hold it. */
export const citizenCardSchema = z.object({
  kind: z.enum(cardKinds),
  number: z.string(),
  issued: documentDateSchema.nullable(),
  issuedBy: z.string().nullable(),
  expiry: expirySchema,
  state: z.enum(['held', 'replaced', 'lost', 'withdrawn', 'withheld']),
});
export type CitizenCard = z.infer<typeof citizenCardSchema>;

export const relativeKinds = ['father', 'mother', 'spouse', 'child', 'representative', 'represented'] as const;
export type RelativeKind = (typeof relativeKinds)[number];

/** A relative of item 15: what is known of them; `relation` is the kind of representation where it is one. */
export const relativeSchema = z.object({
  kind: z.enum(relativeKinds),
  name: z.string().nullable(),
  number: z.string().nullable(),
  oldNumber: z.string().nullable(),
  nationality: z.string().nullable(),
  relation: z.string().nullable(),
});
export type Relative = z.infer<typeof relativeSchema>;

/** What a record says of somebody's death: dead, or declared missing. */
export const deathKinds = ['dead', 'missing'] as const;
export type DeathKind = (typeof deathKinds)[number];

const values = {
  name: z.string(),
  otherNames: z.array(z.string()),
  number: z.string(),
  birth: documentDateSchema.nullable(),
  sex: z.enum(sexes),
  birthPlace: addressSchema.nullable(),
  birthRegistration: addressSchema.nullable(),
  origin: addressSchema.nullable(),
  ethnicity: codedSchema.nullable(),
  religion: codedSchema.nullable(),
  /** ISO 3166 alpha-3. */
  nationalities: z.array(z.string()),
  bloodGroup: codedSchema.nullable(),
  /** Every nine-digit number ever held; two people may have the same one. */
  oldNumbers: z.array(z.string()),
  cards: z.array(citizenCardSchema),
  relatives: z.array(relativeSchema),
  permanent: addressSchema.nullable(),
  temporary: addressSchema.nullable(),
  current: addressSchema.nullable(),
  absence: z.object({ from: z.string(), to: z.string().nullable(), place: z.string().nullable() }).nullable(),
  residenceFile: z.string().nullable(),
  marital: codedSchema.nullable(),
  relationToHead: codedSchema.nullable(),
  household: z.object({ id: z.string(), head: z.string().nullable() }).nullable(),
  death: z.object({ kind: z.enum(deathKinds), date: documentDateSchema }).nullable(),
  contact: z.object({ phones: z.array(z.string()), emails: z.array(z.string()) }),
  other: z.record(z.string(), z.string()),
};

/** The fields of the law's 26 items, in its order (Law on Identification 2023, article 9). */
export const citizenFields = Object.keys(values) as readonly CitizenField[];
export type CitizenField = keyof typeof values;

export const citizenFieldSchema = z.enum(Object.keys(values) as [CitizenField, ...CitizenField[]]);

/** One citizen as the cache holds them now: the 26 items, who vouches for each, and what the desk needs besides. */
export const citizenSchema = z.object({
  ...values,
  /** Numbers cancelled and set anew (Decree 70/2024, article 11); kept for ever. */
  cancelledNumbers: z.array(z.string()),
  eId: z.object({ level: z.union([z.literal(1), z.literal(2)]), locked: z.boolean() }).nullable(),
  /** ISO date of the last đối chiếu or xác thực against the citizen or their papers. */
  verifiedOn: z.string().nullable(),
  /** Provenance of a field that differs from the record's own. */
  provenance: z.partialRecord(citizenFieldSchema, provenanceSchema),
  recorded: provenanceSchema,
  /** The upstream's version of this person and the hash of what it sent; null for what only this desk knows. */
  upstream: z.object({ version: z.number(), hash: z.string() }).nullable(),
});
export type Citizen = z.infer<typeof citizenSchema>;

/** A past value of a field and what replaced it. Changes are only ever added. */
export const citizenChangeSchema = z.object({
  number: z.string(),
  field: citizenFieldSchema,
  /** The value as it was, and who had vouched for it. */
  before: z.unknown(),
  beforeProvenance: provenanceSchema,
  after: z.unknown(),
  provenance: provenanceSchema,
});
export type CitizenChange = z.infer<typeof citizenChangeSchema>;

const cell = z.string().optional();

/** A line of an import file before it is understood: NDJSON objects or CSV rows with these columns; others are ignored. */
export const personRowSchema = z.object({
  soDinhDanh: cell,
  hoTen: cell,
  tenGoiKhac: cell,
  gioiTinh: cell,
  ngaySinh: cell,
  noiSinh: cell,
  noiDangKyKhaiSinh: cell,
  queQuan: cell,
  danToc: cell,
  tonGiao: cell,
  quocTich: cell,
  nhomMau: cell,
  /** Nine-digit numbers, several separated by `;`. */
  cmnd: cell,
  xa: cell,
  thuongTru: cell,
  tamTru: cell,
  noiOHienTai: cell,
  loaiThe: cell,
  ngayCap: cell,
  hetHan: cell,
  cha: cell,
  soCha: cell,
  me: cell,
  soMe: cell,
  voChong: cell,
  soVoChong: cell,
  nguoiDaiDien: cell,
  honNhan: cell,
  soHo: cell,
  chuHo: cell,
  quanHeChuHo: cell,
  soHoSoCuTru: cell,
  daChet: cell,
  dienThoai: cell,
  email: cell,
  soDaHuy: cell,
  mucDinhDanh: cell,
});
export type PersonRow = z.infer<typeof personRowSchema>;
export type PersonColumn = keyof PersonRow;

/** Why a line of an import is set aside. Everything else that is wrong with it is kept and found by the quality rules. */
export const rowRefusals = [
  'notAnObject',
  'numberMissing',
  'numberNotTwelveDigits',
  'nameMissing',
  'nameMojibake',
  'birthUnreadable',
  'sexUnknown',
] as const;
export type RowRefusal = (typeof rowRefusals)[number];
