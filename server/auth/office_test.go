package auth_test

import (
	"path/filepath"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/server/auth"
	"vanthu/workflow/sqlitestore"
)

// An office is a ward with people on a store of its own, and a clock.
type office struct {
	*auth.Auth
	store *sqlitestore.Store
	clock time.Time
}

const password = "cây đa bến nước"

var morning = time.Date(2025, 11, 25, 1, 0, 0, 0, time.UTC)

// newOffice has an administrator, a drafter and a person without a role, who
// all have the same password.
func newOffice(t *testing.T) *office {
	t.Helper()
	o := emptyOffice(t)
	unit := ward("duc-pho")
	must(t, o.store.PutUnit(t.Context(), &unit))
	for _, a := range []documents.Account{
		person("quantri", documents.Admin), person("chuyenvien", documents.Drafter), person("nghihuu"),
	} {
		must(t, o.Put(t.Context(), &a, password))
	}
	return o
}

// emptyOffice is a first start.
func emptyOffice(t *testing.T) *office {
	t.Helper()
	store, err := sqlitestore.Open(t.Context(), filepath.Join(t.TempDir(), "vanthu.db"))
	must(t, err)
	t.Cleanup(func() { must(t, store.Close()) })
	o := &office{store: store, clock: morning}
	o.Auth = o.server(store)
	return o
}

// server is one more server on the same store.
func (o *office) server(vault auth.Vault) *auth.Auth {
	return auth.New(auth.Config{Directory: o.store, Vault: vault, Notes: o.store, Now: func() time.Time { return o.clock }})
}

func (o *office) pass(d time.Duration) { o.clock = o.clock.Add(d) }

// login logs in with the right password, from the office's own address.
func (o *office) login(t *testing.T, user string) *auth.Login {
	t.Helper()
	in, err := o.Login(t.Context(), auth.Attempt{User: user, Password: password, Address: "10.0.0.1"})
	must(t, err)
	return in
}

// account returns the account as the store has it.
func (o *office) account(t *testing.T, id documents.AccountID) *documents.Account {
	t.Helper()
	a, err := o.store.Account(t.Context(), id)
	must(t, err)
	return a
}

func ward(id documents.UnitID) documents.Unit {
	return documents.Unit{
		ID: id, Issuer: documents.Issuer{Name: "Ủy ban nhân dân phường Đức Phổ", Symbol: "UBND"}, Place: "Đức Phổ",
		Divisions: []documents.Division{{Symbol: "VP", Name: "Văn phòng", Office: true}, {Symbol: "VHXH", Name: "Phòng Văn hóa - Xã hội"}},
	}
}

func person(id documents.AccountID, roles ...documents.Role) documents.Account {
	return documents.Account{ID: id, Unit: "duc-pho", Name: "Lê Văn Hiếu", Division: "VHXH", Roles: roles}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
