package web

import (
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"vanthu/server/auth"
	"vanthu/server/door"
	"vanthu/templates/books"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/ledger"
)

// Deps are what the pages work with. All but TrustProxy are required.
type Deps struct {
	Engine *workflow.Engine
	Filing *filing.Service
	Auth   *auth.Auth
	Ledger *ledger.Ledger
	Notes  workflow.Notes // keeps the filters that people save
	Log    *slog.Logger
	Now    func() time.Time

	// TrustProxy says that a proxy of ours stands in front; see door.Config.
	TrustProxy bool
}

// Web serves the pages and their assets.
type Web struct {
	d      Deps
	door   *door.Door
	pages  *pages
	assets *assets
	books  *books.Printer
	filing *books.FilingPrinter

	buffers sync.Pool // of *bytes.Buffer
	zips    sync.Pool // of *gzip.Writer
}

// headers stand on every answer. Nothing comes from another place and nothing
// in a page runs but our own files; pages are a person's own and stay in no
// cache.
var headers = [...][2]string{
	{"X-Content-Type-Options", "nosniff"},
	{policyHeader, policy("")},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Referrer-Policy", "same-origin"},
	{"Cache-Control", "no-store"},
}

const policyHeader = "Content-Security-Policy"

// policy says what a page may do; reaches is where its scripts may call beside
// our own server.
func policy(reaches string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
		"connect-src 'self'" + reaches + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
}

// New returns the pages over d. An error is a fault of the program: a page
// that is no template.
func New(d Deps) (*Web, error) {
	w := &Web{d: d, books: books.NewPrinter(), filing: books.NewFilingPrinter(), buffers: sync.Pool{New: newBuffer}, zips: sync.Pool{New: newZip}}
	var err error
	if w.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("load the assets of the pages: %w", err)
	}
	if w.pages, err = loadPages(w.assets); err != nil {
		return nil, fmt.Errorf("load the pages: %w", err)
	}
	w.door = door.New(door.Config{
		Log: d.Log, Now: d.Now, Headers: headers[:], Fail: w.fail, OtherSite: errOtherSite, TrustProxy: d.TrustProxy,
	})
	for _, r := range w.Routes() {
		w.door.Add(r.Method, r.Path, r.handle)
	}
	return w, nil
}

// ServeHTTP answers one request.
func (w *Web) ServeHTTP(out http.ResponseWriter, r *http.Request) { w.door.ServeHTTP(out, r) }
