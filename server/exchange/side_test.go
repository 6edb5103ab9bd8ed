package exchange_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/exchange"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/dispatch"
	"vanthu/workflow/dispatch/lgsp"
	"vanthu/workflow/mongostore"
	"vanthu/workflow/sqlitestore"
)

// A keeper is a store of either kind.
type keeper struct {
	workflow.Deps
	units func(context.Context) ([]documents.UnitID, error)
	close func() error
}

func sqlite(s *sqlitestore.Store) keeper {
	return keeper{workflow.Deps{
		Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Powers: s, Book: s,
	}, s.UnitIDs, s.Close}
}

func mongoDB(s *mongostore.Store) keeper {
	return keeper{workflow.Deps{
		Records: s, Books: s, Outbox: s, Directory: s, Templates: s, Workbench: s, Cabinet: s, Powers: s, Book: s,
	}, s.UnitIDs, s.Close}
}

// A clock goes on when the test says so, for both sides.
type clock struct{ at atomic.Int64 }

func (c *clock) now() time.Time { return time.UnixMilli(c.at.Load()) }

func (c *clock) pass(by time.Duration) { c.at.Add(by.Milliseconds()) }

var compiled = sync.OnceValues(templates.Load)

// A side is an office with its own store and its own server.
type side struct {
	t     testing.TB
	unit  documents.UnitID
	code  string
	dir   string
	mongo string // "" for SQLite
	clock *clock
	wire  *wire // what it sends with
	base  string

	mu      sync.RWMutex
	store   keeper
	files   *blobs.Store
	engine  *workflow.Engine
	handler http.Handler
	ctx     context.Context // of its work; ends when it crashes
	end     context.CancelFunc
	people  map[string]*documents.Account
}

const secret = "một khóa đủ dài để dùng"

// newSide founds an office; it sends once the other side is known.
func newSide(t testing.TB, unit documents.UnitID, code string, c *clock) *side {
	t.Helper()
	s := &side{t: t, unit: unit, code: code, dir: t.TempDir(), clock: c, people: map[string]*documents.Account{}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.RLock()
		defer s.mu.RUnlock()
		s.handler.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.base = server.URL + exchange.Base
	return s
}

func (s *side) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// open opens the store and the engine over it, as a start of the program does.
func (s *side) open(to *side) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mongo != "" {
		store, err := mongostore.Open(context.Background(), s.mongo)
		s.must(err)
		s.store = mongoDB(store)
	} else {
		store, err := sqlitestore.Open(context.Background(), s.dir)
		s.must(err)
		s.store = sqlite(store)
	}
	var err error
	s.files, err = blobs.Open(filepath.Join(s.dir, "files"))
	s.must(err)
	flows, err := workflow.AllFlows()
	s.must(err)
	catalogue, err := compiled()
	s.must(err)
	gateway, err := lgsp.New(lgsp.Config{
		Base: to.base, System: string(s.unit), Secret: secret, Token: secret, Shape: lgsp.DefaultShape(), Files: s.files, Way: s.wire,
	})
	s.must(err)
	deps := s.store.Deps
	deps.Flows, deps.Blobs, deps.Renderer, deps.Now = flows, s.files, catalogue, s.clock.now
	deps.Couriers = map[documents.Medium]workflow.Courier{documents.ByEdXML: gateway}
	s.engine = workflow.New(deps)
	door := &exchange.Door{
		Inbox:    s.inbox(),
		Partners: []exchange.Partner{{System: string(to.unit), Secret: secret, Token: secret, Organs: []string{to.code}}},
		Log:      s.log(),
	}
	s.handler = door.Handler()
	s.ctx, s.end = context.WithCancel(context.Background())
}

func (s *side) inbox() *dispatch.Inbox {
	return &dispatch.Inbox{Engine: s.engine, Directory: s.store.Directory, Units: s.store.units}
}

func (s *side) log() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// close lets go of everything, as the end of the program does.
func (s *side) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.end()
	s.must(errors.Join(s.store.close(), s.files.Close()))
}

// settle puts the office, its people and the other side into the store.
func (s *side) settle(to *side) {
	s.t.Helper()
	ctx := s.t.Context()
	s.must(s.store.Directory.PutUnit(ctx, &documents.Unit{
		ID: s.unit, Place: "Mẫu", Code: s.code, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường " + string(s.unit), Symbol: "UBND"},
		Divisions: []documents.Division{{Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}, {Symbol: "VP", Name: "Văn phòng", Office: true}},
	}))
	s.must(s.store.Book.PutAgency(ctx, &documents.Agency{
		ID: "kia", Unit: s.unit, Name: "UBND phường bạn", Code: to.code, Channels: []documents.Channel{{Medium: documents.ByEdXML}},
	}))
	for _, a := range []documents.Account{
		{ID: "drafter", Name: "Lê An", Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "head", Name: "Ngô Chi", Division: "VHXH", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chief", Name: "Bùi Dung", Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chair", Name: "Hồ Giang", Position: documents.Chair, Roles: []documents.Role{documents.Signer}},
		{ID: "clerk", Name: "Vũ Hoa", Division: "VP", Roles: []documents.Role{documents.Clerk}},
	} {
		key := string(a.ID)
		a.ID, a.Unit = documents.AccountID(string(s.unit)+"-"+key), s.unit
		s.must(s.store.Directory.PutAccount(ctx, &a))
		s.people[key] = &a
	}
}

// as does an act in the name of who, and returns the record.
func (s *side) as(who string, r *workflow.Record, act workflow.Act) *workflow.Record {
	s.t.Helper()
	act.Seen = s.see(r.ID).Version
	next, err := s.engine.Act(s.t.Context(), s.people[who], r.ID, act)
	s.must(err)
	return next
}

func (s *side) see(id workflow.RecordID) *workflow.Record {
	s.t.Helper()
	r, err := s.store.Records.Get(s.t.Context(), s.unit, id)
	s.must(err)
	return r
}

// issue drafts a report for the other side and takes it through the office.
func (s *side) issue(links ...workflow.Link) *workflow.Record {
	s.t.Helper()
	r, err := s.engine.Create(s.t.Context(), s.people["drafter"], documents.Document{
		Kind: documents.Report, Abstract: "Kết quả công tác", Addressees: []documents.Addressee{{Agency: "kia"}}, Recipients: []documents.Recipient{{AsAbove: true}},
		Body: documents.ParseBody("I. KẾT QUẢ\n1. Việc đã làm\n- Đã họp 02 lần.\nTrên đây là báo cáo./."), Signatory: documents.Signatory{Account: s.people["chair"].ID},
	}, links...)
	s.must(err)
	for _, step := range [...]struct {
		who string
		act workflow.Action
	}{{"drafter", "submit"}, {"head", "approve"}, {"chief", "approve"}, {"chair", "sign"}, {"clerk", "register"}, {"clerk", "send"}} {
		r = s.as(step.who, r, workflow.Act{Action: step.act})
	}
	return r
}

// work does what is due now.
func (s *side) work() {
	s.t.Helper()
	if err := s.engine.WorkOnce(s.ctx, func(workflow.Due, error) {}); err != nil && s.ctx.Err() == nil {
		s.t.Fatal(err)
	}
}
