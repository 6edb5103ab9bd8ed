package sqlitestore

import (
	"context"
	"fmt"
	"time"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Scratch returns what a person has typed; see workflow.Workbench.
func (s *Store) Scratch(ctx context.Context, key workflow.ScratchKey) (*workflow.Scratch, error) {
	found := new(workflow.Scratch)
	err := s.load(ctx, found, `SELECT body FROM scratches WHERE unit = ? AND record = ? AND account = ?`, key.Unit, key.Record, key.By)
	if err != nil {
		return nil, fmt.Errorf("read what %s typed into %s of %s: %w", key.By, key.Record, key.Unit, err)
	}
	return found, nil
}

// KeepScratch stores what was typed; see workflow.Workbench.
func (s *Store) KeepScratch(ctx context.Context, typed *workflow.Scratch) error {
	body, err := codec.Encode(typed)
	if err != nil {
		return err
	}
	key := []any{typed.Unit, typed.Record, typed.By}
	err = s.write(ctx, func(t *tx) error {
		var n int64
		var err error
		if typed.Save == 1 {
			n, err = t.change(`INSERT INTO scratches (unit, record, account, save, body) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO NOTHING`,
				append(key, body)...)
		} else {
			n, err = t.change(`UPDATE scratches SET save = ?, body = ? WHERE unit = ? AND record = ? AND account = ? AND save = ?`,
				append(append([]any{typed.Save, body}, key...), typed.Save-1)...)
		}
		if err == nil && n == 0 {
			return fmt.Errorf("save %d does not follow what is stored: %w", typed.Save, documents.ErrConflict)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep what %s typed into %s of %s: %w", typed.By, typed.Record, typed.Unit, err)
	}
	return nil
}

// DropScratch forgets what was typed; see workflow.Workbench.
func (s *Store) DropScratch(ctx context.Context, key workflow.ScratchKey) error {
	return s.keep(ctx, "drop what was typed", `DELETE FROM scratches WHERE unit = ? AND record = ? AND account = ?`,
		key.Unit, key.Record, key.By)
}

// Hold gives a record to who writes it; see workflow.Workbench.
func (s *Store) Hold(ctx context.Context, h workflow.Hold, now time.Time, over bool) (workflow.Hold, error) {
	stands := workflow.Hold{Unit: h.Unit, Record: h.Record}
	err := s.write(ctx, func(t *tx) error {
		err := t.exec(`INSERT INTO holds (unit, record, account, name, until) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET account = excluded.account, name = excluded.name, until = excluded.until
			WHERE account = excluded.account OR until <= ? OR ?`,
			h.Unit, h.Record, h.By, h.Name, h.Until.UnixMilli(), now.UnixMilli(), over)
		if err != nil {
			return err
		}
		var until int64
		err = t.row(`SELECT account, name, until FROM holds WHERE unit = ? AND record = ?`, []any{h.Unit, h.Record},
			&stands.By, &stands.Name, &until)
		stands.Until = time.UnixMilli(until).UTC()
		return err
	})
	if err != nil {
		return workflow.Hold{}, fmt.Errorf("hold record %s of %s: %w", h.Record, h.Unit, err)
	}
	return stands, nil
}

// LetGo ends a hold; see workflow.Workbench.
func (s *Store) LetGo(ctx context.Context, h workflow.Hold) error {
	return s.keep(ctx, "let go of a record", `DELETE FROM holds WHERE unit = ? AND record = ? AND account = ?`, h.Unit, h.Record, h.By)
}
