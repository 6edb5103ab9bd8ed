package sqlitestore

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/codec"
)

// A step stores one thing within a transaction.
type step func(*tx) error

// Bring stores things of a part; see workflow.Moving. They are one transaction.
func (s *Store) Bring(ctx context.Context, part workflow.Part, items []workflow.Item) error {
	shelf, err := shelfOf(part)
	if err != nil {
		return err
	}
	steps, err := shelf.steps(items)
	if err != nil {
		return fmt.Errorf("bring %s: %w", part, err)
	}
	return s.write(ctx, func(t *tx) error {
		for i, store := range steps {
			if err := store(t); err != nil {
				return fmt.Errorf("bring %s of %s: %w", items[i].Place, part, err)
			}
		}
		return nil
	})
}

// steps returns the steps that store items. Encoding them and finding their
// words takes about as long as writing them, so that all processors do it.
func (s shelf) steps(items []workflow.Item) ([]step, error) {
	steps, errs := make([]step, len(items)), make([]error, len(items))
	var makers sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for first := range min(n, len(items)) {
		makers.Go(func() {
			for i := first; i < len(items); i += n {
				if steps[i], errs[i] = s.bring(items[i].Value); errs[i] != nil {
					errs[i] = fmt.Errorf("%s: %w", items[i].Place, errs[i])
				}
			}
		})
	}
	makers.Wait()
	return steps, errors.Join(errs...)
}

// bring gives a maker of steps to a shelf.
func bring[T any](store func(*T) (step, error)) func(any) (step, error) {
	return func(value any) (step, error) {
		v, ok := value.(*T)
		if !ok {
			return nil, fmt.Errorf("it is a %T, not a %T", value, v)
		}
		return store(v)
	}
}

// put returns the step that runs query with args and the body of v.
func put(v any, query string, args ...any) (step, error) {
	body, err := codec.Encode(v)
	return func(t *tx) error { return t.exec(query, append(args, body)...) }, err
}

func bringUnit(u *documents.Unit) (step, error) { return put(u, putUnit, u.ID) }

func bringAccount(a *documents.Account) (step, error) {
	return put(a, `INSERT INTO accounts (id, unit, body) VALUES (?, ?, ?)
		ON CONFLICT DO UPDATE SET unit = excluded.unit, body = excluded.body`, a.ID, a.Unit)
}

func bringCredential(c *workflow.Credential) (step, error) {
	return func(t *tx) error { return t.exec(putCredential, c.Account, c.Encoded) }, nil
}

func bringViews(v *workflow.Views) (step, error) {
	return func(t *tx) error {
		return t.exec(`INSERT INTO notes (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, v.Note(), v.Noted)
	}, nil
}

func bringTemplate(v *documents.TemplateVersion) (step, error) {
	return put(v, `INSERT INTO templates (unit, version, writes, body) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET writes = excluded.writes, body = excluded.body`, v.Unit, v.Version, v.Writes)
}

func bringBook(b *workflow.BookEnd) (step, error) {
	closing, err := closingText(b.Closing)
	return func(t *tx) error {
		delete(t.late.books, b.Book) // it has come so far now, whatever was before
		return t.exec(putBook, append(key(b.Book), b.Last, b.LastDate.String(), closing)...)
	}, err
}

func bringEntry(e *workflow.Entry) (step, error) {
	line := *e
	line.Void = "" // it has its column
	return put(&line, `INSERT INTO entries (unit, year, series, number, reference, record, void, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (unit, year, series, number) DO UPDATE
		SET reference = excluded.reference, record = excluded.record, void = excluded.void, body = excluded.body`,
		append(key(e.Book), e.Number, e.Reference.String(), e.Record, e.Void)...)
}

func bringRecord(r *workflow.Record) (step, error) {
	row, err := newRow(r)
	if err != nil {
		return nil, err
	}
	return func(t *tx) error { return t.bring(row) }, nil
}
