package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/server/web"
	"vanthu/templates"
	"vanthu/workflow"
	"vanthu/workflow/blobs"
	"vanthu/workflow/filing"
	"vanthu/workflow/ledger"
	"vanthu/workflow/sqlitestore"
)

// compiled are the embedded templates, compiled once for all tests: they do not
// change.
var compiled = sync.OnceValues(templates.Load)

// A world is the pages over the real store, files and templates, on a clock of
// its own.
type world struct {
	t      testing.TB
	web    *web.Web
	engine *workflow.Engine
	filing *filing.Service
	auth   *auth.Auth
	store  *sqlitestore.Store
	press  *press
	deps   workflow.Deps
	clock  time.Time
	tokens *sync.Map // by user
}

const password = "cây đa bến nước"

var morning = time.Date(2025, 11, 25, 1, 30, 0, 0, time.UTC) // 8:30 in the office

// newWorld has two offices and all of their people, with one password.
func newWorld(t testing.TB) *world {
	t.Helper()
	w := emptyWorld(t)
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
func emptyWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, clock: morning, tokens: new(sync.Map), press: new(press)}
	dir := t.TempDir()
	var err error
	w.store, err = sqlitestore.Open(t.Context(), filepath.Join(dir, "vanthu.db"))
	w.must(err)
	t.Cleanup(func() { w.must(w.store.Close()) })
	files, err := blobs.Open(filepath.Join(dir, "files"))
	w.must(err)
	t.Cleanup(func() { w.must(files.Close()) })
	flows, err := workflow.AllFlows()
	w.must(err)
	catalogue, err := compiled()
	w.must(err)
	now := func() time.Time { return w.clock }
	w.deps = workflow.Deps{
		Flows: flows, Records: w.store, Books: w.store, Outbox: w.store, Directory: w.store, Templates: w.store, Workbench: w.store, Cabinet: w.store, Powers: w.store, Book: w.store,
		Blobs: files, Renderer: catalogue, Printer: w.press, Now: now,
		Couriers: map[documents.Medium]workflow.Courier{documents.ByEdXML: closed{}},
	}
	w.engine = workflow.New(w.deps)
	w.filing = filing.New(filing.Deps{Cabinet: w.store, Directory: w.store, Blobs: files, Engine: w.engine, Now: now})
	w.auth = auth.New(auth.Config{Directory: w.store, Vault: w.store, Notes: w.store, Now: now})
	w.web, err = web.New(web.Deps{Engine: w.engine, Filing: w.filing, Auth: w.auth, Ledger: ledger.New(w.engine, w.store, now), Notes: w.store, Log: slog.New(slog.DiscardHandler), Now: now})
	w.must(err)
	return w
}

func ward(id documents.UnitID) documents.Unit {
	return documents.Unit{
		ID: id, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"},
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
		{ID: "phochutich", Name: "Võ Thị Thanh Hà", Position: documents.ViceChair, Roles: []documents.Role{documents.Signer}},
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

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// account returns a person as the engine takes him.
func (w *world) account(id documents.AccountID) *documents.Account {
	w.t.Helper()
	a, err := w.store.Account(w.t.Context(), id)
	w.must(err)
	return a
}

// request returns a request of user, "" for nobody.
func (w *world) request(user, method, path string, body *bytes.Buffer) *http.Request {
	w.t.Helper()
	if body == nil {
		body = new(bytes.Buffer)
	}
	r := httptest.NewRequestWithContext(w.t.Context(), method, path, body)
	if user != "" {
		r.AddCookie(&http.Cookie{Name: auth.CookieName, Value: w.token(user)})
	}
	return r
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

// send answers the request.
func (w *world) send(r *http.Request) page {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.web.ServeHTTP(rec, r)
	return newPage(w.t, rec)
}

// get opens a page as user.
func (w *world) get(user, path string) page {
	w.t.Helper()
	return w.send(w.request(user, http.MethodGet, path, nil))
}

// post sends a form as user.
func (w *world) post(user, path string, f url.Values) page {
	w.t.Helper()
	r := w.request(user, http.MethodPost, path, bytes.NewBufferString(f.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.send(r)
}

// upload sends a form with a file as user; no file without a name.
func (w *world) upload(user, path string, f url.Values, name string, file []byte) page {
	w.t.Helper()
	body := new(bytes.Buffer)
	out := multipart.NewWriter(body)
	for key, values := range f {
		for _, value := range values {
			w.must(out.WriteField(key, value))
		}
	}
	if name != "" {
		part, err := out.CreateFormFile("file", name)
		w.must(err)
		_, err = part.Write(file)
		w.must(err)
	}
	w.must(out.Close())
	r := w.request(user, http.MethodPost, path, body)
	r.Header.Set("Content-Type", out.FormDataContentType())
	return w.send(r)
}

// follow opens the page that an act sends the browser on to.
func (w *world) follow(user string, p page) page {
	w.t.Helper()
	p.want(http.StatusSeeOther)
	return w.get(user, p.header.Get("Location"))
}

// change opens a page, fills in its form that is sent to action, and sends it.
func (w *world) change(user, path string, fill url.Values) page {
	w.t.Helper()
	f := w.get(user, path).want(http.StatusOK).form(path)
	for name, values := range fill {
		if f[name] = values; len(values) == 0 {
			delete(f, name)
		}
	}
	return w.post(user, path, f)
}

func one(pairs ...string) url.Values {
	f := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Add(pairs[i], pairs[i+1])
	}
	return f
}

// A press is a workflow.Printer whose PDF is the file with a PDF's first line
// before it.
type press struct{ lack error }

func (p *press) Lack() error { return p.lack }

func (p *press) PDF(_ context.Context, docx []byte) ([]byte, error) {
	return append([]byte("%PDF-1.7\n"), docx...), p.lack
}
