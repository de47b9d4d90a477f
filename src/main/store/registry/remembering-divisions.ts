import type { Divisions } from '#domain/citizen/units/divisions.ts';

/** How many answers of each question are kept: there are some fourteen thousand units, before and since 1/7/2025. */
const remembered = 20_000;

/** The same divisions, remembering what was asked: the records of a file name the same few units over and over. */
export function rememberingDivisions(divisions: Divisions): Divisions {
  return {
    ...divisions,
    provincesNamed: remember(divisions.provincesNamed),
    unitsNamed: remember(divisions.unitsNamed),
    oldDistrict: remember(divisions.oldDistrict),
    oldUnitsNamed: remember(
      divisions.oldUnitsNamed,
      ({ ward, district, province }) => `${ward}|${district}|${province}`,
    ),
  };
}

function remember<A extends readonly unknown[], R extends object>(
  ask: (...asked: A) => R,
  keyOf: (...asked: A) => string = (...asked) => asked.join('|'),
): (...asked: A) => R {
  const memory = new Map<string, R>();
  return (...asked) => {
    const key = keyOf(...asked);
    const known = memory.get(key);
    if (known !== undefined) return known;
    if (memory.size >= remembered) memory.clear();
    const answer = ask(...asked);
    memory.set(key, answer);
    return answer;
  };
}
