import type { DeskState, Reading } from '#contract/desk.ts';
import type { Holder } from '#contract/holder.ts';
import { closedIntake } from '#contract/intake.ts';
import { permissions, type SessionState } from '#contract/officers.ts';
import { closedShift } from '#contract/shift.ts';
import { closedSync } from '#contract/sync.ts';
import { type Check, type CheckId, checkIds, type Verdict } from '#contract/verdict.ts';

/** States for the window's tests: a fictitious person of `fixtures/people`, masked as the host would. */

export const sampleReader = 'ACS ACR1252 Dual Reader [ACR1252] 00 00';

export function sampleDesk(parts: Partial<DeskState> = {}): DeskState {
  return {
    rev: 7,
    profile: { kind: 'production', station: 'Công an phường Mẫu', host: 'electron' },
    sources: [{ id: 'pcsc', state: { state: 'running' } }],
    readers: [{ name: sampleReader, simulated: false, card: 'absent' }],
    vault: { state: 'open' },
    session: sampleSession(),
    registry: {
      state: 'ready',
      people: 200_000,
      asOf: '2026-11-21T15:00:00Z',
      failure: null,
      importing: null,
      checking: null,
    },
    reading: null,
    devices: [],
    scan: null,
    capture: { task: null, records: [], match: null, failure: null },
    intake: closedIntake,
    shift: closedShift,
    sync: closedSync,
    trust: { anchors: 3, countries: 1, newestImport: '2026-11-20T01:00:00Z', revocationLists: 0 },
    settings: { theme: 'light', language: 'vi' },
    ...parts,
  };
}

/** An officer of reception, at work; `permissions` is what their roles allow. */
export function sampleSession(parts: Partial<Extract<SessionState, { state: 'signedIn' }>> = {}): SessionState {
  return {
    state: 'signedIn',
    officer: {
      id: 'CB001',
      name: 'Cán bộ Mẫu Một',
      roles: ['chiHuy'],
      unit: null,
      state: 'active',
      secret: 'own',
      createdAt: '2026-11-01T00:00:00.000Z',
      createdBy: 'QT001',
      revision: 1,
    },
    permissions: [...permissions],
    since: '2026-11-22T06:00:00.000Z',
    lockInMs: 300_000,
    reauthenticated: true,
    ...parts,
  };
}

/** The sample officer's session under a lock. */
export function lockedSession(): SessionState {
  const session = sampleSession();
  if (session.state !== 'signedIn') throw new Error('the sample is signed in');
  const { officer, since } = session;
  return { state: 'locked', officer, since, permissions: [], cause: 'idle' };
}

export function sampleReading(parts: Partial<Reading> = {}): Reading {
  return {
    id: 'reading-1',
    reader: sampleReader,
    simulated: false,
    phase: 'awaitingKey',
    progress: null,
    holder: null,
    verdict: null,
    comparison: null,
    portrait: 'none',
    files: [],
    gaps: [],
    failure: null,
    cardGone: false,
    startedAt: '2026-11-22T13:41:06Z',
    identityMs: null,
    totalMs: null,
    ...parts,
  };
}

const stated = (value: string) => ({ value, source: 'DG13' as const });

export const sampleHolder: Holder = {
  number: stated('••• ••• ••• 901'),
  name: stated('Đặng Thị Mẫu Hòa'),
  birth: { text: '14/02/2004', iso: '2004-02-14', source: 'DG13' },
  sex: 'female',
  nationality: stated('Việt Nam'),
  ethnicity: stated('Kinh'),
  religion: stated('Không'),
  origin: stated('Xã Mẫu, Thành phố Hà Nội'),
  residence: stated('Số 1 ngõ Thử Nghiệm, Ngọc Hà, Ba Đình, Hà Nội'),
  features: stated('Nốt ruồi MẪU C: 1 cm dưới sau mép trái'),
  issued: { text: '10/05/2021', iso: '2021-05-10' },
  expiry: { kind: 'date', iso: '2029-02-14', text: '14/02/2029' },
  father: stated('Đặng Văn Mẫu Cha'),
  mother: stated('Trần Thị Mẫu Mẹ'),
  spouse: null,
  oldNumber: null,
  mrz: ['IDVNM••••••901•••••••••••901<<•', '040214•F290214•VNM<<<<<<<<<<<•', 'DANG<<THI<MAU<HOA<<<<<<<<<<<<<'],
  otherFields: [],
};

type Judged = Partial<Omit<Verdict, 'checks'>> & { readonly checks?: Partial<Record<CheckId, Partial<Check>>> };

/** A verdict whose checks have all passed, but for those given. */
export function sampleVerdict({ checks = {}, ...parts }: Judged = {}): Verdict {
  return {
    verdict: 'genuine',
    data: 'proved',
    chip: 'proved',
    expired: false,
    signedAt: { iso: '2021-05-10', source: 'dateOfIssue' },
    anchor: {
      subject: 'CN=CSCA MẪU 2021,O=TRUC BAN MAU,C=VN',
      country: 'VN',
      fingerprint: '00',
      importedAt: '2026-11-20T01:00:00Z',
    },
    at: '2026-11-22T13:41:07Z',
    ...parts,
    checks: checkIds.map((id) => ({ id, outcome: 'passed', reasons: [], facts: {}, ...checks[id] })),
  };
}

/** A reading that has ended with this verdict. */
export function finishedReading(verdict: Verdict, parts: Partial<Reading> = {}): Reading {
  return sampleReading({
    phase: 'finished',
    holder: sampleHolder,
    verdict,
    portrait: 'none',
    files: [
      { name: 'EF.SOD', length: 1200 },
      { name: 'DG1', length: 95 },
    ],
    progress: { step: 'finished', file: null, bytesRead: 17_000, bytesKnown: 17_000, apdus: 21 },
    identityMs: 400,
    totalMs: 1400,
    ...parts,
  });
}
