package sqlitestore_test

// beforeCabinet takes a database back to before there was a cabinet; beforePapers
// to before texts were kept apart, too; beforeLists
// to before lists had a table of their own, too; beforeBench to before what is
// being written was kept, too.
const (
	beforeCabinet = `DROP TABLE slip_refs; DROP TABLE slips; PRAGMA user_version = 10;`
	beforePapers  = beforeCabinet + `DROP INDEX listed_ended_drafter; DROP INDEX listed_desk;
		UPDATE records SET body = json_patch(body, json_object('document', json(
			(SELECT papers.body FROM papers WHERE papers.rid = records.rid)))) WHERE paper <> '';
		DROP TABLE papers; ALTER TABLE records DROP COLUMN paper; PRAGMA user_version = 8;`
	beforeLists = beforePapers + `UPDATE records SET summary = (SELECT summary FROM listed WHERE listed.rid = records.rid);
		DROP TABLE listed; DROP TABLE involved;
		CREATE INDEX records_updated ON records (unit, updated, id); CREATE INDEX records_state ON records (unit, state, updated, id);
		CREATE INDEX records_desk ON records (unit, desk, updated, id) WHERE desk <> '';
		CREATE INDEX records_found ON records (rid, updated, id, state, desk);
		PRAGMA user_version = 6;`
	beforeBench = beforeLists + `DROP TABLE scratches; DROP TABLE holds; PRAGMA user_version = 5;`
)
