import type {
  DocumentRule,
  DossierKind,
  EligibilityRule,
  FeeReduction,
  FeeRow,
  FieldRule,
  ReasonRule,
} from '#contract/dossier-kind.ts';
import {
  accompanying,
  commonEligibility,
  commonRefusals,
  correctFirst,
  deskSteps,
  measuredWhenEquipped,
  personFields,
  proofOfGuardian,
} from './common-rules.ts';
import { intakeStates, law, photographed, reason, recalled, words } from './law.ts';

const article24 = law('Luật Căn cước 2023, Điều 24 khoản 1');
const circular73 = 'Thông tư 73/2024/TT-BTC';

/** Why a card is exchanged, by the letters of the law (`dd` is đ). */
const reasons: readonly ReasonRule[] = [
  reason('a', words('Đến tuổi phải đổi thẻ (14, 25, 40, 60)', 'Reached an age at which cards are changed'), law('Luật Căn cước 2023, Điều 21 khoản 1, Điều 24 khoản 1 a')),
  reason('b', words('Thay đổi, cải chính họ tên; ngày, tháng, năm sinh', 'Name or date of birth changed or corrected'), article24),
  reason('c', words('Thay đổi nhân dạng; bổ sung ảnh, vân tay; xác định lại giới tính', 'Looks changed; portrait or prints added; sex determined anew'), article24),
  reason('d', words('Có sai sót thông tin in trên thẻ', 'A mistake on the card'), article24),
  reason('dd', words('Theo yêu cầu khi địa giới hành chính thay đổi', 'On request after administrative units changed'), article24),
  reason('e', words('Xác lập lại số định danh cá nhân', 'The number was set anew'), article24),
  reason('g', words('Theo yêu cầu của công dân', 'On the holder’s request'), article24),
]; // biome-ignore format: a table

const read = { from: ['chip', 'cache'], check: 'text', required: false, fixed: false, when: {} } as const;
const cardFields: readonly FieldRule[] = [
  { ...read, code: 'nationality', words: words('Quốc tịch', 'Nationality'), reads: 'nationality' },
  { ...read, code: 'ethnicity', words: words('Dân tộc', 'Ethnicity'), reads: 'ethnicity' },
  { ...read, code: 'religion', words: words('Tôn giáo', 'Religion'), reads: 'religion' },
  { ...read, code: 'origin', words: words('Quê quán', 'Place of origin'), reads: 'origin' },
  { ...read, code: 'birthRegistration', words: words('Nơi đăng ký khai sinh', 'Place of birth registration'), reads: 'birthRegistration', from: ['cache'] },
  { ...read, code: 'oldNumber', words: words('Số CMND 9 số', 'Nine-digit number'), reads: 'oldNumber' },
  { ...read, code: 'features', words: words('Đặc điểm nhân dạng', 'Distinguishing features'), reads: 'features', from: ['chip'] },
  { ...read, code: 'phone', words: words('Số điện thoại liên hệ', 'Phone to reach the person'), reads: null, from: [], check: 'phone', required: true },
  { ...read, code: 'delivery', words: words('Địa chỉ nhận kết quả (nếu gửi bưu chính)', 'Address to post the card to (if posted)'), reads: null, from: [] },
]; // biome-ignore format: a table

const documents: readonly DocumentRule[] = [
  ...proofOfGuardian,
  { code: 'changeProof', words: words('Giấy tờ hộ tịch về thay đổi, cải chính', 'Civil status paper of the change'), papers: ['quyetDinh', 'giayKhaiSinh'], need: 'required', when: { reasons: ['b'] }, basis: article24 },
  { code: 'featureProof', words: words('Quyết định, xác nhận về giới tính (nếu có)', 'Decision on the sex (if any)'), papers: ['quyetDinh'], need: 'recommended', when: { reasons: ['c'] }, basis: article24 },
  { code: 'numberProof', words: words('Quyết định, thông báo về số định danh xác lập lại', 'Decision or notice of the number set anew'), papers: ['quyetDinh', 'thongBaoSoDinhDanh'], need: 'required', when: { reasons: ['e'] }, basis: law('Nghị định 70/2024/NĐ-CP, Điều 11') },
  { code: 'oldCard', words: words('Ảnh mặt thẻ cũ (thu lại khi trả thẻ mới)', 'Picture of the old card (collected when the new one is handed over)'), papers: ['cccdMatTruoc', 'cmnd'], need: 'recommended', when: { holds: ['CMND', 'CCCD', 'CC'] }, basis: law('Nghị định 70/2024/NĐ-CP, Điều 21') },
]; // biome-ignore format: a table

const eligibility: readonly EligibilityRule[] = [
  ...commonEligibility,
  // An old card that says otherwise is why it is exchanged for b, c, d and e; for anything else it is cleared up first.
  { finding: 'dataContradicts', level: 'blocks', when: { reasons: [null, 'a', 'dd', 'g'] }, basis: correctFirst },
  { finding: 'dataContradicts', level: 'warns', when: { reasons: ['b', 'c', 'd', 'e'] }, basis: correctFirst },
  { finding: 'nothingToChange', level: 'blocks', when: { holds: ['none'] }, basis: law('Luật Căn cước 2023, Điều 24') },
  { finding: 'cardWithdrawn', level: 'warns', when: {}, basis: law('Luật Căn cước 2023, Điều 29 khoản 1') },
  // Whose number was set anew brings the card of the old one: that is what reason e is for.
  { finding: 'cardNumberCancelled', level: 'blocks', when: { reasons: ['a', 'b', 'c', 'd', 'dd', 'g'] }, basis: law('Nghị định 70/2024/NĐ-CP, Điều 11') },
  { finding: 'milestoneNotReached', level: 'blocks', when: { reasons: ['a'] }, basis: law('Luật Căn cước 2023, Điều 21') },
  { finding: 'milestoneReached', level: 'notes', when: { reasons: ['b', 'c', 'd', 'dd', 'e', 'g'] }, basis: law('Luật Căn cước 2023, Điều 21, 38') },
  { finding: 'noBiometrics', level: 'notes', when: { ages: ['under6'] }, basis: law('Luật Căn cước 2023, Điều 23') },
  { finding: 'chipUnproved', level: 'notes', when: { holds: ['CCCD', 'CC'], chip: false }, basis: recalled('Quy tắc của bàn: đọc chip khi có thẻ') },
]; // biome-ignore format: a table

const always = { from: '2024-07-01', until: null } as const;
const free = (letters: readonly string[], text: ReturnType<typeof words>): FeeRow => ({
  period: always,
  amount: 0,
  when: { reasons: letters },
  words: text,
  basis: law(`Luật Căn cước 2023, Điều 38; ${circular73}`),
});

/** The first row that applies counts. A CCCD exchanged at a milestone is free as well: practice, no text says otherwise. */
const fees: readonly FeeRow[] = [
  free(['a'], words('Miễn: đến tuổi đổi thẻ', 'Free: age at which cards are changed')),
  free(['d'], words('Miễn: sai sót do cơ quan', 'Free: a mistake of the office')),
  free(['dd'], words('Miễn: địa giới hành chính thay đổi', 'Free: administrative units changed')),
  { period: always, amount: 30_000, when: { holds: ['CMND', 'CCCD'] }, words: words('Đổi CMND, CCCD sang thẻ căn cước', 'From an old card to the new'), basis: law(circular73) },
  { period: always, amount: 50_000, when: {}, words: words('Cấp đổi thẻ căn cước', 'Exchange of a card'), basis: law(circular73) },
]; // biome-ignore format: a table

const reductions: readonly FeeReduction[] = [
  { period: { from: '2025-01-01', until: '2025-12-31' }, percent: 50, when: { channels: ['online'] }, basis: law(`${circular73}, Điều 4 khoản 3`) },
  { period: { from: '2025-07-01', until: '2026-12-31' }, percent: 50, when: {}, basis: recalled('Thông tư 64/2025/TT-BTC (chưa rõ có gồm lệ phí căn cước)') },
  { period: { from: '2026-08-15', until: '2027-02-28' }, percent: 100, when: { channels: ['online'] }, basis: recalled('Miễn lệ phí hồ sơ trực tuyến, 15/8/2026–28/2/2027 (một nguồn)') },
]; // biome-ignore format: a table

const exemption = (code: string, vi: string, en: string): ReasonRule =>
  reason(code, words(vi, en), recalled(`${circular73}: đối tượng được miễn`));

const of2025: DossierKind = {
  code: 'cardExchange',
  regime: 'R2025',
  period: { from: '2025-07-01', until: '2026-06-30' },
  basis: [
    law('Luật Căn cước 26/2023/QH15, Điều 21, 24, 25, 26'),
    law('Nghị định 70/2024/NĐ-CP'),
    law('Thông tư 17/2024/TT-BCA, sửa đổi bởi 53/2025/TT-BCA'),
    law('QĐ 5710/QĐ-BCA-C06'),
  ],
  names: words('Cấp đổi thẻ căn cước', 'Exchange of an identity card'),
  form: 'CC01',
  purpose: 'capThe',
  steps: deskSteps,
  states: [...intakeStates, 'cardArrived', 'handedOver'],
  ends: ['handedOver', 'refused', 'cancelled'],
  reasons,
  fields: [...personFields, ...cardFields],
  captures: [
    { capture: 'portrait', need: 'required', shared: true, mayLack: false, when: { ages: photographed }, basis: law('Luật Căn cước 2023, Điều 23 khoản 1 b') },
    ...measuredWhenEquipped,
    { capture: 'signature', need: 'required', shared: false, mayLack: true, when: {}, basis: law('QĐ 5710/QĐ-BCA-C06: in CC01, công dân kiểm tra, ký') },
  ],
  documents,
  takesIntegrated: false,
  presence: accompanying,
  eligibility,
  deadlines: [{ workingDays: 7, when: {}, basis: law('Luật Căn cước 2023, Điều 26') }],
  fees,
  exemptions: [
    exemption('thuongBinh', 'Thương binh, thân nhân liệt sĩ, người có công', 'Invalids of war, families of the fallen'),
    exemption('hoNgheo', 'Hộ nghèo', 'Poor households'),
    exemption('danTocThieuSo', 'Đồng bào dân tộc thiểu số ở xã khó khăn', 'Ethnic minorities in poor communes'),
    exemption('moCoi', 'Công dân dưới 18 tuổi mồ côi', 'Orphans under 18'),
  ],
  reductions,
  refusals: [
    reason('noReason', words('Không thuộc trường hợp được cấp đổi', 'No case in which a card is exchanged'), article24),
    ...commonRefusals,
  ],
}; // biome-ignore format: tables

/** The versions of the kind, oldest first. Before 1/7/2025 card dossiers were taken by district and province, not by communes. */
export const cardExchange: readonly DossierKind[] = [
  of2025,
  {
    ...of2025,
    regime: 'R2026',
    period: { from: '2026-07-01', until: null },
    basis: [...of2025.basis, law('Luật 118/2025/QH15'), law('QĐ 5230/QĐ-BCA-C06 ngày 18/8/2026')],
    takesIntegrated: true,
  },
];
