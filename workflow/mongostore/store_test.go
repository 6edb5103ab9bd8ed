package mongostore_test

import (
	"slices"
	"sync/atomic"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/workflow"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/storetest"
)

func TestContract(t *testing.T) {
	t.Parallel()
	storetest.Run(t, func(t *testing.T) storetest.Backend {
		t.Helper()
		return backend(t, fresh(t))
	})
}

// backend opens the database behind uri.
func backend(t *testing.T, uri string) storetest.Backend {
	t.Helper()
	s := open(t, uri)
	var crash atomic.Value
	s.OnStep(func(point string) error {
		if crash.CompareAndSwap(point, "") {
			return errDied
		}
		return nil
	})
	return storetest.Backend{
		Records: everyWay{s, t}, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Notes: s, Moving: s, Store: s, Powers: s, AddressBook: s, Units: s, Credentials: s, Sessions: s,
		Closer: s,
		Reopen: func(t *testing.T) storetest.Backend {
			t.Helper()
			must(t, s.Close())
			return backend(t, uri)
		},
		Damage: func(t *testing.T, book workflow.BookKey, d storetest.Damage) {
			t.Helper()
			damage(t, uri, book, d)
		},
		CrashPoints: mongostore.CrashPoints(),
		CrashAt:     func(point string) { crash.Store(point) },
	}
}

// damage does what a hand with a shell could do.
func damage(t *testing.T, uri string, book workflow.BookKey, d storetest.Damage) {
	t.Helper()
	db := raw(t, uri)
	ofBook := bson.D{{Key: "unit", Value: book.Unit}, {Key: "year", Value: book.Year}, {Key: "series", Value: book.Series}}
	numbered := func(n int) bson.D { return append(slices.Clone(ofBook), bson.E{Key: "number", Value: n}) }
	second := numbered(2)
	set := func(coll string, filter bson.D, field string, value any) {
		res, err := db.Collection(coll).UpdateOne(t.Context(), filter, bson.D{{Key: "$set", Value: bson.D{{Key: field, Value: value}}}})
		must(t, err)
		if res.ModifiedCount != 1 {
			t.Fatalf("%s: %d documents changed, want 1", d, res.ModifiedCount)
		}
	}
	remove := func(coll string) {
		res, err := db.Collection(coll).DeleteOne(t.Context(), second)
		must(t, err)
		if res.DeletedCount != 1 {
			t.Fatalf("%s: %d documents removed, want 1", d, res.DeletedCount)
		}
	}
	switch d {
	case storetest.LostEntry:
		remove("entries")
	case storetest.LostRecord:
		remove("records")
	case storetest.CountBehind:
		set("books", ofBook, "n", 2)
	case storetest.CountAhead:
		set("books", ofBook, "n", 4)
	case storetest.LastDateAhead:
		set("books", ofBook, "last_date", "2025-12-30")
	case storetest.OtherNumber:
		set("records", second, "number", 9)
	case storetest.OtherRecord:
		var third struct {
			Record string `bson:"record"`
		}
		must(t, db.Collection("entries").FindOne(t.Context(), numbered(3)).Decode(&third))
		set("entries", second, "record", third.Record)
	}
}
