-- Version 18: how the limits of the decree were kept is counted in an index
-- (workflow.Course): of what has a number of a year, by the days that they look at.

ALTER TABLE listed ADD COLUMN course TEXT NOT NULL DEFAULT '';

UPDATE listed SET course = (
  SELECT substr(printf('%08d', dated / 10000000), 1, 4) || '|' || coalesce(t.days ->> '$.arrived', '') || '|' || coalesce(t.days ->> '$.signed', '')
    || '|' || coalesce(t.days ->> '$.numbered', '') || '|' || coalesce(t.days ->> '$.issued', '')
    || '|' || iif(coalesce(summary ->> '$.urgency', '') <> '', 'x', '') || '|' || iif(desk <> '', 'x', '')
  FROM (SELECT coalesce(summary -> '$.timeline', '{}') AS days) t)
  WHERE dated > 0;

CREATE INDEX listed_course ON listed (unit, course, dated, id, state, kind, drafter, flow) WHERE course <> '';
