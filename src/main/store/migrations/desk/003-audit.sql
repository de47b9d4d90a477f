-- The log: each line as it was hashed. What can be searched is computed from the line, so that it cannot say anything else.
CREATE TABLE audit_record (
  sequence INTEGER PRIMARY KEY,
  line TEXT NOT NULL CHECK (sequence = line ->> '$.sequence'),
  level TEXT NOT NULL GENERATED ALWAYS AS (line ->> '$.level') VIRTUAL,
  number INTEGER NOT NULL GENERATED ALWAYS AS (line ->> '$.number') VIRTUAL,
  at TEXT NOT NULL GENERATED ALWAYS AS (line ->> '$.at') VIRTUAL,
  officer TEXT GENERATED ALWAYS AS (line ->> '$.officer') VIRTUAL,
  action TEXT NOT NULL GENERATED ALWAYS AS (line ->> '$.action') VIRTUAL,
  mark TEXT GENERATED ALWAYS AS (line ->> '$.object.mark') VIRTUAL,
  purpose TEXT GENERATED ALWAYS AS (line ->> '$.purpose.code') VIRTUAL
) STRICT;

CREATE UNIQUE INDEX audit_by_chain ON audit_record (level, number);
CREATE INDEX audit_by_officer ON audit_record (officer, sequence);
CREATE INDEX audit_by_mark ON audit_record (mark, sequence) WHERE mark IS NOT NULL;

-- The last line of each chain. It only moves forward, one line at a time.
CREATE TABLE audit_chain (
  level TEXT PRIMARY KEY CHECK (level IN ('view', 'act', 'security', 'incident')),
  number INTEGER NOT NULL CHECK (number >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  -- Last sequence of the whole log when this chain grew.
  sequence INTEGER NOT NULL CHECK (sequence >= number)
) STRICT, WITHOUT ROWID;

-- Signed words about the log: that it ended here (head), or that lines up to here were taken out by the retention rule (purge).
CREATE TABLE audit_seal (
  id INTEGER PRIMARY KEY,
  seal TEXT NOT NULL CHECK (json_valid(seal)),
  kind TEXT NOT NULL GENERATED ALWAYS AS (seal ->> '$.kind') VIRTUAL CHECK (kind IN ('head', 'purge'))
) STRICT;

CREATE INDEX audit_seal_by_kind ON audit_seal (kind, id);

-- Keys of the log: the one under which the same person is found again, and the public keys that seals were signed with.
CREATE TABLE audit_mark_key (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  key BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TABLE audit_public_key (
  id TEXT PRIMARY KEY CHECK (length(id) = 64),
  der BLOB NOT NULL,
  since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_follows BEFORE INSERT ON audit_record
WHEN NEW.sequence IS NOT (SELECT max(sequence) + 1 FROM audit_chain)
  OR (NEW.line ->> '$.number') IS NOT (SELECT number + 1 FROM audit_chain WHERE level = NEW.line ->> '$.level')
  OR (NEW.line ->> '$.previous') IS NOT (SELECT hash FROM audit_chain WHERE level = NEW.line ->> '$.level')
BEGIN SELECT RAISE(ABORT, 'a record follows the last one'); END;

CREATE TRIGGER audit_is_final BEFORE UPDATE ON audit_record
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Only what a purge seal names may go.
CREATE TRIGGER audit_stays BEFORE DELETE ON audit_record
WHEN OLD.number > coalesce(
  (SELECT seal ->> ('$.chains.' || OLD.level || '.number') FROM audit_seal WHERE kind = 'purge' ORDER BY id DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON audit_chain
WHEN NEW.level IS NOT OLD.level OR NEW.number IS NOT OLD.number + 1
  OR NEW.sequence IS NOT (SELECT max(sequence) + 1 FROM audit_chain)
  OR NOT EXISTS (SELECT 1 FROM audit_record WHERE sequence = NEW.sequence AND level = NEW.level AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'a chain grows by the record just written'); END;

CREATE TRIGGER audit_chain_stays BEFORE DELETE ON audit_chain
BEGIN SELECT RAISE(ABORT, 'chains stay'); END;

CREATE TRIGGER audit_seal_is_final BEFORE UPDATE ON audit_seal
BEGIN SELECT RAISE(ABORT, 'seals are never changed'); END;

CREATE TRIGGER audit_seal_stays BEFORE DELETE ON audit_seal
BEGIN SELECT RAISE(ABORT, 'seals stay'); END;

CREATE TRIGGER audit_mark_key_is_final BEFORE UPDATE ON audit_mark_key
BEGIN SELECT RAISE(ABORT, 'the key of marks stays'); END;

CREATE TRIGGER audit_mark_key_stays BEFORE DELETE ON audit_mark_key
BEGIN SELECT RAISE(ABORT, 'the key of marks stays'); END;

-- The desk's own signing key (P-256, PKCS #8), until the operating system or a card keeps it.
CREATE TABLE desk_key (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  pkcs8 BLOB NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER desk_key_is_final BEFORE UPDATE ON desk_key
BEGIN SELECT RAISE(ABORT, 'the key of the desk stays'); END;
