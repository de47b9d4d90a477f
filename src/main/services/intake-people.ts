import type { Citizen } from '#contract/citizen.ts';
import { parseCitizenNumber } from '#domain/citizen/number.ts';
import type { RegistryStore } from '#ports/registry-store.ts';

/** People as the cache knows them, with every number in full. Each call may throw FailureError `storage.*`. */
export type IntakePeople = {
  /** Whoever has this number of twelve digits, or had it before it was cancelled; null where the cache knows nobody. */
  byNumber(number: string): Promise<Citizen | null>;
  /** The person under a handle of the cache; null when they are gone. */
  byHandle(person: number): Promise<Citizen | null>;
};

type Parts = {
  readonly store: Pick<RegistryStore, 'search' | 'person'>;
  /** The day records are judged for; ISO. */
  readonly today: () => string;
};

/** As many as share the beginning of a number that is whole: their own, and those it was taken from. */
const few = 10;

/** Looks people up for the intake. That they are, is in the record of the dossier that is opened. */
export function createIntakePeople({ store, today }: Parts): IntakePeople {
  const byHandle = async (person: number) => (await store.person(person, today()))?.citizen ?? null;
  return {
    byHandle,
    async byNumber(number) {
      if (parseCitizenNumber(number) === null) return null;
      const { found } = await store.search({ text: number, area: null, birthYear: null, limit: few });
      const line = found.find(({ by }) => by === 'number') ?? found.find(({ by }) => by === 'cancelledNumber');
      return line === undefined ? null : byHandle(line.id);
    },
  };
}
