package sqlitestore

import (
	"cmp"
	"strings"

	"vanthu/workflow"
)

// An order is the column of listed that a list goes by, and how.
type order struct{ column, direction, beyond string }

var orders = map[workflow.Sort]order{
	workflow.ByChange:   {"updated", "DESC", "<"},
	workflow.ByDeadline: {"deadline", "ASC", ">"},
	workflow.ByNumber:   {"dated", "DESC", "<"},
}

// by returns the ORDER BY of a list, with its key in column.
func (o order) by(column, id string) string {
	return ` ORDER BY ` + column + ` ` + o.direction + `, ` + id + ` ` + o.direction
}

// A pick is a query and what goes into it. It has LIMIT +? and never LIMIT ?, for
// which SQLite plans a query anew each time, since the plan may depend on it.
type pick struct {
	strings.Builder
	args []any
}

func (p *pick) add(text string, args ...any) {
	p.WriteString(text)
	p.args = append(p.args, args...)
}

// among adds the condition that column is one of values, or none of them.
func among[T any](p *pick, condition string, values []T) {
	p.add(condition+` (?`+strings.Repeat(`, ?`, len(values)-1)+`)`, anys(values)...)
}

func anys[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = v
	}
	return out
}

// best returns the query for the first n records of a rank. They are picked in
// the order of an index, and only then are their rows read.
func (l *listing) best(rank workflow.Rank, n int) *pick {
	p := new(pick)
	p.add(`SELECT found.at, found.id, summary FROM (SELECT rid, id, at FROM (`)
	l.branches(p, rank, n)
	p.add(`)`+l.order.by(`at`, `id`)+` LIMIT +?) found CROSS JOIN listed USING (rid)`+l.order.by(`found.at`, `found.id`), n)
	return p
}

// amongNewest returns the query for the first n records of a rank among the most
// newest that the query asks for but for its words. Records lie in the order in
// which they were made, so that search need not look before the oldest of those.
func (l *listing) amongNewest(rank workflow.Rank, n, most int) *pick {
	p, wordless := new(pick), *l
	wordless.terms = terms{}
	_, last := l.no.rows()
	p.add(`WITH newest AS MATERIALIZED (SELECT rid, id, at FROM (`)
	wordless.branches(p, rank, most)
	p.add(`)`+l.order.by(`at`, `id`)+` LIMIT +?) SELECT found.at, found.id, summary FROM (SELECT rid, id, at FROM newest WHERE rid IN (
		SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN (SELECT min(rid) FROM newest) AND ?)`,
		most, l.terms.match(l.no, rank == workflow.Spelled), last)
	p.add(l.order.by(`at`, `id`)+` LIMIT +?) found CROSS JOIN listed USING (rid)`+l.order.by(`found.at`, `found.id`), n)
	return p
}

// ofOffice reports whether the list is of the unit's, else of a person's.
func (l *listing) ofOffice() bool { return l.query.Involved == "" && l.query.Drafter == "" }

// count returns the query that counts up to n records of a rank.
func (l *listing) count(rank workflow.Rank, n int) *pick {
	p := new(pick)
	if l.onlyInvolved() {
		p.add(`SELECT count(*) FROM (SELECT 1 FROM clusters CROSS JOIN involved ON involved.rid BETWEEN no << 32 AND (no << 32) + 0xffffffff`)
		if l.query.Flow != "" {
			p.add(` CROSS JOIN listed ON listed.rid = involved.rid AND flow = ?`, l.query.Flow)
		}
		p.add(` WHERE clusters.unit = ? AND account = ? LIMIT +?)`, l.unit, l.query.Involved, n)
		return p
	}
	p.add(`SELECT count(*) FROM (SELECT 1 FROM (`)
	l.branches(p, rank, n)
	p.add(`) LIMIT +?)`, n)
	return p
}

// onlyInvolved reports whether all that a person is involved in is asked for, of
// whatever flow.
func (l *listing) onlyInvolved() bool {
	q := &l.query
	return q.Involved != "" && q.Drafter == "" && q.State == "" && q.Kind == "" && !q.ToPost && len(q.Courses) == 0 && l.terms.exact == "" && l.order.column == "updated" && !q.Waits()
}

// onlyDesks reports whether all that waits at some desks is asked for.
func (l *listing) onlyDesks() bool {
	q := &l.query
	return len(q.Desks) > 0 && len(q.Away) == 0 && q.Involved == "" && q.Drafter == "" && q.State == "" && q.Kind == "" && q.Flow == "" && !q.ToPost && len(q.Courses) == 0
}

// branches adds the picks of a rank: one, or one of what waits and one of what
// has ended.
func (l *listing) branches(p *pick, rank workflow.Rank, n int) {
	for i, from := range l.origins() {
		if i > 0 {
			p.add(` UNION ALL `)
		}
		l.branch(p, rank, from, n)
	}
}

// An origin is where rows of listed come from, in the order of the list or, where
// they are few, in any; in is what its index leaves out, named as it names it.
// Flow is the one that is asked for where the index begins with it.
type origin struct{ from, in, flow string }

// origins returns what the records are picked from.
func (l *listing) origins() []origin {
	index := func(name, in string) origin { return origin{`listed INDEXED BY ` + name, in, ``} }
	open := index("listed_open", ` AND desk <> ''`)
	q := &l.query
	switch {
	case l.terms.exact != "":
		return []origin{{`search CROSS JOIN listed ON listed.rid = search.rowid`, l.waits(), ``}}
	case l.order.column == "deadline":
		return []origin{index("listed_deadline", ``)} // what has one waits
	case l.order.column == "dated" && len(q.Courses) > 0: // few: they are sorted
		return []origin{index("listed_course", ` AND course <> ''`+l.waits())}
	case l.order.column == "dated" && q.ToPost:
		return []origin{index("listed_topost", l.waits())}
	case l.order.column == "dated":
		return l.each(index("listed_dated", l.waits()))
	case l.counts && l.onlyDesks():
		return []origin{index("listed_desk", ` AND desk <> ''`)}
	case q.Waits():
		return []origin{open}
	case l.few:
		return []origin{{`involved CROSS JOIN listed USING (rid)`, ``, ``}}
	case q.Drafter != "":
		return []origin{open, index("listed_ended_drafter", ` AND desk = ''`)}
	case q.State != "":
		return []origin{open, index("listed_ended_state", ` AND desk = ''`)}
	}
	return append([]origin{open}, l.each(index(l.byFlow(), ` AND desk = ''`))...)
}

// byFlow returns the index with a flow at its beginning that the rows are picked
// from, "" for none.
func (l *listing) byFlow() string {
	q := &l.query
	switch {
	case l.order.column == "deadline", l.order.column == "dated" && (q.ToPost || len(q.Courses) > 0):
	case l.order.column == "dated":
		return "listed_dated"
	case q.Waits() || q.Drafter != "" || q.State != "":
	case q.Kind != "":
		return "listed_ended_kind"
	default:
		return "listed_ended"
	}
	return ""
}

// each returns the origin once for each flow that is asked for: SQLite does not put
// together by itself what lies in several places of an index.
func (l *listing) each(from origin) []origin {
	if l.query.Flow != "" {
		return []origin{from}
	}
	var all []origin
	flows := l.flows
	if len(flows) == 0 { // there was none a moment ago
		flows = []string{workflow.OutgoingFlow}
	}
	for _, flow := range flows {
		from.flow = flow
		all = append(all, from)
	}
	return all
}

func (l *listing) waits() string {
	if l.query.Waits() {
		return ` AND desk <> ''`
	}
	return ``
}

// branch adds one pick of up to n rows.
func (l *listing) branch(p *pick, rank workflow.Rank, s origin, n int) {
	p.add(`SELECT * FROM (SELECT listed.rid, id, `+l.order.column+` AS at FROM `+s.from+` WHERE listed.unit = ?`+s.in, l.unit)
	if flow := cmp.Or(s.flow, l.query.Flow); flow != "" {
		p.add(` AND flow = ?`, flow)
	}
	if l.terms.exact != "" {
		first, last := l.no.rows()
		p.add(` AND search MATCH ? AND search.rowid BETWEEN ? AND ?`, l.terms.match(l.no, rank == workflow.Spelled), first, last)
	}
	l.filter(p)
	if l.after.ID != "" && l.after.Rank == rank {
		p.add(` AND (`+l.order.column+`, id) `+l.order.beyond+` (?, ?)`, l.after.Key, l.after.ID)
	}
	if !l.counts {
		p.add(l.order.by(l.order.column, `id`))
	}
	p.add(` LIMIT +?)`, n)
}

// filter adds the conditions of the query.
func (l *listing) filter(p *pick) {
	q := &l.query
	switch {
	case q.Involved == "":
	case l.few:
		p.add(` AND involved.account = ?`, q.Involved)
	default:
		p.add(` AND EXISTS (SELECT 1 FROM involved WHERE account = ? AND involved.rid = listed.rid)`, q.Involved)
	}
	if q.Drafter != "" {
		p.add(` AND drafter = ?`, q.Drafter)
	}
	if q.State != "" {
		p.add(` AND state = ?`, q.State)
	}
	if q.Kind != "" {
		p.add(` AND kind = ?`, q.Kind)
	}
	if len(q.Desks) > 0 {
		among(p, ` AND desk IN`, q.Desks)
	}
	if len(q.Away) > 0 {
		among(p, ` AND desk NOT IN`, q.Away)
	}
	if len(q.Courses) > 0 {
		among(p, ` AND course IN`, q.Courses)
	}
	l.filterKeys(p)
}

func (l *listing) filterKeys(p *pick) {
	if last := l.query.LastDeadline(); last > 0 {
		p.add(` AND deadline <= ?`, last)
	}
	if last := l.query.LastDeadline(); last > 0 || l.order.column == "deadline" {
		p.add(` AND deadline > 0`)
	}
	if from, to := l.query.DatedWithin(); to > 0 {
		p.add(` AND dated BETWEEN ? AND ?`, from, to)
	}
	if l.order.column == "dated" {
		p.add(` AND dated > 0`)
	}
	if l.query.ToPost {
		p.add(` AND topost > 0`)
	}
}
