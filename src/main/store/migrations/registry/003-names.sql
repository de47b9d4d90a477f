-- Names stored once: millions of people have some hundred thousand names between them (without marks), so words are looked
-- for among names, and people are found by the name they have. What stood here before is dropped and not carried over: it is
-- all made of `citizen`, and without the mark that is deleted below nothing is sought or written before it has been made anew
-- (refreshNameIndex, one transaction, on the first opening). A stop in between leaves the mark away, and it begins again.
DROP TABLE name_key;
DROP TABLE name_word;
DROP TABLE roll;
DELETE FROM keepsake WHERE name = 'nameIndex';

-- Names without marks, each once, as long as somebody has it.
CREATE TABLE folded_name (
  id INTEGER PRIMARY KEY,
  folded TEXT NOT NULL UNIQUE
) STRICT;

-- Names somebody had until just now: those that nobody has any more go together at the end of the transaction.
CREATE TABLE idle_name (
  name INTEGER PRIMARY KEY
) STRICT;

-- Words of the names, for words in any order. Keeps no text: a name is taken out by saying it again.
CREATE VIRTUAL TABLE name_word USING fts5 (
  words, content = '', columnsize = 0, detail = none, prefix = '1 2 3', tokenize = 'ascii'
);

-- Who has a name, with the birth date: exact names, beginnings of names, years, candidates for the same person.
CREATE TABLE name_key (
  name INTEGER NOT NULL,
  birth INTEGER NOT NULL,
  -- Sixteen bits of a hash of the name with its marks: tells most names apart that are equal without them.
  marks INTEGER NOT NULL,
  citizen INTEGER NOT NULL,
  PRIMARY KEY (name, birth, marks, citizen)
) STRICT, WITHOUT ROWID;

-- The roll of a commune in Vietnamese order; with name and year, so that a search within a commune needs nothing else.
CREATE TABLE roll (
  area INTEGER NOT NULL,
  sort_key BLOB NOT NULL,
  citizen INTEGER NOT NULL,
  name INTEGER NOT NULL,
  -- 0: not stated.
  year INTEGER NOT NULL,
  PRIMARY KEY (area, sort_key, citizen)
) STRICT, WITHOUT ROWID;
