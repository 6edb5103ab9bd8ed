package filing_test

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"vanthu/documents"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/filing"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/sqlitestore"
)

// A store is either one, as far as these tests go.
type store struct {
	workflow.Records
	workflow.Books
	workflow.Outbox
	workflow.Directory
	workflow.Templates
	workflow.Workbench
	workflow.Cabinet
	workflow.Powers
	workflow.AddressBook
	io.Closer
}

// An office is a ward with its people, its engine and its work files.
type office struct {
	*filing.Service
	engine *workflow.Engine
	store  store
	t      *testing.T
	at     time.Time
}

var compiled = sync.OnceValues(templates.Load)

// eachStore runs a test on an office over each store.
func eachStore(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) {
		t.Parallel()
		s, err := sqlitestore.Open(t.Context(), t.TempDir())
		must(t, err)
		test(t, newOffice(t, store{s, s, s, s, s, s, s, s, s, s}))
	})
	t.Run("MongoDB", func(t *testing.T) {
		t.Parallel()
		uri := os.Getenv("MONGODB_URI")
		if uri == "" {
			if os.Getenv("CI") != "" {
				t.Fatal("MONGODB_URI is not set")
			}
			t.Skip("MONGODB_URI is not set")
		}
		s := openMongo(t, uri)
		test(t, newOffice(t, store{s, s, s, s, s, s, s, s, s, s}))
	})
}

// openMongo opens a database of its own, which goes when the test ends.
func openMongo(t *testing.T, uri string) *mongostore.Store {
	t.Helper()
	name := "filing_" + strings.ToLower(rand.Text())
	s, err := mongostore.Open(t.Context(), strings.TrimSuffix(uri, "/")+"/"+name)
	must(t, err)
	t.Cleanup(func() {
		client, err := mongo.Connect(options.Client().ApplyURI(uri))
		must(t, err)
		ctx := context.WithoutCancel(t.Context())
		must(t, errors.Join(client.Database(name).Drop(ctx), client.Disconnect(ctx)))
	})
	return s
}

func newOffice(t *testing.T, s store) *office {
	t.Helper()
	files, err := blobs.Open(filepath.Join(t.TempDir(), "files"))
	must(t, err)
	t.Cleanup(func() { _ = s.Close(); _ = files.Close() })
	catalogue, err := compiled()
	must(t, err)
	flows, err := workflow.AllFlows()
	must(t, err)
	o := &office{t: t, store: s, at: time.Date(2026, time.March, 2, 9, 0, 0, 0, workflow.Zone)}
	now := func() time.Time { return o.at }
	o.engine = workflow.New(workflow.Deps{
		Flows: flows, Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Powers: s, Book: s, Blobs: files,
		Renderer: catalogue, Now: now,
	})
	o.Service = filing.New(filing.Deps{Cabinet: s, Directory: s, Blobs: files, Engine: o.engine, Now: now})
	must(t, s.PutUnit(t.Context(), &documents.Unit{
		ID: "duc-pho", Place: "Đức Phổ", Code: "H48.61.2", Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
		Divisions: []documents.Division{{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}, {Symbol: "VP", Name: "Văn phòng", Office: true}},
	}))
	for _, a := range []documents.Account{
		{ID: "drafter", Name: "Lê Văn Hiếu", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "other", Name: "Đỗ Bình", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
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

// record brings a report as far as the acts say.
func (o *office) record(abstract string, acts ...workflow.Action) *workflow.Record {
	o.t.Helper()
	r, err := o.engine.Create(o.t.Context(), o.who("drafter"), documents.Document{
		Kind: documents.Report, Abstract: abstract, Addressees: []documents.Addressee{{Name: "Sở Nội vụ tỉnh"}},
		Recipients: []documents.Recipient{{AsAbove: true}}, Body: documents.ParseBody("I. KẾT QUẢ\n- Đã họp./."), Signatory: documents.Signatory{Account: "chair"},
	})
	must(o.t, err)
	actors := map[workflow.State]documents.AccountID{"draft": "drafter", "review": "head", "check": "chief", "sign": "chair", "register": "clerk", "send": "clerk"}
	for _, act := range acts {
		do := workflow.Act{Action: act, Seen: r.Version}
		if act == "refuse" {
			do.Comment = "Không cần nữa."
		}
		if f := r.Shown(); f != nil {
			do.File = f.Hash
		}
		r, err = o.engine.Act(o.t.Context(), o.who(actors[r.State]), r.ID, do)
		must(o.t, err)
	}
	return r
}

// sent are the acts from the draft to the end.
var sent = []workflow.Action{"submit", "approve", "approve", "sign", "register", "send"}

// opened opens a file with a period.
func (o *office) opened(notation string) filing.Seen {
	o.t.Helper()
	k, err := o.Open(o.t.Context(), o.who("drafter"), filing.Opening{Year: 2026, Notation: notation, Title: "Hồ sơ chuyển đổi số năm 2026", Period: filing.Period{Years: 20}})
	must(o.t, err)
	return k
}

func (o *office) put(k filing.Seen, records ...*workflow.Record) filing.Seen {
	o.t.Helper()
	for _, r := range records {
		var err error
		k, err = o.Put(o.t.Context(), o.who("drafter"), k.ID, r.ID)
		must(o.t, err)
	}
	return k
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
	if errors.As(err, &refusal) && refusal.Rule == rule {
		return
	}
	var faults documents.FieldErrors
	if errors.As(err, &faults) && slices.ContainsFunc(faults, func(f *documents.FieldError) bool { return f.Rule == rule }) {
		return
	}
	var fault *documents.FieldError
	if errors.As(err, &fault) && fault.Rule == rule {
		return
	}
	t.Errorf("%s: got %v, want %s", what, err, rule)
}
