-- Officers of the desk. Never deleted: records name them. Their secrets are not here: they open the profile's key file.
CREATE TABLE officer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  roles TEXT NOT NULL CHECK (json_valid(roles) AND json_array_length(roles) > 0),
  unit TEXT,
  state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
  secret TEXT NOT NULL CHECK (secret IN ('own', 'oneTime')),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER officer_stays BEFORE DELETE ON officer
BEGIN SELECT RAISE(ABORT, 'officers are never deleted'); END;

CREATE TRIGGER officer_once BEFORE INSERT ON officer WHEN EXISTS (SELECT 1 FROM officer WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'an officer is added once'); END;

CREATE TRIGGER officer_counts BEFORE UPDATE ON officer
WHEN NEW.id IS NOT OLD.id OR NEW.revision IS NOT OLD.revision + 1
  OR NEW.created_at IS NOT OLD.created_at OR NEW.created_by IS NOT OLD.created_by
BEGIN SELECT RAISE(ABORT, 'a change counts up by one'); END;

-- What one officer asks for and others allow.
CREATE TABLE approval (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  requested_by TEXT NOT NULL REFERENCES officer (id),
  requested_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'used', 'withdrawn'))
) STRICT, WITHOUT ROWID;

CREATE INDEX approval_by_time ON approval (requested_at);

CREATE TRIGGER approval_stays BEFORE DELETE ON approval
BEGIN SELECT RAISE(ABORT, 'approvals are never deleted'); END;

CREATE TRIGGER approval_closes BEFORE UPDATE ON approval
WHEN OLD.state <> 'open' OR NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.subject IS NOT OLD.subject
  OR NEW.requested_by IS NOT OLD.requested_by OR NEW.requested_at IS NOT OLD.requested_at
  OR NEW.expires_at IS NOT OLD.expires_at
BEGIN SELECT RAISE(ABORT, 'an approval only closes'); END;

CREATE TABLE approval_vote (
  approval TEXT NOT NULL REFERENCES approval (id),
  officer TEXT NOT NULL REFERENCES officer (id),
  at TEXT NOT NULL,
  PRIMARY KEY (approval, officer)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER vote_stays BEFORE DELETE ON approval_vote
BEGIN SELECT RAISE(ABORT, 'votes are never deleted'); END;

CREATE TRIGGER vote_is_final BEFORE UPDATE ON approval_vote
BEGIN SELECT RAISE(ABORT, 'votes are never changed'); END;
