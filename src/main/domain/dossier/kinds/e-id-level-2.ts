import type { DossierKind, FieldRule } from '#contract/dossier-kind.ts';
import { eIdWorkingDays } from '../../citizen/validity/card-validity.ts';
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

const article10 = law('Nghị định 69/2024/NĐ-CP, Điều 10');
const article13 = law('Nghị định 69/2024/NĐ-CP, Điều 13');

const typed = { reads: null, from: [], fixed: false, when: {} } as const;
const contactFields: readonly FieldRule[] = [
  { ...typed, code: 'phone', words: words('Số thuê bao di động chính chủ', 'Mobile number in the person’s own name'), check: 'phone', required: true },
  { ...typed, code: 'email', words: words('Email (nếu có)', 'E-mail (if any)'), check: 'email', required: false },
  { ...typed, code: 'integration', words: words('Thông tin khác đề nghị tích hợp', 'Other papers to integrate'), check: 'text', required: false },
]; // biome-ignore format: a table

/** Electronic identity of level 2 at the commune (form TK01), as it was under the first regime of Decree 69/2024. */
const of2024: DossierKind = {
  code: 'eIdLevel2',
  regime: 'R2024',
  period: { from: '2024-07-01', until: '2025-06-30' },
  basis: [law('Luật Căn cước 26/2023/QH15'), law('Nghị định 69/2024/NĐ-CP, Điều 10, 13, 14')],
  names: words('Định danh điện tử mức độ 2', 'Electronic identity of level 2'),
  form: 'TK01',
  purpose: 'dinhDanhDienTu',
  steps: deskSteps,
  states: intakeStates,
  ends: ['approved', 'refused', 'cancelled'],
  reasons: [],
  fields: [...personFields, ...contactFields],
  captures: [
    { capture: 'portrait', need: 'required', shared: true, mayLack: false, when: { ages: photographed }, basis: article10 },
    ...measuredWhenEquipped.filter(({ capture }) => capture === 'fingerprints').map((rule) => ({ ...rule, basis: article10 })),
    { capture: 'signature', need: 'required', shared: false, mayLack: true, when: {}, basis: article10 },
  ],
  documents: proofOfGuardian,
  takesIntegrated: false,
  presence: accompanying,
  eligibility: [
    ...commonEligibility,
    { finding: 'dataContradicts', level: 'blocks', when: {}, basis: correctFirst },
    { finding: 'tooYoung', level: 'blocks', when: { ages: ['under6'] }, basis: recalled('Nghị định 69/2024/NĐ-CP, Điều 7') },
    { finding: 'alreadyLevel2', level: 'blocks', when: {}, basis: article10 },
    { finding: 'eIdLocked', level: 'warns', when: {}, basis: law('Nghị định 69/2024/NĐ-CP, Điều 30; Luật Căn cước 2023, Điều 34') },
    { finding: 'cardWithdrawn', level: 'blocks', when: {}, basis: law('Luật Căn cước 2023, Điều 29 khoản 1, Điều 34 khoản 1') },
    { finding: 'cardNumberCancelled', level: 'blocks', when: {}, basis: law('Nghị định 70/2024/NĐ-CP, Điều 11') },
    { finding: 'chipUnproved', level: 'warns', when: { holds: ['CCCD', 'CC'], chip: false }, basis: article10 },
    { finding: 'cardEnded', level: 'notes', when: { cards: ['expired'] }, basis: article13 },
    { finding: 'noCard', level: 'notes', when: { cards: ['none'] }, basis: article13 },
  ],
  deadlines: [
    { workingDays: eIdWorkingDays('valid'), when: { cards: ['valid'], holds: ['CCCD', 'CC'] }, basis: article13 },
    { workingDays: eIdWorkingDays('none'), when: {}, basis: article13 },
  ],
  fees: [
    {
      period: { from: '2024-07-01', until: null },
      amount: 0,
      when: {},
      words: words('Không thu', 'No fee'),
      basis: recalled('Nghị định 69/2024/NĐ-CP: không quy định lệ phí cho công dân'),
    },
  ],
  exemptions: [],
  reductions: [],
  refusals: [
    reason('tooYoung', words('Chưa đủ tuổi cho mức độ 2', 'Too young for level 2'), recalled('Nghị định 69/2024/NĐ-CP, Điều 7')),
    ...commonRefusals,
  ],
}; // biome-ignore format: tables

/** The versions of the kind, oldest first; level 2 has been a matter of every commune, wherever the person lives, since 2024. */
export const eIdLevel2: readonly DossierKind[] = [
  of2024,
  {
    ...of2024,
    regime: 'R2025',
    period: { from: '2025-07-01', until: '2026-06-30' },
    basis: [...of2024.basis, law('Nghị định 169/2025/NĐ-CP'), law('QĐ 5709/QĐ-BCA-C06 (mẫu TK01)')],
  },
  {
    ...of2024,
    regime: 'R2026',
    period: { from: '2026-07-01', until: null },
    basis: [
      ...of2024.basis,
      law('Nghị định 169/2025/NĐ-CP'),
      law('QĐ 5709/QĐ-BCA-C06 (mẫu TK01)'),
      law('Luật 118/2025/QH15'),
    ],
    // From 1/7/2026 offices may not ask for papers that are integrated already.
    takesIntegrated: true,
  },
];
