-- Version 8: words as they are spelled have a mark of their own in search, so that
-- it does not go through all that are spelled so only once their marks are taken
-- off. It learns them anew.

DROP TABLE search;

CREATE VIRTUAL TABLE search USING fts5 (
  unit, folded, exact, content = '', contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 0'
);

INSERT INTO unsearched SELECT rid FROM records WHERE true ON CONFLICT DO NOTHING;
