-- Version 5: search learns the words of a record after the act that wrote them
-- (docs/adr/0012). It learns them anew, for each row now has its unit among its
-- words: whoever looks for common words reads the rows of one unit only.

DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (
  unit, folded, exact, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0'
);

-- The rows of records whose words search does not have yet.
CREATE TABLE unsearched (
  rid INTEGER PRIMARY KEY
) STRICT;

INSERT INTO unsearched SELECT rid FROM records;
