package storetest

import (
	"errors"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// closing is the end of a book with that many numbers, all of one day.
func closing(last int) workflow.Closing {
	return workflow.Closing{
		Last: last, From: day, To: day, Volume: "01", Note: "Sổ của năm", By: "vanthu", Name: "Đỗ Thị Mai",
		At: time.Date(2025, time.December, 31, 9, 30, 0, 0, time.UTC),
	}
}

// bookOf returns how far a book has come.
func bookOf(t *testing.T, s Backend, key workflow.BookKey) *workflow.BookEnd {
	t.Helper()
	b, err := s.Book(t.Context(), key)
	must(t, err)
	return b
}

// wantClosed fails unless err is the refusal of a closed book.
func wantClosed(t *testing.T, what string, err error) {
	t.Helper()
	var refusal *workflow.Refusal
	if !errors.As(err, &refusal) || refusal.Rule != workflow.RuleBookClosed || refusal.Article == "" || !errors.Is(err, documents.ErrNotAllowed) {
		t.Errorf("%s: got %v, want the refusal of a closed book with its article", what, err)
	}
}

var closings = []promise{
	{"Book/HowFarItHasCome", func(t *testing.T, s Backend) {
		_, err := s.Book(t.Context(), book("BC", 2025))
		wantKind(t, "before the first", err, documents.ErrNotFound)
		registered(t, s, 1)
		registered(t, s, 2)
		same(t, "book", bookOf(t, s, book("BC", 2025)), &workflow.BookEnd{Book: book("BC", 2025), Last: 2, LastDate: day})
		_, err = s.Book(t.Context(), workflow.BookKey{Unit: other, Year: 2025, Series: "BC"})
		wantKind(t, "of another unit", err, documents.ErrNotFound)
	}},
	{"CloseBook/NoNumberAfterIt", func(t *testing.T, s Backend) {
		first := registered(t, s, 1)
		registered(t, s, 2)
		must(t, s.CloseBook(t.Context(), book("BC", 2025), closing(2)))
		late := created(t, s, plain(3))
		_, err := s.Register(t.Context(), dated(late, "BC", day), 1)
		wantClosed(t, "register", err)
		same(t, "record", stored(t, s, late), late)
		c := closing(2)
		same(t, "book", bookOf(t, s, book("BC", 2025)), &workflow.BookEnd{Book: book("BC", 2025), Last: 2, LastDate: day, Closing: &c})
		same(t, "lines", len(entries(t, s, book("BC", 2025))), 2)
		same(t, "another book", entered(t, s, dated(late, "CV", day)).Document.Reference.Number, 1)
		must(t, s.Void(t.Context(), next(first, "cancel"), first.Version, "thu hồi"))
		same(t, "void in it", entries(t, s, book("BC", 2025))[0].Void, "thu hồi")
		clean(t, s, book("BC", 2025))
	}},
	{"CloseBook/LastsAfterReopening", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		must(t, s.CloseBook(t.Context(), book("BC", 2025), closing(1)))
		s = s.Reopen(t)
		t.Cleanup(func() { _ = s.Close() })
		_, err := s.Register(t.Context(), dated(created(t, s, plain(3)), "BC", day), 1)
		wantClosed(t, "register", err)
	}},
	{"CloseBook/UnknownNotFound", func(t *testing.T, s Backend) {
		wantKind(t, "no book", s.CloseBook(t.Context(), book("BC", 2025), closing(0)), documents.ErrNotFound)
		wantKind(t, "no book with a number", s.CloseBook(t.Context(), book("BC", 2025), closing(1)), documents.ErrNotFound)
		same(t, "number after it", registered(t, s, 1).Document.Reference.Number, 1)
		theirs := workflow.BookKey{Unit: other, Year: 2025, Series: "BC"}
		wantKind(t, "another unit's", s.CloseBook(t.Context(), theirs, closing(1)), documents.ErrNotFound)
	}},
	{"CloseBook/StaleLastConflicts", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		registered(t, s, 2)
		for _, last := range []int{0, 1, 3} {
			wantKind(t, "close", s.CloseBook(t.Context(), book("BC", 2025), closing(last)), documents.ErrConflict)
		}
		same(t, "number after it", registered(t, s, 3).Document.Reference.Number, 3)
	}},
	{"CloseBook/TwiceTheSame", func(t *testing.T, s Backend) {
		registered(t, s, 1)
		must(t, s.CloseBook(t.Context(), book("BC", 2025), closing(1)))
		must(t, s.CloseBook(t.Context(), book("BC", 2025), closing(1)))
		otherwise := closing(1)
		otherwise.Note = "khác"
		wantKind(t, "otherwise", s.CloseBook(t.Context(), book("BC", 2025), otherwise), documents.ErrExists)
		same(t, "note", bookOf(t, s, book("BC", 2025)).Closing.Note, "Sổ của năm")
	}},
	{"CloseBook/AmongRegisters", closeAmong},
	{"CloseBook/WhatHadANumberComesToItsEnd", closeAfterCrash},
	{"Register/CopyHasItsOwnNumber", func(t *testing.T, s Backend) {
		source := registered(t, s, 1)
		r := plain(2)
		r.Document = source.Document
		r.Document.Copy = documents.Copy{Form: documents.FullCopy, Issuer: source.Document.Issuer}
		copied := next(created(t, s, r), "register")
		copied.Document.Copy.Reference, copied.Document.Copy.Date, copied.Series = documents.Reference{Symbol: "SY-UBND"}, day, "sao"
		got := entered(t, s, copied)
		same(t, "its number", got.Number().String(), "01/SY-UBND")
		same(t, "the number of what was copied", got.Document.Reference, source.Document.Reference)
		same(t, "stored", stored(t, s, got), got)
		same(t, "line", entries(t, s, book("sao", 2025)), []workflow.Entry{workflow.NewEntry(got)})
		clean(t, s, book("sao", 2025))
		clean(t, s, book("BC", 2025))
	}},
	{"Register/SuffixIsNeverGiven", func(t *testing.T, s Backend) {
		r := dated(created(t, s, plain(1)), "BC", day)
		r.Document.Reference.Suffix = "a"
		_, err := s.Register(t.Context(), r, 1)
		wantKind(t, "10a", err, documents.ErrInvalid)
		same(t, "number after it", registered(t, s, 2).Document.Reference.String(), "01/BC-BC")
	}},
}

// closeAmong: a book is closed while many register; each has a number below the last
// that the closing names, or none.
func closeAmong(t *testing.T, s Backend) {
	n := long(60)
	for i := range n {
		created(t, s, plain(i))
	}
	registered(t, s, n)
	errs := together(n+1, func(i int) error {
		if i < n {
			_, err := s.Register(t.Context(), dated(plain(i), "BC", day), 1)
			return err
		}
		for {
			b, err := s.Book(t.Context(), book("BC", 2025))
			if err != nil {
				return err
			}
			if err = s.CloseBook(t.Context(), book("BC", 2025), closing(b.Last)); !errors.Is(err, documents.ErrConflict) {
				return err
			}
		}
	})
	must(t, errs[n])
	given := 1
	for i, err := range errs[:n] {
		number := stored(t, s, plain(i)).Document.Reference.Number
		if err == nil {
			given++
		} else {
			wantClosed(t, "register", err)
		}
		if (err == nil) != (number > 0) {
			t.Errorf("record %d: number %d, error %v", i, number, err)
		}
	}
	same(t, "last number of the closing", bookOf(t, s, book("BC", 2025)).Closing.Last, given)
	same(t, "lines", len(entries(t, s, book("BC", 2025))), given)
	clean(t, s, book("BC", 2025))
}

// closeAfterCrash: an act that has its number when the book is closed comes to its end
// in it, and one that has none does not.
func closeAfterCrash(t *testing.T, s Backend) {
	for i, point := range s.CrashPoints {
		key := book("BC", 2026+i)
		date := documents.Date{Year: key.Year, Month: time.March, Day: 1}
		entered(t, s, dated(created(t, s, plain(10*i)), "BC", date))
		hurt := created(t, s, plain(10*i+1))
		s.CrashAt(point)
		if _, err := s.Register(t.Context(), dated(hurt, "BC", date), 1); err == nil {
			t.Errorf("%s: registered in spite of the crash", point)
		}
		must(t, s.CloseBook(t.Context(), key, closing(bookOf(t, s, key).Last)))
		s = s.Reopen(t)
		t.Cleanup(func() { _ = s.Close() })
		clean(t, s, key)
		same(t, point+": lines", len(entries(t, s, key)), bookOf(t, s, key).Closing.Last)
		after := stored(t, s, hurt).Document.Reference.Number
		if has := after > 0; has != (bookOf(t, s, key).Last == 2) {
			t.Errorf("%s: the record has number %d, the book ends with %d", point, after, bookOf(t, s, key).Last)
		}
	}
}
