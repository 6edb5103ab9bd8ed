package mongostore_test

import (
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

// TestOpenListsWhatAnOldDatabaseHas: one from before records had the fields that
// lists go by. Opening it twice does it no harm.
func TestOpenListsWhatAnOldDatabaseHas(t *testing.T) {
	t.Parallel()
	uri := bare(t)
	s, err := mongostore.Open(t.Context(), uri)
	must(t, err)
	for n := range 3 {
		r := draft(n)
		r.Consignments = []workflow.Consignment{{ID: "a", Channel: "paper", Sent: r.Created}}
		r.Document.Date, r.Document.Reference = documents.Date{Year: 2025, Month: 11, Day: 25}, documents.Reference{Number: n + 1, Symbol: "BC-UBND"}
		must(t, s.Create(t.Context(), r))
	}
	must(t, s.Close())
	db := raw(t, uri)
	gone := bson.D{}
	for _, name := range []string{"kind", "drafter", "involved", "pending", "deadline", "dated", "topost", "course"} {
		gone = append(gone, bson.E{Key: name, Value: ""})
	}
	_, err = db.Collection("records").UpdateMany(t.Context(), bson.D{}, bson.D{{Key: "$unset", Value: gone}})
	must(t, err)
	_, err = db.Collection("records").UpdateOne(t.Context(), bson.D{{Key: "id", Value: draft(2).ID}}, bson.D{{Key: "$set", Value: bson.D{{Key: "body", Value: "{"}}}})
	must(t, err)
	for version := range 2 {
		_, err = db.Collection("records").UpdateMany(t.Context(), bson.D{}, bson.D{{Key: "$unset", Value: bson.D{{Key: "topost", Value: ""}, {Key: "course", Value: ""}}}})
		must(t, err)
		_, err = db.Collection("meta").UpdateOne(t.Context(), bson.D{{Key: "_id", Value: "schema"}}, bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: 1 + 2*version}}}})
		must(t, err)
		s = open(t, uri)
		courses, err := s.Courses(t.Context(), ward, 2025)
		must(t, err)
		if len(courses) != 1 || courses[0].N != 2 {
			t.Errorf("courses: %v", courses)
		}
		for _, q := range []workflow.Query{{Kind: "BC"}, {Involved: draft(1).Drafter}, {Open: true}, {ToPost: true}, {Drafter: draft(1).Drafter, Sort: workflow.ByChange}} {
			page, err := s.List(t.Context(), ward, q)
			must(t, err)
			if len(page.Items) != 2 {
				t.Errorf("%+v: listed %d, want the two that can be read", q, len(page.Items))
			}
		}
	}
}
