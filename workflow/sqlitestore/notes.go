package sqlitestore

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// Note returns what is noted under key; see workflow.Notes.
func (s *Store) Note(ctx context.Context, key string) (string, error) {
	var value string
	err := s.readError(ctx, kept{s.reads}.QueryRowContext(ctx, `SELECT value FROM notes WHERE key = ?`, key).Scan(&value))
	if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return "", fmt.Errorf("read note %s: %w", key, err)
	}
	return value, nil
}

// SwapNote notes value where old was; see workflow.Notes.
func (s *Store) SwapNote(ctx context.Context, key, old, value string) error {
	query, args := `UPDATE notes SET value = ?2 WHERE key = ?1 AND value = ?3`, []any{key, value, old}
	if old == "" {
		query, args = `INSERT INTO notes (key, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING`, args[:2]
	}
	err := s.write(ctx, func(t *tx) error {
		n, err := t.change(query, args...)
		if err == nil && n == 0 {
			err = documents.ErrConflict
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("store note %s: %w", key, err)
	}
	return nil
}
