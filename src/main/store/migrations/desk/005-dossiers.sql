-- Shifts, sittings and dossiers: each as the one text of its whole (RFC 8785). What is searched by is computed from the text.
CREATE TABLE shift (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL CHECK (id = document ->> '$.id'),
  station TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.station') VIRTUAL,
  closed_at TEXT GENERATED ALWAYS AS (document ->> '$.closed.at') VIRTUAL
) STRICT;

CREATE UNIQUE INDEX shift_one_open ON shift (station) WHERE closed_at IS NULL;

CREATE TRIGGER shift_stays BEFORE DELETE ON shift
BEGIN SELECT RAISE(ABORT, 'shifts are never deleted'); END;

CREATE TRIGGER shift_loses_nothing AFTER UPDATE ON shift
WHEN NEW.id IS NOT OLD.id
  OR json_array_length(NEW.document, '$.entries') < json_array_length(OLD.document, '$.entries')
BEGIN SELECT RAISE(ABORT, 'a shift loses no dossier'); END;

-- The figures of a closed shift are frozen; only who took over is said later, once.
CREATE TRIGGER shift_closed_is_final AFTER UPDATE ON shift
WHEN OLD.closed_at IS NOT NULL AND NEW.document IS NOT OLD.document
  AND ((OLD.document ->> '$.closed.handOver.takenOverBy') IS NOT NULL
    OR json_set(NEW.document, '$.closed.handOver.takenOverBy', NULL)
      IS NOT json_set(OLD.document, '$.closed.handOver.takenOverBy', NULL))
BEGIN SELECT RAISE(ABORT, 'a closed shift is final'); END;

CREATE TABLE sitting (
  id TEXT PRIMARY KEY,
  document TEXT NOT NULL CHECK (id = document ->> '$.id')
) STRICT;

-- Drafts are dossiers that are still being taken in. The person stands here under the pseudonym the log has for them.
CREATE TABLE dossier (
  id TEXT PRIMARY KEY,
  mark TEXT NOT NULL CHECK (length(mark) = 32),
  updated_at TEXT NOT NULL,
  document TEXT NOT NULL CHECK (id = document ->> '$.id'),
  revision INTEGER NOT NULL GENERATED ALWAYS AS (document ->> '$.revision') VIRTUAL,
  edit INTEGER NOT NULL GENERATED ALWAYS AS (document ->> '$.edit') VIRTUAL,
  state TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.state') VIRTUAL,
  officer TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.officer') VIRTUAL,
  shift TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.shift') VIRTUAL REFERENCES shift (id),
  sitting TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.sitting') VIRTUAL REFERENCES sitting (id)
) STRICT;

CREATE INDEX dossier_by_person ON dossier (mark);
CREATE INDEX dossier_by_state ON dossier (state, id);
CREATE INDEX dossier_by_shift ON dossier (shift, state);
CREATE INDEX dossier_by_sitting ON dossier (sitting, state);

CREATE TRIGGER dossier_goes_on AFTER UPDATE ON dossier
WHEN NEW.id IS NOT OLD.id OR NEW.mark IS NOT OLD.mark OR NEW.sitting IS NOT OLD.sitting
  OR NEW.edit <= OLD.edit OR NEW.revision NOT IN (OLD.revision, OLD.revision + 1)
  OR json_array_length(NEW.document, '$.history') < json_array_length(OLD.document, '$.history')
BEGIN SELECT RAISE(ABORT, 'a dossier goes on, and never back'); END;

CREATE TRIGGER dossier_stays BEFORE DELETE ON dossier
WHEN OLD.state NOT IN ('new', 'capturing', 'awaitingCorrection', 'awaitingSignature')
  OR EXISTS (SELECT 1 FROM outbox WHERE dossier = OLD.id)
  OR EXISTS (SELECT 1 FROM shift, json_each(shift.document, '$.entries') AS entry
    WHERE shift.id = OLD.shift AND entry.value ->> '$.dossier' = OLD.id)
BEGIN SELECT RAISE(ABORT, 'only a draft no shift answers for is discarded'); END;

-- What a dossier or a sitting needs of what was taken of people: it cannot be removed while it is needed.
CREATE TABLE capture_link (
  holder TEXT NOT NULL,
  capture TEXT NOT NULL REFERENCES capture (id),
  PRIMARY KEY (holder, capture)
) STRICT, WITHOUT ROWID;

CREATE INDEX capture_link_by_capture ON capture_link (capture);

-- One row for each revision of a dossier that is to go upstream, for ever: the desk's book of what it numbered.
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  rev INTEGER NOT NULL CHECK (rev >= 1),
  desk TEXT NOT NULL CHECK (length(desk) = 64),
  epoch INTEGER NOT NULL CHECK (epoch >= 1),
  desk_seq INTEGER NOT NULL CHECK (desk_seq >= 1),
  size INTEGER NOT NULL CHECK (size >= 1),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  sig TEXT NOT NULL,
  -- Day its result is due by law; the last day of all without one.
  due TEXT NOT NULL,
  queued_at TEXT NOT NULL,
  -- The running of the program it was queued in, and the ms of its clock that nobody can set.
  run TEXT NOT NULL,
  monotonic INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'poisoned', 'acknowledged')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- Not before; null is at once.
  next_attempt_at TEXT,
  failure TEXT,
  UNIQUE (dossier, rev),
  UNIQUE (desk, epoch, desk_seq)
) STRICT;

CREATE INDEX outbox_to_send ON outbox (due, id, next_attempt_at) WHERE state = 'waiting';
CREATE INDEX outbox_by_state ON outbox (state, id);

CREATE TRIGGER outbox_has_no_gap BEFORE INSERT ON outbox
WHEN NEW.epoch IS NOT (SELECT epoch FROM meta)
  OR NEW.desk_seq IS NOT 1 + coalesce((SELECT max(desk_seq) FROM outbox WHERE desk = NEW.desk AND epoch = NEW.epoch), 0)
BEGIN SELECT RAISE(ABORT, 'a number follows the last one of this epoch'); END;

CREATE TRIGGER outbox_stays BEFORE DELETE ON outbox
BEGIN SELECT RAISE(ABORT, 'what was numbered stays in the book'); END;

CREATE TRIGGER outbox_says_the_same BEFORE UPDATE ON outbox
WHEN NEW.id IS NOT OLD.id OR NEW.dossier IS NOT OLD.dossier OR NEW.rev IS NOT OLD.rev OR NEW.desk IS NOT OLD.desk
  OR NEW.epoch IS NOT OLD.epoch OR NEW.desk_seq IS NOT OLD.desk_seq OR NEW.size IS NOT OLD.size
  OR NEW.sha256 IS NOT OLD.sha256 OR NEW.sig IS NOT OLD.sig
BEGIN SELECT RAISE(ABORT, 'what was numbered stays in the book'); END;

-- The sealed bytes, apart from the book so that asking the book does not walk through them.
CREATE TABLE packet (
  outbox INTEGER PRIMARY KEY REFERENCES outbox (id),
  bytes BLOB NOT NULL CHECK (length(bytes) > 0)
) STRICT;

CREATE TRIGGER packet_is_as_numbered BEFORE INSERT ON packet
WHEN length(NEW.bytes) IS NOT (SELECT size FROM outbox WHERE id = NEW.outbox)
BEGIN SELECT RAISE(ABORT, 'a packet is what the book says'); END;

CREATE TRIGGER packet_is_final BEFORE UPDATE ON packet
BEGIN SELECT RAISE(ABORT, 'a packet is sealed once'); END;

-- Signed receipts of the upstream. Another one comes only when the upstream had lost the packet and got it again.
CREATE TABLE receipt (
  outbox INTEGER NOT NULL REFERENCES outbox (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  received_at TEXT NOT NULL,
  -- Day of receipt in Việt Nam.
  day TEXT NOT NULL,
  jws TEXT NOT NULL,
  PRIMARY KEY (outbox, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER receipt_is_final BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;

CREATE TRIGGER receipt_stays BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipts stay'); END;

CREATE TRIGGER outbox_is_acknowledged AFTER UPDATE ON outbox
WHEN NEW.state = 'acknowledged' AND NOT EXISTS (SELECT 1 FROM receipt WHERE outbox = NEW.id)
BEGIN SELECT RAISE(ABORT, 'nothing is acknowledged without a receipt'); END;

-- From the queue on a dossier has its packet, or what is left of it after a purge.
CREATE TRIGGER dossier_is_queued_whole AFTER UPDATE ON dossier
WHEN NEW.state IN ('queued', 'sent', 'returned', 'approved', 'cardArrived', 'handedOver') AND NOT EXISTS (
  SELECT 1 FROM outbox o WHERE o.dossier = NEW.id AND o.rev = NEW.revision
    AND (EXISTS (SELECT 1 FROM packet WHERE outbox = o.id) OR EXISTS (SELECT 1 FROM tombstone WHERE outbox = o.id)))
BEGIN SELECT RAISE(ABORT, 'a dossier is queued with its packet'); END;

CREATE TRIGGER dossier_begins_here BEFORE INSERT ON dossier
WHEN NEW.document ->> '$.state' IN ('queued', 'sent', 'returned', 'approved', 'cardArrived', 'handedOver')
BEGIN SELECT RAISE(ABORT, 'a dossier begins at this desk'); END;

-- What the books of desk and upstream said beside each other, up to which number, with the signed minute.
CREATE TABLE reconciliation (
  id INTEGER PRIMARY KEY,
  desk TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  up_to INTEGER NOT NULL CHECK (up_to >= 0),
  agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
  at TEXT NOT NULL,
  minute TEXT NOT NULL
) STRICT;

CREATE INDEX reconciliation_by_desk ON reconciliation (desk, epoch, id);

CREATE TRIGGER reconciliation_is_final BEFORE UPDATE ON reconciliation
BEGIN SELECT RAISE(ABORT, 'minutes are never changed'); END;

CREATE TRIGGER reconciliation_stays BEFORE DELETE ON reconciliation
BEGIN SELECT RAISE(ABORT, 'minutes stay'); END;

-- A packet that is no longer here: its hash stays in the book, its receipt is named.
CREATE TABLE tombstone (
  outbox INTEGER PRIMARY KEY REFERENCES outbox (id),
  receipt INTEGER NOT NULL,
  purged_at TEXT NOT NULL,
  FOREIGN KEY (outbox, receipt) REFERENCES receipt (outbox, number)
) STRICT;

CREATE TRIGGER tombstone_is_earned BEFORE INSERT ON tombstone
WHEN NOT EXISTS (
  SELECT 1 FROM outbox o WHERE o.id = NEW.outbox AND o.state = 'acknowledged'
    AND (SELECT agreed AND up_to >= o.desk_seq FROM reconciliation
      WHERE desk = o.desk AND epoch = o.epoch ORDER BY id DESC LIMIT 1))
BEGIN SELECT RAISE(ABORT, 'only what is acknowledged and agreed upon goes'); END;

CREATE TRIGGER tombstone_is_final BEFORE UPDATE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones stay'); END;

CREATE TRIGGER tombstone_stays BEFORE DELETE ON tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones stay'); END;

CREATE TRIGGER packet_stays BEFORE DELETE ON packet
WHEN NOT EXISTS (SELECT 1 FROM tombstone WHERE outbox = OLD.outbox)
BEGIN SELECT RAISE(ABORT, 'a packet goes under its tombstone'); END;
