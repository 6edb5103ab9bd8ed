-- Version 7: lists are read in a table of their own, whose rows are short and lie
-- together. What waits is few and changes with each act; what has ended is much
-- and does not change: each has its own indexes, so that an act writes one of them.
-- Deadline is of what waits at a desk, dated of what has day and number; both are
-- numbers that sort as they do, 0 for none (workflow.Facets). The columns of
-- records that said a part of it stay, for to take them out would write every
-- record anew; their indexes go.

CREATE TABLE listed (
  rid      INTEGER PRIMARY KEY,
  unit     TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  state    TEXT    NOT NULL,
  desk     TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  drafter  TEXT    NOT NULL,
  updated  INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  dated    INTEGER NOT NULL,
  summary  TEXT    NOT NULL
) STRICT;

-- Who drafted a record or did an act on it.
CREATE TABLE involved (
  account TEXT    NOT NULL,
  rid     INTEGER NOT NULL,
  PRIMARY KEY (account, rid)
) STRICT, WITHOUT ROWID;

-- What is of before has no deadline. Of a record that nobody can read any more
-- nobody but its drafter is known.
INSERT INTO listed
  SELECT rid, unit, id, state, desk, summary ->> '$.kind', summary ->> '$.drafter', updated, 0,
    iif(number > 0 AND summary ->> '$.date' <> '', CAST(replace(summary ->> '$.date', '-', '') AS INTEGER) * 10000000 + number, 0), summary
  FROM records;
INSERT INTO involved SELECT drafter, rid FROM listed WHERE drafter <> '';
INSERT INTO involved
  SELECT ev.value ->> '$.by', r.rid
  FROM records r, json_each(iif(json_valid(r.body), r.body, '{}'), '$.history') ev
  WHERE ev.value ->> '$.by' <> ''
  ON CONFLICT DO NOTHING;

CREATE INDEX listed_open ON listed (unit, updated, id, desk, state, kind, drafter) WHERE desk <> '';
CREATE INDEX listed_ended ON listed (unit, updated, id, state, kind, drafter) WHERE desk = '';
CREATE INDEX listed_ended_state ON listed (unit, state, updated, id, kind, drafter) WHERE desk = '';
CREATE INDEX listed_ended_kind ON listed (unit, kind, updated, id, state, drafter) WHERE desk = '';
CREATE INDEX listed_deadline ON listed (unit, deadline, id) WHERE deadline > 0;
CREATE INDEX listed_dated ON listed (unit, dated, id, state, kind, drafter) WHERE dated > 0;

DROP INDEX records_updated;
DROP INDEX records_state;
DROP INDEX records_desk;
DROP INDEX records_found;
