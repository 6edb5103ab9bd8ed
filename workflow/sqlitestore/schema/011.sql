-- Version 11: the cabinet, the papers of văn thư that are no records
-- (docs/adr/0023). Body is the slip as JSON; sort is its order.

CREATE TABLE slips (
  sid     INTEGER PRIMARY KEY,
  unit    TEXT    NOT NULL,
  drawer  TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  year    INTEGER NOT NULL,
  sort    TEXT    NOT NULL,
  body    TEXT    NOT NULL,
  UNIQUE (unit, drawer, id)
) STRICT;
CREATE INDEX slips_sort ON slips (unit, drawer, sort, id);
CREATE INDEX slips_year ON slips (unit, drawer, year, sort, id);

-- What slips are about.
CREATE TABLE slip_refs (
  unit   TEXT    NOT NULL,
  drawer TEXT    NOT NULL,
  ref    TEXT    NOT NULL,
  sid    INTEGER NOT NULL REFERENCES slips (sid),
  PRIMARY KEY (unit, drawer, ref, sid)
) STRICT, WITHOUT ROWID;
CREATE INDEX slip_refs_sid ON slip_refs (sid);
