package mongostore_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

// found returns the ids of the ward's records with a text, in order of ids.
func found(tb testing.TB, s *mongostore.Store, text string) []workflow.RecordID {
	tb.Helper()
	page, err := s.List(tb.Context(), ward, workflow.Query{Text: text, Limit: workflow.MaxPage})
	must(tb, err)
	var ids []workflow.RecordID
	for _, item := range page.Items {
		ids = append(ids, item.ID)
	}
	slices.Sort(ids)
	return ids
}

// wantFound fails unless text finds those records.
func wantFound(tb testing.TB, s *mongostore.Store, text string, want ...workflow.RecordID) {
	tb.Helper()
	if got := found(tb, s, text); !slices.Equal(got, want) {
		tb.Errorf("%s: found %v, want %v", text, got, want)
	}
}

// about returns the version after r with another abstract.
func about(r *workflow.Record, abstract string) *workflow.Record {
	n := next(r, "save")
	n.Document.Abstract = abstract
	n.Updated = r.Updated.Add(time.Second)
	return n
}

// stale returns how many records wait for their words.
func stale(t *testing.T, uri string) int64 {
	t.Helper()
	n, err := raw(t, uri).Collection("records").CountDocuments(t.Context(), bson.D{{Key: "stale", Value: bson.D{{Key: "$gt", Value: 0}}}})
	must(t, err)
	return n
}

func TestWordsFollowATextAtRest(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	r := created(t, s, 1)
	works := func(after time.Duration, want int64) {
		t.Helper()
		_, err := s.LeaseDue(t.Context(), r.Updated.Add(after), r.Updated.Add(time.Hour), 1)
		must(t, err)
		if got := stale(t, uri); got != want {
			t.Errorf("%s after the change %d records wait, want %d", after, got, want)
		}
	}
	works(29*time.Second, 1)
	works(31*time.Second, 0)
	wantFound(t, s, "thứ 1", r.ID)

	r = next(r, "submit") // another state, the same text
	r.State = "review"
	must(t, s.Swap(t.Context(), r, r.Version-1))
	works(0, 0)
	r = about(r, "Đường liên xã")
	must(t, s.Swap(t.Context(), r, r.Version-1))
	works(0, 1)
	wantFound(t, s, "liên xã", r.ID)
	wantFound(t, s, "thứ 1")
	works(time.Minute, 0)
	wantFound(t, s, "lien xa", r.ID)
	wantFound(t, s, "thứ 1")
}

// TestCutOffCatchingUp: a server died when words were written and the record was
// still marked.
func TestCutOffCatchingUp(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	r := created(t, s, 1)
	caughtUp(t, s)
	_, err := raw(t, uri).Collection("records").UpdateMany(t.Context(), bson.D{}, bson.D{{Key: "$set", Value: bson.D{{Key: "stale", Value: 1}}}})
	must(t, err)
	wantFound(t, s, "thứ 1", r.ID)
	caughtUp(t, s)
	if n := stale(t, uri); n != 0 {
		t.Errorf("%d records wait, want none", n)
	}
	wantFound(t, s, "thứ 1", r.ID)
}

// TestCatchingUpWithManyRecords: more than one writer takes at a time, and more
// than all writers do.
func TestCatchingUpWithManyRecords(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	var all []workflow.Item
	for k := range 450 {
		all = append(all, workflow.NewItem(draft(k)))
	}
	must(t, s.Bring(t.Context(), workflow.RecordPart, all))
	for _, want := range []int{len(all), 0} {
		got, err := s.CatchUp(t.Context(), time.Now())
		must(t, err)
		if got != want || stale(t, uri) != 0 {
			t.Errorf("wrote the words of %d records and %d wait, want %d and none", got, stale(t, uri), want)
		}
	}
	wantFound(t, s, "thứ 449", draft(449).ID)
}

func caughtUp(tb testing.TB, s *mongostore.Store) {
	tb.Helper()
	_, err := s.CatchUp(tb.Context(), time.Now())
	must(tb, err)
}

// TestABrokenRecordHoldsUpNoOther: nobody can read its text any more.
func TestABrokenRecordHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	s := open(t, uri)
	created(t, s, 1)
	r := created(t, s, 2)
	_, err := raw(t, uri).Collection("records").UpdateOne(t.Context(), bson.D{{Key: "id", Value: string(recordID(1))}},
		bson.D{{Key: "$set", Value: bson.D{{Key: "body", Value: "{"}}}})
	must(t, err)
	if _, err := s.CatchUp(t.Context(), time.Now()); err == nil {
		t.Error("nothing was said of a broken record")
	}
	n, err := raw(t, uri).Collection("words").CountDocuments(t.Context(), bson.D{{Key: "_id", Value: string(ward) + "/" + string(r.ID)}})
	must(t, err)
	if n != 1 || stale(t, uri) != 1 {
		t.Errorf("%d words are written and %d records wait, want one each", n, stale(t, uri))
	}
}

// TestSearchWhileWordsAreWritten: clerks change texts and two servers write
// words, all at once. A word that a record always has finds it at any moment,
// and in the end each is found by its last text alone.
func TestSearchWhileWordsAreWritten(t *testing.T) {
	t.Parallel()
	uri := fresh(t)
	servers := []*mongostore.Store{open(t, uri), open(t, uri)}
	const n, edits = 12, 8
	var all []*workflow.Record
	for k := range n {
		all = append(all, created(t, servers[0], k))
	}
	ctx, done := context.WithCancel(t.Context())
	defer done()
	var writers, clerks sync.WaitGroup
	for _, s := range servers {
		writers.Go(func() {
			for ctx.Err() == nil {
				if _, err := s.CatchUp(ctx, time.Now()); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
		writers.Go(func() {
			for ctx.Err() == nil {
				if got := len(found(t, s, "chuyen doi so")); got != n {
					t.Errorf("found %d records, want %d", got, n)
				}
			}
		})
	}
	for k := range n {
		clerks.Go(func() {
			for i := range edits {
				all[k] = about(all[k], fmt.Sprintf("Lần%d bản%d chuyển đổi số", i, k))
				if err := servers[i%2].Swap(t.Context(), all[k], all[k].Version-1); err != nil {
					t.Error(err)
				}
			}
		})
	}
	clerks.Wait()
	done()
	writers.Wait()
	caughtUp(t, servers[0])
	for k := range n {
		wantFound(t, servers[1], fmt.Sprintf("lan%d ban%d", edits-1, k), all[k].ID)
		wantFound(t, servers[1], fmt.Sprintf("lan%d ban%d", edits-2, k))
	}
}
