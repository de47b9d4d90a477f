import { z } from 'zod';
import { changeActs } from './citizen.ts';

/** What is compared after a read, in the order it is shown. */
export const comparedFields = [
  'number',
  'name',
  'birth',
  'sex',
  'nationality',
  'ethnicity',
  'religion',
  'origin',
  'residence',
  'father',
  'mother',
  'spouse',
  'oldNumber',
  'issued',
  'expiry',
] as const;
export type ComparedField = (typeof comparedFields)[number];

/** What a comparison found. `equal…` outcomes are harmless; `missing…` says where nothing stands. */
export const outcomes = [
  'equal',
  'equalTonePlacement',
  'equalOldPlace',
  'equalAsFarAsKnown',
  'differs',
  'missingOnCard',
  'missingInRecord',
  'missingEverywhere',
] as const;
export type Outcome = (typeof outcomes)[number];

/** How loudly it is shown: nothing to see, worth knowing, to be cleared up, not to go on before it is cleared up. */
export const attentionLevels = ['quiet', 'notice', 'warning', 'blocking'] as const;
export type Attention = (typeof attentionLevels)[number];

/** What a finding means, in words for the officer. */
export const meanings = {
  same: { vi: 'khớp', en: 'same' },
  tonePlacement: { vi: 'khớp (cách đặt dấu thanh)', en: 'same (tone mark placed otherwise)' },
  letterRepaired: { vi: 'khớp (ký tự Đ gõ sai mã)', en: 'same (letter Đ typed with another code)' },
  otherSpelling: { vi: 'khớp (cách viết khác của cùng mục)', en: 'same (another spelling of the same entry)' },
  oldPlace: { vi: 'khớp (địa danh cũ)', en: 'same (old place name)' },
  oldPlaceSplit: {
    vi: 'địa danh cũ đã tách cho nhiều đơn vị mới — hỏi công dân',
    en: 'old place now shared by several units: ask the citizen',
  },
  lessDetail: { vi: 'khớp (một bên ghi gọn hơn)', en: 'same (one side says less)' },
  mrzForm: { vi: 'khớp theo dạng ghi trong vùng đọc máy', en: 'same in the form of the machine readable zone' },
  notStated: { vi: 'không có', en: 'not stated' },
  onlyOnCard: { vi: 'chỉ thẻ có — bổ sung vào dữ liệu', en: 'only on the card: add it to the record' },
  onlyInRecord: { vi: 'thẻ không ghi', en: 'not on the card' },
  otherPerson: { vi: 'số khác nhau — có thể là người khác', en: 'numbers differ: may be another person' },
  renumbered: { vi: 'thẻ mang số định danh đã hủy', en: 'the card bears a cancelled number' },
  iySpelling: { vi: 'khác i/y — có thể là người khác', en: 'differs in i/y: may be another person' },
  marksDiffer: { vi: 'khác dấu', en: 'differs in diacritics' },
  nameDiffers: { vi: 'họ tên khác nhau', en: 'names differ' },
  birthDiffers: { vi: 'ngày sinh khác nhau', en: 'birth dates differ' },
  sexDiffers: { vi: 'giới tính khác nhau', en: 'sex differs' },
  houseNumber: { vi: 'khác số nhà', en: 'house number differs' },
  addressDetail: { vi: 'khác chi tiết địa chỉ', en: 'detail of the address differs' },
  otherUnit: { vi: 'khác đơn vị hành chính', en: 'another administrative unit' },
  placeUnclear: { vi: 'chưa nhận ra địa danh', en: 'place not recognised' },
  cardNewer: { vi: 'thẻ mới hơn dữ liệu', en: 'the card is newer than the record' },
  cardOlder: { vi: 'dữ liệu có thẻ mới hơn — thẻ này có thể đã được đổi', en: 'the record knows a newer card' },
  valueDiffers: { vi: 'khác nhau', en: 'differs' },
  sourcesDisagree: {
    vi: 'chip và vùng đọc máy (hoặc QR) không khớp — nghi thẻ bị sửa',
    en: 'chip and printed zone (or QR) disagree: the card may have been altered',
  },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;
export type Meaning = keyof typeof meanings;
const meaningCodes = Object.keys(meanings) as [Meaning, ...Meaning[]];

const textOrNull = z.string().nullable();

/** One field in all its sources: what each says (null: nothing), what that amounts to, and the act it leads to. */
export const fieldComparisonSchema = z.object({
  field: z.enum(comparedFields),
  values: z.object({ chip: textOrNull, mrz: textOrNull, qr: textOrNull, record: textOrNull }),
  outcome: z.enum(outcomes),
  level: z.enum(attentionLevels),
  meaning: z.enum(meaningCodes),
  act: z.enum([...changeActs, 'none']),
});
export type FieldComparison = z.infer<typeof fieldComparisonSchema>;

/**
 * How sure it is that two descriptions are one person: L0 same number; L1 same nine-digit number, birth date and name;
 * L2 same name, birth date and sex; L3 same name without marks, and birth date; L4 the zone's name is its beginning.
 */
export const matchLevels = ['L0', 'L1', 'L2', 'L3', 'L4'] as const;
export type MatchLevel = (typeof matchLevels)[number];

/** Why a candidate is shown, or why it is not the same person. */
export const matchReasons = {
  sameNumber: { vi: 'cùng số định danh', en: 'same number' },
  cancelledNumber: { vi: 'số định danh đã hủy của người này', en: 'a cancelled number of this person' },
  sameOldNumber: { vi: 'cùng số CMND', en: 'same nine-digit number' },
  sameBirthSameName: { vi: 'cùng ngày sinh, cùng tên', en: 'same birth date, same name' },
  sameBirthSimilarName: { vi: 'cùng ngày sinh, gần giống tên', en: 'same birth date, similar name' },
  mrzName: { vi: 'tên trùng với vùng đọc máy', en: 'name agrees with the machine readable zone' },
  birthIncomplete: { vi: 'ngày sinh chưa đủ ngày tháng', en: 'birth date incomplete' },
  numbersDiffer: { vi: 'hai số định danh khác nhau — hai người', en: 'two numbers, so two people' },
  nameDiffers: { vi: 'họ tên khác nhau', en: 'names differ' },
  birthDiffers: { vi: 'ngày sinh khác nhau', en: 'birth dates differ' },
  sexDiffers: { vi: 'giới tính khác nhau', en: 'sex differs' },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;
export type MatchReason = keyof typeof matchReasons;
const reasonCodes = Object.keys(matchReasons) as [MatchReason, ...MatchReason[]];

/** `same` may be taken as one person; `proposed` waits for an officer; `lookalike` is shown and is another person. */
export const matchDecisions = ['same', 'proposed', 'lookalike'] as const;

export const matchSchema = z.object({
  level: z.enum(matchLevels),
  decision: z.enum(matchDecisions),
  reasons: z.array(z.enum(reasonCodes)),
  conflicts: z.array(z.enum(reasonCodes)),
});
export type Match = z.infer<typeof matchSchema>;

/** What the desk shows beside the holder after a read. */
export const comparisonSchema = z.object({
  /** `absent`: the cache does not know the number. */
  record: z.enum(['found', 'absent']),
  match: matchSchema.nullable(),
  fields: z.array(fieldComparisonSchema),
  /** The loudest of the fields; `blocking` for somebody whom the record says is dead or missing, whatever the fields say. */
  level: z.enum(attentionLevels),
  /** How many fields lead to each act. */
  acts: z.record(z.enum(changeActs), z.number()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** What a QR code of a card says (not signed: it proves nothing). Dates are ISO. */
export const qrIdentitySchema = z.object({
  number: z.string(),
  oldNumber: textOrNull,
  name: z.string(),
  birth: textOrNull,
  sex: z.enum(['male', 'female']).nullable(),
  residence: textOrNull,
  issued: textOrNull,
});
export type QrIdentity = z.infer<typeof qrIdentitySchema>;
