-- Version 14: closed books (docs/adr/0025). Closing is a workflow.Closing as JSON,
-- '' of a book that is open.

ALTER TABLE books ADD COLUMN closing TEXT NOT NULL DEFAULT '';
