package storetest

import (
	"context"
	"testing"

	"vanthu/documents"
	"vanthu/workflow"
)

// armful is how many things the tests carry at once: so few that most parts need
// several pages.
const armful = 2

// items returns all things of a part, page by page.
func items(t *testing.T, s Backend, part workflow.Part) []workflow.Item {
	t.Helper()
	var all []workflow.Item
	for after := (workflow.Place{}); ; after = all[len(all)-1].Place {
		some, err := s.Items(t.Context(), part, after, armful)
		must(t, err)
		all = append(all, some...)
		if len(some) < armful {
			return all
		}
	}
}

// carry brings everything of a store into another, and returns how many things
// there were.
func carry(t *testing.T, from, to Backend) int {
	t.Helper()
	all := 0
	for _, part := range workflow.Parts() {
		things := items(t, from, part)
		for some := things; len(some) > 0; some = some[min(armful, len(some)):] {
			must(t, to.Bring(t.Context(), part, some[:min(armful, len(some))]))
		}
		all += len(things)
	}
	return all
}

// sameItems fails unless both stores hold the same things in the same order,
// and count them rightly.
func sameItems(t *testing.T, got, want Backend) {
	t.Helper()
	for _, part := range workflow.Parts() {
		wanted := items(t, want, part)
		same(t, string(part), texts(t, items(t, got, part)), texts(t, wanted))
		n, err := got.Count(t.Context(), part)
		must(t, err)
		same(t, "count of "+string(part), n, len(wanted))
	}
}

// texts returns place and JSON of each thing.
func texts(t *testing.T, items []workflow.Item) []string {
	t.Helper()
	var out []string
	for _, i := range items {
		text, err := i.Text()
		must(t, err)
		out = append(out, i.String()+" "+string(text))
	}
	return out
}

// stock furnishes two units, with a book that has a void number, with records
// in more than one book, and with everything set that can be.
func stock(t *testing.T, s Backend) {
	t.Helper()
	furnish(t, s)
	voided := registered(t, s, 4)
	must(t, s.Void(t.Context(), next(voided, "cancel"), voided.Version, "Sai nơi nhận."))
	for n := range 5 {
		r := created(t, s, of(other, plain(n)))
		entered(t, s, dated(r, []string{"BC", "BC-UBND", "CV"}[n%3], day))
	}
	must(t, s.CloseBook(t.Context(), workflow.BookKey{Unit: other, Year: 2025, Series: "CV"}, closing(1)))
	must(t, s.PutUnit(t.Context(), sampleUnit(other)))
	rich := full()
	rich.ID = id(77)
	rich.Document.Reference = documents.Reference{}
	created(t, s, rich)
	for i, version := range []string{"z@1", "a@1", "m@1"} {
		v := sampleTemplate(version)
		v.Unit = []documents.UnitID{home, other, home}[i]
		must(t, s.CreateTemplate(t.Context(), v))
	}
	for _, drawer := range []string{"files", "files-2", "Ăn", "z"} {
		theirs := sampleSlip("b")
		theirs.Drawer, theirs.Unit = drawer, other
		laid(t, s, theirs)
	}
	must(t, s.SwapNote(t.Context(), "viewt", "", "of the installation"))
	must(t, s.SwapNote(t.Context(), "views0", "", "of the installation"))
	for _, id := range []string{"a", "Ă", "z"} {
		must(t, s.SwapNote(t.Context(), (&workflow.Views{Account: documents.AccountID(id)}).Note(), "", `[{"name":"Của `+id+`"}]`))
		a := sampleAgency(documents.AgencyID(id), "Sở "+id)
		a.Unit = other
		must(t, s.PutAgency(t.Context(), a))
		must(t, s.SetCredential(t.Context(), documents.AccountID(id), "$argon2id$"+id))
		must(t, s.PutAccount(t.Context(), &documents.Account{ID: documents.AccountID(id), Unit: other}))
	}
}

var moves = []promise{
	{"Moves/EverythingComesOutAndIn", func(t *testing.T, s Backend) {
		stock(t, s)
		to := s.another(t)
		if n := carry(t, s, to); n < 30 {
			t.Errorf("only %d things were carried", n)
		}
		sameItems(t, to, s)
		_, err := to.Session(t.Context(), "k", morning)
		wantKind(t, "session", err, documents.ErrNotFound)
		must(t, to.PutSession(t.Context(), documents.Session{Key: "k", Account: "vanthu", Expires: seconds(60)}))
		same(t, "what is read", look(t, to), look(t, s))
		wantNote(t, to, "views/Ă", `[{"name":"Của Ă"}]`)
		wantNote(t, to, "views0", "")
	}},
	{"Moves/WorkGoesOn", func(t *testing.T, s Backend) {
		stock(t, s)
		to := s.another(t)
		carry(t, s, to)
		same(t, "search", walk(t, to, workflow.Query{Text: "thu 2"}), walk(t, s, workflow.Query{Text: "thu 2"}))
		same(t, "desk", walk(t, to, workflow.Query{Desks: []workflow.Desk{"chuyenvien"}}), walk(t, s, workflow.Query{Desks: []workflow.Desk{"chuyenvien"}}))
		same(t, "next number", registered(t, to, 50).Document.Reference.Number, 3)
		_, err := to.Register(t.Context(), dated(created(t, to, plain(51)), "BC", documents.Date{Year: 2025, Month: 1, Day: 1}), 1)
		wantKind(t, "a date before the last", err, documents.ErrNotAllowed)
		_, err = to.Register(t.Context(), dated(created(t, to, of(other, plain(52))), "CV", day), 1)
		wantClosed(t, "a closed book", err)
		clean(t, to, book("BC", 2025))
		wantKind(t, "create", to.Create(t.Context(), plain(1)), documents.ErrExists)
		moved := stored(t, to, plain(1))
		must(t, to.Swap(t.Context(), next(moved, "submit"), moved.Version))
		same(t, "tasks", leased(t, to, 4), leased(t, s, 4))
		struck := stored(t, to, plain(4))
		wantKind(t, "a number that is void already", to.Void(t.Context(), next(struck, "cancel"), struck.Version, "Nhầm."), documents.ErrNotFound)
		stands := stored(t, to, plain(2))
		must(t, to.Void(t.Context(), next(stands, "cancel"), stands.Version, "Nhầm."))
		clean(t, to, book("BC", 2025))
	}},
	{"Moves/TwiceIsTheSame", func(t *testing.T, s Backend) {
		stock(t, s)
		to := s.another(t)
		carry(t, s, to)
		carry(t, s, to)
		sameItems(t, to, s)
		same(t, "search", walk(t, to, workflow.Query{Text: "thứ 2"}), walk(t, s, workflow.Query{Text: "thứ 2"}))
		same(t, "tasks", leased(t, to, 4), leased(t, s, 4))
		carry(t, s, s)
		sameItems(t, to, s)
	}},
	{"Moves/OverWhatIsThere", func(t *testing.T, s Backend) {
		old := s.another(t)
		stock(t, s)
		carry(t, s, old)
		changeAll(t, s)
		carry(t, s, old)
		sameItems(t, old, s)
		same(t, "new words", walk(t, old, workflow.Query{Text: "mới tinh"}), []workflow.RecordID{id(1)})
		same(t, "old words", len(walk(t, old, workflow.Query{Text: `"thứ 1"`})), len(walk(t, s, workflow.Query{Text: `"thứ 1"`})))
		same(t, "tasks", leased(t, old, 4), leased(t, s, 4))
		found, err := old.Agencies(t.Context(), home, workflow.BookQuery{Text: "doi ten"})
		must(t, err)
		same(t, "agencies", len(found), 1)
		same(t, "slips", drawn(t, old, workflow.SlipQuery{Ref: "mới"}), []string{"a"})
		same(t, "slips of before", len(drawn(t, old, workflow.SlipQuery{Ref: "01JD1"})), 0)
		clean(t, old, book("BC", 2025))
	}},
	{"Moves/InOrderOfUnitAndKey", func(t *testing.T, s Backend) {
		stock(t, s)
		for _, unit := range []documents.UnitID{"duc-pho.2", "Đức Phổ", "z", "Z"} {
			created(t, s, of(unit, plain(1)))
			must(t, s.PutUnit(t.Context(), sampleUnit(unit)))
		}
		for _, part := range workflow.Parts() {
			all := items(t, s, part)
			for i := 1; i < len(all); i++ {
				if all[i-1].Compare(all[i].Place) >= 0 {
					t.Errorf("%s: %s stands before %s", part, all[i-1].Place, all[i].Place)
				}
			}
			if len(all) == 0 {
				t.Errorf("%s: nothing", part)
			}
		}
	}},
	{"Moves/OneByItsPlace", func(t *testing.T, s Backend) {
		stock(t, s)
		for _, part := range workflow.Parts() {
			for _, want := range items(t, s, part) {
				got, err := s.Item(t.Context(), part, want.Place)
				must(t, err)
				same(t, string(part), texts(t, []workflow.Item{got}), texts(t, []workflow.Item{want}))
				far := want.Place
				far.Unit += "x"
				_, err = s.Item(t.Context(), part, far)
				wantKind(t, "of another unit", err, documents.ErrNotFound)
			}
			_, err := s.Item(t.Context(), part, workflow.Place{Unit: home, Key: "x"})
			wantKind(t, "unknown", err, documents.ErrNotFound)
		}
	}},
	{"Moves/ManyAtOnce", func(t *testing.T, s Backend) {
		var many []workflow.Item
		for n := range long(300) {
			many = append(many, workflow.NewItem(plain(n)))
		}
		must(t, s.Bring(t.Context(), workflow.RecordPart, many))
		same(t, "records", texts(t, items(t, s, workflow.RecordPart)), texts(t, many))
		same(t, "listed", len(walk(t, s, workflow.Query{Text: "bao cao", Limit: workflow.MaxPage})), len(many))
		some, err := s.Items(t.Context(), workflow.RecordPart, many[249].Place, 1000)
		must(t, err)
		same(t, "after 250", len(some), len(many)-250)
		must(t, s.Bring(t.Context(), workflow.RecordPart, nil))
	}},
	{"Moves/ActsUnderWayComeToTheirEnd", func(t *testing.T, s Backend) {
		for i, point := range s.CrashPoints {
			r := created(t, s, plain(i))
			s.CrashAt(point)
			if _, err := s.Register(t.Context(), dated(r, "BC", day), 1); err == nil {
				t.Errorf("%s: the act did not die", point)
			}
			got, err := s.Item(t.Context(), workflow.RecordPart, workflow.NewItem(r).Place)
			must(t, err)
			same(t, "number after "+point, got.Value.(*workflow.Record).Document.Reference.Number, i+1)
			same(t, "lines after "+point, len(items(t, s, workflow.EntryPart)), i+1)
		}
	}},
	{"Moves/UnknownPartIsInvalid", func(t *testing.T, s Backend) {
		_, err := s.Items(t.Context(), "sessions", workflow.Place{}, armful)
		wantKind(t, "items", err, documents.ErrInvalid)
		_, err = s.Count(t.Context(), "sessions")
		wantKind(t, "count", err, documents.ErrInvalid)
		wantKind(t, "bring", s.Bring(t.Context(), "sessions", []workflow.Item{workflow.NewItem(plain(1))}), documents.ErrInvalid)
		if err := s.Bring(t.Context(), workflow.UnitPart, []workflow.Item{workflow.NewItem(plain(1))}); err == nil {
			t.Error("a record was taken for a unit")
		}
	}},
}

// changeAll changes one thing of each part.
func changeAll(t *testing.T, s Backend) {
	t.Helper()
	r := next(stored(t, s, plain(1)), "revise")
	r.Document.Abstract = "Mới tinh"
	r.Tasks = []workflow.Task{{ID: "t9", Kind: "k", Due: seconds(1)}}
	must(t, s.Swap(t.Context(), r, r.Version-1))
	done := next(stored(t, s, plain(3)), "finish")
	done.Tasks = nil
	must(t, s.Swap(t.Context(), done, done.Version-1))
	numbered := stored(t, s, plain(2))
	must(t, s.Void(t.Context(), next(numbered, "cancel"), numbered.Version, "Sai."))
	registered(t, s, 60)
	must(t, s.CloseBook(t.Context(), workflow.BookKey{Unit: other, Year: 2025, Series: "BC"}, closing(2)))
	a := sampleAgency("skhcn", "Sở đổi tên")
	must(t, s.PutAgency(t.Context(), a))
	must(t, s.PutGroup(t.Context(), &documents.Group{ID: "cac-so", Unit: home, Name: "Khác"}))
	must(t, s.PutAbsence(t.Context(), &documents.Absence{ID: "di-hop", Unit: home, Void: "Nhầm."}))
	must(t, s.PutAuthority(t.Context(), &documents.Authority{ID: "tl", Unit: home, Void: "Nhầm."}))
	must(t, s.SwapTemplate(t.Context(), changed(sampleTemplate("bao-cao@1"), "dùng"), 1))
	slip := rewritten(sampleSlip("a"), `"mới"`)
	slip.Refs = []string{"mới"}
	must(t, s.SwapSlip(t.Context(), slip, 1))
	must(t, s.SetCredential(t.Context(), "vanthu", "$argon2id$mới"))
	must(t, s.PutAccount(t.Context(), &documents.Account{ID: "vanthu", Unit: home, Name: "Người mới"}))
	must(t, s.PutUnit(t.Context(), &documents.Unit{ID: home, Place: "Đức Phổ"}))
}

// moveCalls are the methods of workflow.Moving.
var moveCalls = []call{
	{"Items", func(ctx context.Context, s Backend) error {
		_, err := s.Items(ctx, workflow.RecordPart, workflow.Place{}, 9)
		return err
	}},
	{"Item", func(ctx context.Context, s Backend) error {
		_, err := s.Item(ctx, workflow.RecordPart, workflow.NewItem(plain(1)).Place)
		return err
	}},
	{"Count", func(ctx context.Context, s Backend) error { _, err := s.Count(ctx, workflow.RecordPart); return err }},
	{"Bring", func(ctx context.Context, s Backend) error {
		return s.Bring(ctx, workflow.RecordPart, []workflow.Item{workflow.NewItem(plain(8))})
	}},
}
