// Package storetest is the contract of the stores in full: what every backend
// of workflow.Records, Books, Outbox, Directory, Powers, AddressBook, Cabinet, Templates,
// Notes, Moving and Blobs, and of the credentials and sessions of server/auth, must do. A
// backend's own test calls Run and RunBlobs; a difference between two backends that was met once becomes
// a promise here.
//
// With VANTHU_LONG set in the environment the tests of contention and chance
// run ten times as long.
package storetest

import (
	"context"
	"io"
	"os"
	"testing"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/sweeping"
)

// Units knows which units there are.
type Units interface {
	// UnitIDs returns the ids of all units in order; none before the set-up.
	UnitIDs(ctx context.Context) ([]documents.UnitID, error)
}

// Credentials keeps what passwords are checked against.
type Credentials interface {
	// Credential returns the encoded password hash of an account; ErrNotFound.
	Credential(ctx context.Context, id documents.AccountID) (string, error)
	// SetCredential stores it, new or changed.
	SetCredential(ctx context.Context, id documents.AccountID, encoded string) error
}

// Sessions keeps logins.
type Sessions interface {
	// PutSession stores a session, new or changed.
	PutSession(ctx context.Context, s documents.Session) error
	// Session returns it; ErrNotFound when there is none or it has expired.
	Session(ctx context.Context, key string, now time.Time) (documents.Session, error)
	// DropSession ends a session; no error when there is none.
	DropSession(ctx context.Context, key string) error
	// DropSessions ends all sessions of an account.
	DropSessions(ctx context.Context, account documents.AccountID) error
}

// A Backend is a store under test, part by part, with what only its own test
// can do to it. All of it must be there but the crash points.
type Backend struct {
	workflow.Records
	workflow.Books
	workflow.Outbox
	workflow.Directory
	workflow.Powers
	workflow.AddressBook
	workflow.Templates
	workflow.Workbench
	workflow.Cabinet
	workflow.Notes
	workflow.Moving
	sweeping.Store
	Units
	Credentials
	Sessions
	io.Closer // later calls return ErrUnavailable

	another func(t *testing.T) Backend // opens a fresh, empty store

	// Reopen closes the store and opens the same data again.
	Reopen func(t *testing.T) Backend
	// Damage spoils a book of three numbers behind the store's back.
	Damage func(t *testing.T, book workflow.BookKey, d Damage)
	// CrashPoints names the places between the steps of Register and Void where
	// a crash leaves work for another to take up. A backend whose acts are one
	// step declares so by having none.
	CrashPoints []string
	// CrashAt makes the next Register or Void that comes by a point end there
	// with an error, as if the process had died; "" calls that off.
	CrashAt func(point string)
}

// A Damage is a fault that an audit must find.
type Damage string

// The damages.
const (
	LostEntry     Damage = "lost entry"   // the line of number 2 is gone
	CountBehind   Damage = "count behind" // the book would give number 3 again
	CountAhead    Damage = "count ahead"  // the book would leave number 4 out
	LostRecord    Damage = "lost record"  // the record of number 2 is gone
	OtherNumber   Damage = "other number" // the record of number 2 says 9
	LastDateAhead Damage = "last date"    // the book's last date is that of no line
	OtherRecord   Damage = "other record" // the line of number 2 names the record of number 3
)

// A promise is one sentence of the contract and its proof.
type promise struct {
	name string
	keep func(t *testing.T, s Backend)
}

// Run holds the backend to the contract. open returns a fresh, empty store;
// Run closes it.
func Run(t *testing.T, open func(t *testing.T) Backend) {
	for _, chapter := range [][]promise{
		records, swaps, registers, closings, voids, audits, lists, searches, isolations, outboxes, directories, powers, addresses, templates, cabinets, workbenches, sessions, notes, moves, namings, lives,
	} {
		for _, p := range chapter {
			t.Run(p.name, func(t *testing.T) {
				t.Parallel()
				fresh := func(t *testing.T) Backend {
					t.Helper()
					s := open(t)
					t.Cleanup(func() { _ = s.Close() })
					return s
				}
				s := fresh(t)
				s.another = fresh
				p.keep(t, s)
			})
		}
	}
}

// long returns n, or ten times n in a long run.
func long(n int) int {
	if os.Getenv("VANTHU_LONG") != "" {
		return 10 * n
	}
	return n
}
