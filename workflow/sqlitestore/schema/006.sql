-- What is being written: texts typed and not yet saved, and who is at which
-- record. Body is the scratch as JSON, until in milliseconds.

CREATE TABLE scratches (
  unit    TEXT    NOT NULL,
  record  TEXT    NOT NULL,
  account TEXT    NOT NULL,
  save    INTEGER NOT NULL, -- counts the saves of this text
  body    TEXT    NOT NULL,
  PRIMARY KEY (unit, record, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE holds (
  unit    TEXT    NOT NULL,
  record  TEXT    NOT NULL,
  account TEXT    NOT NULL,
  name    TEXT    NOT NULL,
  until   INTEGER NOT NULL,
  PRIMARY KEY (unit, record)
) STRICT, WITHOUT ROWID;
