-- Version 17: slips are found by two days of their labels (workflow.Label), '' for none.

ALTER TABLE slips ADD COLUMN due TEXT NOT NULL DEFAULT '';
ALTER TABLE slips ADD COLUMN until TEXT NOT NULL DEFAULT '';

CREATE INDEX slips_due ON slips (unit, drawer, due, sort, id) WHERE due <> '';
CREATE INDEX slips_until ON slips (unit, drawer, until, sort, id) WHERE until <> '';
