import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComparedField, FieldComparison } from '#contract/comparison.ts';
import { holderOf } from '#domain/chip/holder.ts';
import { parseMrz } from '#domain/chip/mrz.ts';
import { readCardQr } from '#domain/citizen/qr.ts';
import { type Cardholder, cardholder, cardholders, people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import { dg1, dg13 } from '#fixtures/virtual-card/data-groups.ts';
import { dg13Fields } from '#fixtures/virtual-card/dg13-fields.ts';
import type { ComparedCard } from '#ports/registry-store.ts';
import { openTestRegistryDesk, type TestRegistryDesk } from '#workers/testing/test-registry-desk.ts';

let at: TestRegistryDesk;
const purpose = { code: 'capThe', note: null } as const;
const context = { signal: new AbortController().signal };
const failing = (code: string) => ({ failure: { code } });

/** The card of somebody as the desk knows it after a read: chip, the zone it was opened with, and the QR code on it. */
function cardOf(person: Cardholder): ComparedCard {
  const files = new Map([['DG1', dg1(person.mrz)] as const, ['DG13', dg13(dg13Fields(person))] as const]);
  const qr = readCardQr(person.qr ?? '');
  return {
    holder: holderOf(files),
    mrz: parseMrz(person.mrz.join('')),
    qr: qr.kind === 'card' ? qr.identity : null,
    genuine: true,
  };
}

async function openWith(change: (person: (typeof persons)[number]) => object = (person) => person) {
  at = await openTestRegistryDesk(sampleDivisions, 'thuNhan');
  await at.importLines(persons.map(change));
}
const persons = people();

const compared = async (card: ComparedCard) => {
  const found = await at.desk.compare(card);
  if (found.state !== 'done') throw new RangeError(found.state);
  return found;
};
const fieldOf = async (card: ComparedCard, field: ComparedField): Promise<FieldComparison | undefined> =>
  (await compared(card)).comparison.fields.find((each) => each.field === field);

afterEach(() => at.dispose());

describe('the cards of the set beside the cache (§7.2)', () => {
  beforeEach(() => openWith());

  it('differ in nothing: every old place is harmless, F02 and F11 among them', async () => {
    for (const person of cardholders()) {
      const { comparison, person: handle, asOf } = await compared(cardOf(person));
      const differs = comparison.fields.filter(({ outcome }) => outcome === 'differs').map(({ field }) => field);
      expect({ id: person.id, differs, level: comparison.level }).toEqual({
        id: person.id,
        differs: [],
        level: person.id === 'F17' ? 'blocking' : 'notice',
      });
      expect(comparison).toMatchObject({ record: 'found', match: { level: 'L0', decision: 'same', conflicts: [] } });
      expect(handle).not.toBeNull();
      expect(asOf).not.toBeNull();
      const residence = comparison.fields.find(({ field }) => field === 'residence');
      const expected = person.qrDiaChi === undefined ? 'equal' : 'equalOldPlace';
      expect({ id: person.id, residence }).toMatchObject({
        residence: { outcome: expected, level: 'quiet', act: 'none' },
      });
    }
  });

  it('stop the work where the record says that the holder is dead, whatever else agrees', async () => {
    const { comparison, standing, person } = await compared(cardOf(cardholder('F17')));
    expect({ level: comparison.level, death: standing?.death }).toEqual({ level: 'blocking', death: 'dead' });
    expect(comparison.fields.filter(({ level }) => level === 'blocking')).toEqual([]);
    expect(comparison.acts).toEqual({ doiChieu: 0, xacThuc: 0, capNhat: 0, boSung: 0 });
    expect(person).not.toBeNull();
  });

  it('come with how their holder stands, and with those who look like them', async () => {
    const all = await Promise.all(
      cardholders().map(async (person) => [person.id, await compared(cardOf(person))] as const),
    );
    const those = (holds: (found: Awaited<ReturnType<typeof compared>>) => boolean) =>
      all.filter(([, found]) => holds(found)).map(([id]) => id);
    expect(those(({ standing }) => standing?.card === 'expired')).toEqual(['F09', 'F11', 'F16', 'F18', 'F19']);
    expect(those(({ lookalikes }) => lookalikes > 0)).toEqual(['F11', 'F12', 'F18', 'F19']);
    expect(those(({ standing }) => standing?.missing.length === 0)).toEqual(['F17']);
    expect(those(({ standing }) => standing?.cohorts.includes('born2004') ?? false)).toEqual(['F01']);
  });

  it('are masked in number and old number, in all their sources', async () => {
    for (const person of cardholders()) {
      const text = JSON.stringify(await compared(cardOf(person)));
      const numbers = [person.soDinhDanh, person.cmnd ?? person.soDinhDanh];
      const runs = numbers.flatMap((number) =>
        Array.from({ length: number.length - 5 }, (_, from) => number.slice(from, from + 6)),
      );
      expect(runs.filter((run) => text.includes(run))).toEqual([]);
    }
    expect((await fieldOf(cardOf(cardholder('F03')), 'number'))?.values).toEqual({
      ...{ chip: '••• ••• ••• 903', mrz: '••• ••• ••• 903', qr: '••• ••• ••• 903', record: '••• ••• ••• 903' },
    });
  });

  it('say when the zone or the QR code is of another card', async () => {
    const [f01, f12] = [cardOf(cardholder('F01')), cardOf(cardholder('F12'))];
    expect(await fieldOf({ ...f01, mrz: f12.mrz }, 'number')).toMatchObject({
      meaning: 'sourcesDisagree',
      level: 'blocking',
    });
    expect(await fieldOf({ ...f01, qr: cardOf(cardholder('F03')).qr }, 'name')).toMatchObject({
      meaning: 'sourcesDisagree',
    });
  });

  it('are compared too where they are not proved genuine, and then lead to no act that writes', async () => {
    const { comparison } = await compared({ ...cardOf(cardholder('F01')), genuine: false });
    expect(comparison.acts).toEqual({ doiChieu: 0, xacThuc: 0, capNhat: 0, boSung: 0 });
    expect(comparison.level).toBe('notice');
  });

  it('of nobody in the cache say so', async () => {
    const card = cardOf({ ...cardholder('F10'), soDinhDanh: '058099999777', mrz: cardholder('F10').mrz });
    const stranger = { ...card, mrz: null, holder: card.holder && { ...card.holder, mrz: [] } };
    const found = await compared(stranger);
    expect(found).toMatchObject({ person: null, standing: null, comparison: { record: 'absent', match: null } });
    expect(found.lookalikes).toBe(1);
  });
});

describe.each([
  ['ĐẶNG THỊ MẪU HOÀ', 'equalTonePlacement', 'tonePlacement'],
  ['ĐẶNG THỊ MẪU HÒA'.normalize('NFD'), 'equal', 'same'],
  ['ÐẶNG THỊ MẪU HÒA', 'equal', 'same'],
  ['ĐẶNG  THỊ MẪU HÒA ', 'equal', 'same'],
  [Buffer.from('ĐẶNG THỊ MẪU HÒA', 'utf8').toString('latin1'), 'equal', 'same'],
  ['DANG THI MAU HOA', 'differs', 'marksDiffer'],
  ['ĐẶNG THỊ M. HÒA', 'differs', 'nameDiffers'],
])('a record that spells F01 %j (§7.1)', (hoTen, outcome, meaning) => {
  it(`is ${outcome}`, async () => {
    await openWith((person) => (person.id === 'F01' ? { ...person, hoTen } : person));
    expect(await fieldOf(cardOf(cardholder('F01')), 'name')).toMatchObject({ outcome, meaning });
  });
});

describe('an act on the record of a card', () => {
  let again: number;
  const put = (card: ComparedCard) => {
    again = 0;
    at.card = {
      ...card,
      compareAgain: () => {
        again += 1;
      },
    };
  };
  const take = async (...fields: readonly ComparedField[]) =>
    at.desk.handlers['registry.takeFromCard']({ fields: [...fields], reason: 'công dân xuất trình thẻ' }, context);
  const view = async (number: string) => {
    const search = { text: number, area: null, birthYear: null, limit: 1, purpose };
    const { found } = await at.desk.handlers['registry.search'](search, context);
    return at.desk.handlers['registry.person']({ id: found[0]?.id ?? 0, purpose }, context);
  };
  const f03 = cardholder('F03');

  beforeEach(async () => {
    await openWith((person) => (person.id === 'F03' ? { ...person, tonGiao: '', danToc: 'Tày' } : person));
    put(cardOf(f03));
  });

  it('fills in and replaces, keeps what stood there, and tells the four acts apart', async () => {
    await take('religion', 'ethnicity', 'issued', 'expiry').catch(() => undefined);
    expect(again).toBe(0);
    await take('religion', 'ethnicity');
    expect(again).toBe(1);
    const person = await view(f03.soDinhDanh);
    expect(person?.citizen).toMatchObject({ religion: { name: 'Phật giáo' }, ethnicity: { name: 'Kinh', code: '01' } });
    const from = { source: 'chip', by: 'CB001', reason: 'công dân xuất trình thẻ' };
    expect(person?.history).toMatchObject([
      { field: 'ethnicity', before: { name: 'Tày' }, after: { name: 'Kinh' }, provenance: { ...from, act: 'capNhat' } },
      { field: 'religion', before: null, provenance: { ...from, act: 'boSung' } },
    ]);
    expect(person?.citizen.verifiedOn).toBeNull();
  });

  it('is on record before it is done, and once more when it was refused', async () => {
    const of = { action: 'citizen.changed', object: { masked: '•••903' }, purpose: { code: 'doiChieu' } };
    await take('religion');
    expect(at.office.records.at(-1)).toMatchObject({
      ...of,
      result: { outcome: 'done', code: 'takeFromCard', count: 1 },
    });
    await expect(take('religion')).rejects.toMatchObject(failing('registry.nothingToTake'));
    expect(at.office.records.at(-1)).toMatchObject({
      ...of,
      result: { outcome: 'failed', code: 'registry.nothingToTake' },
    });
    at.office.beforeAppend = () => Promise.reject(new Error('the disk is full'));
    await expect(take('ethnicity')).rejects.toThrow('the disk is full');
    at.office.beforeAppend = async () => undefined;
    expect((await view(f03.soDinhDanh))?.citizen.ethnicity?.name).toBe('Tày');
  });

  it.each(['number', 'sex', 'birth'] as const)('never takes the %s', async (field) => {
    await expect(take(field, 'religion')).rejects.toMatchObject(failing('registry.nothingToTake'));
    expect((await view(f03.soDinhDanh))?.history).toEqual([]);
  });

  it('needs a card that was proved genuine', async () => {
    put({ ...cardOf(f03), genuine: false });
    await expect(take('religion')).rejects.toMatchObject(failing('registry.noGenuineCard'));
    await expect(at.desk.handlers['registry.confirm']({ act: 'doiChieu' }, context)).rejects.toMatchObject(
      failing('registry.noGenuineCard'),
    );
    at.card = null;
    await expect(take('religion')).rejects.toMatchObject(failing('registry.noGenuineCard'));
  });

  it('is refused where card and record contradict each other, and for a stranger', async () => {
    put({ ...cardOf(f03), mrz: cardOf(cardholder('F01')).mrz });
    await expect(take('religion')).rejects.toMatchObject(failing('registry.contradicted'));
    const { holder } = cardOf(f03);
    put({
      holder: holder && { ...holder, number: { value: '033188000001', source: 'DG13' }, mrz: [] },
      mrz: null,
      qr: null,
      genuine: true,
    });
    await expect(take('religion')).rejects.toMatchObject(failing('registry.unknownPerson'));
  });

  it('is refused by name for somebody dead, is on record, and changes nothing', async () => {
    const f17 = cardholder('F17');
    put(cardOf(f17));
    const act = { act: 'doiChieu' } as const;
    await expect(at.desk.handlers['registry.confirm'](act, context)).rejects.toMatchObject(
      failing('registry.personDead'),
    );
    await expect(take('nationality')).rejects.toMatchObject(failing('registry.personDead'));
    expect(at.office.records.at(-1)).toMatchObject({
      ...{ action: 'citizen.changed', object: { masked: '•••917' } },
      result: { outcome: 'failed', code: 'registry.personDead' },
    });
    const person = await view(f17.soDinhDanh);
    expect(person).toMatchObject({ citizen: { verifiedOn: null }, history: [] });
    expect(again).toBe(0);
  });

  it('notes a comparison that agrees: the record counts as verified today', async () => {
    await expect(at.desk.handlers['registry.confirm']({ act: 'doiChieu' }, context)).rejects.toMatchObject(
      failing('registry.contradicted'),
    );
    await take('ethnicity');
    await at.desk.handlers['registry.confirm']({ act: 'xacThuc' }, context);
    const person = await view(f03.soDinhDanh);
    expect(person?.citizen.verifiedOn).toBe('2026-11-22');
    expect(person?.history[0]).toMatchObject({ field: 'name', provenance: { act: 'xacThuc', source: 'chip' } });
  });

  it('is for those who may write, for a reason without numbers', async () => {
    const reason = `thẻ ${f03.soDinhDanh}`;
    await expect(
      at.desk.handlers['registry.takeFromCard']({ fields: ['religion'], reason }, context),
    ).rejects.toMatchObject(failing('purpose.hasNumber'));
    await at.office.signIn('tiepNhan');
    await expect(take('religion')).rejects.toMatchObject(failing('session.notPermitted'));
  });
});

describe('without people', () => {
  it('there is nothing to compare with', async () => {
    at = await openTestRegistryDesk(sampleDivisions, 'thuNhan');
    expect(await at.desk.compare(cardOf(cardholder('F01')))).toEqual({ state: 'noData', contradicted: [] });
  });

  it('a code that is not of this card is still seen', async () => {
    at = await openTestRegistryDesk(sampleDivisions, 'thuNhan');
    const found = await at.desk.compare({ ...cardOf(cardholder('F01')), qr: cardOf(cardholder('F03')).qr });
    expect(found).toMatchObject({ state: 'noData', contradicted: expect.arrayContaining(['number', 'name']) });
  });
});
