package workflow_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/sqlitestore"
)

// An office is a ward with one person for each part, on a real store and real
// templates, and a clock that tests set.
type office struct {
	*workflow.Engine
	t      testing.TB
	deps   workflow.Deps
	store  *sqlitestore.Store
	clock  *clock
	dir    string
	people map[documents.AccountID]*documents.Account
}

type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(year int, month time.Month, day int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = time.Date(year, month, day, 9, 0, 0, 0, workflow.Zone)
}

// compiled are the embedded templates, compiled once for all tests: they do not
// change.
var compiled = sync.OnceValues(templates.Load)

const unit documents.UnitID = "tan-lap"

func newOffice(t testing.TB) *office {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlitestore.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	files, err := blobs.Open(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() })
	catalogue, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	flows, err := workflow.AllFlows()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, store: store, dir: dir, clock: &clock{}, people: map[documents.AccountID]*documents.Account{}}
	o.clock.set(2025, time.November, 24)
	o.deps = workflow.Deps{
		Flows: flows, Records: store, Books: store, Outbox: store, Directory: store, Templates: store, Workbench: store, Cabinet: store, Powers: store, Book: store, Blobs: files,
		Renderer: catalogue, Reader: plainReader{}, Now: o.clock.now,
	}
	o.Engine = workflow.New(o.deps)
	o.settle()
	return o
}

// settle puts the ward and its people into the store.
func (o *office) settle() {
	o.t.Helper()
	ward := documents.Unit{
		ID: unit, Place: "Tân Lập", Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Tân Lập", Symbol: "UBND"},
		Divisions: []documents.Division{
			{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}, {Symbol: "VP", Name: "Văn phòng HĐND và UBND", Office: true},
		},
	}
	if err := o.store.PutUnit(o.t.Context(), &ward); err != nil {
		o.t.Fatal(err)
	}
	for _, a := range []documents.Account{
		{ID: "drafter", Name: "Lê An", Short: "An", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "other", Name: "Đỗ Bình", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "stranger", Name: "Hồ Giang", Division: "VP", Roles: []documents.Role{documents.Drafter}},
		{ID: "head", Name: "Ngô Chi", Division: "VHXH", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chief", Name: "Bùi Dung", Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chair", Name: "Hồ Giang", Position: documents.Chair, Roles: []documents.Role{documents.Signer}},
		{ID: "clerk", Name: "Vũ Hoa", Division: "VP", Roles: []documents.Role{documents.Clerk}},
	} {
		a.Unit = unit
		if err := o.store.PutAccount(o.t.Context(), &a); err != nil {
			o.t.Fatal(err)
		}
		o.people[a.ID] = &a
	}
}

// report is a complete document as its drafter types it.
func report() documents.Document {
	return documents.Document{
		Kind: documents.Report, Abstract: "Kết quả công tác tháng 11",
		Addressees: []documents.Addressee{{Name: "Sở Nội vụ tỉnh"}},
		Recipients: []documents.Recipient{{AsAbove: true}, {Name: "Phòng Văn hóa - Xã hội"}},
		Body:       documents.ParseBody("I. KẾT QUẢ\n1. Việc đã làm\n- Đã họp 02 lần.\nTrên đây là báo cáo./."),
		Signatory:  documents.Signatory{Account: "chair"},
	}
}

// begin drafts the document, or fails the test.
func (o *office) begin(doc documents.Document) *workflow.Record {
	o.t.Helper()
	r, err := o.Create(o.t.Context(), o.people["drafter"], doc)
	if err != nil {
		o.t.Fatal(err)
	}
	return r
}

// as does an act on the version in r.
func (o *office) as(who documents.AccountID, r *workflow.Record, act workflow.Act) (*workflow.Record, error) {
	act.Seen = r.Version
	return o.Act(o.t.Context(), o.people[who], r.ID, act)
}

// to carries r to the state, along the straight way, or fails the test.
func (o *office) to(state workflow.State, r *workflow.Record) *workflow.Record {
	o.t.Helper()
	straight := map[workflow.State]struct {
		who    documents.AccountID
		action workflow.Action
	}{
		"draft": {"drafter", "submit"}, "review": {"head", "approve"}, "check": {"chief", "approve"},
		"sign": {"chair", "sign"}, "register": {"clerk", "register"}, "send": {"clerk", "send"},
	}
	for r.State != state {
		m := straight[r.State]
		next, err := o.as(m.who, r, workflow.Act{Action: m.action})
		if err != nil {
			o.t.Fatalf("%s as %s in state %s: %v", m.action, m.who, r.State, err)
		}
		r = next
	}
	return r
}

func TestLifeOfAReport(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("send", o.begin(report()))
	if got, want := r.Document.NumberLine(), "Số: 01/BC-UBND"; got != want {
		t.Errorf("number line %q, want %q", got, want)
	}
	if r.Final == nil || r.Final.Hash == r.Revisions[0].File.Hash {
		t.Fatalf("the numbered file is missing or is the file without a number: %+v", r.Final)
	}
	if r.Final.Template != r.Revisions[0].File.Template {
		t.Errorf("numbered with template %s, signed with %s", r.Final.Template, r.Revisions[0].File.Template)
	}
	r = o.to("filed", r)
	if r.Desk != "" || len(r.Tasks) != 0 {
		t.Errorf("filed but waiting at %q with tasks %v", r.Desk, r.Tasks)
	}
	for _, c := range r.Consignments {
		if c.Sent.IsZero() {
			t.Errorf("%s was not sent to", c.Recipient)
		}
	}
	if len(r.Consignments) != 2 {
		t.Errorf("%d consignments, want the addressee and the division", len(r.Consignments))
	}
	var acts []string
	for _, ev := range r.History {
		acts = append(acts, string(ev.Action))
	}
	if got, want := strings.Join(acts, " "), "create submit approve approve sign register final_file send"; got != want {
		t.Errorf("history %q, want %q", got, want)
	}
	if signed := r.History[4]; signed.File != r.Revisions[0].File.Hash {
		t.Errorf("the signature is on %s, the signatory was shown %s", signed.File, r.Revisions[0].File.Hash)
	}
}

func TestOfficeFillsIn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	d := o.begin(report()).Document
	if d.Place != "Tân Lập" || d.Issuer.Symbol != "UBND" || d.Drafting.Division != "Phòng Văn hóa - Xã hội" ||
		d.Archive.Line() != "Lưu: VT, VHXH. A." {
		t.Errorf("filled in %+v, %q", d, d.Archive.Line())
	}
	if got := strings.Join(d.Signatory.Lines(), "/"); got != "TM. ỦY BAN NHÂN DÂN/CHỦ TỊCH" || d.Signatory.Name != "Hồ Giang" {
		t.Errorf("signatory %s %q", d.Signatory.Name, got)
	}
}

func TestCreateRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	numbered, dated, unknown, secret := report(), report(), report(), report()
	numbered.Reference = documents.Reference{Number: 7, Symbol: "BC-UBND"}
	dated.Date = documents.Date{Year: 2025, Month: 11, Day: 24}
	unknown.Signatory.Account = "drafter"
	secret.Kind = "XX"
	for _, c := range []struct {
		name  string
		who   documents.AccountID
		doc   documents.Document
		kind  error
		field string
	}{
		{"ByNoDrafter", "clerk", report(), documents.ErrForbidden, ""},
		{"NumberIsTheClerks", "drafter", numbered, documents.ErrInvalid, "reference"},
		{"DateIsTheClerks", "drafter", dated, documents.ErrInvalid, "date"},
		{"SignatoryWithoutRole", "drafter", unknown, documents.ErrInvalid, "signatory.account"},
		{"NoSuchKind", "drafter", secret, documents.ErrInvalid, "kind"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := o.Create(t.Context(), o.people[c.who], c.doc)
			if !errors.Is(err, c.kind) {
				t.Fatalf("got %v, want %v", err, c.kind)
			}
			var fields documents.FieldErrors
			if errors.As(err, &fields) != (c.field != "") || c.field != "" && fields[0].Field != c.field {
				t.Errorf("fields %v, want %s", fields, c.field)
			}
		})
	}
}

func TestActRefuses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	incomplete := report()
	incomplete.Abstract = ""
	for _, c := range []struct {
		name string
		doc  documents.Document
		at   workflow.State
		who  documents.AccountID
		act  workflow.Act
		kind error
		rule documents.Rule
	}{
		{"NoSuchActHere", report(), "draft", "chair", workflow.Act{Action: "sign"}, documents.ErrNotAllowed, workflow.RuleNoSuchAct},
		{"AnothersDesk", report(), "draft", "other", workflow.Act{Action: "submit"}, documents.ErrForbidden, workflow.RuleNotYours},
		{"Incomplete", incomplete, "draft", "drafter", workflow.Act{Action: "submit"}, documents.ErrInvalid, documents.RuleRequired},
		{"ReviewIsTheHeads", report(), "review", "chief", workflow.Act{Action: "approve"}, documents.ErrForbidden, workflow.RuleNotYours},
		{"FormIsTheChiefs", report(), "check", "head", workflow.Act{Action: "approve"}, documents.ErrForbidden, workflow.RuleNotYours},
		{"ReturnWithoutReason", report(), "review", "head", workflow.Act{Action: "return", Comment: " \n"}, documents.ErrInvalid, workflow.RuleReason},
		{"OtherFileThanShown", report(), "sign", "chair", workflow.Act{Action: "sign", File: "00"}, documents.ErrNotAllowed, workflow.RuleShown},
		{"SecretComment", report(), "sign", "chair", workflow.Act{Action: "return", Comment: "Tối mật"}, documents.ErrInvalid, documents.RuleSecret},
		{"DateAhead", report(), "register", "clerk", workflow.Act{Action: "register", Date: documents.Date{Year: 2025, Month: 11, Day: 25}},
			documents.ErrInvalid, workflow.RuleDateFuture},
		{"DateBeforeSignature", report(), "register", "clerk", workflow.Act{Action: "register", Date: documents.Date{Year: 2025, Month: 11, Day: 23}},
			documents.ErrInvalid, workflow.RuleDateBeforeSign},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := o.to(c.at, o.begin(c.doc))
			_, err := o.as(c.who, r, c.act)
			if !errors.Is(err, c.kind) {
				t.Fatalf("got %v, want %v", err, c.kind)
			}
			if got := ruleOf(err); got != c.rule {
				t.Errorf("rule %s, want %s", got, c.rule)
			}
			now, err := o.Get(t.Context(), o.people["drafter"], r.ID)
			if err != nil || now.Version != r.Version {
				t.Errorf("the refused act left version %d (%v), want %d", now.Version, err, r.Version)
			}
		})
	}
}

func ruleOf(err error) documents.Rule {
	var refusal *workflow.Refusal
	var fields documents.FieldErrors
	switch {
	case errors.As(err, &refusal):
		return refusal.Rule
	case errors.As(err, &fields):
		return fields[0].Rule
	}
	return ""
}

func TestSignatoryWhoLostTheRight(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("sign", o.begin(report()))
	o.people["chair"].Position = documents.ViceChair // since 24/11 no longer the chair
	_, err := o.as("chair", r, workflow.Act{Action: "sign"})
	if !errors.Is(err, documents.ErrForbidden) || ruleOf(err) != documents.RuleNoAuthority {
		t.Errorf("got %v, want no authority", err)
	}
}

func TestStaleActTellsWhatChanged(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	old := o.begin(report())
	o.to("review", old)
	_, err := o.as("drafter", old, workflow.Act{Action: "withdraw", Comment: "Nhầm"})
	var stale *workflow.Stale
	if !errors.As(err, &stale) || !errors.Is(err, documents.ErrConflict) {
		t.Fatalf("got %v, want a stale version", err)
	}
	if len(stale.Since) != 1 || stale.Since[0].Action != "submit" || stale.Now != 2 {
		t.Errorf("since %+v at %d", stale.Since, stale.Now)
	}
}

func TestReviseOnlyADraftOfOnesDivision(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	doc := report()
	doc.Abstract = "Kết quả công tác quý IV"
	if _, err := o.Revise(t.Context(), o.people["stranger"], r.ID, r.Version, doc); ruleOf(err) != workflow.RuleNotYours {
		t.Errorf("another division's draft: got %v", err)
	}
	r, err := o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, doc)
	if err != nil || r.Document.Abstract != doc.Abstract || r.Version != 2 {
		t.Fatalf("got %v, %v", r, err)
	}
	if _, err := o.Revise(t.Context(), o.people["drafter"], r.ID, 1, doc); !errors.Is(err, documents.ErrConflict) {
		t.Errorf("stale draft: got %v", err)
	}
	r = o.to("review", r)
	if _, err := o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, doc); ruleOf(err) != workflow.RuleNotDraft {
		t.Errorf("after submitting: got %v", err)
	}
}

func TestReturnMakesASecondRound(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("sign", o.begin(report()))
	r, err := o.as("chair", r, workflow.Act{Action: "return", Comment: "Sửa số liệu"})
	if err != nil || r.State != "draft" || r.Desk != "account:drafter" {
		t.Fatalf("got %+v, %v", r, err)
	}
	doc := report()
	doc.Abstract = "Kết quả công tác tháng 11 (sửa)"
	if r, err = o.Revise(t.Context(), o.people["drafter"], r.ID, r.Version, doc); err != nil {
		t.Fatal(err)
	}
	r = o.to("review", r)
	if len(r.Revisions) != 2 || r.Revisions[0].File.Hash == r.Revisions[1].File.Hash {
		t.Errorf("rounds %+v, want two of different files", r.Revisions)
	}
}

func TestNumberAndYear(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.clock.set(2025, time.December, 31)
	first := o.to("send", o.begin(report()))
	late := o.to("register", o.begin(report()))
	o.clock.set(2026, time.January, 2)
	late, err := o.as("clerk", late, workflow.Act{Action: "register"})
	if err != nil {
		t.Fatal(err)
	}
	if first.Document.Reference.Number != 1 || late.Document.Reference.Number != 1 {
		t.Errorf("numbers %v and %v, want 01 in each year", first.Document.Reference, late.Document.Reference)
	}
	if got, want := late.Document.PlaceAndDate(), "Tân Lập, ngày 02 tháng 01 năm 2026"; got != want {
		t.Errorf("signed on 31/12, registered on 02/01: %q, want %q", got, want)
	}
	if late.Signed != (documents.Date{Year: 2025, Month: time.December, Day: 31}) {
		t.Errorf("signed %v", late.Signed)
	}
	back := o.to("register", o.begin(report()))
	o.clock.set(2026, time.January, 5)
	if _, err := o.as("clerk", o.to("register", o.begin(report())), workflow.Act{Action: "register"}); err != nil {
		t.Fatal(err)
	}
	_, err = o.as("clerk", back, workflow.Act{Action: "register", Date: documents.Date{Year: 2026, Month: time.January, Day: 3}})
	if ruleOf(err) != workflow.RuleDateBeforeLast {
		t.Errorf("a date before the book's last: got %v", err)
	}
}

func TestCancelKeepsTheNumberInTheBook(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("send", o.begin(report()))
	r, err := o.as("clerk", r, workflow.Act{Action: "cancel", Comment: "Sai nơi nhận"})
	if err != nil {
		t.Fatal(err)
	}
	next := o.to("send", o.begin(report()))
	if next.Document.Reference.Number != 2 {
		t.Errorf("the number after a void one is %d, want 2", next.Document.Reference.Number)
	}
	entries, err := o.Register(t.Context(), o.people["clerk"], workflow.BookPage{Year: 2025, Series: "BC", Limit: 10})
	if err != nil || len(entries) != 2 || entries[0].Void != "Sai nơi nhận" || entries[1].Void != "" {
		t.Errorf("entries %+v, %v", entries, err)
	}
	if faults, err := o.store.Audit(t.Context(), r.Book()); err != nil || len(faults) > 0 {
		t.Errorf("audit: %v, %v", faults, err)
	}
}

func TestManyRegisterAtOnce(t *testing.T) {
	t.Parallel()
	const n = 40
	o := newOffice(t)
	records := make([]*workflow.Record, n)
	for i := range records {
		records[i] = o.to("register", o.begin(report()))
	}
	var all sync.WaitGroup
	for _, r := range records {
		for range 3 { // each request three times, as a nervous thumb does
			all.Go(func() {
				_, err := o.as("clerk", r, workflow.Act{Action: "register"})
				if err != nil && !errors.Is(err, documents.ErrConflict) && !errors.Is(err, documents.ErrNotAllowed) {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	entries, err := o.Register(t.Context(), o.people["clerk"], workflow.BookPage{Year: 2025, Series: "BC", Limit: n + 1})
	if err != nil || len(entries) != n {
		t.Fatalf("%d entries, %v; want %d", len(entries), err, n)
	}
	for i, e := range entries {
		if e.Number != i+1 {
			t.Fatalf("entry %d has number %d", i, e.Number)
		}
	}
}

// crashing fails the first calls of Put, as a full disk or a crash between
// registering and writing the file does.
type crashing struct {
	workflow.Blobs
	left int
}

func (c *crashing) Put(ctx context.Context, unit documents.UnitID, data []byte) (workflow.Hash, error) {
	if c.left > 0 {
		c.left--
		return "", documents.ErrUnavailable
	}
	return c.Blobs.Put(ctx, unit, data)
}

func TestNumberedFileIsMadeAfterACrash(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.to("register", o.begin(report()))
	deps := o.deps
	deps.Blobs = &crashing{deps.Blobs, 1}
	broken := workflow.New(deps)
	r, err := broken.Act(t.Context(), o.people["clerk"], r.ID, workflow.Act{Action: "register", Seen: r.Version})
	if err != nil || r.Document.Reference.Number != 1 || r.Final != nil {
		t.Fatalf("registered %+v, %v; want a number and no file yet", r, err)
	}
	if _, err := o.as("clerk", r, workflow.Act{Action: "send"}); ruleOf(err) != workflow.RuleFileNotReady {
		t.Errorf("sending without the file: got %v", err)
	}
	report := func(d workflow.Due, err error) { t.Errorf("task %v: %v", d, err) }
	if err := o.WorkOnce(t.Context(), report); err != nil {
		t.Fatal(err)
	}
	o.clock.set(2025, time.November, 26)
	if err := o.WorkOnce(t.Context(), report); err != nil { // twice is harmless
		t.Fatal(err)
	}
	now, err := o.Get(t.Context(), o.people["clerk"], r.ID)
	if err != nil || now.Final == nil || len(now.Tasks) != 0 {
		t.Fatalf("after the worker: %+v, %v", now, err)
	}
	if _, err := o.as("clerk", now, workflow.Act{Action: "send"}); err != nil {
		t.Errorf("sending with the file: %v", err)
	}
}

func TestWaitingIsWhereTheDeskIs(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := o.begin(report())
	for _, who := range []documents.AccountID{"drafter", "head", "chief", "chair", "clerk"} {
		for id, a := range o.people {
			page, err := o.Waiting(t.Context(), a, workflow.Query{})
			if err != nil || (len(page.Items) == 1) != (id == who) {
				t.Errorf("in state %s %s has %d waiting, %v; it waits for %s", r.State, id, len(page.Items), err, who)
			}
		}
		next := map[documents.AccountID]workflow.State{"drafter": "review", "head": "check", "chief": "sign", "chair": "register", "clerk": "send"}
		r = o.to(next[who], r)
	}
}

func TestSeriesSplitInMidYear(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.to("send", o.begin(report()))
	ward, err := o.store.Unit(t.Context(), unit)
	if err != nil {
		t.Fatal(err)
	}
	ward.Settings.Series = map[documents.Kind]string{documents.Report: "chung"}
	if err := o.store.PutUnit(t.Context(), ward); err != nil {
		t.Fatal(err)
	}
	r := o.to("register", o.begin(report()))
	_, err = o.as("clerk", r, workflow.Act{Action: "register"})
	if ruleOf(err) != workflow.RuleReferenceTaken || !errors.Is(err, documents.ErrExists) {
		t.Errorf("01/BC-UBND a second time: got %v", err)
	}
}

// TestManyActsLeaveTheirFilesToTheWorker: when more people register at once than
// there are hands, all get their numbers, and the worker makes the files.
func TestManyActsLeaveTheirFilesToTheWorker(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	var waiting []*workflow.Record
	for range 24 {
		waiting = append(waiting, o.to("register", o.begin(report())))
	}
	var all sync.WaitGroup
	for _, r := range waiting {
		all.Go(func() {
			if _, err := o.as("clerk", r, workflow.Act{Action: "register"}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if err := o.WorkOnce(t.Context(), func(d workflow.Due, err error) { t.Errorf("task %v: %v", d, err) }); err != nil {
		t.Fatal(err)
	}
	for _, r := range waiting {
		now, err := o.Get(t.Context(), o.people["clerk"], r.ID)
		if err != nil || now.Final == nil || len(now.Tasks) != 0 {
			t.Errorf("after the worker: %+v, %v", now, err)
		}
	}
}
