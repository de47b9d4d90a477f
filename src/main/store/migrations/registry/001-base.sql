-- What the file is: the profile it belongs to. All else in it can be had again from the downlink or a file.
CREATE TABLE meta (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  profile_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  app_version TEXT NOT NULL
) STRICT;

-- Small things kept by name: cursors of deltas, marks.
CREATE TABLE keepsake (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
