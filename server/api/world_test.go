package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/api"
	"vanthu/server/auth"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/filing"
	"vanthu/workflow/ledger"
	"vanthu/workflow/signing"
	"vanthu/workflow/sqlitestore"
)

// compiled are the embedded templates, compiled once for all tests: they do not
// change.
var compiled = sync.OnceValues(templates.Load)

// A world is the interface over the real store, files and templates, on a
// clock of its own.
type world struct {
	t      testing.TB
	api    *api.API
	engine *workflow.Engine
	filing *filing.Service
	auth   *auth.Auth
	store  *sqlitestore.Store
	press  *press
	office *signing.Office
	log    *bytes.Buffer
	dir    string
	clock  time.Time
	probe  func() error // instead of asking the store, if not nil
	tokens *sync.Map    // by user
}

const password = "cây đa bến nước"

var morning = time.Date(2025, 11, 25, 1, 30, 0, 0, time.UTC) // 8:30 in the office

// newWorld has two offices and all of their people, with one password.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := emptyWorld(t, false)
	kept := ""
	for _, unit := range []documents.Unit{ward("duc-pho"), ward("pho-vinh")} {
		w.must(w.store.PutUnit(t.Context(), &unit))
		for _, a := range people(unit.ID) {
			if kept == "" { // one hash for all: what it costs is proven in auth
				w.must(w.auth.Put(t.Context(), &a, password))
				encoded, err := w.store.Credential(t.Context(), a.ID)
				w.must(err)
				kept = encoded
			}
			w.must(w.store.PutAccount(t.Context(), &a))
			w.must(w.store.SetCredential(t.Context(), a.ID, kept))
		}
	}
	return w
}

// emptyWorld is a first start.
func emptyWorld(t testing.TB, trustProxy bool) *world {
	t.Helper()
	w := &world{t: t, clock: morning, log: new(bytes.Buffer), tokens: new(sync.Map), press: new(press), office: new(signing.Office), dir: t.TempDir()}
	var err error
	w.store, err = sqlitestore.Open(t.Context(), filepath.Join(w.dir, "vanthu.db"))
	w.must(err)
	t.Cleanup(func() { w.must(w.store.Close()) })
	files, err := blobs.Open(filepath.Join(w.dir, "files"))
	w.must(err)
	t.Cleanup(func() { w.must(files.Close()) })
	flows, err := workflow.AllFlows()
	w.must(err)
	catalogue, err := compiled()
	w.must(err)
	now := func() time.Time { return w.clock }
	w.office.Now = now
	w.engine = workflow.New(workflow.Deps{
		Flows: flows, Records: w.store, Books: w.store, Outbox: w.store, Directory: w.store, Templates: w.store, Workbench: w.store, Cabinet: w.store, Powers: w.store, Book: w.store,
		Blobs: files, Renderer: catalogue, Printer: w.press, Signer: w.office, Now: now,
		Couriers: map[documents.Medium]workflow.Courier{documents.ByFolder: closed{}},
	})
	w.auth = auth.New(auth.Config{Directory: w.store, Vault: w.store, Notes: w.store, Now: now})
	w.filing = filing.New(filing.Deps{Cabinet: w.store, Directory: w.store, Blobs: files, Engine: w.engine, Now: now})
	w.api = api.New(api.Deps{
		Filing: w.filing, Ledger: ledger.New(w.engine, w.store, now),
		Engine: w.engine, Auth: w.auth, Now: now, TrustProxy: trustProxy,
		Log:   slog.New(slog.NewJSONHandler(&locked{w: w.log}, nil)),
		Ready: w.askStore,
	})
	return w
}

// opened opens a work file of the drafter's.
func (w *world) opened(notation string) filing.Seen {
	w.t.Helper()
	by, err := w.store.Account(w.t.Context(), "chuyenvien")
	w.must(err)
	k, err := w.filing.Open(w.t.Context(), by, filing.Opening{Year: 2025, Notation: notation, Title: "Hồ sơ chuyển đổi số", Period: filing.Period{Years: 20}})
	w.must(err)
	return k
}

// in is the same world, whose faults are those of the sub-test t.
func (w *world) in(t testing.TB) *world {
	now := *w
	now.t = t
	return &now
}

// askStore is what a readiness probe asks.
func (w *world) askStore(ctx context.Context) error {
	if w.probe != nil {
		return w.probe()
	}
	_, err := w.store.UnitIDs(ctx)
	return err
}

// locked lets several requests log at once.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}

func ward(id documents.UnitID) documents.Unit {
	return documents.Unit{
		ID: id, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Place: "Đức Phổ",
		Divisions: []documents.Division{
			{Symbol: "VP", Name: "Văn phòng", Office: true}, {Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"},
		},
	}
}

// people are one person for each role. Those of the second unit have their
// unit's name before their own.
func people(unit documents.UnitID) []documents.Account {
	all := []documents.Account{
		{ID: "chuyenvien", Name: "Lê Văn Hiếu", Short: "Hiếu", Position: documents.Specialist, Division: "VHXH", Roles: []documents.Role{documents.Drafter}},
		{ID: "truongphong", Name: "Nguyễn Thị Lan", Position: documents.DivisionHead, Division: "VHXH", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chanhvanphong", Name: "Phạm Quốc Bảo", Position: documents.ChiefOfOffice, Division: "VP", Roles: []documents.Role{documents.Reviewer}},
		{ID: "chutich", Name: "Trần Quang Minh", Position: documents.Chair, Roles: []documents.Role{documents.Signer}},
		{ID: "vanthu", Name: "Đỗ Thị Mai", Position: documents.ClerkPosition, Division: "VP", Roles: []documents.Role{documents.Clerk}},
		{ID: "quantri", Name: "Huỳnh Tấn Phát", Position: documents.Administrator, Roles: []documents.Role{documents.Admin}},
	}
	for i := range all {
		all[i].Unit = unit
		if unit != "duc-pho" {
			all[i].ID = documents.AccountID(unit) + "." + all[i].ID
		}
	}
	return all
}

// report is a document as a drafter sends it: what the office knows left out.
const report = `{"kind":"BC","abstract":"Kết quả thực hiện Kế hoạch số 21/KH-UBND",
	"addressees":[{"name":"Sở Khoa học và Công nghệ"}],
	"body":"Thực hiện Kế hoạch số 21/KH-UBND, UBND phường báo cáo như sau:\nI. KẾT QUẢ\n1. Công tác tập huấn\n- Đã cử 02 lượt công chức.",
	"recipients":[{"as_above":true}],"signatory":{"account":"chutich"}}`

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// A call is one request. As is who sends it with Bearer, "" nobody; seen, if
// not 0, is the version in If-Match.
type call struct {
	as, method, path, body string
	seen                   int
	header                 map[string]string
}

// An answer is what came back.
type answer struct {
	t      testing.TB
	status int
	header http.Header
	body   []byte
}

// do sends the request and holds the answer to openapi.json.
func (w *world) do(c call) answer {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), c.method, c.path, bytes.NewReader([]byte(c.body)))
	if c.body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.as != "" {
		r.Header.Set("Authorization", "Bearer "+w.token(c.as))
	}
	if c.seen != 0 {
		r.Header.Set("If-Match", `"`+strconv.Itoa(c.seen)+`"`)
	}
	for name, value := range c.header {
		r.Header.Set(name, value)
	}
	return w.send(r, c.body)
}

func (w *world) send(r *http.Request, body string) answer {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.api.ServeHTTP(rec, r)
	a := answer{w.t, rec.Code, rec.Header(), rec.Body.Bytes()}
	holdToContract(w.t, r, body, a)
	return a
}

// token logs the user in once.
func (w *world) token(user string) string {
	w.t.Helper()
	if token, ok := w.tokens.Load(user); ok {
		return token.(string)
	}
	in, err := w.auth.Login(w.t.Context(), auth.Attempt{User: user, Password: password, Address: "10.0.0.1"})
	w.must(err)
	w.tokens.Store(user, in.Token)
	return in.Token
}

// get asks as user and wants a good answer.
func (w *world) get(user, path string, into any) answer {
	w.t.Helper()
	a := w.do(call{as: user, method: http.MethodGet, path: api.Base + path}).want(http.StatusOK)
	a.into(into)
	return a
}

// want fails the test on another status.
func (a answer) want(status int) answer {
	a.t.Helper()
	if a.status != status {
		a.t.Fatalf("got %d, want %d: %s", a.status, status, a.body)
	}
	return a
}

func (a answer) into(v any) {
	a.t.Helper()
	if v == nil {
		return
	}
	if err := json.Unmarshal(a.body, v); err != nil {
		a.t.Fatalf("%v in %s", err, a.body)
	}
}

// A record is what these tests read of a document.
type record struct {
	ID        string `json:"id"`
	Version   int    `json:"version"`
	State     string `json:"state"`
	StateText string `json:"state_text"`
	Mode      string `json:"mode"`
	Original  []struct {
		Stage string `json:"stage"`
	} `json:"original"`
	Desk      string `json:"desk"`
	Reference string `json:"reference"`
	Signed    string `json:"signed"`
	Document  struct {
		Date     string `json:"date"`
		Abstract string `json:"abstract"`
	} `json:"document"`
	Actions []struct {
		Action       string `json:"action"`
		Text         string `json:"text"`
		NeedsComment bool   `json:"needs_comment"`
		TakesDate    bool   `json:"takes_date"`
	} `json:"actions"`
	Files struct {
		Shown string `json:"shown"`
		Final string `json:"final"`
	} `json:"files"`
	Revisions []struct {
		File string `json:"file"`
	} `json:"revisions"`
}

func (r record) path() string { return api.Base + "/documents/" + r.ID }

func (a answer) record() record {
	a.t.Helper()
	var r record
	a.into(&r)
	if etag := `"` + strconv.Itoa(r.Version) + `"`; a.header.Get("ETag") != etag {
		a.t.Errorf("ETag %s of version %d", a.header.Get("ETag"), r.Version)
	}
	return r
}

// draft makes a report in the drafter's name.
func (w *world) draft() record {
	w.t.Helper()
	return w.do(call{as: "chuyenvien", method: http.MethodPost, path: api.Base + "/documents", body: report}).
		want(http.StatusCreated).record()
}

// act does one act and returns the answer.
func (w *world) act(user string, r record, action, body string) answer {
	w.t.Helper()
	return w.do(call{as: user, method: http.MethodPost, path: r.path() + "/actions/" + action, body: body, seen: r.Version})
}

// A move is one act of the usual way.
type move struct{ user, action, state string }

// way is the usual way of a document: who does what, and where it is then.
var way = [...]move{
	{"chuyenvien", "submit", "review"},
	{"truongphong", "approve", "check"},
	{"chanhvanphong", "approve", "sign"},
	{"chutich", "sign", "register"},
	{"vanthu", "register", "send"},
	{"vanthu", "send", "filed"},
}

// carry makes a report and takes it to a state.
func (w *world) carry(state string) record {
	w.t.Helper()
	r := w.draft()
	for _, m := range way {
		if r.State == state {
			break
		}
		r = w.act(m.user, r, m.action, "").want(http.StatusOK).record()
	}
	return r
}

// A press is a workflow.Printer whose PDF is the file with a PDF's first line
// before it.
type press struct {
	lack error
	page []byte // what it prints, whatever it is given; nil for a file that only looks like a PDF
}

func (p *press) Lack() error { return p.lack }

func (p *press) PDF(_ context.Context, docx []byte) ([]byte, error) {
	if p.page != nil {
		return p.page, p.lack
	}
	return append([]byte("%PDF-1.7\n"), docx...), p.lack
}
