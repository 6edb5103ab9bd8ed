package auth

import (
	"context"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
)

// Vault keeps what proves who a person is. Its errors are those of the other
// stores behind the engine.
type Vault interface {
	// Credential returns the account's password as it is kept; ErrNotFound.
	Credential(ctx context.Context, id documents.AccountID) (string, error)
	// SetCredential replaces it.
	SetCredential(ctx context.Context, id documents.AccountID, encoded string) error
	// PutSession stores the session, new or changed.
	PutSession(ctx context.Context, s documents.Session) error
	// Session returns the session that has not expired at now; ErrNotFound.
	Session(ctx context.Context, key string, now time.Time) (documents.Session, error)
	// DropSession ends one session; one that is not there is no error.
	DropSession(ctx context.Context, key string) error
	// DropSessions ends all sessions of the account.
	DropSessions(ctx context.Context, id documents.AccountID) error
	// UnitIDs returns the ids of all units in their order.
	UnitIDs(ctx context.Context) ([]documents.UnitID, error)
}

// Config is what Auth works with. All but Life are required.
type Config struct {
	Directory workflow.Directory
	Vault     Vault
	Notes     workflow.Notes
	Now       func() time.Time
	Life      time.Duration // of a session, from its login on; 0 is 12 hours, a working day
}

// Auth carries out logins. It is safe for concurrent use.
type Auth struct {
	c       Config
	hasher  *hasher
	limiter *limiter
	dummy   string // what an unknown user's password is compared with
	setup   setup
}

const workingDay = 12 * time.Hour

// New returns an Auth over c.
func New(c Config) *Auth {
	if c.Life == 0 {
		c.Life = workingDay
	}
	return &Auth{c: c, hasher: newHasher(), limiter: newLimiter(c.Now), dummy: dummy()}
}

// now is the time as stores keep it.
func (a *Auth) now() time.Time { return a.c.Now().UTC().Truncate(time.Millisecond) }
