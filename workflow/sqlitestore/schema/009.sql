-- Version 9: the text of a document, which few acts change, has a row of its own:
-- an act that changes only where the document is writes a short row. Paper is the
-- digest of the text that papers has; '' where the body of the record has it all,
-- as that of each record has which was written before.

ALTER TABLE records ADD COLUMN paper TEXT NOT NULL DEFAULT '';

CREATE TABLE papers (
  rid  INTEGER PRIMARY KEY,
  body TEXT NOT NULL -- JSON: body and attachments of the document
) STRICT;
