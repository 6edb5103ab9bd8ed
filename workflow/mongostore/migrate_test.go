package mongostore_test

import (
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

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
		must(t, s.Create(t.Context(), draft(n)))
	}
	must(t, s.Close())
	db := raw(t, uri)
	gone := bson.D{}
	for _, name := range []string{"kind", "drafter", "involved", "pending", "deadline", "dated"} {
		gone = append(gone, bson.E{Key: name, Value: ""})
	}
	_, err = db.Collection("records").UpdateMany(t.Context(), bson.D{}, bson.D{{Key: "$unset", Value: gone}})
	must(t, err)
	_, err = db.Collection("records").UpdateOne(t.Context(), bson.D{{Key: "id", Value: draft(2).ID}}, bson.D{{Key: "$set", Value: bson.D{{Key: "body", Value: "{"}}}})
	must(t, err)
	for range 2 {
		_, err = db.Collection("meta").UpdateOne(t.Context(), bson.D{{Key: "_id", Value: "schema"}}, bson.D{{Key: "$set", Value: bson.D{{Key: "version", Value: 1}}}})
		must(t, err)
		s = open(t, uri)
		for _, q := range []workflow.Query{{Kind: "BC"}, {Involved: draft(1).Drafter}, {Open: true}, {Drafter: draft(1).Drafter, Sort: workflow.ByChange}} {
			page, err := s.List(t.Context(), ward, q)
			must(t, err)
			if len(page.Items) != 2 {
				t.Errorf("%+v: listed %d, want the two that can be read", q, len(page.Items))
			}
		}
	}
}
