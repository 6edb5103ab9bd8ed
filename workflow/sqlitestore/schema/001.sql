-- Version 1. Bodies are the JSON of the Go types; the columns beside them are
-- what is searched, sorted or kept unique. Times are milliseconds since 1970.

PRAGMA application_id = 0x56414E54; -- "VANT"

-- Each unit has a number, so that the rows of one unit lie together.
CREATE TABLE clusters (
  no   INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE records (
  rid     INTEGER PRIMARY KEY, -- cluster << 32 | sequence; also the rowid in search
  unit    TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  state   TEXT    NOT NULL,
  desk    TEXT    NOT NULL,
  updated INTEGER NOT NULL,
  year    INTEGER NOT NULL,
  series  TEXT    NOT NULL,
  number  INTEGER NOT NULL,    -- 0 while there is none
  terms   TEXT    NOT NULL,    -- digest of what search has of it
  summary TEXT    NOT NULL,
  body    TEXT    NOT NULL,
  UNIQUE (unit, id)
) STRICT;
CREATE INDEX records_updated ON records (unit, updated, id);
CREATE INDEX records_state ON records (unit, state, updated, id);
CREATE INDEX records_desk ON records (unit, desk, updated, id) WHERE desk <> '';
CREATE INDEX records_found ON records (rid, updated, id, state, desk); -- to sort what search found
CREATE UNIQUE INDEX records_number ON records (unit, year, series, number) WHERE number > 0;

-- The words of a record folded (without marks) and as spelled.
CREATE VIRTUAL TABLE search USING fts5 (
  folded, exact, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TABLE books (
  unit      TEXT    NOT NULL,
  year      INTEGER NOT NULL,
  series    TEXT    NOT NULL,
  last      INTEGER NOT NULL,
  last_date TEXT    NOT NULL,
  PRIMARY KEY (unit, year, series)
) STRICT, WITHOUT ROWID;

-- Điều 15: number and symbol are unique in the year.
CREATE TABLE entries (
  unit      TEXT    NOT NULL,
  year      INTEGER NOT NULL,
  series    TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  reference TEXT    NOT NULL,
  record    TEXT    NOT NULL,
  void      TEXT    NOT NULL DEFAULT '',
  body      TEXT    NOT NULL,
  PRIMARY KEY (unit, year, series, number),
  UNIQUE (unit, year, reference),
  FOREIGN KEY (unit, year, series) REFERENCES books (unit, year, series),
  FOREIGN KEY (unit, record) REFERENCES records (unit, id)
) STRICT;
CREATE UNIQUE INDEX entries_live ON entries (unit, record) WHERE void = '';

CREATE TABLE outbox (
  unit   TEXT    NOT NULL,
  record TEXT    NOT NULL,
  task   TEXT    NOT NULL,
  kind   TEXT    NOT NULL,
  due    INTEGER NOT NULL,
  lease  INTEGER NOT NULL DEFAULT 0, -- held until then
  PRIMARY KEY (unit, record, task),
  FOREIGN KEY (unit, record) REFERENCES records (unit, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (due);

CREATE TABLE units (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  id   TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX accounts_unit ON accounts (unit, id);

CREATE TABLE credentials (
  account TEXT PRIMARY KEY,
  encoded TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  key     TEXT PRIMARY KEY,
  account TEXT    NOT NULL,
  expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_account ON sessions (account);
CREATE INDEX sessions_expires ON sessions (expires);
