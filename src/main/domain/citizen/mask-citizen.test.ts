import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citizen, CitizenChange, Provenance } from '#contract/citizen.ts';
import { newCitizen } from './citizen.ts';
import { maskChange, maskCitizen, maskFinding, maskLine, maskText } from './mask-citizen.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const numbers = fc.record({
  number: digits(12),
  oldNumber: digits(9),
  cancelled: digits(12),
  card: digits(12),
  father: digits(12),
  phone: digits(10),
  head: digits(12),
  file: digits(8),
});
type Numbers = typeof numbers extends fc.Arbitrary<infer T> ? T : never;
const recorded: Provenance = { source: 'import', at: '2026-11-22', by: 'MẪU', act: null, basis: null, reason: null };

/** A record with numbers in every place that can hold one, among them places that should not. */
function citizenWith(of: Numbers): Citizen {
  const address = { text: `Số ${of.oldNumber} phố Thử`, unit: '00008', oldUnit: null, mapping: 'current' as const };
  const odd = { text: of.number, iso: null };
  return {
    ...newCitizen(of.number, `MẪU ${of.oldNumber}`, { ...recorded, basis: `${of.number}.csv`, reason: of.phone }),
    otherNames: [of.cancelled],
    birth: odd,
    oldNumbers: [of.oldNumber],
    cards: [
      {
        kind: 'CCCD2021',
        number: of.card,
        issued: odd,
        issuedBy: of.card,
        expiry: { kind: 'unknown', text: of.card },
        state: 'held',
      },
    ],
    relatives: [
      {
        kind: 'father',
        name: of.father,
        number: of.father,
        oldNumber: of.oldNumber,
        nationality: null,
        relation: null,
      },
    ],
    permanent: address,
    residenceFile: of.file,
    household: { id: `H${of.head}`, head: of.head },
    death: { kind: 'dead', date: odd },
    contact: { phones: [of.phone, `+84${of.phone}`], emails: [`${of.number}@example.invalid`] },
    other: { note: of.number },
    cancelledNumbers: [of.cancelled],
    provenance: { name: { ...recorded, by: of.phone } },
    upstream: { version: 1, hash: of.number },
  };
}

/** Whether six digits in a row of any of the numbers stand in a text. */
function leaks(text: string, of: Numbers): boolean {
  return Object.values(of).some((number) =>
    Array.from({ length: number.length - 5 }, (_, at) => number.slice(at, at + 6)).some((run) => text.includes(run)),
  );
}

describe('masked records', () => {
  it('leave no six digits in a row of any number, wherever it stands', () => {
    fc.assert(
      fc.property(numbers, (of) => {
        const citizen = citizenWith(of);
        const change = (before: unknown, field: CitizenChange['field']): CitizenChange => ({
          ...{ number: of.number, field, before, after: before, beforeProvenance: recorded, provenance: recorded },
        });
        const shown = [
          maskCitizen(citizen),
          Object.entries(citizen).map(([field, value]) => maskChange(change(value, field as CitizenChange['field']))),
          maskFinding({
            ...{ rule: 'DQ11', severity: 'error', field: null, detail: '-' },
            number: of.number,
            others: [of.card],
          }),
          maskLine({
            ...{ id: 1, birth: null, sex: 'male', area: null, dead: false },
            ...{ number: of.number, name: citizen.name, address: citizen.permanent?.text ?? null },
          }),
        ];
        expect(leaks(JSON.stringify(citizen), of)).toBe(true);
        expect(leaks(JSON.stringify(shown), of)).toBe(false);
      }),
    );
  });

  it('keep names, dates and places', () => {
    expect(maskText('Số 12 ngõ 34567, 01/02/2026, 2026-11-22T06:00:00.000Z')).toBe(
      'Số 12 ngõ 34567, 01/02/2026, 2026-11-22T06:00:00.000Z',
    );
    expect(maskText('mau01@example.invalid')).toBe('•••@example.invalid');
    expect(maskText('0500001234')).toBe('••• ••• ••• 234');
  });
});
