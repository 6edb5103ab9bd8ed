package mongostore

import (
	"crypto/rand"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A stored is a record as its document has it, without the fields that only
// lists and search read. Which fields there are says content.
type stored struct {
	Unit    documents.UnitID  `bson:"unit"`
	ID      workflow.RecordID `bson:"id"`
	Version workflow.Version  `bson:"version"`
	Year    int               `bson:"year"`
	Series  string            `bson:"series"`
	Number  int               `bson:"number"`
	Summary string            `bson:"summary"`
	Tasks   []task            `bson:"tasks"`
	Leases  int64             `bson:"leases"` // counts what LeaseDue wrote
	Writes  []string          `bson:"writes"` // the tokens of the last writes, oldest first
	Entry   string            `bson:"entry"`  // the _id of the line of the number that stands
	Claim   *claim            `bson:"claim"`  // the act that is under way
}

// A task is a task of the outbox and until when it is leased.
type task struct {
	ID    string `bson:"id"`
	Kind  string `bson:"kind"`
	Due   int64  `bson:"due"`
	Lease int64  `bson:"lease"`
}

// keptWrites is how many tokens of writes a record keeps: as many acts can
// follow one whose answer was lost before it can no longer be told whether it
// was done.
const keptWrites = 10

// newToken returns the name of one write.
func newToken() string { return rand.Text() }

// byRecord finds the document of a record. The unit is the shard key and goes
// into every query.
func byRecord(unit documents.UnitID, id workflow.RecordID, more ...bson.E) bson.D {
	return append(bson.D{field("_id", join(string(unit), string(id))), field("unit", unit)}, more...)
}

// content returns the fields that follow from a record, but its tasks: what
// Create, Swap and the last step of an act write of it. text is the one that is
// the digest of its text.
func content(r *workflow.Record) (fields bson.D, text string, err error) {
	summary, err := codec.Encode(workflow.Summarise(r))
	if err != nil {
		return nil, "", err
	}
	body, err := codec.Encode(r)
	if err != nil {
		return nil, "", err
	}
	book := r.Book()
	text = digest(searchedWords(r))
	return append(facets(r),
		field("version", int64(r.Version)), field("year", book.Year), field("series", book.Series), field("number", r.Number().Number),
		field("text", text), field("summary", summary), field("body", body),
	), text, nil
}

// tasks returns the tasks of a record, not leased.
func tasks(r *workflow.Record) []task {
	all := make([]task, len(r.Tasks))
	for i, t := range r.Tasks {
		all[i] = task{ID: t.ID, Kind: t.Kind, Due: t.Due.UnixMilli()}
	}
	return all
}

// due returns when the first of tasks is to be handed out, nil without any.
func due(tasks []task) *int64 {
	var first *int64
	for _, t := range tasks {
		if at := max(t.Due, t.Lease); first == nil || at < *first {
			first = &at
		}
	}
	return first
}

// newDocument returns the document of a new record.
func newDocument(r *workflow.Record, token string) (bson.D, error) {
	fields, _, err := content(r)
	if err != nil {
		return nil, err
	}
	doc := append(byRecord(r.Unit, r.ID, field("id", r.ID), field("leases", int64(0)), field("writes", bson.A{token}),
		field("stale", r.Updated.UnixMilli())), fields...)
	all := tasks(r)
	if first := due(all); first != nil {
		doc = append(doc, field("due", *first))
	}
	return append(doc, field("tasks", all)), nil
}

// A change is the next version of a record over the stored one, as a pipeline
// that ends the claim, if one stands. Another text makes its words stale
// (catchup.go). Its tasks keep the leases that the stored
// ones of the same id have.
func change(r *workflow.Record, token string, more ...bson.E) (bson.A, error) {
	fields, text, err := content(r)
	if err != nil {
		return nil, err
	}
	values := bson.D{
		field("writes", last(keptWrites, "$writes", literal(bson.A{token}))),
		field("stale", bson.D{field("$cond", bson.A{
			bson.D{field("$eq", bson.A{"$text", text})}, "$stale", r.Updated.UnixMilli(),
		})}),
	}
	for _, f := range append(fields, more...) {
		values = append(values, field(f.Key, literal(f.Value)))
	}
	gone := bson.A{"claim"}
	if all := tasks(r); len(all) > 0 {
		values = append(values, field("tasks", leased(all)))
	} else {
		values = append(values, field("tasks", bson.A{}))
		gone = append(gone, "due")
	}
	pipeline := bson.A{bson.D{field("$set", values)}, bson.D{field("$unset", gone)}}
	if len(r.Tasks) > 0 {
		at := bson.D{field("$max", bson.A{"$$this.due", "$$this.lease"})}
		pipeline = append(pipeline, set(field("due", bson.D{field("$min", mapped("$tasks", at))})))
	}
	return pipeline, nil
}

// leased returns new tasks with the leases of the stored ones.
func leased(all []task) bson.D {
	same := bson.D{field("$filter", bson.D{
		field("input", "$tasks"), field("as", "old"), field("cond", bson.D{field("$eq", bson.A{"$$old.id", "$$this.id"})}),
	})}
	lease := bson.D{field("$max", bson.D{field("$map", bson.D{field("input", same), field("as", "old"), field("in", "$$old.lease")})})}
	return mapped(literal(all), bson.D{field("$mergeObjects", bson.A{
		"$$this", bson.D{field("lease", bson.D{field("$ifNull", bson.A{lease, int64(0)})})},
	})})
}

// Expressions of pipelines.

func literal(v any) bson.D { return bson.D{field("$literal", v)} }

// mapped applies in to each element of input, which it calls $$this.
func mapped(input, in any) bson.D {
	return bson.D{field("$map", bson.D{field("input", input), field("as", "this"), field("in", in)})}
}

// last returns the last n elements of the arrays together.
func last(n int, arrays ...any) bson.D {
	return bson.D{field("$slice", bson.A{bson.D{field("$concatArrays", bson.A(arrays))}, -n})}
}
