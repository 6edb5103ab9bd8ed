package mongostore

import (
	"context"
	"errors"
	"fmt"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"vanthu/documents"
)

// A note is a note as its document has it.
type note struct {
	Value string `bson:"value"`
	Act   string `bson:"act"` // the last write, to know it again when its answer was lost
}

// Note returns what is noted under key; see workflow.Notes.
func (s *Store) Note(ctx context.Context, key string) (string, error) {
	var n note
	if err := s.one(ctx, notesColl, byID(key), &n); err != nil && !errors.Is(err, documents.ErrNotFound) {
		return "", fmt.Errorf("read note %s: %w", key, err)
	}
	return n.Value, nil
}

// SwapNote notes value where old was; see workflow.Notes.
func (s *Store) SwapNote(ctx context.Context, key, old, value string) error {
	act := newToken()
	err := s.write(ctx, func(ctx context.Context) error {
		done, err := s.swapNote(ctx, key, old, note{value, act})
		if done || err != nil {
			return err
		}
		var there note
		if err := s.one(ctx, notesColl, byID(key), &there); err != nil && !errors.Is(err, documents.ErrNotFound) {
			return err
		}
		if there.Act != act {
			return documents.ErrConflict
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store note %s: %w", key, err)
	}
	return nil
}

// swapNote tries once; false when something else is noted.
func (s *Store) swapNote(ctx context.Context, key, old string, n note) (bool, error) {
	if old != "" {
		return s.update(ctx, notesColl, byID(key, field("value", old)), set(field("value", n.Value), field("act", n.Act)))
	}
	_, err := s.db.Collection(notesColl).InsertOne(ctx, byID(key, field("value", n.Value), field("act", n.Act)))
	if mongo.IsDuplicateKeyError(err) {
		return false, nil
	}
	return err == nil, translate(err)
}
