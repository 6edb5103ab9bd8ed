package sqlitestore_test

// beforeCourses takes a database back to before the limits were counted in an index;
// beforeDays to before slips were found by days, too; beforeVoid to
// before lines that are void had an index, too;
// beforeToPost to before what waits for the posting book had one, too; beforeClosings to before books were closed, too; beforeFlows to before records
// were of several flows, too;
// beforeCabinet to before there was a cabinet, too; beforePapers to before texts were
// kept apart, too; beforeLists
// to before lists had a table of their own, too; beforeBench to before what is
// being written was kept, too.
const (
	beforeCourses  = `DROP INDEX listed_course; ALTER TABLE listed DROP COLUMN course; PRAGMA user_version = 17;`
	beforeDays     = beforeCourses + `DROP INDEX slips_due; DROP INDEX slips_until; ALTER TABLE slips DROP COLUMN due; ALTER TABLE slips DROP COLUMN until; PRAGMA user_version = 16;`
	beforeVoid     = beforeDays + `DROP INDEX entries_void; PRAGMA user_version = 15;`
	beforeToPost   = beforeVoid + `DROP INDEX listed_topost; ALTER TABLE listed DROP COLUMN topost; PRAGMA user_version = 14;`
	beforeClosings = beforeToPost + `ALTER TABLE books DROP COLUMN closing; PRAGMA user_version = 13;`
	beforeFlows    = beforeClosings + `DROP INDEX listed_open; DROP INDEX listed_ended; DROP INDEX listed_ended_state; DROP INDEX listed_ended_kind;
		DROP INDEX listed_ended_drafter; DROP INDEX listed_deadline; DROP INDEX listed_dated; ALTER TABLE listed DROP COLUMN flow;
		CREATE INDEX listed_open ON listed (unit, updated, id, desk, state, kind, drafter) WHERE desk <> '';
		CREATE INDEX listed_ended ON listed (unit, updated, id, state, kind, drafter) WHERE desk = '';
		CREATE INDEX listed_ended_state ON listed (unit, state, updated, id, kind, drafter) WHERE desk = '';
		CREATE INDEX listed_ended_kind ON listed (unit, kind, updated, id, state, drafter) WHERE desk = '';
		CREATE INDEX listed_ended_drafter ON listed (unit, drafter, updated, id, state, kind) WHERE desk = '';
		CREATE INDEX listed_deadline ON listed (unit, deadline, id, desk, state, kind, drafter) WHERE deadline > 0;
		CREATE INDEX listed_dated ON listed (unit, dated, id, state, kind, drafter) WHERE dated > 0; PRAGMA user_version = 11;`
	beforeCabinet = beforeFlows + `DROP TABLE slip_refs; DROP TABLE slips; PRAGMA user_version = 10;`
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
