-- What was taken of people at this desk. The person stands here under the pseudonym the log has for them, never by number.
CREATE TABLE capture (
  id TEXT PRIMARY KEY,
  mark TEXT NOT NULL CHECK (length(mark) = 32),
  taken_at TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record))
) STRICT, WITHOUT ROWID;

CREATE INDEX capture_by_person ON capture (mark, taken_at);

-- Their bytes, each with the SHA-256 it had when it was kept.
CREATE TABLE capture_part (
  capture TEXT NOT NULL REFERENCES capture (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  bytes BLOB NOT NULL CHECK (length(bytes) > 0),
  PRIMARY KEY (capture, name)
) STRICT;

CREATE TRIGGER capture_is_final BEFORE UPDATE ON capture
BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;

CREATE TRIGGER capture_part_is_final BEFORE UPDATE ON capture_part
BEGIN SELECT RAISE(ABORT, 'a capture is never changed'); END;

CREATE TRIGGER capture_part_goes_with_it BEFORE DELETE ON capture_part
WHEN EXISTS (SELECT 1 FROM capture WHERE id = OLD.capture)
BEGIN SELECT RAISE(ABORT, 'a capture goes as a whole'); END;
