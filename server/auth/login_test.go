package auth_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"

	"vanthu/documents"
	"vanthu/server/auth"
)

func TestLogin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	noCredential := person("moi", documents.Drafter)
	must(t, o.store.PutAccount(t.Context(), &noCredential))
	for _, c := range []struct {
		name, user, password string
		want                 error
	}{
		{"OK", "chuyenvien", password, nil},
		{"UpperCaseAndSpaces", " ChuyenVien ", password, nil},
		{"PasswordTypedDecomposed", "chuyenvien", norm.NFD.String(password), nil},
		{"WrongPassword", "chuyenvien", "cây đa bến đò", auth.ErrLogin},
		{"PasswordWithoutMarks", "chuyenvien", "cay da ben nuoc", auth.ErrLogin},
		{"NoPassword", "chuyenvien", "", auth.ErrLogin},
		{"UnknownUser", "aidaykhongbiet", password, auth.ErrLogin},
		{"NoUser", "", password, auth.ErrLogin},
		{"EndlessUser", strings.Repeat("a", 1<<20), password, auth.ErrLogin},
		{"WithoutRole", "nghihuu", password, auth.ErrLogin},
		{"WithoutPassword", "moi", password, auth.ErrLogin},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in, err := o.Login(t.Context(), auth.Attempt{User: c.user, Password: c.password, Address: c.name})
			if !errors.Is(err, c.want) || (err == nil) != (c.want == nil) {
				t.Fatalf("got error %v, want %v", err, c.want)
			}
			if err == nil && in.Account.ID != "chuyenvien" {
				t.Errorf("got account %s, want chuyenvien", in.Account.ID)
			}
		})
	}
}

func TestUnknownUserTakesAsLong(t *testing.T) {
	o := newOffice(t)
	least := map[string]time.Duration{"chuyenvien": time.Hour, "khongco": time.Hour, "nghihuu": time.Hour}
	for n := range 5 {
		for user := range least {
			begin := time.Now()
			o.fail(t, user, fmt.Sprintf("10.0.0.%d", n))
			least[user] = min(least[user], time.Since(begin))
		}
	}
	for user, took := range least {
		if took < least["chuyenvien"]/3 {
			t.Errorf("%s takes %s, a known user %s", user, took, least["chuyenvien"])
		}
	}
}

func TestSession(t *testing.T) {
	o := newOffice(t)
	in := o.login(t, "chuyenvien")
	if want := o.clock.Add(12 * time.Hour); !in.Expires.Equal(want) {
		t.Errorf("ends at %s, want %s", in.Expires, want)
	}
	t.Run("IsKnownOnAnotherServer", func(t *testing.T) {
		by, err := o.server(o.store).Who(t.Context(), in.Token)
		if err != nil || by.ID != "chuyenvien" {
			t.Errorf("got %v, %v", by, err)
		}
	})
	t.Run("TokenIsNotKept", func(t *testing.T) {
		_, err := o.store.Session(t.Context(), in.Token, o.clock)
		if !errors.Is(err, documents.ErrNotFound) {
			t.Errorf("the store knows the token itself: %v", err)
		}
	})
	t.Run("AnotherTokenIsNobody", func(t *testing.T) {
		for _, token := range []string{"", "x", in.Token + "x", strings.ToLower(in.Token)} {
			expectNobody(t, o, token)
		}
	})
	t.Run("LogoutEndsOnlyIt", func(t *testing.T) {
		other := o.login(t, "chuyenvien")
		must(t, o.Logout(t.Context(), other.Token))
		expectNobody(t, o, other.Token)
		if _, err := o.Who(t.Context(), in.Token); err != nil {
			t.Errorf("the other session: %v", err)
		}
	})
	t.Run("LosingAllRolesEndsIt", func(t *testing.T) {
		other := o.login(t, "quantri")
		gone := person("quantri")
		must(t, o.store.PutAccount(t.Context(), &gone))
		expectNobody(t, o, other.Token)
	})
	t.Run("EndsWithItsTime", func(t *testing.T) {
		o.pass(12*time.Hour - time.Millisecond)
		if _, err := o.Who(t.Context(), in.Token); err != nil {
			t.Fatalf("just before: %v", err)
		}
		o.pass(time.Millisecond)
		expectNobody(t, o, in.Token)
	})
}

func expectNobody(t *testing.T, o *office, token string) {
	t.Helper()
	if by, err := o.Who(t.Context(), token); !errors.Is(err, auth.ErrNoSession) {
		t.Errorf("token %q: got %v, %v, want %v", token, by, err, auth.ErrNoSession)
	}
}

func TestKeptPassword(t *testing.T) {
	o := newOffice(t)
	kept, err := o.store.Credential(t.Context(), "chuyenvien")
	must(t, err)
	if !strings.HasPrefix(kept, "$argon2id$v=19$m=7168,t=5,p=1$") || strings.Contains(kept, password) {
		t.Errorf("kept as %q", kept)
	}
	other, err := o.store.Credential(t.Context(), "quantri")
	must(t, err)
	if kept == other {
		t.Error("two people with one password are kept alike")
	}
	tail := strings.TrimPrefix(kept, "$argon2id$v=19$m=7168,t=5,p=1$")
	for name, bad := range map[string]string{
		"Empty": "", "Plain": password, "NoHash": "$argon2id$v=19$m=7168,t=5,p=1$c2FsdHNhbHQ$",
		"TooDear": "$argon2id$v=19$m=4194304,t=5,p=1$" + tail, "TooManyPasses": "$argon2id$v=19$m=7168,t=99,p=1$" + tail,
		"NoPasses": "$argon2id$v=19$m=7168,t=0,p=1$" + tail, "NoLanes": "$argon2id$v=19$m=7168,t=5,p=0$" + tail,
		"OtherVersion": "$argon2id$v=16$m=7168,t=5,p=1$" + tail, "Shorter": kept[:len(kept)-4], "More": kept + "$x",
		"OtherKind": strings.Replace(kept, "argon2id", "argon2i", 1),
	} {
		t.Run(name, func(t *testing.T) {
			must(t, o.store.SetCredential(t.Context(), "chuyenvien", bad))
			_, err := o.Login(t.Context(), auth.Attempt{User: "chuyenvien", Password: password, Address: name})
			if err == nil {
				t.Errorf("logged in with %q", bad)
			}
		})
	}
}

// A meddler does something in the middle of a login.
type meddler struct {
	auth.Vault
	between func()
}

func (m meddler) PutSession(ctx context.Context, s documents.Session) error {
	m.between()
	return m.Vault.PutSession(ctx, s)
}

func TestPasswordChangedDuringLogin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	admin := o.account(t, "quantri")
	slow := o.server(meddler{o.store, func() {
		must(t, o.SetPassword(t.Context(), admin, "chuyenvien", "mật khẩu vừa đổi"))
	}})
	in, err := slow.Login(t.Context(), auth.Attempt{User: "chuyenvien", Password: password, Address: "10.0.0.1"})
	if !errors.Is(err, auth.ErrLogin) {
		t.Errorf("got %v, %v, want %v: the session would outlive the password", in, err, auth.ErrLogin)
	}
}
