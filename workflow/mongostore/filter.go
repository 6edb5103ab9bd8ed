package mongostore

import (
	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
)

// A record stands in the lists of "" (its unit's) and of everyone involved in
// it: the field involved names them all, and pending too while it waits at a
// desk, so that one index each leads to a list in its order.

// facets are the fields that lists filter and sort by.
func facets(r *workflow.Record) bson.D {
	f := workflow.FacetsOf(r)
	involved := append([]documents.AccountID{""}, f.Involved...)
	pending := involved
	if f.Desk == "" {
		pending = []documents.AccountID{}
	}
	return bson.D{
		field("flow", f.Flow), field("state", f.State), field("desk", f.Desk), field("kind", f.Kind), field("drafter", f.Drafter),
		field("involved", involved), field("pending", pending),
		field("updated", f.Updated), field("deadline", f.Deadline), field("dated", f.Dated), field("topost", f.ToPost), field("course", f.Course),
	}
}

// filter finds what the query asks for, but for its text, its desks and its
// place.
func (l *listing) filter() bson.D {
	q := &l.query
	filter := l.whose()
	add := func(name string, value any) { filter = append(filter, field(name, value)) }
	if q.Flow != "" {
		add("flow", q.Flow)
	}
	if q.Drafter != "" {
		add("drafter", q.Drafter)
	}
	if q.State != "" {
		add("state", q.State)
	}
	if q.Kind != "" {
		add("kind", q.Kind)
	}
	if q.ToPost {
		add("topost", true)
	}
	if len(q.Courses) > 0 {
		add("course", bson.D{field("$in", q.Courses), field("$gt", "")})
	}
	if len(q.Away) > 0 {
		add("$nor", bson.A{bson.D{field("desk", bson.D{field("$in", q.Away)})}})
	}
	if last := q.LastDeadline(); last > 0 {
		add("deadline", bson.D{field("$gt", 0), field("$lte", last)})
	} else if l.order.field == "deadline" {
		add("deadline", bson.D{field("$gt", 0)})
	}
	if from, to := q.DatedWithin(); to > 0 {
		add("dated", bson.D{field("$gt", 0), field("$gte", from), field("$lte", to)})
	} else if l.order.field == "dated" {
		add("dated", bson.D{field("$gt", 0)})
	}
	return filter
}

// whose finds the list of a person or of the unit. That of all records of the
// unit needs no mention but where its index begins with it; nor does that of a
// drafter in order of the last change, which the field drafter leads to.
func (l *listing) whose() bson.D {
	q := &l.query
	who := q.Involved
	if who == "" {
		who = q.Drafter
	}
	var whose bson.D
	if q.Waits() && (who != "" || len(l.desks) == 0) {
		whose = append(whose, field("pending", who))
	}
	if l.order.field == "dated" && (who != "" || q.Flow == "" && !q.ToPost && len(q.Courses) == 0) || q.Involved != "" && len(whose) == 0 {
		whose = append(whose, field("involved", who))
	}
	return whose
}
