package mongostore_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/mongostore"
)

// spare are the databases that tests have left empty: making one with all its
// indexes takes longer than most tests.
var spare struct {
	lock sync.Mutex
	uris []string
}

func TestMain(m *testing.M) {
	code := m.Run()
	for _, uri := range spare.uris {
		if err := drop(uri); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// fresh returns the URI of a database without content, for this test alone.
func fresh(tb testing.TB) string {
	tb.Helper()
	spare.lock.Lock()
	defer spare.lock.Unlock()
	uri := ""
	if last := len(spare.uris) - 1; last >= 0 {
		uri, spare.uris = spare.uris[last], spare.uris[:last]
	} else {
		uri = newURI(tb)
	}
	tb.Cleanup(func() {
		must(tb, empty(uri))
		spare.lock.Lock()
		defer spare.lock.Unlock()
		spare.uris = append(spare.uris, uri)
	})
	return uri
}

// bare returns the URI of a database that is not there yet, dropped at the end
// of this test.
func bare(tb testing.TB) string {
	tb.Helper()
	uri := newURI(tb)
	tb.Cleanup(func() { must(tb, drop(uri)) })
	return uri
}

// newURI names a new database. MONGODB_URI names the server, whose path and
// database are not used.
func newURI(tb testing.TB) string {
	tb.Helper()
	server := os.Getenv("MONGODB_URI")
	if server == "" {
		if os.Getenv("CI") == "true" {
			tb.Fatal("MONGODB_URI is not set: .ci/run brings a server up")
		}
		tb.Skip("MONGODB_URI is not set")
	}
	scheme, rest, _ := strings.Cut(server, "://")
	hosts, path, _ := strings.Cut(rest, "/")
	_, query, _ := strings.Cut(path, "?")
	return scheme + "://" + hosts + "/vanthu_test_" + strings.ToLower(rand.Text()) + "?" + query
}

// drop removes the database of a URI.
func drop(uri string) error {
	return within(uri, func(ctx context.Context, db *mongo.Database) error { return db.Drop(ctx) })
}

// empty removes all documents from the database of a URI, but for the mark that
// it is ours.
func empty(uri string) error {
	return within(uri, func(ctx context.Context, db *mongo.Database) error {
		names, err := db.ListCollectionNames(ctx, bson.D{{Key: "name", Value: bson.D{{Key: "$ne", Value: "meta"}}}})
		for _, name := range names {
			if _, err := db.Collection(name).DeleteMany(ctx, bson.D{}); err != nil {
				return err
			}
		}
		return err
	})
}

// within connects to the database of a URI.
func within(uri string, do func(context.Context, *mongo.Database) error) error {
	ctx := context.Background()
	client, err := mongo.Connect(options.Client().ApplyURI(uri))
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, client.Database(databaseName(uri))), client.Disconnect(ctx))
}

func databaseName(uri string) string {
	_, rest, _ := strings.Cut(uri, "://")
	_, path, _ := strings.Cut(rest, "/")
	name, _, _ := strings.Cut(path, "?")
	return name
}

// raw returns the database behind the store's back, as another program sees it.
func raw(tb testing.TB, uri string) *mongo.Database {
	tb.Helper()
	client, err := mongo.Connect(options.Client().ApplyURI(uri))
	must(tb, err)
	tb.Cleanup(func() { must(tb, client.Disconnect(context.Background())) })
	return client.Database(databaseName(uri))
}

func open(tb testing.TB, uri string) *mongostore.Store {
	tb.Helper()
	s, err := mongostore.Open(tb.Context(), uri)
	must(tb, err)
	tb.Cleanup(func() { must(tb, s.Close()) })
	return s
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

const ward documents.UnitID = "duc-pho"

// book is where the records of these tests are registered.
var book = workflow.BookKey{Unit: ward, Year: 2025, Series: "BC"}

func recordID(n int) workflow.RecordID { return workflow.RecordID(fmt.Sprintf("01JD%022d", n)) }

// draft returns the nth record as Create wants it.
func draft(n int) *workflow.Record {
	at := time.Date(2025, time.November, 25, 1, 2, 3, 0, time.UTC).Add(time.Duration(n) * time.Second)
	return &workflow.Record{
		ID: recordID(n), Unit: ward, Version: 1, Mode: workflow.Paper, State: "draft", Desk: "chuyenvien", Drafter: "chuyenvien",
		Document: documents.Document{
			Kind: documents.Report, Abstract: fmt.Sprintf("Báo cáo thứ %d về chuyển đổi số", n),
			Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
			Body: documents.Body{{Type: documents.Paragraph, Text: documents.Text{{
				Text: "Ủy ban nhân dân phường Đức Phổ báo cáo kết quả thực hiện nhiệm vụ chuyển đổi số tại các tổ dân phố.",
			}}}},
			Recipients: []documents.Recipient{{Name: "Sở Khoa học và Công nghệ"}},
		},
		History: []workflow.Event{{At: at, By: "chuyenvien", Action: "create", To: "draft"}},
		Created: at, Updated: at,
	}
}

// registration returns the next version of r as Register wants it.
func registration(r *workflow.Record) *workflow.Record {
	n := *r
	n.Version, n.Series, n.State = r.Version+1, book.Series, "send"
	n.Document.Date = documents.Date{Year: book.Year, Month: time.November, Day: 25}
	n.Document.Reference.Symbol = "BC-UBND"
	n.History = append(append([]workflow.Event(nil), r.History...),
		workflow.Event{At: r.Updated, By: "vanthu", Action: "register", From: "register", To: "send"})
	return &n
}

// lines returns the entries of the book after holding them to an audit.
func lines(tb testing.TB, s *mongostore.Store) []workflow.Entry {
	tb.Helper()
	found, err := s.Audit(tb.Context(), book)
	must(tb, err)
	if len(found) > 0 {
		tb.Errorf("the audit found %q", found)
	}
	entries, err := s.Entries(tb.Context(), book, 0, 1<<20)
	must(tb, err)
	return entries
}
