import { describe, expect, it } from 'vitest';
import { dossierKindSchema, type When } from '#contract/dossier-kind.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { deadlineOf } from '../deadline.ts';
import { circumstancesOf } from '../facts.ts';
import { feeOf } from '../fees.ts';
import { citizensOf } from '../testing/sample-citizens.ts';
import { calendar, day, factsOf } from '../testing/sample-dossiers.ts';
import { waysFrom } from '../transition-table.ts';
import { kindOf, kindOn, kindsOn } from '../when.ts';
import { dossierKinds } from './kinds.ts';

const who = citizensOf(people(), sampleDivisions);
const eId = kindOf(dossierKinds, { code: 'eIdLevel2', regime: 'R2026' });
const exchange = kindOf(dossierKinds, { code: 'cardExchange', regime: 'R2026' });
const circumstances = (id: string, reason: string | null = null, channel: 'desk' | 'online' = 'desk') =>
  circumstancesOf(factsOf(who(id), { card: false, channel }), { reason, birth: null });
const fee = (
  id: string,
  reason: string,
  { on = day, exemption = null as string | null, channel = 'desk' as 'desk' | 'online' } = {},
) => feeOf(exchange, { circumstances: circumstances(id, reason, channel), on, exemption });
const days = (id: string, kind = eId) =>
  deadlineOf(kind, { circumstances: circumstances(id), from: day, calendar })?.workingDays;

describe('kinds', () => {
  it.each(dossierKinds.map((kind) => [`${kind.code} ${kind.regime}`, kind] as const))(
    '%s is data of the contract',
    (_, kind) => {
      expect(dossierKindSchema.parse(structuredClone(kind))).toEqual(kind);
      for (const list of [kind.steps, kind.fields, kind.documents, kind.reasons, kind.refusals, kind.exemptions]) {
        const codes = list.map(({ code }) => code);
        expect(new Set(codes).size).toBe(codes.length);
      }
      const rules: readonly { readonly when: When }[] = [
        kind.fields,
        kind.captures,
        kind.documents,
        kind.presence,
        kind.eligibility,
        kind.deadlines,
        kind.fees,
        kind.reductions,
      ].flat();
      const reasons: readonly (string | null)[] = [null, ...kind.reasons.map(({ code }) => code)];
      expect(rules.flatMap(({ when }) => when.reasons ?? []).filter((code) => !reasons.includes(code))).toEqual([]);
      // Somebody always falls under the last rule.
      expect([kind.deadlines.at(-1)?.when, kind.fees.at(-1)?.when]).toEqual([{}, {}]);
      expect(kind.fields.filter(({ reads, from }) => (reads === null) !== (from.length === 0))).toEqual([]);
    },
  );

  it.each(dossierKinds.map((kind) => [`${kind.code} ${kind.regime}`, kind] as const))(
    '%s ends where its table does',
    (_, { states, ends }) => {
      const stuck = states.filter((state) => waysFrom(state, states).length === 0);
      expect(stuck.toSorted()).toEqual(ends.toSorted());
    },
  );

  it('follow each other without a gap or an overlap, and change with the day', () => {
    for (const code of new Set(dossierKinds.map((kind) => kind.code))) {
      const periods = dossierKinds.filter((kind) => kind.code === code).map(({ period }) => period);
      for (const [at, period] of periods.entries()) {
        const next = periods[at + 1];
        if (next === undefined) expect(period.until).toBeNull();
        else expect(Date.parse(next.from) - Date.parse(period.until ?? '')).toBe(86_400_000);
      }
    }
    expect(kindsOn(dossierKinds, day).map(({ code, regime }) => `${code} ${regime}`)).toEqual([
      'eIdLevel2 R2026',
      'cardExchange R2026',
    ]);
    expect(kindOn(dossierKinds, 'eIdLevel2', '2025-06-30')?.regime).toBe('R2024');
    expect(kindOn(dossierKinds, 'eIdLevel2', '2025-07-01')?.regime).toBe('R2025');
    // Card dossiers came to the communes on 1/7/2025.
    expect(kindOn(dossierKinds, 'cardExchange', '2025-06-30')).toBeNull();
    expect(kindOn(dossierKinds, 'eIdLevel2', '2024-06-30')).toBeNull();
    expect(() => kindOf(dossierKinds, { code: 'eIdLevel2', regime: 'R2016' })).toThrow(RangeError);
  });

  it('take integrated papers from 1/7/2026 on', () => {
    expect(dossierKinds.filter(({ takesIntegrated }) => takesIntegrated).map(({ regime }) => regime)).toEqual([
      'R2026',
      'R2026',
    ]);
  });
});

describe('deadlines', () => {
  it('for an e-ID are three days with a valid card, seven without (Decree 69/2024, article 13)', () => {
    expect(days('F02')).toBe(3);
    expect(days('F11')).toBe(7);
    expect(days('F20')).toBe(7);
    expect(deadlineOf(eId, { circumstances: circumstances('F02'), from: day, calendar })).toMatchObject({
      from: day,
      due: '2026-11-25',
      law: 'Nghị định 69/2024/NĐ-CP, Điều 13',
    });
  });

  it('for a card are seven days (Law on Identification 2023, article 26)', () => {
    expect(['F03', 'F09', 'F12'].map((id) => days(id, exchange))).toEqual([7, 7, 7]);
  });
});

describe('fees', () => {
  it('are those of Circular 73/2024: 30.000 đ from a CCCD, 50.000 đ from a card of 2024, on request', () => {
    expect(fee('F03', 'g')).toMatchObject({ full: 30_000, amount: 30_000, exemption: null });
    expect(fee('F12', 'g')).toMatchObject({ full: 50_000, amount: 50_000 });
  });

  it('are nothing at a milestone, after a mistake of the office, after a change of units (Law, article 38)', () => {
    expect([fee('F09', 'a'), fee('F12', 'd'), fee('F12', 'dd')].map(({ amount }) => amount)).toEqual([0, 0, 0]);
    expect(fee('F12', 'dd').unconfirmed).toEqual([]);
  });

  it('were half for what was asked for online in 2025 (article 4.3)', () => {
    expect(fee('F10', 'g', { on: '2025-12-31', channel: 'online' })).toMatchObject({ full: 50_000, amount: 25_000 });
    expect(fee('F10', 'g', { on: '2026-01-01', channel: 'online' }).amount).toBe(50_000);
  });

  it('name what no certain law would change, and ask for the whole', () => {
    expect(fee('F12', 'g').unconfirmed).toEqual(['Thông tư 64/2025/TT-BTC (chưa rõ có gồm lệ phí căn cước)']);
    expect(fee('F12', 'g', { channel: 'online' }).unconfirmed).toHaveLength(2);
    expect(fee('F12', 'g', { on: '2027-03-01', channel: 'online' }).unconfirmed).toEqual([]);
    expect(fee('F12', 'g', { exemption: 'hoNgheo' })).toMatchObject({ full: 50_000, amount: 0, exemption: 'hoNgheo' });
    expect(fee('F12', 'g', { exemption: 'hoNgheo' }).unconfirmed).toContain(
      'Thông tư 73/2024/TT-BTC: đối tượng được miễn',
    );
  });

  it('for an e-ID are none', () => {
    expect(feeOf(eId, { circumstances: circumstances('F02'), on: day, exemption: null }).amount).toBe(0);
    expect(() => feeOf(eId, { circumstances: circumstances('F02'), on: '2024-01-01', exemption: null })).toThrow(
      RangeError,
    );
  });
});
