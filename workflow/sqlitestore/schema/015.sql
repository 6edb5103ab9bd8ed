-- Version 15: what waits for the posting book is found by an index of its own
-- (workflow.Facets.ToPost). What was sent on paper before may stand in a line already:
-- who asks for it looks there, and marks what does.

ALTER TABLE listed ADD COLUMN topost INTEGER NOT NULL DEFAULT 0;

UPDATE listed SET topost = 1 WHERE dated > 0 AND rid IN (
  SELECT r.rid FROM records r, json_each(iif(json_valid(r.body), r.body, '{}'), '$.consignments') c
  WHERE c.value ->> '$.channel' = 'paper' AND c.value ->> '$.sent' <> '');

CREATE INDEX listed_topost ON listed (unit, dated, id, flow, state, kind, drafter) WHERE topost > 0;
