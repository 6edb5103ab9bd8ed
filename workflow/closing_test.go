package workflow_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// TestCloseBook: a book is closed by văn thư when its year is over; its cover is kept,
// and no number is given in it any more.
func TestCloseBook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.to("send", o.begin(report()))
	late := o.to("register", o.begin(report()))
	form := workflow.ClosingForm{Year: 2025, Series: "BC", Last: 1, Volume: "  02 ", Note: "Đóng cuối năm"}
	shut := func(who documents.AccountID, change func(*workflow.ClosingForm)) error {
		f := form
		if change != nil {
			change(&f)
		}
		return o.CloseBook(t.Context(), o.people[who], f)
	}
	if err := shut("drafter", nil); ruleOf(err) != workflow.RuleNotRegistrar || !errors.Is(err, documents.ErrForbidden) {
		t.Errorf("a drafter: got %v", err)
	}
	o.clock.set(2025, time.December, 30)
	if err := shut("clerk", nil); ruleOf(err) != workflow.RuleBookYear {
		t.Errorf("before the year's end: got %v", err)
	}
	o.clock.set(2025, time.December, 31)
	if err := shut("clerk", func(f *workflow.ClosingForm) { f.Last = 7 }); ruleOf(err) != workflow.RuleBookMoved || !errors.Is(err, documents.ErrConflict) {
		t.Errorf("another last number: got %v", err)
	}
	if err := shut("clerk", func(f *workflow.ClosingForm) { f.Series = "KH" }); !errors.Is(err, documents.ErrNotFound) {
		t.Errorf("no such book: got %v", err)
	}
	if err := shut("clerk", func(f *workflow.ClosingForm) { f.Note = "Độ mật: MẬT" }); ruleOf(err) != documents.RuleSecret {
		t.Errorf("a secret note: got %v", err)
	}
	if err := shut("clerk", nil); err != nil {
		t.Fatal(err)
	}
	o.clock.set(2026, time.January, 2)
	if err := shut("clerk", nil); ruleOf(err) != workflow.RuleBookClosed || !errors.Is(err, documents.ErrExists) {
		t.Errorf("a second time, later: got %v", err)
	}
	o.clock.set(2025, time.December, 31)
	if _, err := o.as("clerk", late, workflow.Act{Action: "register"}); ruleOf(err) != workflow.RuleBookClosed {
		t.Errorf("a number in it: got %v", err)
	}
	o.clock.set(2026, time.January, 5)
	if got := o.must("clerk", late, workflow.Act{Action: "register"}).Document.Reference.String(); got != "01/BC-UBND" {
		t.Errorf("the new year begins with %s", got)
	}
	proofs, err := o.ProveBooks(t.Context(), o.people["clerk"], 2025, "")
	if err != nil || len(proofs) != 1 || len(proofs[0].Faults) > 0 {
		t.Fatalf("got %+v, %v", proofs, err)
	}
	day := documents.Date{Year: 2025, Month: time.November, Day: 24}
	got := *proofs[0].Closing
	got.At = time.Time{}
	want := workflow.Closing{Last: 1, From: day, To: day, Volume: "02", Note: "Đóng cuối năm", By: "clerk", Name: "Vũ Hoa"}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestReserve: a number that is held back is a void line with its reason, from the day
// it is asked for, and the next document has the next one.
func TestReserve(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.to("send", o.begin(report()))
	ask := workflow.Reservation{Kind: documents.Report, Count: 2, Reason: " đã ghi nhầm  trên bản giấy "}
	got, err := o.Reserve(t.Context(), o.people["clerk"], ask)
	if err != nil || len(got) != 2 || got[0].String() != "02/BC-UBND" || got[1].String() != "03/BC-UBND" {
		t.Fatalf("got %v, %v", got, err)
	}
	if got := o.to("send", o.begin(report())).Document.Reference.String(); got != "04/BC-UBND" {
		t.Errorf("the next document has %s", got)
	}
	letter, err := o.Reserve(t.Context(), o.people["clerk"], workflow.Reservation{Kind: documents.Official, Count: 1, Division: "VHXH", Reason: "x"})
	if err != nil || letter[0].String() != "01/UBND-VHXH" {
		t.Errorf("of a công văn: got %v, %v", letter, err)
	}
	lines, err := o.deps.Books.Entries(t.Context(), workflow.BookKey{Unit: unit, Year: 2025, Series: "BC"}, 0, 10)
	if err != nil || len(lines) != 4 {
		t.Fatalf("got %v, %v", lines, err)
	}
	for i, want := range []string{"", "Giữ số: đã ghi nhầm trên bản giấy", "Giữ số: đã ghi nhầm trên bản giấy", ""} {
		if lines[i].Void != want || lines[i].HeldBack() != (want != "") {
			t.Errorf("line %d: void %q, want %q", i+1, lines[i].Void, want)
		}
	}
	proofs, err := o.ProveBooks(t.Context(), o.people["clerk"], 2025, "")
	if err != nil || len(proofs) != 2 || proofs[0].Held != 2 || proofs[0].Void != 2 || len(proofs[0].Faults) > 0 {
		t.Errorf("got %+v, %v", proofs, err)
	}
	if page, err := o.Waiting(t.Context(), o.people["clerk"], workflow.Query{}); err != nil || slices.ContainsFunc(page.Items, func(s workflow.Summary) bool { return s.Flow == workflow.ReservationFlow }) {
		t.Errorf("the desk has %v, %v", page.Items, err)
	}
}

func TestReserveRefusals(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	good := workflow.Reservation{Kind: documents.Report, Count: 1, Reason: "x"}
	for _, c := range []struct {
		name   string
		who    documents.AccountID
		change func(*workflow.Reservation)
		rule   documents.Rule
	}{
		{"NotVănThư", "chair", func(*workflow.Reservation) {}, workflow.RuleNotRegistrar},
		{"NoReason", "clerk", func(r *workflow.Reservation) { r.Reason = " " }, workflow.RuleReason},
		{"NoKind", "clerk", func(r *workflow.Reservation) { r.Kind = "XX" }, documents.RuleKind},
		{"None", "clerk", func(r *workflow.Reservation) { r.Count = 0 }, workflow.RuleHeldCount},
		{"ABook", "clerk", func(r *workflow.Reservation) { r.Count = 21 }, workflow.RuleHeldCount},
		{"NoIssuer", "clerk", func(r *workflow.Reservation) { r.Issuer = "XX" }, documents.RuleIssuerUnknown},
		{"NoDivision", "clerk", func(r *workflow.Reservation) { r.Division = "XX" }, workflow.RuleDivisionUnknown},
		{"Secret", "clerk", func(r *workflow.Reservation) { r.Reason = "TUYỆT MẬT" }, documents.RuleSecret},
	} {
		t.Run(c.name, func(t *testing.T) {
			ask := good
			c.change(&ask)
			_, err := o.Reserve(t.Context(), o.people[c.who], ask)
			if !hasRule(err, c.rule) {
				t.Errorf("got %v, want %s", err, c.rule)
			}
		})
	}
	if books, err := o.Series(t.Context(), o.people["clerk"], 2025); err != nil || len(books) > 0 {
		t.Errorf("books: %v, %v", books, err)
	}
}

// TestReserveInAClosedBook: nothing is held back there, and no question stays behind.
func TestReserveInAClosedBook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.clock.set(2025, time.December, 31)
	o.to("send", o.begin(report()))
	if err := o.CloseBook(t.Context(), o.people["clerk"], workflow.ClosingForm{Year: 2025, Series: "BC", Last: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Reserve(t.Context(), o.people["clerk"], workflow.Reservation{Kind: documents.Report, Count: 1, Reason: "x"}); ruleOf(err) != workflow.RuleBookClosed {
		t.Errorf("got %v", err)
	}
	if page, err := o.Waiting(t.Context(), o.people["clerk"], workflow.Query{}); err != nil || slices.ContainsFunc(page.Items, func(s workflow.Summary) bool { return s.Flow == workflow.ReservationFlow }) {
		t.Errorf("the desk has %v, %v", page.Items, err)
	}
}

// TestHeldNumberIsVoidAfterACrash: a crash between the number and the void leaves the
// number without a document in no book: whoever comes next makes it void.
func TestHeldNumberIsVoidAfterACrash(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	dying := o.deps
	dying.Books = deadVoid{o.deps.Books}
	if _, err := workflow.New(dying).Reserve(t.Context(), o.people["clerk"], workflow.Reservation{Kind: documents.Report, Count: 1, Reason: "x"}); err != nil {
		t.Fatal(err)
	}
	key := workflow.BookKey{Unit: unit, Year: 2025, Series: "BC"}
	lines := func() []workflow.Entry {
		all, err := o.deps.Books.Entries(t.Context(), key, 0, 10)
		if err != nil || len(all) != 1 {
			t.Fatalf("got %v, %v", all, err)
		}
		return all
	}
	if lines()[0].Void != "" {
		t.Fatal("it did not die before the void")
	}
	for range 2 {
		if err := o.WorkOnce(t.Context(), func(d workflow.Due, err error) { t.Errorf("%v: %v", d, err) }); err != nil {
			t.Fatal(err)
		}
	}
	if got := lines()[0].Void; got != "Giữ số: x" {
		t.Errorf("void %q", got)
	}
}

// deadVoid are books that make nothing void, as of a process that dies before.
type deadVoid struct{ workflow.Books }

func (deadVoid) Void(context.Context, *workflow.Record, workflow.Version, string) error {
	return errors.New("the process died")
}

// hasRule reports whether err is a refusal or fault of a rule.
func hasRule(err error, rule documents.Rule) bool {
	if ruleOf(err) == rule {
		return true
	}
	var faults documents.FieldErrors
	var fault *documents.FieldError
	return errors.As(err, &faults) && slices.ContainsFunc(faults, func(f *documents.FieldError) bool { return f.Rule == rule }) ||
		errors.As(err, &fault) && fault.Rule == rule
}
