-- What the file is: the profile it belongs to, and which life of the desk this is (a restored backup starts a new epoch).
CREATE TABLE meta (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  profile_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  app_version TEXT NOT NULL,
  epoch INTEGER NOT NULL DEFAULT 1 CHECK (epoch >= 1)
) STRICT;

-- Small things kept by name: cursors, marks, choices of the program itself.
CREATE TABLE keepsake (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings of the desk, as JSON of the contract's settings.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

-- Trust anchors: certificates that may vouch for others, and who vouched for them.
CREATE TABLE anchor (
  fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
  der BLOB NOT NULL,
  origin TEXT NOT NULL,
  vouched_by TEXT NOT NULL CHECK (json_valid(vouched_by)),
  imported_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
