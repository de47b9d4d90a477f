-- The upstream this desk is bound to, as one text: its address, what it is known by, how the desk stands.
CREATE TABLE upstream (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  document TEXT NOT NULL CHECK (json_valid(document))
) STRICT;

-- How far what comes down was taken over, of the upstream with this signing key. Kept while the desk is bound to none.
CREATE TABLE downlink (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  signing TEXT NOT NULL CHECK (length(signing) = 64),
  decisions INTEGER NOT NULL DEFAULT 0 CHECK (decisions >= 0),
  registry TEXT,
  trust INTEGER NOT NULL DEFAULT 0 CHECK (trust >= 0)
) STRICT;

CREATE TRIGGER downlink_goes_on AFTER UPDATE ON downlink
WHEN NEW.signing IS OLD.signing
  AND (NEW.decisions < OLD.decisions OR NEW.trust < OLD.trust OR (NEW.registry IS NULL AND OLD.registry IS NOT NULL))
BEGIN SELECT RAISE(ABORT, 'what was taken over is not taken back'); END;

CREATE TRIGGER downlink_stays BEFORE DELETE ON downlink
BEGIN SELECT RAISE(ABORT, 'what was taken over is not taken back'); END;

-- Lists of codes as they came down, each in its latest version.
CREATE TABLE code_list (
  id TEXT PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version >= 1),
  document TEXT NOT NULL CHECK (json_valid(document))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER code_list_goes_on AFTER UPDATE ON code_list
WHEN NEW.version <= OLD.version
BEGIN SELECT RAISE(ABORT, 'a list is replaced by a later one'); END;

-- A packet the upstream never took may be sealed anew in its place, under its number; with a receipt nothing of it changes.
DROP TRIGGER outbox_says_the_same;

CREATE TRIGGER outbox_says_the_same BEFORE UPDATE ON outbox
WHEN NEW.id IS NOT OLD.id OR NEW.dossier IS NOT OLD.dossier OR NEW.desk IS NOT OLD.desk
  OR NEW.epoch IS NOT OLD.epoch OR NEW.desk_seq IS NOT OLD.desk_seq OR NEW.rev NOT IN (OLD.rev, OLD.rev + 1)
  OR ((NEW.rev IS NOT OLD.rev OR NEW.size IS NOT OLD.size OR NEW.sha256 IS NOT OLD.sha256 OR NEW.sig IS NOT OLD.sig)
    AND EXISTS (SELECT 1 FROM receipt WHERE outbox = OLD.id))
BEGIN SELECT RAISE(ABORT, 'what was numbered stays in the book'); END;

DROP TRIGGER packet_is_final;

CREATE TRIGGER packet_is_final BEFORE UPDATE ON packet
WHEN NEW.outbox IS NOT OLD.outbox OR EXISTS (SELECT 1 FROM receipt WHERE outbox = OLD.outbox)
BEGIN SELECT RAISE(ABORT, 'a packet the upstream took is final'); END;

CREATE TRIGGER packet_is_as_replaced AFTER UPDATE ON packet
WHEN length(NEW.bytes) IS NOT (SELECT size FROM outbox WHERE id = NEW.outbox)
BEGIN SELECT RAISE(ABORT, 'a packet is what the book says'); END;

-- The board counts everything that was ever numbered: it reads this alone, and no row.
CREATE INDEX outbox_board ON outbox (state, due, queued_at, size);
