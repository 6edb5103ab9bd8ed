-- Version 13: records are of several flows (workflow.Flows), those of before of that
-- of outgoing documents. A list is of one: its indexes begin with the flow, so that
-- what there is of the others does not slow it. What waits is few, and the states of
-- each flow have names of their own: there the flow stands at the end.

ALTER TABLE listed ADD COLUMN flow TEXT NOT NULL DEFAULT 'outgoing';

DROP INDEX listed_open;
DROP INDEX listed_ended;
DROP INDEX listed_ended_state;
DROP INDEX listed_ended_kind;
DROP INDEX listed_ended_drafter;
DROP INDEX listed_deadline;
DROP INDEX listed_dated;
CREATE INDEX listed_open ON listed (unit, updated, id, desk, state, kind, drafter, flow) WHERE desk <> '';
CREATE INDEX listed_ended ON listed (unit, flow, updated, id, state, kind, drafter) WHERE desk = '';
CREATE INDEX listed_ended_state ON listed (unit, state, updated, id, kind, drafter, flow) WHERE desk = '';
CREATE INDEX listed_ended_kind ON listed (unit, flow, kind, updated, id, state, drafter) WHERE desk = '';
CREATE INDEX listed_ended_drafter ON listed (unit, drafter, updated, id, state, kind, flow) WHERE desk = '';
CREATE INDEX listed_deadline ON listed (unit, deadline, id, desk, state, kind, drafter, flow) WHERE deadline > 0;
CREATE INDEX listed_dated ON listed (unit, flow, dated, id, state, kind, drafter) WHERE dated > 0;
