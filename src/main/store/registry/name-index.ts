import type { WriteDb } from '../database/database.ts';
import { query } from '../database/query.ts';
import { type KeyedBy, nameKeys, yearOf } from './name-keys.ts';

type Name = { readonly name: number };
type Key = Name & { readonly birth: number; readonly marks: number; readonly citizen: number };
type Place = { readonly area: number; readonly sortKey: Uint8Array; readonly citizen: number };

const nameOf = query<{ folded: string }, Name>(
  'foldedName.of',
  'SELECT id AS name FROM folded_name WHERE folded = :folded',
);
const addName = query<{ folded: string }>('foldedName.add', 'INSERT INTO folded_name (folded) VALUES (:folded)');
const leaveName = query<Name>(
  'idleName.add',
  `INSERT OR IGNORE INTO idle_name (name)
   SELECT :name WHERE NOT EXISTS (SELECT 1 FROM name_key WHERE name = :name)`,
);
const idleNames = query<Record<never, never>, Name & { readonly folded: string }>(
  'idleName.all',
  `SELECT i.name, n.folded FROM idle_name i JOIN folded_name n ON n.id = i.name
   WHERE NOT EXISTS (SELECT 1 FROM name_key k WHERE k.name = i.name) ORDER BY i.name`,
);
const forgetIdle = query('idleName.forget', 'DELETE FROM idle_name');
const dropName = query<Name>('foldedName.drop', 'DELETE FROM folded_name WHERE id = :name');
const addWords = query<Name & { folded: string }>(
  'nameWord.add',
  'INSERT INTO name_word (rowid, words) VALUES (:name, :folded)',
);
const dropWords = query<Name & { folded: string }>(
  'nameWord.drop',
  "INSERT INTO name_word (name_word, rowid, words) VALUES ('delete', :name, :folded)",
);
const addKey = query<Key>(
  'nameKey.add',
  'INSERT INTO name_key (name, birth, marks, citizen) VALUES (:name, :birth, :marks, :citizen)',
);
const dropKey = query<Key>(
  'nameKey.drop',
  'DELETE FROM name_key WHERE name = :name AND birth = :birth AND marks = :marks AND citizen = :citizen',
);
const addRoll = query<Place & Name & { year: number }>(
  'roll.add',
  'INSERT INTO roll (area, sort_key, citizen, name, year) VALUES (:area, :sortKey, :citizen, :name, :year)',
);
const dropRoll = query<Place>(
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
export function addToNameIndex(db: WriteDb, citizen: number, { name: text, birth, area }: KeyedBy): void {
  const { folded, marks, sortKey } = nameKeys(text);
  const name = db.get(nameOf, { folded })?.name ?? newName(db, folded);
  db.run(addKey, { name, birth, marks, citizen });
  db.run(addRoll, { area, sortKey, citizen, name, year: yearOf(birth) });
}

function newName(db: WriteDb, folded: string): number {
  const name = db.run(addName, { folded }).lastId;
  db.run(addWords, { name, folded });
  return name;
}

/**
 * Takes somebody out again, as they are stored; inside a transaction, at whose end `forgetIdleNames` takes the names out that
 * nobody has any more. Keys are found by making them again, so those of another version of the program must have been
 * replaced before (`refreshNameIndex`).
 */
export function takeFromNameIndex(db: WriteDb, citizen: number, { name: text, birth, area }: KeyedBy): void {
  const { folded, marks, sortKey } = nameKeys(text);
  const name = db.get(nameOf, { folded })?.name ?? 0;
  const { changes } = db.run(dropKey, { name, birth, marks, citizen });
  if (changes !== 1) throw new Error('the name index was made by another version');
  db.run(dropRoll, { area, sortKey, citizen });
  db.run(leaveName, { name });
}

/**
 * Takes out the names nobody has any more; once at the end of a transaction that changed or removed people. Together and in
 * order, because the index of words writes what it has gathered each time it is given a smaller number than the last.
 */
export function forgetIdleNames(db: WriteDb): void {
  for (const { name, folded } of db.all(idleNames)) {
    db.run(dropName, { name });
    db.run(dropWords, { name, folded });
  }
  db.run(forgetIdle);
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
    db.exec(
      "DELETE FROM name_key; DELETE FROM roll; DELETE FROM folded_name; DELETE FROM idle_name; INSERT INTO name_word (name_word) VALUES ('delete-all');",
    );
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
  const keys = telling.map(nameKeys);
  return keys
    .map(({ folded, marks, sortKey }) => `${folded}|${marks}|${Buffer.from(sortKey).toString('hex')}`)
    .join('\n');
}
