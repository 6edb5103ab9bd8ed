package mongostore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"vanthu/documents"
)

// Credential returns the encoded password hash of an account; ErrNotFound.
func (s *Store) Credential(ctx context.Context, id documents.AccountID) (string, error) {
	var doc struct {
		Encoded string `bson:"encoded"`
	}
	if err := s.one(ctx, credentialsColl, byID(id), &doc); err != nil {
		return "", fmt.Errorf("read credential of %s: %w", id, err)
	}
	return doc.Encoded, nil
}

// SetCredential stores the encoded password hash of an account, new or changed.
func (s *Store) SetCredential(ctx context.Context, id documents.AccountID, encoded string) error {
	if err := s.put(ctx, credentialsColl, byID(id), field("encoded", encoded)); err != nil {
		return fmt.Errorf("store credential: %w", err)
	}
	return nil
}

// PutSession stores a session, new or changed.
func (s *Store) PutSession(ctx context.Context, session documents.Session) error {
	err := s.put(ctx, sessionsColl, byID(session.Key),
		field("account", session.Account), field("expires", session.Expires.UnixMilli()))
	if err != nil {
		return fmt.Errorf("store session: %w", err)
	}
	return nil
}

// Session returns the session with that key; ErrNotFound when there is none or
// it has expired at now. Meeting one that has expired, it sweeps all of them.
// The clock is the caller's, so the server's own expiry of documents is not
// used.
func (s *Store) Session(ctx context.Context, key string, now time.Time) (documents.Session, error) {
	var doc struct {
		Account documents.AccountID `bson:"account"`
		Expires int64               `bson:"expires"`
	}
	if err := s.one(ctx, sessionsColl, byID(key), &doc); err != nil {
		return documents.Session{}, fmt.Errorf("read session: %w", err)
	}
	session := documents.Session{Key: key, Account: doc.Account, Expires: time.UnixMilli(doc.Expires).UTC()}
	if now.Before(session.Expires) {
		return session, nil
	}
	err := s.drop(ctx, "sweep sessions", bson.D{field("expires", bson.D{field("$lte", now.UnixMilli())})})
	return documents.Session{}, errors.Join(fmt.Errorf("read session: it has expired: %w", documents.ErrNotFound), err)
}

// DropSession ends a session; no error when there is none.
func (s *Store) DropSession(ctx context.Context, key string) error {
	return s.drop(ctx, sessionsColl, byID(key))
}

// DropSessions ends all sessions of an account.
func (s *Store) DropSessions(ctx context.Context, account documents.AccountID) error {
	return s.drop(ctx, sessionsColl, bson.D{field("account", account)})
}
