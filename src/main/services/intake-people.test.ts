import { describe, expect, it } from 'vitest';
import type { FoundLine, SearchRequest } from '#contract/registry.ts';
import { citizensOf } from '#domain/dossier/testing/sample-citizens.ts';
import { people } from '#fixtures/people/people.ts';
import { sampleDivisions } from '#fixtures/vectors/divisions.ts';
import type { RegistryPerson } from '#ports/registry-store.ts';
import { createIntakePeople } from './intake-people.ts';

const who = citizensOf(people(), sampleDivisions);

const peopleWith = (found: readonly Pick<FoundLine, 'id' | 'by'>[]) => {
  const asked: SearchRequest[] = [];
  const citizens = [who('F01'), who('F02')];
  return {
    asked,
    ...createIntakePeople({
      store: {
        search: async (request) => {
          asked.push(request);
          return { found: found as readonly FoundLine[], more: false };
        },
        person: async (id, on) =>
          on === '2026-11-22' && citizens[id] !== undefined ? ({ citizen: citizens[id] } as RegistryPerson) : null,
      },
      today: () => '2026-11-22',
    }),
  };
};

describe('people for the intake', () => {
  it('are found by their number before anybody it was taken from, and by nothing else', async () => {
    const both = peopleWith([
      { id: 0, by: 'cancelledNumber' },
      { id: 1, by: 'number' },
    ]);
    expect(await both.byNumber(who('F02').number)).toBe(both.asked.length === 1 ? await both.byHandle(1) : null);
    expect(await peopleWith([{ id: 0, by: 'cancelledNumber' }]).byNumber(who('F02').number)).toEqual(who('F01'));
    expect(await peopleWith([{ id: 0, by: 'phone' }]).byNumber(who('F02').number)).toBeNull();
  });

  it('are not looked for by what is no number', async () => {
    const none = peopleWith([{ id: 0, by: 'name' }]);
    expect([await none.byNumber('0304'), await none.byHandle(9)]).toEqual([null, null]);
    expect(none.asked).toEqual([]);
  });
});
