-- Version 4: small things that an installation remembers about itself.

CREATE TABLE notes (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
