-- Version 3: the versions of the offices' own templates; their files are blobs.

CREATE TABLE templates (
  seq     INTEGER PRIMARY KEY, -- the order in which they were added
  unit    TEXT    NOT NULL,
  version TEXT    NOT NULL,
  writes  INTEGER NOT NULL,
  body    TEXT    NOT NULL,
  UNIQUE (unit, version)
) STRICT;
