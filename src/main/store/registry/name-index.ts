import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type KeyedBy, nameKeys } from './name-keys.ts';

type OfCitizen = { readonly citizen: number };
type Keyed = OfCitizen & { folded: string; marks: number; birth: number };
type Worded = OfCitizen & { words: string };
type Rolled = OfCitizen & { area: number; sortKey: Uint8Array };

const addKey = query<Keyed>(
  'nameKey.add',
  'INSERT INTO name_key (folded, marks, birth, citizen) VALUES (:folded, :marks, :birth, :citizen)',
);
const dropKey = query<Keyed>(
  'nameKey.drop',
  'DELETE FROM name_key WHERE folded = :folded AND marks = :marks AND birth = :birth AND citizen = :citizen',
);
const addWords = query<Worded>('nameWord.add', 'INSERT INTO name_word (rowid, words) VALUES (:citizen, :words)');
const dropWords = query<Worded>(
  'nameWord.drop',
  "INSERT INTO name_word (name_word, rowid, words) VALUES ('delete', :citizen, :words)",
);
const addRoll = query<Rolled>(
  'roll.add',
  'INSERT INTO roll (area, sort_key, citizen) VALUES (:area, :sortKey, :citizen)',
);
const dropRoll = query<Rolled>(
  'roll.drop',
  'DELETE FROM roll WHERE area = :area AND sort_key = :sortKey AND citizen = :citizen',
);
const readMark = query<Record<never, never>, { value: string }>(
  'nameIndex.mark',
  "SELECT value FROM keepsake WHERE name = 'nameIndex'",
);
const writeMark = query<{ value: string }>(
  'nameIndex.writeMark',
  `INSERT INTO keepsake (name, value) VALUES ('nameIndex', :value)
   ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
);
const people = query<{ after: number }, KeyedBy & { id: number }>(
  'nameIndex.people',
  'SELECT id, name, birth, area FROM citizen WHERE id > :after ORDER BY id LIMIT 1000',
);

/** Makes somebody findable by name and puts them on the roll; inside a transaction. */
export function addToNameIndex(db: WriteDb, citizen: number, row: KeyedBy): void {
  const { folded, marks, words, sortKey } = nameKeys(row);
  db.run(addKey, { folded, marks, birth: row.birth, citizen });
  db.run(addWords, { citizen, words });
  db.run(addRoll, { area: row.area, sortKey, citizen });
}

/**
 * Takes somebody out again, as they are stored; inside a transaction. The words of a name are taken out by saying them
 * again, so keys made by another version of the program must have been replaced before (`refreshNameIndex`).
 */
export function takeFromNameIndex(db: WriteDb, citizen: number, row: KeyedBy): void {
  const { folded, marks, words, sortKey } = nameKeys(row);
  const { changes } = db.run(dropKey, { folded, marks, birth: row.birth, citizen });
  if (changes !== 1) throw new Error('the name index was made by another version');
  db.run(dropWords, { citizen, words });
  db.run(dropRoll, { area: row.area, sortKey, citizen });
}

/**
 * Makes the name index anew when this version of the program folds or sorts names in another way than the one that made it;
 * to be called once after opening, before anything is written. Returns whether it did (seconds per hundred thousand people).
 */
export function refreshNameIndex(db: WriteDb): boolean {
  const mark = wayOfKeys();
  if (db.get(readMark)?.value === mark) return false;
  return db.transaction(() => {
    const rebuilt = db.all(people, { after: 0 }).length > 0;
    db.exec("DELETE FROM name_key; DELETE FROM roll; INSERT INTO name_word (name_word) VALUES ('delete-all');");
    for (
      let page = db.all(people, { after: 0 });
      page.length > 0;
      page = db.all(people, { after: page.at(-1)?.id ?? 0 })
    )
      for (const row of page) addToNameIndex(db, row.id, row);
    db.run(writeMark, { value: mark });
    return rebuilt;
  });
}

/** Names in which every step of folding and sorting shows. */
const telling = [
  ...['ĐẶNG THỊ MẪU HÒA', 'Đặng Thị Mẫu Hoà', 'NGUỴ THUÝ MẪU QUỲNH', 'LÝ MỸ KỲ', 'QUÝ QUÍ LŨY LUỸ', "H' MẪU KĐĂM"],
  ...["K'THỬ", 'Y-THỬ NIÊ', 'ƯỚC ƠN ĂN ÂN', '\u00d0ức', 'A\u0306\u0323n', 'THỬ 2', 'Čư Ñŏ'],
];

/** The keys of the telling names in short: another text when any of them is made in another way. */
function wayOfKeys(): string {
  const keys = telling.map((name) => nameKeys({ name, birth: 19_620_500, area: 8 }));
  return keys
    .map(({ folded, marks, words, sortKey }) => `${folded}|${marks}|${words}|${Buffer.from(sortKey).toString('hex')}`)
    .join('\n');
}
