package sqlitestore_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sqlitestore"
)

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

// enter creates the nth record and gives it a number.
func enter(tb testing.TB, s *sqlitestore.Store, n int) *workflow.Record {
	tb.Helper()
	must(tb, s.Create(tb.Context(), draft(n)))
	r, err := s.Register(tb.Context(), registration(draft(n)), 1)
	must(tb, err)
	return r
}

// lines returns the entries of the book after holding them to an audit.
func lines(tb testing.TB, s *sqlitestore.Store) []workflow.Entry {
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

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// isLong reports whether the tests of contention and chance shall take longer.
func isLong() bool { return os.Getenv("VANTHU_LONG") != "" }

// long returns n, or ten times n in a long run.
func long(n int) int {
	if isLong() {
		return 10 * n
	}
	return n
}
