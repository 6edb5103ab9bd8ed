-- Version 16: the lines of a book that are void have an index of their own: they are few,
-- and who looks at a book counts them.

CREATE INDEX entries_void ON entries (unit, year, series, number) WHERE void <> '';
