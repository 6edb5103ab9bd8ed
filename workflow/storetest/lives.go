package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// A call is one method of the store, with arguments that succeed on a store as
// furnish leaves it.
type call struct {
	name string
	do   func(ctx context.Context, s Backend) error
}

// calls are all methods but Close.
var calls = []call{
	{"Create", func(ctx context.Context, s Backend) error { return s.Create(ctx, plain(9)) }},
	{"Get", func(ctx context.Context, s Backend) error { _, err := s.Get(ctx, home, id(1)); return err }},
	{"Swap", func(ctx context.Context, s Backend) error { return s.Swap(ctx, next(plain(1), "submit"), 1) }},
	{"List", func(ctx context.Context, s Backend) error { _, err := s.List(ctx, home, workflow.Query{}); return err }},
	{"Search", func(ctx context.Context, s Backend) error {
		_, err := s.List(ctx, home, workflow.Query{Text: "thứ"})
		return err
	}},
	{"Tally", func(ctx context.Context, s Backend) error { _, err := s.Tally(ctx, home, workflow.Query{}); return err }},
	{"Register", func(ctx context.Context, s Backend) error {
		_, err := s.Register(ctx, dated(plain(1), "BC", day), 1)
		return err
	}},
	{"Void", func(ctx context.Context, s Backend) error {
		return s.Void(ctx, next(dated(plain(2), "BC", day).Numbered(1), "cancel"), 2, "hủy")
	}},
	{"Entries", func(ctx context.Context, s Backend) error {
		_, err := s.Entries(ctx, book("BC", 2025), 0, 9)
		return err
	}},
	{"Courses", func(ctx context.Context, s Backend) error { _, err := s.Courses(ctx, home, 2025); return err }},
	{"Voided", func(ctx context.Context, s Backend) error { _, err := s.Voided(ctx, book("BC", 2025)); return err }},
	{"Series", func(ctx context.Context, s Backend) error { _, err := s.Series(ctx, home, 2025); return err }},
	{"Book", func(ctx context.Context, s Backend) error { _, err := s.Book(ctx, book("BC", 2025)); return err }},
	{"CloseBook", func(ctx context.Context, s Backend) error { return s.CloseBook(ctx, book("BC", 2025), closing(1)) }},
	{"Audit", func(ctx context.Context, s Backend) error { _, err := s.Audit(ctx, book("BC", 2025)); return err }},
	{"LeaseDue", func(ctx context.Context, s Backend) error {
		_, err := s.LeaseDue(ctx, seconds(0), seconds(60), 9)
		return err
	}},
	{"Unit", func(ctx context.Context, s Backend) error { _, err := s.Unit(ctx, home); return err }},
	{"UnitIDs", func(ctx context.Context, s Backend) error { _, err := s.UnitIDs(ctx); return err }},
	{"PutUnit", func(ctx context.Context, s Backend) error { return s.PutUnit(ctx, sampleUnit(other)) }},
	{"Account", func(ctx context.Context, s Backend) error { _, err := s.Account(ctx, "vanthu"); return err }},
	{"Accounts", func(ctx context.Context, s Backend) error { _, err := s.Accounts(ctx, home); return err }},
	{"PutAccount", func(ctx context.Context, s Backend) error { return s.PutAccount(ctx, sampleAccount("chutich")) }},
	{"Authorities", func(ctx context.Context, s Backend) error { _, err := s.Authorities(ctx, home); return err }},
	{"PutAuthority", func(ctx context.Context, s Backend) error { return s.PutAuthority(ctx, sampleAuthority("khac")) }},
	{"Absences", func(ctx context.Context, s Backend) error { _, err := s.Absences(ctx, home); return err }},
	{"PutAbsence", func(ctx context.Context, s Backend) error { return s.PutAbsence(ctx, sampleAbsence("khac")) }},
	{"Agency", func(ctx context.Context, s Backend) error { _, err := s.Agency(ctx, home, "skhcn"); return err }},
	{"Agencies", func(ctx context.Context, s Backend) error {
		_, err := s.Agencies(ctx, home, workflow.BookQuery{Text: "sở"})
		return err
	}},
	{"PutAgency", func(ctx context.Context, s Backend) error {
		return s.PutAgency(ctx, sampleAgency("snv", "Sở Nội vụ"))
	}},
	{"Group", func(ctx context.Context, s Backend) error { _, err := s.Group(ctx, home, "cac-so"); return err }},
	{"Groups", func(ctx context.Context, s Backend) error { _, err := s.Groups(ctx, home); return err }},
	{"PutGroup", func(ctx context.Context, s Backend) error { return s.PutGroup(ctx, sampleGroup("khac")) }},
	{"Credential", func(ctx context.Context, s Backend) error { _, err := s.Credential(ctx, "vanthu"); return err }},
	{"SetCredential", func(ctx context.Context, s Backend) error { return s.SetCredential(ctx, "vanthu", "khác") }},
	{"Session", func(ctx context.Context, s Backend) error { _, err := s.Session(ctx, "k", morning); return err }},
	{"PutSession", func(ctx context.Context, s Backend) error {
		return s.PutSession(ctx, documents.Session{Key: "l", Account: "vanthu", Expires: seconds(60)})
	}},
	{"DropSession", func(ctx context.Context, s Backend) error { return s.DropSession(ctx, "k") }},
	{"DropSessions", func(ctx context.Context, s Backend) error { return s.DropSessions(ctx, "vanthu") }},
}

// furnish gives the store one of everything.
func furnish(t *testing.T, s Backend) {
	t.Helper()
	created(t, s, plain(1), tasked(3, 0))
	registered(t, s, 2)
	must(t, s.PutUnit(t.Context(), sampleUnit(home)))
	must(t, s.PutAccount(t.Context(), sampleAccount("vanthu")))
	must(t, s.PutAuthority(t.Context(), sampleAuthority("tl")))
	must(t, s.PutAbsence(t.Context(), sampleAbsence("di-hop")))
	must(t, s.PutAgency(t.Context(), sampleAgency("skhcn", "Sở Khoa học và Công nghệ")))
	must(t, s.PutGroup(t.Context(), sampleGroup("cac-so")))
	must(t, s.SetCredential(t.Context(), "vanthu", "$argon2id$"))
	must(t, s.PutSession(t.Context(), documents.Session{Key: "k", Account: "vanthu", Expires: seconds(60)}))
	must(t, s.CreateTemplate(t.Context(), sampleTemplate("bao-cao@1")))
	laid(t, s, sampleSlip("a"))
	must(t, s.KeepScratch(t.Context(), typed(1)))
	take(t, s, held("a", 60), 0)
}

// A sight is all that a furnished store holds.
type sight struct {
	Records  []*workflow.Record
	Page     workflow.Page
	Entries  []workflow.Entry
	Units    []documents.UnitID
	Accounts []documents.Account
	Powers   []documents.Authority
	Away     []documents.Absence
	Agencies []documents.Agency
	Groups   []documents.Group
	Secret   string
	Session  documents.Session
	Own      []documents.TemplateVersion
	Slips    []workflow.Slip
}

// look reads everything.
func look(t *testing.T, s Backend) sight {
	t.Helper()
	var all sight
	var err error
	all.Page, err = s.List(t.Context(), home, workflow.Query{})
	must(t, err)
	for _, item := range all.Page.Items {
		r, err := s.Get(t.Context(), home, item.ID)
		must(t, err)
		all.Records = append(all.Records, r)
	}
	all.Entries = entries(t, s, book("BC", 2025))
	all.Units, err = s.UnitIDs(t.Context())
	must(t, err)
	all.Accounts, err = s.Accounts(t.Context(), home)
	must(t, err)
	all.Powers, err = s.Authorities(t.Context(), home)
	must(t, err)
	all.Away, err = s.Absences(t.Context(), home)
	must(t, err)
	all.Agencies, err = s.Agencies(t.Context(), home, workflow.BookQuery{})
	must(t, err)
	all.Groups, err = s.Groups(t.Context(), home)
	must(t, err)
	all.Secret, err = s.Credential(t.Context(), "vanthu")
	must(t, err)
	all.Own, err = s.TemplateVersions(t.Context(), home)
	must(t, err)
	all.Slips, err = s.Slips(t.Context(), home, "files", workflow.SlipQuery{Ref: "01JD1"})
	must(t, err)
	all.Session, err = s.Session(t.Context(), "k", morning)
	must(t, err)
	return all
}

var lives = []promise{
	{"Life/ReopeningKeepsEverything", func(t *testing.T, s Backend) {
		furnish(t, s)
		before := look(t, s)
		again := s.Reopen(t)
		t.Cleanup(func() { _ = again.Close() })
		same(t, "everything", look(t, again), before)
		same(t, "search", walk(t, again, workflow.Query{Text: "thứ 2"}), []workflow.RecordID{id(2)})
		same(t, "number after it", registered(t, again, 5).Document.Reference.Number, 2)
		same(t, "tasks", leased(t, again, 0), []workflow.RecordID{id(3)})
	}},
	{"Life/CancelledContextChangesNothing", func(t *testing.T, s Backend) {
		furnish(t, s)
		before := look(t, s)
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		for _, c := range slices.Concat(calls, templateCalls, cabinetCalls, workbenchCalls, noteCalls, moveCalls) {
			wantKind(t, c.name, c.do(gone, s), context.Canceled)
		}
		same(t, "everything", look(t, s), before)
		same(t, "tasks", leased(t, s, 0), []workflow.RecordID{id(3)})
	}},
	{"Life/CancelledWritesTellTheTruth", cancelledWrites},
	{"Life/ClosedIsUnavailable", func(t *testing.T, s Backend) {
		furnish(t, s)
		must(t, s.Close())
		for _, c := range slices.Concat(calls, templateCalls, cabinetCalls, workbenchCalls, noteCalls, moveCalls) {
			wantKind(t, c.name, c.do(t.Context(), s), documents.ErrUnavailable)
		}
	}},
}

// cancelledWrites: writers give up at any moment of a write. What was called off
// must not be there, what was done must not be denied.
func cancelledWrites(t *testing.T, s Backend) {
	for round := range long(20) {
		errs := together(16, func(i int) error {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(200*i)*time.Microsecond)
			defer cancel()
			return s.Create(ctx, plain(100*round+i))
		})
		for i, err := range errs {
			_, e := s.Get(t.Context(), home, id(100*round+i))
			if (err == nil) != (e == nil) {
				t.Errorf("create said %v, get says %v", err, e)
			}
		}
	}
}
