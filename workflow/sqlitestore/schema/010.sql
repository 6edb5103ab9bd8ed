-- Version 10: what a person drafted and has ended is found by the drafter, for who
-- acts on much and drafts little would else go through all of the unit. What waits
-- at a desk is counted by the desk, on every page; what of it is late is told from
-- the index of deadlines alone.

CREATE INDEX listed_ended_drafter ON listed (unit, drafter, updated, id, state, kind) WHERE desk = '';
CREATE INDEX listed_desk ON listed (unit, desk) WHERE desk <> '';
DROP INDEX listed_deadline;
CREATE INDEX listed_deadline ON listed (unit, deadline, id, desk, state, kind, drafter) WHERE deadline > 0;
