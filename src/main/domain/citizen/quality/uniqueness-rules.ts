import type { Citizen } from '#contract/citizen.ts';
import { toneKey, weakKey } from '../names/fold.ts';
import type { Defect, SetRule } from './rule.ts';

type Numbered = Defect & { readonly number: string };

const duplicateRule: SetRule = {
  id: 'DQ11',
  criterion: 'sach',
  severity: 'error',
  scope: 'set',
  title: 'Trùng hồ sơ',
  explanation:
    'Cùng số định danh hai lần; cùng số CMND và ngày sinh; cùng họ tên, ngày sinh, giới tính. Chỉ để xem xét: sinh đôi và người trùng CMND không bao giờ được gộp.',
  fix: { act: 'xacThuc', way: 'Xác thực từng người; hai số định danh khác nhau là hai người.' },
  sql: `SELECT number FROM citizen GROUP BY number HAVING count(*) > 1;
SELECT o.old_number, c.birth FROM citizen_old_number o JOIN citizen c USING (number) GROUP BY 1, 2 HAVING count(DISTINCT c.number) > 1;
SELECT tone_key, birth, sex FROM citizen GROUP BY 1, 2, 3 HAVING count(*) > 1;
SELECT weak_key, birth, sex FROM citizen GROUP BY 1, 2, 3 HAVING count(DISTINCT tone_key) > 1`,
  check: (citizens) => [
    ...grouped(citizens, ({ number }) => [number], 'sameNumber'),
    ...grouped(
      citizens,
      ({ oldNumbers, birth }) => oldNumbers.map((old) => `${old}|${birth?.iso ?? ''}`),
      'sameOldNumber',
    ),
    ...grouped(citizens, (citizen) => nameBirth(citizen, toneKey), 'sameNameBirthSex').map(asWarning),
    ...grouped(citizens, (citizen) => nameBirth(citizen, weakKey), 'similarNameBirthSex')
      .filter(({ number, others = [] }) => !sameSpelling(citizens, [number, ...others]))
      .map((defect) => ({ ...defect, severity: 'note' as const })),
  ],
};

function asWarning(defect: Numbered): Numbered {
  return { ...defect, severity: 'warning' };
}

function nameBirth({ name, birth, sex }: Citizen, key: (name: string) => string): readonly string[] {
  return birth?.iso?.length === 10 ? [`${key(name)}|${birth.iso}|${sex}`] : [];
}

function sameSpelling(citizens: readonly Citizen[], numbers: readonly string[]): boolean {
  const keys = citizens.filter(({ number }) => numbers.includes(number)).map(({ name }) => toneKey(name));
  return new Set(keys).size === 1;
}

function grouped(
  citizens: readonly Citizen[],
  keysOf: (citizen: Citizen) => readonly string[],
  detail: string,
): readonly Numbered[] {
  const groups = new Map<string, string[]>();
  for (const citizen of citizens)
    for (const key of new Set(keysOf(citizen))) groups.set(key, [...(groups.get(key) ?? []), citizen.number]);
  return [...groups.values()]
    .filter((numbers) => numbers.length > 1)
    .flatMap((numbers) =>
      [...new Set(numbers)].map((number) => ({
        number,
        detail,
        field:
          detail === 'sameOldNumber'
            ? ('oldNumbers' as const)
            : detail === 'sameNumber'
              ? ('number' as const)
              : ('name' as const),
        others: [...new Set(numbers)].filter((other) => other !== number),
      })),
    );
}

const HEAD = '01';

const householdRule: SetRule = {
  id: 'DQ12',
  criterion: 'sach',
  severity: 'error',
  scope: 'set',
  title: 'Thường trú và chủ hộ',
  explanation: 'Một người chỉ có một nơi thường trú; một hộ có đúng một chủ hộ.',
  fix: { act: 'doiChieu', way: 'Đối chiếu hồ sơ cư trú của hộ, điều chỉnh quan hệ với chủ hộ.' },
  sql: `SELECT number FROM citizen GROUP BY number HAVING count(DISTINCT permanent_unit) > 1;
SELECT household FROM citizen WHERE household IS NOT NULL GROUP BY household HAVING sum(relation_to_head = '01') <> 1`,
  check: (citizens) => [...twoHomes(citizens), ...headless(citizens)],
};

function twoHomes(citizens: readonly Citizen[]): readonly Numbered[] {
  const homes = new Map<string, Set<string>>();
  for (const { number, permanent } of citizens)
    if (permanent !== null) homes.set(number, (homes.get(number) ?? new Set()).add(permanent.unit ?? permanent.text));
  return [...homes].flatMap(([number, places]) =>
    places.size > 1 ? [{ number, detail: 'twoPermanent', field: 'permanent' as const }] : [],
  );
}

function headless(citizens: readonly Citizen[]): readonly Numbered[] {
  const households = Map.groupBy(
    citizens.filter(({ household }) => household !== null),
    ({ household }) => household?.id ?? '',
  );
  return [...households.values()].flatMap((members) => {
    const heads = members.filter(
      ({ number, relationToHead, household }) => relationToHead?.code === HEAD || household?.head === number,
    );
    if (heads.length === 1) return [];
    const detail = heads.length === 0 ? 'noHead' : 'twoHeads';
    const numbers = (heads.length === 0 ? members : heads).map(({ number }) => number);
    return numbers.map((number) => ({
      number,
      detail,
      field: 'household' as const,
      others: numbers.filter((other) => other !== number),
    }));
  });
}

/** Sạch between records: DQ11 and DQ12. */
export const uniquenessRules: readonly SetRule[] = [duplicateRule, householdRule];
