import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citizen } from '#contract/citizen.ts';
import { type Dossier, dossierSchema } from '#contract/dossier.ts';
import type { DossierKind } from '#contract/dossier-kind.ts';
import type { Holder } from '#contract/holder.ts';
import { holderOf } from '#domain/chip/holder.ts';
import { type Cardholder, cardholders, people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { dg1, dg13 } from '#fixtures/virtual-card/data-groups.ts';
import { dg13Fields } from '#fixtures/virtual-card/dg13-fields.ts';
import { factsOn } from './facts.ts';
import { checkedValue } from './field-checks.ts';
import {
  chooseSource,
  differingSources,
  type Entry,
  enterField,
  fieldsToType,
  fieldValue,
  prefill,
  retypedCount,
} from './fields.ts';
import { dossierKinds } from './kinds/kinds.ts';
import { openDossier } from './opening.ts';
import { judgeAgain } from './people.ts';
import { citizensOf } from './testing/sample-citizens.ts';
import {
  at,
  day,
  done,
  factsOf,
  faultsOf,
  moved,
  opened,
  sampleHolder,
  sampleId,
  signed,
} from './testing/sample-dossiers.ts';
import { kindOn } from './when.ts';

const who = citizensOf(people(), sampleDivisions);
const kindNow = (code: string): DossierKind => kindOn(dossierKinds, code, day) ?? never();
function never(): never {
  throw new RangeError('not there');
}
const [eId, exchange] = [kindNow('eIdLevel2'), kindNow('cardExchange')];

/** What the desk reads of the card of somebody of the set, out of its own files. */
function chipOf(person: Cardholder): Holder {
  return holderOf(new Map([['DG1', dg1(person.mrz)] as const, ['DG13', dg13(dg13Fields(person))] as const])) ?? never();
}
const chipFacts = (person: Cardholder, verdict: 'genuine' | 'notGenuine' | 'cannotTell' = 'genuine') =>
  factsOn(day, { card: { holder: chipOf(person), verdict: { verdict } } });
const entry = (field: string, value: string, over: Partial<Entry> = {}): Entry => ({
  field,
  value,
  source: 'typed',
  reason: null,
  by: 'CB001',
  at: at(1),
  ...over,
});
const sources = ({ fields }: Dossier) => Object.fromEntries(fields.map(({ field, source }) => [field, source]));

const corrected = {
  source: 'document',
  at: '2026-11-18T02:00:00.000Z',
  by: 'CH001',
  act: 'capNhat',
  basis: 'Trích lục MẪU',
  reason: null,
} as const;

describe('prefilling', () => {
  it('leaves exactly one field of an e-ID to type with a chip alone: the phone', () => {
    for (const person of cardholders()) {
      const dossier = opened(eId, chipFacts(person));
      expect({ id: person.id, typed: fieldsToType(dossier, eId).map(({ code }) => code) }).toEqual({
        id: person.id,
        typed: ['phone'],
      });
      expect(dossier.fields.every(({ source }) => source === 'chip')).toBe(true);
      expect(dossierSchema.parse(dossier)).toEqual(dossier);
    }
  });

  it('takes who somebody is from the chip, and where they live from the population data', () => {
    const dossier = opened(eId, factsOf(who('F02'), { card: true }));
    expect(sources(dossier)).toEqual({ number: 'chip', name: 'chip', birth: 'chip', sex: 'chip', residence: 'cache' });
    expect(fieldValue(dossier, 'residence')?.value).toBe(who('F02').permanent?.text);
    expect(fieldValue(dossier, 'birth')?.value).toBe('2007-11-03');
  });

  it('takes from the cache what there is without a card: F20, who lives where she stays', () => {
    const dossier = opened(eId, factsOf(who('F20'), { card: false }));
    expect(new Set(Object.values(sources(dossier)))).toEqual(new Set(['cache']));
    expect(fieldValue(dossier, 'residence')?.value).toBe(who('F20').temporary?.text);
  });

  it.each(['notGenuine', 'cannotTell'] as const)('takes nothing of a card that is %s', (verdict) => {
    const [person = never()] = cardholders();
    const facts = { ...chipFacts(person, verdict), citizen: who(person.id) };
    const dossier = opened(eId, facts);
    expect(new Set(Object.values(sources(dossier)))).toEqual(new Set(['cache']));
    expect(dossier.identified?.by).toBe('cache');
  });

  it('keeps what was typed, replaces what chip or cache said before, and does nothing twice', () => {
    const before = opened(exchange, factsOf(who('F03'), { card: false }));
    const typed = done(enterField(before, exchange, entry('phone', '0500000003')));
    const facts = factsOf(who('F03'), { card: true });
    const read = done(prefill(typed, exchange, { facts, by: 'CB001', at: at(2) }));
    expect(sources(read)).toMatchObject({ number: 'chip', name: 'chip', phone: 'typed', residence: 'cache' });
    expect(read.fields.map(({ field }) => field)).toEqual(
      exchange.fields.map(({ code }) => code).filter((code) => fieldValue(read, code) !== null),
    );
    expect(done(prefill(read, exchange, { facts, by: 'CB001', at: at(3) }))).toBe(read);
  });

  it('keeps what a chip proved when its card is gone, until the record is corrected', () => {
    const read = opened(eId, factsOf(who('F02'), { card: true }));
    const again = (citizen: Citizen) =>
      done(prefill(read, eId, { facts: factsOf(citizen, { card: false }), by: 'CB001', at: at(2) }));
    expect(again(who('F02'))).toBe(read);
    expect(again({ ...who('F02'), name: 'TÊN KHÁC MẪU' })).toBe(read);
    const name = { ...corrected, at: at(1) };
    const renamed = { ...who('F02'), name: 'TÊN KHÁC MẪU', provenance: { name } };
    expect(fieldValue(again(renamed), 'name')).toMatchObject({ value: 'TÊN KHÁC MẪU', source: 'cache' });
    const before = { ...renamed, provenance: { name: { ...name, at: '2026-11-19T00:00:00.000Z' } } };
    expect(again(before)).toBe(read);
  });

  it('names both sources where they differ, and neither where they agree', () => {
    const said = (holder: Partial<Holder>, code: string) => {
      const card = { holder: sampleHolder(who('F02'), holder), verdict: { verdict: 'genuine' as const } };
      const rule = eId.fields.find((each) => each.code === code) ?? never();
      return differingSources(rule, { ...factsOf(who('F02'), { card: false }), card });
    };
    expect([said({}, 'name'), said({}, 'phone')]).toEqual([[], []]);
    expect(said({ residence: { value: 'Thôn Thử', source: 'DG13' } }, 'residence')).toEqual([
      { source: 'cache', value: who('F02').permanent?.text },
      { source: 'chip', value: 'Thôn Thử' },
    ]);
  });

  it('types nobody’s number for them: F05 of unknown birthday, apostrophe and all', () => {
    const dossier = opened(eId, factsOf(who('F05'), { card: true }));
    expect([fieldValue(dossier, 'birth')?.value, fieldValue(dossier, 'name')?.value]).toEqual(['1962', "H' MẪU BYĂ"]);
  });
});

describe('a record that was corrected since the card was issued', () => {
  const renamed = { ...who('F02'), name: 'NGUYỄN VĂN MẪU MỚI', provenance: { name: corrected } };
  const chip = { holder: sampleHolder(who('F02')), verdict: { verdict: 'genuine' as const } };

  it('is what the form says: the name after a change, the number that was set anew', () => {
    const dossier = opened(exchange, { ...factsOf(renamed, { card: false }), card: chip });
    expect(fieldValue(dossier, 'name')).toMatchObject({ value: 'NGUYỄN VĂN MẪU MỚI', source: 'cache' });
    expect(fieldValue(dossier, 'sex')?.source).toBe('chip');
    const renumbered = { ...who('F02'), cancelledNumbers: ['030107999902'] };
    const old = { ...chip, holder: sampleHolder(who('F02'), { number: { value: '030107999902', source: 'DG13' } }) };
    expect(fieldValue(opened(exchange, { ...factsOf(renumbered, { card: false }), card: old }), 'number')?.value).toBe(
      '030207999902',
    );
  });

  it('moves the age with it', () => {
    const born = { ...who('F02'), birth: { text: '03/11/2015', iso: '2015-11-03' }, provenance: { birth: corrected } };
    const dossier = opened(exchange, { ...factsOf(born, { card: false }), card: chip });
    expect(dossier.subject.birth).toBe('2015-11-03');
    expect(dossier.circumstances.age).toBe('under14');
  });

  it('does not count before the card was issued, and an officer may choose all the same', () => {
    const before = { ...renamed, provenance: { name: { ...corrected, at: '2022-01-01T00:00:00.000Z' } } };
    const facts = { ...factsOf(before, { card: false }), card: chip };
    const dossier = opened(exchange, facts);
    expect(fieldValue(dossier, 'name')?.source).toBe('chip');
    const choice = { field: 'name', source: 'cache', reason: 'đã cải chính', by: 'CB001', at: at(1) } as const;
    const chosen = done(chooseSource({ dossier, kind: exchange, facts }, choice));
    expect(fieldValue(chosen, 'name')).toMatchObject({
      value: 'NGUYỄN VĂN MẪU MỚI',
      source: 'cache',
      chosen: 'đã cải chính',
    });
    expect(done(prefill(chosen, exchange, { facts, by: 'CB001', at: at(2) }))).toBe(chosen);
    expect(faultsOf(chooseSource({ dossier, kind: exchange, facts }, { ...choice, reason: ' ' }))).toEqual([
      'field.reasonMissing name',
    ]);
    expect(faultsOf(chooseSource({ dossier, kind: exchange, facts }, { ...choice, field: 'phone' }))).toEqual([
      'field.unknown phone',
    ]);
    expect(faultsOf(chooseSource({ dossier, kind: exchange, facts: { ...facts, citizen: null } }, choice))).toEqual([
      'field.missing name',
    ]);
  });
});

describe('typing over what is known', () => {
  const start = opened(eId, factsOf(who('F02'), { card: true }));

  it('needs a reason, is counted, and keeps what stood there', () => {
    expect(faultsOf(enterField(start, eId, entry('residence', 'Số 9 phố Thử')))).toEqual([
      'field.reasonMissing residence',
    ]);
    expect(faultsOf(enterField(start, eId, entry('residence', 'Số 9 phố Thử', { reason: '  ' })))).toEqual([
      'field.reasonMissing residence',
    ]);
    const retyped = done(enterField(start, eId, entry('residence', 'Số 9 phố Thử', { reason: 'mới chuyển đến' })));
    expect(retypedCount(retyped)).toBe(1);
    expect(fieldValue(retyped, 'residence')).toMatchObject({
      value: 'Số 9 phố Thử',
      source: 'typed',
      retyped: { before: who('F02').permanent?.text, source: 'cache', reason: 'mới chuyển đến' },
    });
    const again = done(enterField(retyped, eId, entry('residence', 'Số 10 phố Thử', { reason: 'gõ nhầm' })));
    expect(fieldValue(again, 'residence')?.retyped?.before).toBe(who('F02').permanent?.text);
  });

  it('is taken back by typing what stood there', () => {
    const retyped = done(enterField(start, eId, entry('residence', 'Số 9 phố Thử', { reason: 'mới chuyển đến' })));
    const back = done(enterField(retyped, eId, entry('residence', who('F02').permanent?.text ?? '')));
    expect(retypedCount(back)).toBe(0);
    expect(fieldValue(back, 'residence')?.source).toBe('cache');
  });

  it('is not done to number, birth date and sex: the data are corrected', () => {
    for (const [field, value] of [
      ['number', '030207999999'],
      ['birth', '04/11/2007'],
      ['sex', 'female'],
    ] as const) {
      expect(faultsOf(enterField(start, eId, entry(field, value, { reason: 'sai' })))).toEqual([
        `field.fixed ${field}`,
      ]);
    }
  });

  it('cannot empty a field, nor one that is locked; a typed one is emptied', () => {
    expect(faultsOf(enterField(start, eId, entry('name', ' ', { reason: 'x' })))).toEqual(['field.invalid name']);
    const typed = done(enterField(start, eId, entry('email', 'mau02@example.invalid')));
    expect(fieldValue(done(enterField(typed, eId, entry('email', ''))), 'email')).toBeNull();
    expect(done(enterField(start, eId, entry('email', ''))).content).toBe(start.content);
    const frozen = signed(start, { kind: eId, facts: factsOf(who('F02'), { card: true }) });
    expect(faultsOf(enterField(frozen, eId, entry('phone', '0500009999')))).toEqual(['state.locked awaitingSignature']);
    expect(faultsOf(enterField(start, eId, entry('oldNumber', '000999002')))).toEqual(['field.unknown oldNumber']);
  });

  it('asks for a review again', () => {
    const facts = factsOf(who('F02'), { card: true });
    const reopened = moved(signed(start, { kind: eId, facts }), ['capturing'], { kind: eId, facts });
    expect(reopened).toMatchObject({
      reviewed: null,
      consent: null,
      captures: [{ capture: 'portrait' }],
      step: 'form',
    });
  });
});

describe('somebody neither chip nor cache knows', () => {
  const subject = { number: '036190999921', name: 'NGUYỄN THỊ MẪU MỚI', birth: null };
  const opening = { id: sampleId(1), sitting: sampleId(2), shift: sampleId(3), officer: 'CB001', at: at(0) };
  const facts = factsOn(day);

  it('is typed once, and judged by the birth date when it is there', () => {
    const dossier = openDossier(eId, { ...opening, subject }, facts);
    expect(dossier.identified).toBeNull();
    expect(fieldsToType(dossier, eId).map(({ code }) => code)).toEqual(['birth', 'sex', 'residence', 'phone']);
    const born = done(enterField(dossier, eId, entry('birth', '5/6/2015')));
    const judged = done(judgeAgain({ dossier: born, kind: eId, facts }, { by: 'CB001', at: at(2) }));
    expect(judged.subject.birth).toBe('2015-06-05');
    expect(judged.circumstances.age).toBe('under14');
    expect(done(judgeAgain({ dossier: judged, kind: eId, facts }, { by: 'CB001', at: at(3) }))).toBe(judged);
    expect(() => openDossier(eId, { ...opening, subject: null }, facts)).toThrow(RangeError);
  });
});

describe('judging again', () => {
  it('keeps what a chip proved when its card is off the desk, and learns of a chip that was read later', () => {
    const [card, cache] = [factsOf(who('F02'), { card: true }), factsOf(who('F02'), { card: false })];
    const stamp = { by: 'CB001', at: at(2) };
    const proved = opened(eId, card);
    expect(done(judgeAgain({ dossier: proved, kind: eId, facts: cache }, stamp))).toBe(proved);
    const later = done(judgeAgain({ dossier: opened(eId, cache), kind: eId, facts: card }, stamp));
    expect(later).toMatchObject({ identified: { by: 'chip', at: at(2) }, circumstances: { chip: true } });
  });
});

describe('values', () => {
  it.each([
    ['phone', '0500 001 234', '0500001234'],
    ['phone', '+84 500 001 234', '0500001234'],
    ['phone', '500001234', null],
    ['phone', '0000000000', null],
    ['phone', '0111111111', null],
    ['email', 'mau01@example.invalid', 'mau01@example.invalid'],
    ['email', 'mau01@', null],
    ['email', 'mau 01@example.invalid', null],
    ['name', 'Đặng  Thị Mẫu Hòa ', 'ĐẶNG THỊ MẪU HÒA'],
    ['name', 'MẪU 2', null],
    ['number', '001 304 999 901', '001304999901'],
    ['number', '00130499990', null],
    ['date', '29/02/1988', '1988-02-29'],
    ['date', '2001-02-29', null],
    ['date', '1962', '1962'],
    ['sex', 'nam', null],
    ['text', '', null],
    ['text', 'x'.repeat(501), null],
  ] as const)('%s %s is %s', (check, text, value) => {
    expect(checkedValue(text, check)).toBe(value);
  });

  it('are composed, and checked again stay as they are', () => {
    const checks = fc.constantFrom('text', 'name', 'number', 'date', 'phone', 'email', 'sex' as const);
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('0500001234', '1/2/2003', 'Hòa', 'nguyễn', 'a@b.c'),
    );
    fc.assert(
      fc.property(texts, checks, (text, check) => {
        const value = checkedValue(text, check);
        if (value === null) return;
        expect(value).toBe(value.normalize('NFC'));
        expect(checkedValue(value, check)).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});
