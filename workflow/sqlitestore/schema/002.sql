-- Version 2. Who may sign for whom, who is away, and the address book: cards,
-- kept by their kind. Name is the folded name that lists are in order of, terms
-- the folded words that an agency is found by, with a space before each.

CREATE TABLE cards (
  unit  TEXT NOT NULL,
  kind  TEXT NOT NULL,
  id    TEXT NOT NULL,
  name  TEXT NOT NULL DEFAULT '',
  terms TEXT NOT NULL DEFAULT '',
  body  TEXT NOT NULL,
  PRIMARY KEY (unit, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_name ON cards (unit, kind, name, id);
