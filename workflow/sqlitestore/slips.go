package sqlitestore

import (
	"context"
	"database/sql"
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
		return t.putSlip(slip, `INSERT INTO slips (version, year, sort, due, until, body, unit, drawer, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, body)
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
		return t.putSlip(slip, `UPDATE slips SET version = ?, year = ?, sort = ?, due = ?, until = ?, body = ? WHERE unit = ? AND drawer = ? AND id = ?`, body)
	})
	if err != nil {
		return fmt.Errorf("swap %s %s of %s: %w", slip.Drawer, slip.ID, slip.Unit, err)
	}
	return nil
}

// putSlip writes the row of a slip with query, and what it is about.
func (t *tx) putSlip(slip *workflow.Slip, query, body string) error {
	if err := t.exec(query, append([]any{slip.Version, slip.Year, slip.Order, slip.Due.String(), slip.Until.String(), body}, slipKey(slip)...)...); err != nil {
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
		return t.putSlip(slip, `INSERT INTO slips (version, year, sort, due, until, body, unit, drawer, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (unit, drawer, id) DO UPDATE
			SET version = excluded.version, year = excluded.year, sort = excluded.sort, due = excluded.due, until = excluded.until,
				body = excluded.body`, body)
	}, err
}

// Slips returns a page of a drawer; see workflow.Cabinet.
func (s *Store) Slips(ctx context.Context, unit documents.UnitID, drawer string, q workflow.SlipQuery) ([]workflow.Slip, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.DefaultPage
	}
	p := slipPick(`body`, unit, drawer, q)
	p.add(` LIMIT +?`, min(limit, workflow.MaxPage))
	return readCards[workflow.Slip](ctx, s, p.String(), p.args)
}

// Marks returns the marks of a page of a drawer; see workflow.Cabinet.
func (s *Store) Marks(ctx context.Context, unit documents.UnitID, drawer string, q workflow.SlipQuery) ([]string, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = workflow.MaxTally
	}
	p := slipPick(`sort, id`, unit, drawer, q)
	p.add(` LIMIT +?`, min(limit, workflow.MaxTally))
	var marks []string
	rows, err := s.reads.QueryContext(ctx, p.String(), p.args...)
	err = each(rows, err, func(rows *sql.Rows) error {
		var order, id string
		err := rows.Scan(&order, &id)
		marks = append(marks, workflow.SlipMark(order, id))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the marks of %s of %s: %w", drawer, unit, s.readError(ctx, err))
	}
	return marks, nil
}

// slipPick returns the query for columns of the slips of a drawer that answer q, in order.
func slipPick(columns string, unit documents.UnitID, drawer string, q workflow.SlipQuery) *pick {
	p := new(pick)
	p.add(`SELECT `+columns+` FROM slips WHERE unit = ? AND drawer = ?`, unit, drawer)
	if q.Year != 0 {
		p.add(` AND year = ?`, q.Year)
	}
	if q.Prefix != "" {
		p.add(` AND sort >= ? AND sort < ? || char(0x10FFFF)`, q.Prefix, q.Prefix)
	}
	if q.Ref != "" {
		p.add(` AND sid IN (SELECT sid FROM slip_refs WHERE unit = ? AND drawer = ? AND ref = ?)`, unit, drawer, q.Ref)
	}
	if !q.DueBy.IsZero() {
		p.add(` AND due <> '' AND due <= ?`, q.DueBy.String())
	}
	if !q.Before.IsZero() {
		p.add(` AND until <> '' AND until < ?`, q.Before.String())
	}
	if q.After != "" {
		order, id, _ := strings.Cut(q.After, "\x00")
		p.add(` AND (sort, id) > (?, ?)`, order, id)
	}
	p.add(` ORDER BY sort, id`)
	return p
}
