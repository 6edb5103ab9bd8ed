package auth_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
)

func start() auth.Start {
	return auth.Start{Unit: ward("duc-pho"), Account: person("quantri"), Password: password}
}

func TestSetUp(t *testing.T) {
	o := emptyOffice(t)
	t.Run("NothingBeforeTheToken", func(t *testing.T) {
		if _, err := o.SetUp(t.Context(), "", start()); !errors.Is(err, documents.ErrNotFound) {
			t.Errorf("got %v, want %v", err, documents.ErrNotFound)
		}
		expectNeeded(t, o.Auth, false)
	})
	token, err := o.FirstStart(t.Context())
	must(t, err)
	second := o.server(o.store)
	secondToken, err := second.FirstStart(t.Context())
	must(t, err)
	if len(token) < 40 || token == secondToken {
		t.Errorf("tokens %q and %q", token, secondToken)
	}
	expectNeeded(t, o.Auth, true)
	t.Run("WrongToken", func(t *testing.T) {
		in := documents.Session{Key: "k", Account: "quantri", Expires: o.clock.Add(time.Hour)}
		must(t, o.store.PutSession(t.Context(), in))
		for _, wrong := range []string{"", token + "x", "k"} {
			if _, err := o.SetUp(t.Context(), wrong, start()); !errors.Is(err, auth.ErrSetup) {
				t.Errorf("token %q: got %v", wrong, err)
			}
		}
		if _, err := o.Who(t.Context(), token); !errors.Is(err, auth.ErrNoSession) {
			t.Errorf("the set-up token as a login: got %v", err)
		}
	})
	t.Run("EveryFaultIsNamed", func(t *testing.T) {
		s := start()
		s.Unit.Issuer.Symbol, s.Account.Name, s.Password = "", "", "ngắn"
		_, err := o.SetUp(t.Context(), token, s)
		expectRules(t, err, "unit.issuer.symbol symbol_form", "account.name required", "password password_short")
		ids, err := o.store.UnitIDs(t.Context())
		must(t, err)
		if len(ids) != 0 {
			t.Errorf("units %v were made", ids)
		}
	})
	t.Run("AfterACrashInTheMiddle", func(t *testing.T) {
		unit, admin := ward("duc-pho"), person("quantri", documents.Admin)
		must(t, o.store.PutUnit(t.Context(), &unit))
		must(t, o.store.PutAccount(t.Context(), &admin))
		expectNeeded(t, o.Auth, true)
	})
	t.Run("OK", func(t *testing.T) {
		admin, err := o.SetUp(t.Context(), secondToken, start()) // printed by the other server
		must(t, err)
		if !admin.Has(documents.Admin) || admin.Unit != "duc-pho" {
			t.Errorf("got %+v", admin)
		}
		o.login(t, "quantri")
	})
	t.Run("OnlyOnce", func(t *testing.T) {
		for _, server := range []*auth.Auth{o.Auth, second} {
			expectNeeded(t, server, false)
			for _, used := range []string{token, secondToken} {
				if _, err := server.SetUp(t.Context(), used, start()); !errors.Is(err, documents.ErrNotFound) {
					t.Errorf("got %v, want %v", err, documents.ErrNotFound)
				}
			}
		}
		again, err := o.server(o.store).FirstStart(t.Context())
		if again != "" || err != nil {
			t.Errorf("a later start: token %q, error %v", again, err)
		}
	})
}

func expectNeeded(t *testing.T, a *auth.Auth, want bool) {
	t.Helper()
	if got, err := a.NeedsSetUp(t.Context()); err != nil || got != want {
		t.Errorf("needs set-up: got %v, %v, want %v", got, err, want)
	}
}

func TestSetUpTokenEnds(t *testing.T) {
	o := emptyOffice(t)
	token, err := o.FirstStart(t.Context())
	must(t, err)
	o.pass(7 * 24 * time.Hour)
	if _, err := o.SetUp(t.Context(), token, start()); !errors.Is(err, auth.ErrSetup) {
		t.Errorf("got %v, want %v", err, auth.ErrSetup)
	}
}

// Two servers on a fresh store are told of different offices at the same time:
// one is made, the other refused.
func TestSetUpOfTwoOffices(t *testing.T) {
	o := emptyOffice(t)
	errs := make([]error, 2)
	var servers sync.WaitGroup
	for i, id := range []documents.UnitID{"duc-pho", "pho-vinh"} {
		server := o.server(o.store)
		token, err := server.FirstStart(t.Context())
		must(t, err)
		s := start()
		s.Unit = ward(id)
		s.Account.ID += documents.AccountID("." + string(id))
		servers.Go(func() { _, errs[i] = server.SetUp(t.Context(), token, s) })
	}
	servers.Wait()
	loser := errors.Join(errs...)
	ids, err := o.store.UnitIDs(t.Context())
	must(t, err)
	if (errs[0] == nil) == (errs[1] == nil) || len(ids) != 1 {
		t.Fatalf("units %v, errors %v", ids, errs)
	}
	// One that came after the other had ended finds nothing to set up.
	if !errors.Is(loser, documents.ErrExists) && !errors.Is(loser, documents.ErrNotFound) {
		t.Errorf("the second was told %v", loser)
	}
}

func TestSetUpAfterAnotherBegan(t *testing.T) {
	o := emptyOffice(t)
	token, err := o.FirstStart(t.Context())
	must(t, err)
	must(t, o.store.SwapNote(t.Context(), "founding", "", "pho-vinh/quantri")) // and its server died
	_, err = o.SetUp(t.Context(), token, start())
	expectRules(t, err, "founded")
	if m := auth.Say(err); m.Kind != "exists" || !strings.Contains(m.Detail, "pho-vinh/quantri") {
		t.Errorf("told %+v", m)
	}
	same := start()
	same.Unit = ward("pho-vinh")
	_, err = o.SetUp(t.Context(), token, same)
	must(t, err)
}
