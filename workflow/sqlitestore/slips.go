package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// Lay stores a new slip; see workflow.Cabinet.
func (s *Store) Lay(ctx context.Context, slip *workflow.Slip) error {
	if slip.Version != 1 {
		return fmt.Errorf("lay %s %s: version %d is not the first", slip.Drawer, slip.ID, slip.Version)
	}
	body, err := codec.Encode(slip)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		return t.putSlip(slip, `INSERT INTO slips (version, year, sort, body, unit, drawer, id) VALUES (?, ?, ?, ?, ?, ?, ?)`, body)
	})
	if err != nil {
		return fmt.Errorf("lay %s %s of %s: %w", slip.Drawer, slip.ID, slip.Unit, err)
	}
	return nil
}

// Slip returns a slip; see workflow.Cabinet.
func (s *Store) Slip(ctx context.Context, unit documents.UnitID, drawer, id string) (*workflow.Slip, error) {
	slip := new(workflow.Slip)
	if err := s.load(ctx, slip, `SELECT body FROM slips WHERE unit = ? AND drawer = ? AND id = ?`, unit, drawer, id); err != nil {
		return nil, fmt.Errorf("read %s %s of %s: %w", drawer, id, unit, err)
	}
	return slip, nil
}

// SwapSlip stores the next version of a slip; see workflow.Cabinet.
func (s *Store) SwapSlip(ctx context.Context, slip *workflow.Slip, from int64) error {
	if slip.Version != from+1 {
		return fmt.Errorf("write %s %s: version %d does not follow %d", slip.Drawer, slip.ID, slip.Version, from)
	}
	body, err := codec.Encode(slip)
	if err != nil {
		return err
	}
	err = s.write(ctx, func(t *tx) error {
		var version int64
		err := t.row(`SELECT version FROM slips WHERE unit = ? AND drawer = ? AND id = ?`, slipKey(slip), &version)
		if err == nil && version != from {
			err = fmt.Errorf("version %d is stored, not %d: %w", version, from, documents.ErrConflict)
		}
		if err != nil {
			return err
		}
		return t.putSlip(slip, `UPDATE slips SET version = ?, year = ?, sort = ?, body = ? WHERE unit = ? AND drawer = ? AND id = ?`, body)
	})
	if err != nil {
		return fmt.Errorf("swap %s %s of %s: %w", slip.Drawer, slip.ID, slip.Unit, err)
	}
	return nil
}

// putSlip writes the row of a slip with query, and what it is about.
func (t *tx) putSlip(slip *workflow.Slip, query, body string) error {
	if err := t.exec(query, append([]any{slip.Version, slip.Year, slip.Order, body}, slipKey(slip)...)...); err != nil {
		return err
	}
	var sid int64
	if err := t.row(`SELECT sid FROM slips WHERE unit = ? AND drawer = ? AND id = ?`, slipKey(slip), &sid); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM slip_refs WHERE sid = ?`, sid); err != nil {
		return err
	}
	var errs []error
	for _, ref := range slices.Compact(slices.Sorted(slices.Values(slip.Refs))) {
		errs = append(errs, t.exec(`INSERT INTO slip_refs (unit, drawer, ref, sid) VALUES (?, ?, ?, ?)`, slip.Unit, slip.Drawer, ref, sid))
	}
	return errors.Join(errs...)
}

func slipKey(s *workflow.Slip) []any { return []any{s.Unit, s.Drawer, s.ID} }

// bringSlip stores a slip as it is, whatever was there.
func bringSlip(slip *workflow.Slip) (step, error) {
	body, err := codec.Encode(slip)
	return func(t *tx) error {
		return t.putSlip(slip, `INSERT INTO slips (version, year, sort, body, unit, drawer, id) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit, drawer, id) DO UPDATE
			SET version = excluded.version, year = excluded.year, sort = excluded.sort, body = excluded.body`, body)
	}, err
}

// Slips returns a page of a drawer; see workflow.Cabinet.
func (s *Store) Slips(ctx context.Context, unit documents.UnitID, drawer string, q workflow.SlipQuery) ([]workflow.Slip, error) {
	query, args := `SELECT body FROM slips WHERE unit = ? AND drawer = ?`, []any{unit, drawer}
	where := func(condition string, values ...any) {
		query += " AND " + condition
		args = append(args, values...)
	}
	if q.Year != 0 {
		where(`year = ?`, q.Year)
	}
	if q.Prefix != "" {
		where(`sort >= ? AND sort < ? || char(0x10FFFF)`, q.Prefix, q.Prefix)
	}
	if q.Ref != "" {
		where(`sid IN (SELECT sid FROM slip_refs WHERE unit = ? AND drawer = ? AND ref = ?)`, unit, drawer, q.Ref)
	}
	if q.After != "" {
		order, id, _ := strings.Cut(q.After, "\x00")
		where(`(sort, id) > (?, ?)`, order, id)
	}
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.DefaultPage
	}
	return readCards[workflow.Slip](ctx, s, query+` ORDER BY sort, id LIMIT +?`, append(args, min(limit, workflow.MaxPage)))
}
