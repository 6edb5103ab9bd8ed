package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"vanthu/server/auth"
	"vanthu/server/door"
	"vanthu/workflow"
	"vanthu/workflow/filing"
	"vanthu/workflow/ledger"
)

// Base is where the interface stands.
const Base = "/api/v1"

// Deps are what the interface works with. All but TrustProxy are required.
type Deps struct {
	Engine *workflow.Engine
	Filing *filing.Service
	Ledger *ledger.Ledger
	Auth   *auth.Auth
	Ready  func(context.Context) error // asks the store; nil when it answers
	Log    *slog.Logger
	Now    func() time.Time

	// TrustProxy says that a proxy of ours stands in front and sets
	// X-Forwarded-For and X-Forwarded-Proto; else both are ignored.
	TrustProxy bool
}

// API serves Base and, beside it, /healthz and /readyz.
type API struct {
	d    Deps
	door *door.Door
}

// New returns the interface over d.
func New(d Deps) *API {
	a := &API{d: d}
	a.door = door.New(door.Config{
		Log: d.Log, Now: d.Now, Headers: answerHeaders[:], Fail: a.fail, OtherSite: errOtherSite, TrustProxy: d.TrustProxy,
	})
	for _, r := range a.Routes() {
		a.door.Add(r.Method, r.Path, r.handle)
	}
	return a
}

// ServeHTTP answers one request.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.door.ServeHTTP(w, r) }
