package auth

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"vanthu/documents"
)

// Errors of who a person is. They are of no kind of documents, for nothing can
// be said of rights before; Say has their sentences.
var (
	ErrLogin     = errors.New("wrong user or password")
	ErrNoSession = errors.New("not logged in")
	ErrSetup     = errors.New("wrong set-up token")
)

const (
	tokenSize = 32 // bytes of chance in a token
	longestID = 64 // a longer name is nobody's
)

// A Paused error says that there were too many failed logins. It is returned
// without looking at the password.
type Paused struct{ Wait time.Duration }

func (p *Paused) Error() string { return fmt.Sprintf("too many failed logins: wait %s", p.Wait) }

// An Attempt is one try to log in. Address is where it comes from.
type Attempt struct{ User, Password, Address string }

// A Login is a login that succeeded. The token is shown this once and kept
// nowhere.
type Login struct {
	Token   string
	Expires time.Time
	Account *documents.Account
}

// Login begins a session. ErrLogin for an unknown user, a wrong password and
// an account without a role, in the same time; *Paused; ErrUnavailable.
func (a *Auth) Login(ctx context.Context, try Attempt) (*Login, error) {
	id := documents.AccountID(strings.ToLower(documents.OneLine(try.User)))
	account, kept, err := a.prove(ctx, id, try)
	if err != nil {
		return nil, err
	}
	token := base64.RawURLEncoding.EncodeToString(random(tokenSize))
	session := documents.Session{Key: keyOf(token), Account: id, Expires: a.now().Add(a.c.Life)}
	if err := a.c.Vault.PutSession(ctx, session); err != nil {
		return nil, fmt.Errorf("begin a session of %s: %w", id, err)
	}
	if err := a.still(ctx, session, kept); err != nil {
		return nil, err
	}
	return &Login{Token: token, Expires: session.Expires, Account: account}, nil
}

// still ends the new session when the password was changed since it was
// looked at: that change ended only the sessions there were.
func (a *Auth) still(ctx context.Context, s documents.Session, kept string) error {
	now, err := a.c.Vault.Credential(ctx, s.Account)
	if err == nil && now == kept {
		return nil
	}
	return errors.Join(ErrLogin, err, a.c.Vault.DropSession(ctx, s.Key))
}

// prove returns the account and its password as kept, when the password given
// is its own, within the bounds of failed attempts.
func (a *Auth) prove(ctx context.Context, id documents.AccountID, try Attempt) (*documents.Account, string, error) {
	if len(id) > longestID {
		return nil, "", ErrLogin
	}
	who, where := "account:"+string(id), addressKey(try.Address)
	wait, err := a.limiter.begin(ctx, who, where)
	if err != nil {
		return nil, "", err
	}
	if wait > 0 {
		return nil, "", &Paused{Wait: wait}
	}
	how := undecided
	defer func() { a.limiter.end(who, where, how) }()
	account, kept, err := a.keptOf(ctx, id)
	ok := false
	if err == nil {
		ok, err = a.hasher.verify(ctx, kept, try.Password)
	}
	switch {
	case err != nil:
		return nil, "", fmt.Errorf("check the password of %s: %w", id, err)
	case !ok || account == nil:
		how = wrong
		return nil, "", ErrLogin
	}
	how = right
	return account, kept, nil
}

// keptOf returns the account and its password as kept; for one that may not
// log in no account and the dummy, so that the answer takes as long.
func (a *Auth) keptOf(ctx context.Context, id documents.AccountID) (*documents.Account, string, error) {
	account, err := a.c.Directory.Account(ctx, id)
	if err == nil && len(account.Roles) > 0 {
		kept, err := a.c.Vault.Credential(ctx, id)
		if !errors.Is(err, documents.ErrNotFound) {
			return account, kept, err
		}
	}
	if err == nil || errors.Is(err, documents.ErrNotFound) {
		return nil, a.dummy, nil
	}
	return nil, "", err
}

// Who returns the account whose session has that token, as it is now.
// ErrNoSession when there is none, it has ended or the account has no role any
// more.
func (a *Auth) Who(ctx context.Context, token string) (*documents.Account, error) {
	session, err := a.c.Vault.Session(ctx, keyOf(token), a.now())
	if errors.Is(err, documents.ErrNotFound) {
		return nil, ErrNoSession
	}
	if err != nil {
		return nil, fmt.Errorf("look for a session: %w", err)
	}
	account, err := a.c.Directory.Account(ctx, session.Account)
	if errors.Is(err, documents.ErrNotFound) || err == nil && len(account.Roles) == 0 {
		return nil, ErrNoSession
	}
	if err != nil {
		return nil, fmt.Errorf("look for account %s: %w", session.Account, err)
	}
	return account, nil
}

// Logout ends the session with that token.
func (a *Auth) Logout(ctx context.Context, token string) error {
	if err := a.c.Vault.DropSession(ctx, keyOf(token)); err != nil {
		return fmt.Errorf("end a session: %w", err)
	}
	return nil
}

// keyOf returns what a session is kept under.
func keyOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
