package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"vanthu/documents"
)

// Credential returns the encoded password hash of an account; ErrNotFound.
func (s *Store) Credential(ctx context.Context, id documents.AccountID) (string, error) {
	var encoded string
	err := kept{s.reads}.QueryRowContext(ctx, `SELECT encoded FROM credentials WHERE account = ?`, id).Scan(&encoded)
	if err != nil {
		return "", fmt.Errorf("read credential of %s: %w", id, s.readError(ctx, err))
	}
	return encoded, nil
}

const putCredential = `INSERT INTO credentials (account, encoded) VALUES (?, ?)
	ON CONFLICT DO UPDATE SET encoded = excluded.encoded`

// SetCredential stores the encoded password hash of an account, new or changed.
func (s *Store) SetCredential(ctx context.Context, id documents.AccountID, encoded string) error {
	return s.keep(ctx, "store credential", putCredential, id, encoded)
}

// PutSession stores a session, new or changed.
func (s *Store) PutSession(ctx context.Context, session documents.Session) error {
	return s.keep(ctx, "store session", `INSERT INTO sessions (key, account, expires) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET account = excluded.account, expires = excluded.expires`,
		session.Key, session.Account, session.Expires.UnixMilli())
}

// Session returns the session with that key; ErrNotFound when there is none or
// it has expired at now. Meeting one that has expired, it sweeps all of them.
func (s *Store) Session(ctx context.Context, key string, now time.Time) (documents.Session, error) {
	session := documents.Session{Key: key}
	var expires int64
	err := kept{s.reads}.QueryRowContext(ctx, `SELECT account, expires FROM sessions WHERE key = ?`, key).Scan(&session.Account, &expires)
	if err != nil {
		return documents.Session{}, fmt.Errorf("read session: %w", s.readError(ctx, err))
	}
	session.Expires = time.UnixMilli(expires).UTC()
	if now.Before(session.Expires) {
		return session, nil
	}
	err = s.keep(ctx, "sweep sessions", `DELETE FROM sessions WHERE expires <= ?`, now.UnixMilli())
	return documents.Session{}, errors.Join(fmt.Errorf("read session: it has expired: %w", documents.ErrNotFound), err)
}

// DropSession ends a session; no error when there is none.
func (s *Store) DropSession(ctx context.Context, key string) error {
	return s.keep(ctx, "drop session", `DELETE FROM sessions WHERE key = ?`, key)
}

// DropSessions ends all sessions of an account.
func (s *Store) DropSessions(ctx context.Context, account documents.AccountID) error {
	return s.keep(ctx, "drop sessions", `DELETE FROM sessions WHERE account = ?`, account)
}

// keep writes one statement.
func (s *Store) keep(ctx context.Context, what, query string, args ...any) error {
	if err := s.write(ctx, func(t *tx) error { return t.exec(query, args...) }); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}
