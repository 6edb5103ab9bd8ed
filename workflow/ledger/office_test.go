package ledger_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/ledger"
	"vanthu/workflow/sqlitestore"
)

// An office is a ward with its people, its engine and its books.
type office struct {
	*ledger.Ledger
	engine *workflow.Engine
	store  *sqlitestore.Store
	t      *testing.T
	at     time.Time
}

func newOffice(t *testing.T) *office {
	t.Helper()
	s, err := sqlitestore.Open(t.Context(), t.TempDir())
	must(t, err)
	files, err := blobs.Open(filepath.Join(t.TempDir(), "files"))
	must(t, err)
	t.Cleanup(func() { must(t, errors.Join(s.Close(), files.Close())) })
	catalogue, err := templates.Load()
	must(t, err)
	flows, err := workflow.AllFlows()
	must(t, err)
	o := &office{t: t, store: s, at: time.Date(2026, time.March, 2, 9, 0, 0, 0, workflow.Zone)}
	now := func() time.Time { return o.at }
	o.engine = workflow.New(workflow.Deps{
		Flows: flows, Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Powers: s, Book: s, Blobs: files,
		Renderer: catalogue, Now: now,
	})
	o.Ledger = ledger.New(o.engine, s, now)
	must(t, s.PutUnit(t.Context(), &documents.Unit{
		ID: "duc-pho", Place: "Đức Phổ", Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Divisions: []documents.Division{{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}, {Symbol: "VP", Name: "Văn phòng", Office: true}},
	}))
	must(t, s.PutAgency(t.Context(), &documents.Agency{ID: "ktht", Unit: "duc-pho", Name: "Phòng Kinh tế", Level: documents.Internal}))
	for _, a := range []documents.Account{
		{ID: "drafter", Name: "Lê Văn Hiếu", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "head", Name: "Nguyễn Thị Lan", Position: documents.DivisionHead, Division: "VHXH", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chief", Name: "Phạm Quốc Bảo", Position: documents.ChiefOfOffice, Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chair", Name: "Trần Quang Minh", Position: documents.Chair, Roles: []documents.Role{documents.Signer}},
		{ID: "clerk", Name: "Đỗ Thị Mai", Position: documents.ClerkPosition, Division: "VP", Roles: []documents.Role{documents.Clerk}},
	} {
		a.Unit = "duc-pho"
		must(t, s.PutAccount(t.Context(), &a))
	}
	return o
}

func (o *office) who(id documents.AccountID) *documents.Account {
	o.t.Helper()
	a, err := o.store.Account(o.t.Context(), id)
	must(o.t, err)
	return a
}

// sent returns a report that was sent on paper to these, and to a division of the
// office itself.
func (o *office) sent(to ...string) *workflow.Record {
	o.t.Helper()
	doc := documents.Document{
		Kind: documents.Report, Abstract: "Kết quả công tác", Recipients: []documents.Recipient{{AsAbove: true}, {Name: "Phòng Kinh tế", Agency: "ktht"}},
		Body: documents.ParseBody("I. KẾT QUẢ\n- Đã họp./."), Signatory: documents.Signatory{Account: "chair"},
	}
	for _, name := range to {
		doc.Addressees = append(doc.Addressees, documents.Addressee{Name: name})
	}
	r, err := o.engine.Create(o.t.Context(), o.who("drafter"), doc)
	must(o.t, err)
	for _, m := range [...]struct {
		who documents.AccountID
		act workflow.Action
	}{{"drafter", "submit"}, {"head", "approve"}, {"chief", "approve"}, {"chair", "sign"}, {"clerk", "register"}, {"clerk", "send"}} {
		do := workflow.Act{Action: m.act, Seen: r.Version}
		if f := r.Shown(); f != nil {
			do.File = f.Hash
		}
		r, err = o.engine.Act(o.t.Context(), o.who(m.who), r.ID, do)
		must(o.t, err)
	}
	return r
}

// waits returns what waits for the posting book, page by page of so many documents.
func (o *office) waits(limit int) (all []string) {
	o.t.Helper()
	for q := (ledger.UnpostedQuery{Limit: limit}); ; {
		page, err := o.Unposted(o.t.Context(), o.who("clerk"), q)
		must(o.t, err)
		for _, p := range page.Items {
			all = append(all, p.Reference+" "+p.To)
		}
		if q.After = page.Next; q.After == "" {
			return all
		}
	}
}

func same[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// wantRule fails unless err says that rule.
func wantRule(t *testing.T, what string, err error, rule documents.Rule) {
	t.Helper()
	var refusal *workflow.Refusal
	var faults documents.FieldErrors
	if errors.As(err, &refusal) && refusal.Rule == rule ||
		errors.As(err, &faults) && slices.ContainsFunc(faults, func(f *documents.FieldError) bool { return f.Rule == rule }) {
		return
	}
	t.Errorf("%s: got %v, want %s", what, err, rule)
}
