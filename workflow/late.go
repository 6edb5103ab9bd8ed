package workflow

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"vanthu/documents"
)

// An Overdue is a record and the limit that presses it, or that it missed.
type Overdue struct {
	Summary
	Duty Duty
}

// Pressing returns, of items, those with a limit that ends today or is over, by
// their ids.
func (e *Engine) Pressing(ctx context.Context, by *documents.Account, items []Summary) (map[RecordID]Duty, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	out, today := map[RecordID]Duty{}, e.Today()
	for i := range items {
		if d, ok := Pressing(items[i].Duties(&unit.Settings), today); ok {
			out[items[i].ID] = d
		}
	}
	return out, nil
}

// Duties returns how the limits of the decree stand for r.
func (e *Engine) Duties(ctx context.Context, by *documents.Account, r *Record) ([]Duty, error) {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	s := Summarise(r)
	return s.Duties(&unit.Settings), nil
}

// ClerkDue returns what waits for văn thư with a limit that ends today or is over,
// the earliest first; for others nothing.
func (e *Engine) ClerkDue(ctx context.Context, by *documents.Account) ([]Overdue, error) {
	if !by.Has(documents.Clerk) {
		return nil, nil
	}
	var out []Overdue
	err := e.walk(ctx, by, Query{Desks: []Desk{clerksDesk}}, func(s Summary, office *documents.Settings) {
		if d, ok := Pressing(s.Duties(office), e.Today()); ok {
			out = append(out, Overdue{s, d})
		}
	})
	slices.SortStableFunc(out, func(a, b Overdue) int {
		return cmp.Or(a.Duty.By.Compare(b.Duty.By), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

// walk gives each record that answers q to see, with the office's settings.
func (e *Engine) walk(ctx context.Context, by *documents.Account, q Query, see func(Summary, *documents.Settings)) error {
	unit, err := e.d.Directory.Unit(ctx, by.Unit)
	if err != nil {
		return fmt.Errorf("read unit %s: %w", by.Unit, err)
	}
	for q.Limit = MaxPage; ; {
		page, err := e.List(ctx, by, q)
		if err != nil {
			return err
		}
		for _, s := range page.Items {
			see(s, &unit.Settings)
		}
		if q.After = page.Next; q.After == "" {
			return nil
		}
	}
}
