-- The population cache: one row per person, everything searched by in columns of integers, texts that repeat stored once.
-- Rows of coded, place, recording and household are only ever added, and in the transaction of their first use: references
-- to them are not looked up again for each of millions of rows.

-- Administrative units in force, and the wards of before with all they became. Codes of the two are separate name spaces.
CREATE TABLE province (
  code INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
CREATE TABLE unit (
  code INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  province INTEGER NOT NULL REFERENCES province (code)
) STRICT;
CREATE TABLE old_unit (
  id INTEGER PRIMARY KEY,
  -- Null where the source does not know it.
  code INTEGER,
  ward TEXT,
  district TEXT NOT NULL,
  province TEXT NOT NULL
) STRICT;
CREATE INDEX old_unit_code ON old_unit (code) WHERE code IS NOT NULL;
CREATE TABLE unit_move (
  old_unit INTEGER NOT NULL REFERENCES old_unit (id) ON DELETE CASCADE,
  unit INTEGER NOT NULL REFERENCES unit (code),
  PRIMARY KEY (old_unit, unit)
) STRICT, WITHOUT ROWID;

-- Values of code lists as they were met: a bare code means nothing without its list, and the text stays as written.
CREATE TABLE coded (
  id INTEGER PRIMARY KEY,
  list TEXT NOT NULL,
  -- Empty when the list has none for the text.
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (list, name, code)
) STRICT;

-- The end of an address, the part many share (", Phường …, Thành phố …"), word for word, with the units it stands for.
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL,
  -- Codes; 0: not known.
  unit INTEGER NOT NULL,
  old_unit INTEGER NOT NULL,
  -- 0 current, 1 mapped, 2 ambiguous, 3 unmapped.
  mapping INTEGER NOT NULL CHECK (mapping BETWEEN 0 AND 3),
  UNIQUE (text, unit, old_unit, mapping)
) STRICT;

-- Who brought values in, when, from where and on what basis: one row per import or act, not per value.
CREATE TABLE recording (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  act TEXT,
  basis TEXT,
  reason TEXT
) STRICT;

CREATE INDEX recording_at ON recording (at);

CREATE TABLE household (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE citizen (
  id INTEGER PRIMARY KEY,
  -- The twelve digits read as one integer; leading zeros are implied.
  number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 0 AND 999999999999),
  name TEXT NOT NULL,
  -- yyyymmdd with 00 for unknown parts; 0: not stated or no date.
  birth INTEGER NOT NULL,
  -- 0 unknown, 1 male, 2 female (QCVN 109).
  sex INTEGER NOT NULL CHECK (sex BETWEEN 0 AND 2),
  -- Commune of permanent residence; 0: not known.
  area INTEGER NOT NULL,
  recording INTEGER NOT NULL,
  ethnicity INTEGER,
  religion INTEGER,
  blood INTEGER,
  marital INTEGER,
  relation_to_head INTEGER,
  household INTEGER,
  -- The head's number as this person's record has it.
  head INTEGER,
  -- ISO 3166 alpha-3 or as written, several separated by line feeds.
  nationalities TEXT,
  permanent_detail TEXT,
  permanent_place INTEGER,
  origin_detail TEXT,
  origin_place INTEGER,
  registration_detail TEXT,
  registration_place INTEGER,
  birth_detail TEXT,
  birth_place INTEGER,
  temporary_detail TEXT,
  temporary_place INTEGER,
  current_detail TEXT,
  current_place INTEGER,
  residence_file TEXT,
  -- yyyymmdd; negative: declared missing.
  death INTEGER,
  -- 1 or 2; with 10 added: locked.
  e_id INTEGER,
  verified_on INTEGER,
  upstream_version INTEGER,
  upstream_hash TEXT,
  -- JSON of what is rare and never searched by: other names, absence, e-mail, texts that are no date.
  rest TEXT
) STRICT;
CREATE INDEX citizen_household ON citizen (household) WHERE household IS NOT NULL;

-- Other numbers a person is found by. None of them is a key: two people may share each.
CREATE TABLE handle (
  -- Nine or twelve digits as an integer; of a phone number 1 and its digits (0…), 2 and its digits (+…), 3 and its digits (+84…).
  value INTEGER NOT NULL,
  -- 1 nine-digit number, 2 cancelled number, 3 phone.
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),
  citizen INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (value, kind, citizen)
) STRICT, WITHOUT ROWID;
CREATE INDEX handle_citizen ON handle (citizen, position);

CREATE TABLE card (
  citizen INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  -- Null when it is the holder's own number.
  number TEXT,
  -- yyyymmdd; 0: not stated. 99999999: never.
  issued INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  state INTEGER NOT NULL,
  -- JSON: who issued it, and dates that are none as they were written.
  rest TEXT,
  PRIMARY KEY (citizen, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE relative (
  citizen INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  name TEXT,
  number INTEGER,
  -- JSON: nine-digit number, nationality, kind of representation, a number that is none.
  rest TEXT,
  PRIMARY KEY (citizen, position)
) STRICT, WITHOUT ROWID;

-- Fields whose origin is another than that of the whole record.
CREATE TABLE vouched (
  citizen INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  recording INTEGER NOT NULL,
  PRIMARY KEY (citizen, field)
) STRICT, WITHOUT ROWID;

-- Every past value. What came after it is the next one's past value, or what stands in the record.
CREATE TABLE change (
  id INTEGER PRIMARY KEY,
  citizen INTEGER NOT NULL REFERENCES citizen (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  before_recording INTEGER NOT NULL,
  recording INTEGER NOT NULL
) STRICT;
CREATE INDEX change_citizen ON change (citizen);

-- Names without marks, with the birth date: exact names, beginnings of names, candidates for the same person.
CREATE TABLE name_key (
  folded TEXT NOT NULL,
  -- Sixteen bits of a hash of the name with its marks: tells most names apart that are equal without them.
  marks INTEGER NOT NULL,
  birth INTEGER NOT NULL,
  citizen INTEGER NOT NULL,
  PRIMARY KEY (folded, marks, birth, citizen)
) STRICT, WITHOUT ROWID;

-- Words of the same names, for words in any order, with the year of birth (y1984) and the commune (a00008) as words among
-- them, so that a search within either stays an index search. Keeps no text: a row is taken out by saying its words again.
CREATE VIRTUAL TABLE name_word USING fts5 (
  words, content = '', columnsize = 0, detail = none, prefix = '1 2', tokenize = 'ascii'
);

-- The roll of a commune in Vietnamese order.
CREATE TABLE roll (
  area INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  citizen INTEGER NOT NULL,
  PRIMARY KEY (area, sort_key, citizen)
) STRICT, WITHOUT ROWID;

-- People taken out, so that it can be told why they are not there.
CREATE TABLE tombstone (
  number INTEGER PRIMARY KEY,
  recording INTEGER NOT NULL
) STRICT;

-- Imports of files. The place reached is committed together with the rows before it.
CREATE TABLE import_run (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  format TEXT NOT NULL,
  size INTEGER NOT NULL,
  recording INTEGER NOT NULL,
  began_at TEXT NOT NULL,
  ended_at TEXT,
  byte_offset INTEGER NOT NULL DEFAULT 0,
  line INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  set_aside INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE set_aside (
  run INTEGER NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- The line as it was, bytes and all.
  raw BLOB NOT NULL,
  PRIMARY KEY (run, line)
) STRICT, WITHOUT ROWID;

-- Streams of changes: the last change applied of each.
CREATE TABLE feed (
  name TEXT PRIMARY KEY,
  cursor INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the quality rules found last.
CREATE TABLE finding (
  rule TEXT NOT NULL,
  area INTEGER NOT NULL,
  citizen INTEGER NOT NULL,
  detail TEXT NOT NULL,
  -- 0 note, 1 warning, 2 error, 3 required.
  severity INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
  field TEXT,
  -- Numbers of other records concerned, separated by spaces.
  others TEXT,
  PRIMARY KEY (rule, area, citizen, detail)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_citizen ON finding (citizen);
CREATE TABLE quality_run (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  for_day TEXT NOT NULL,
  began_at TEXT NOT NULL,
  ended_at TEXT,
  -- Last person judged.
  reached INTEGER NOT NULL
) STRICT;
