import type { DossierLine } from '#contract/dossier.ts';
import type { StepCode } from '#contract/dossier-kind.ts';
import type { FormField, IntakeDossier, IntakeSitting, IntakeState } from '#contract/intake.ts';
import type { ShiftState, ShiftView } from '#contract/shift.ts';

/** Dossiers, drafts and shifts of the window's tests: fictitious people, masked as the host would. */

export const sampleIds = {
  sitting: '01930000-0000-7000-8000-000000000001',
  eId: '01930000-0000-7000-8000-000000000002',
  card: '01930000-0000-7000-8000-000000000003',
  shift: '01930000-0000-7000-8000-000000000004',
} as const;

export const intakeSteps: readonly StepCode[] = ['identify', 'form', 'captures', 'documents', 'review', 'sign'];

const names: Readonly<Record<StepCode, string>> = {
  identify: 'Xác định người',
  form: 'Tờ khai',
  captures: 'Thu nhận',
  documents: 'Giấy tờ',
  review: 'Kiểm tra',
  sign: 'Ký',
};

/** The steps of a dossier at one of them; `missing` says what a step still wants. */
export function stepsAt(
  step: StepCode,
  missing: Partial<Record<StepCode, IntakeDossier['steps'][number]['missing']>> = {},
): IntakeDossier['steps'] {
  const at = intakeSteps.indexOf(step);
  return intakeSteps.map((code, place) => {
    const wants = missing[code] ?? [];
    const passed = wants.length > 0 ? ('left' as const) : ('done' as const);
    const state = place === at ? 'current' : place > at ? 'ahead' : passed;
    return { code, state, missing: wants, words: { vi: names[code], en: code } };
  });
}

const blank = { required: false, fixed: false, stated: [], chosen: null, retyped: null } as const;

export function sampleField(parts: Partial<FormField> & Pick<FormField, 'code'>): FormField {
  const { code } = parts;
  return { ...blank, words: { vi: code, en: code }, check: 'text', value: null, source: null, ...parts };
}

const phone = sampleField({
  code: 'phone',
  words: { vi: 'Số điện thoại', en: 'Phone' },
  check: 'phone',
  required: true,
});
const email = sampleField({ code: 'email', words: { vi: 'Email', en: 'E-mail' }, check: 'email' });
const name = sampleField({
  ...{ code: 'name', words: { vi: 'Họ và tên', en: 'Name' }, check: 'name', required: true },
  ...{ value: 'ĐẶNG THỊ MẪU HÒA', source: 'chip' },
});
const birth = sampleField({
  ...{ code: 'birth', words: { vi: 'Ngày sinh', en: 'Birth' }, check: 'date', required: true, fixed: true },
  ...{ value: '2004-02-14', source: 'chip' },
});
const residence = sampleField({
  ...{ code: 'residence', words: { vi: 'Nơi cư trú', en: 'Residence' }, required: true },
  ...{ value: 'Số 11 ngõ Thử Nghiệm', source: 'cache' },
  stated: [
    { source: 'cache', value: 'Số 11 ngõ Thử Nghiệm' },
    { source: 'chip', value: 'Số 1 ngõ Thử Nghiệm' },
  ],
});

const wanted = { shared: true, record: null, exception: null } as const;

/** A dossier of level 2 of somebody whose chip was read, at its first step. */
export function sampleDossier(parts: Partial<IntakeDossier> = {}): IntakeDossier {
  return {
    id: sampleIds.eId,
    ...{ revision: 1, edit: 1, state: 'capturing', officer: 'CB001', step: 'identify', focus: null },
    kind: { code: 'eIdLevel2', regime: 'R2026', names: { vi: 'Định danh mức độ 2', en: 'e-ID' }, form: 'TK01' },
    since: '2026-11-22T13:00:00.000Z',
    openedAt: '2026-11-22T13:00:00.000Z',
    steps: stepsAt('identify'),
    findings: [],
    identified: 'chip',
    form: [name, birth, residence, phone, email],
    ...{ reasons: [], reason: null, exemptions: [], exemption: null },
    captures: [
      { ...wanted, capture: 'portrait', need: 'required', mayLack: false, equipped: true, missing: true },
      { ...wanted, capture: 'fingerprints', need: 'whenEquipped', mayLack: true, equipped: false, missing: false },
      {
        ...wanted,
        shared: false,
        capture: 'signature',
        need: 'required',
        mayLack: true,
        equipped: true,
        missing: false,
      },
    ],
    ...{ papers: [], otherPapers: [], takesIntegrated: true, presence: [], guardian: null },
    ...{ reviewed: false, consent: null },
    fee: {
      full: 0,
      amount: 0,
      words: { vi: 'Không thu', en: 'None' },
      exemption: null,
      law: ['NĐ MẪU'],
      unconfirmed: [],
    },
    deadline: { from: '2026-11-22', workingDays: 3, due: '2026-11-25', law: 'Điều MẪU' },
    settled: false,
    ways: [
      { to: 'awaitingCorrection', why: 'note' },
      { to: 'refused', why: 'refusal' },
      { to: 'cancelled', why: 'note' },
    ],
    refusals: [
      { code: 'falseData', words: { vi: 'Khai không đúng sự thật', en: 'False statements' } },
      { code: 'other', words: { vi: 'Lý do khác', en: 'Another reason' } },
    ],
    retyped: 0,
    history: [],
    ...parts,
  };
}

export function sampleSitting(parts: Partial<IntakeSitting> = {}): IntakeSitting {
  return {
    id: sampleIds.sitting,
    number: '••• ••• ••• 901',
    name: 'ĐẶNG THỊ MẪU HÒA',
    birth: '2004-02-14',
    card: true,
    dossiers: [sampleDossier()],
    current: parts.dossiers?.[0]?.id ?? sampleIds.eId,
    savedAt: '2026-11-22T13:41:06.000Z',
    ...parts,
  };
}

export const sampleKinds: IntakeState['kinds'] = [
  {
    code: 'eIdLevel2',
    names: { vi: 'Định danh mức độ 2', en: 'e-ID' },
    form: 'TK01',
    purpose: 'dinhDanhDienTu',
    reasons: [],
  },
  { code: 'cardExchange', names: { vi: 'Cấp đổi thẻ', en: 'Card' }, form: 'CC01', purpose: 'capThe', reasons: [] },
];

export function sampleDraft(parts: Partial<DossierLine> = {}): DossierLine {
  return {
    ...{ id: sampleIds.card, revision: 1, kind: 'cardExchange', regime: 'R2026', state: 'capturing' },
    ...{ number: '••• ••• ••• 915', name: 'TRẦN MẪU ANNA', since: '2026-11-22T12:00:00.000Z', officer: 'CB001' },
    names: { vi: 'Cấp đổi thẻ', en: 'Card' },
    ...{ why: null, shift: sampleIds.shift, due: null, daysLeft: null, retyped: 0, left: ['captures'] },
    ...parts,
  };
}

export function sampleIntake(parts: Partial<IntakeState> = {}): IntakeState {
  return { kinds: sampleKinds, sitting: null, drafts: [], ...parts };
}

const nothing = { taken: 0, inherited: 0, open: 0, finished: 0, refused: 0, cancelled: 0, lapsed: 0, passedOn: 0 };

export function sampleShiftView(parts: Partial<ShiftView> = {}): ShiftView {
  return {
    ...{ id: sampleIds.shift, station: 'Công an phường Mẫu', plan: 'Ca 3', reason: null, openedBy: 'CB001' },
    openedAt: '2026-11-22T10:00:00.000Z',
    counts: { ...nothing, taken: 3, inherited: 1, open: 1, finished: 3 },
    ...{ reconciles: true, closed: null },
    ...parts,
  };
}

export function sampleShift(parts: Partial<ShiftState> = {}): ShiftState {
  const plan = [{ name: 'Ca 3', from: '17:00', to: '22:00' }];
  return { open: sampleShiftView(), plan, now: 'Ca 3', waiting: null, ...parts };
}
