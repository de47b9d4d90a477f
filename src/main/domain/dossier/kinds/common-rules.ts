import type {
  Basis,
  DocumentRule,
  DossierKind,
  EligibilityRule,
  FieldRule,
  PresenceRule,
  ReasonRule,
} from '#contract/dossier-kind.ts';
import { accompanied, law, measured, reason, recalled, words } from './law.ts';

const article23 = law('Luật Căn cước 2023, Điều 23');
const article24 = law('Luật Căn cước 2023, Điều 24, 25; Nghị định 70/2024/NĐ-CP, Điều 11');

type Read = Pick<FieldRule, 'code' | 'words' | 'from'> & {
  readonly reads: FieldRule['reads'];
  readonly check: FieldRule['check'];
};
const field = (rule: Read, fixed = false): FieldRule => ({ ...rule, required: true, fixed, when: {} });

/**
 * Who somebody is, on every form. The residence is asked of the cache first: the form prints what the population data say
 * (QĐ 5710/QĐ-BCA-C06), and a card keeps the address of the day it was issued on.
 */
export const personFields: readonly FieldRule[] = [
  field({ code: 'number', words: words('Số định danh cá nhân', 'Identification number'), reads: 'number', from: ['chip', 'cache'], check: 'number' }, true),
  field({ code: 'name', words: words('Họ, chữ đệm và tên khai sinh', 'Full name'), reads: 'name', from: ['chip', 'cache'], check: 'name' }),
  field({ code: 'birth', words: words('Ngày, tháng, năm sinh', 'Date of birth'), reads: 'birth', from: ['chip', 'cache'], check: 'date' }, true),
  field({ code: 'sex', words: words('Giới tính', 'Sex'), reads: 'sex', from: ['chip', 'cache'], check: 'sex' }, true),
  field({ code: 'residence', words: words('Nơi cư trú', 'Residence'), reads: 'residence', from: ['cache', 'chip'], check: 'text' }),
]; // biome-ignore format: a table

const presenceOfChild: PresenceRule = { who: 'guardian', when: { ages: accompanied }, basis: article23 };
const presenceOfAdult: PresenceRule = {
  who: 'representative',
  when: { ages: ['from14'], represented: true },
  basis: article23,
};

/** Who comes along: a guardian with a child under 14, a representative with somebody who cannot act alone. */
export const accompanying: readonly PresenceRule[] = [presenceOfChild, presenceOfAdult];

/** Proof that they may act. */
export const proofOfGuardian: readonly DocumentRule[] = [
  {
    code: 'guardianProof',
    words: words('Giấy tờ chứng minh người đại diện hợp pháp của trẻ', 'Proof of who represents the child'),
    papers: ['giayKhaiSinh', 'giamHo'],
    need: 'required',
    when: { ages: accompanied },
    basis: article23,
  },
  {
    code: 'representativeProof',
    words: words('Giấy tờ chứng minh người đại diện', 'Proof of the representative'),
    papers: ['giamHo', 'quyetDinh'],
    need: 'required',
    when: { ages: ['from14'], represented: true },
    basis: article23,
  },
];

/** Data that changed are corrected before anything is taken in. */
export const correctFirst: Basis = law('QĐ 5710/QĐ-BCA-C06: có thay đổi thì điều chỉnh dữ liệu trước');

/** What every procedure of identity asks about the person. */
export const commonEligibility: readonly EligibilityRule[] = [
  { finding: 'dead', level: 'blocks', when: {}, basis: law('Luật Căn cước 2023, Điều 9 (mục 24), Điều 34 khoản 1') },
  { finding: 'declaredMissing', level: 'blocks', when: {}, basis: law('Luật Căn cước 2023, Điều 9 (mục 24)') },
  { finding: 'cardWithheld', level: 'blocks', when: {}, basis: law('Luật Căn cước 2023, Điều 29 khoản 2, Điều 34 khoản 1') },
  { finding: 'numberCancelled', level: 'blocks', when: {}, basis: law('Nghị định 70/2024/NĐ-CP, Điều 11') },
  { finding: 'sameKindOpen', level: 'blocks', when: {}, basis: recalled('Quy tắc của bàn: một hồ sơ cùng loại cho một người') },
  { finding: 'otherPerson', level: 'blocks', when: {}, basis: correctFirst },
  { finding: 'cardAltered', level: 'blocks', when: {}, basis: law('Luật Căn cước 2023, Điều 29 khoản 1') },
  { finding: 'guardianIsSubject', level: 'blocks', when: {}, basis: article23 },
  { finding: 'guardianDead', level: 'blocks', when: {}, basis: article23 },
  { finding: 'guardianYoung', level: 'warns', when: {}, basis: recalled('Bộ luật Dân sự 2015, Điều 20, 49') },
  { finding: 'numberDoubtful', level: 'warns', when: {}, basis: article24 },
  { finding: 'noRecord', level: 'warns', when: {}, basis: law('QĐ 5710/QĐ-BCA-C06: chưa có thông tin thì lập DC01, cập nhật trước') },
  { finding: 'ageUnknown', level: 'blocks', when: {}, basis: article23 },
  { finding: 'guardianNeeded', level: 'notes', when: { ages: accompanied }, basis: article23 },
  { finding: 'representativeNeeded', level: 'notes', when: { ages: ['from14'], represented: true }, basis: article23 },
]; // biome-ignore format: a table

/** What is taken where the desk has the device for it. */
export const measuredWhenEquipped = (['fingerprints', 'iris'] as const).map((capture) => ({
  capture,
  need: 'whenEquipped' as const,
  shared: true,
  mayLack: true,
  when: { ages: measured },
  basis: law('Luật Căn cước 2023, Điều 23 khoản 1 b'),
}));

/** Why the centre or the station refuses, in writing with its reason (CC03; Law, article 23). */
export const commonRefusals: readonly ReasonRule[] = [
  reason('dead', words('Người đề nghị đã chết hoặc bị tuyên bố mất tích', 'The person is dead or declared missing'), law('Luật Căn cước 2023, Điều 9')),
  reason('cardWithheld', words('Thẻ đang bị giữ', 'The card is being withheld'), law('Luật Căn cước 2023, Điều 29 khoản 2')),
  reason('noGuardian', words('Không có người đại diện hợp pháp đi cùng', 'No legal representative came along'), article23),
  reason('papersMissing', words('Thiếu giấy tờ pháp lý theo quy định', 'Papers the law asks for are missing'), article23),
  reason('otherPerson', words('Sinh trắc học không khớp, nghi tráo người', 'Biometrics do not match: may be another person'), law('Báo chí dẫn lý do trả hồ sơ của trung ương')),
  reason('falseData', words('Khai không đúng sự thật', 'False statements'), law('Báo chí dẫn lý do trả hồ sơ của trung ương')),
  reason('other', words('Lý do khác (ghi rõ)', 'Another reason (to be said)'), article23),
]; // biome-ignore format: a table

/** The steps of an intake at the desk, in their order (QĐ 5710/QĐ-BCA-C06; Circular 60/2021, article 5). */
export const deskSteps: DossierKind['steps'] = [
  { code: 'identify', words: words('Xác định người', 'Identify') },
  { code: 'form', words: words('Tờ khai', 'Form') },
  { code: 'captures', words: words('Thu nhận', 'Captures') },
  { code: 'documents', words: words('Giấy tờ', 'Documents') },
  { code: 'review', words: words('Kiểm tra', 'Review') },
  { code: 'sign', words: words('Ký', 'Sign') },
];
