package workflow

import (
	"context"
	"fmt"
	"sync"

	"vanthu/documents"
)

// bookScratch is where a list stands that was uploaded and not yet taken into
// the address book: it is typed and not saved, as other texts of the workbench.
const bookScratch RecordID = "so-dia-chi"

// A BookList is a list as it was uploaded: the name of its file and its rows.
type BookList struct {
	File string
	Rows []string
	Save int64 // tells it from one that was uploaded later
}

// KeepBookList keeps a list until another is uploaded by the same person, and
// returns its Save. ErrForbidden; ErrConflict when the person uploads two at
// once.
func (e *Engine) KeepBookList(ctx context.Context, by *documents.Account, list BookList) (int64, error) {
	if err := mustKeepBook(by); err != nil {
		return 0, err
	}
	s := &Scratch{ScratchKey: e.bookKey(by), Fields: map[string][]string{"file": {list.File}, "rows": list.Rows}}
	if err := e.putAside(ctx, s); err != nil {
		return 0, err
	}
	return s.Save, nil
}

// BookList returns the list that the person uploaded last. ErrForbidden,
// ErrNotFound.
func (e *Engine) BookList(ctx context.Context, by *documents.Account) (*BookList, error) {
	if err := mustKeepBook(by); err != nil {
		return nil, err
	}
	s, err := e.d.Workbench.Scratch(ctx, e.bookKey(by))
	if err != nil {
		return nil, fmt.Errorf("read the list of %s: %w", by.ID, err)
	}
	return &BookList{File: first(s.Fields["file"]), Rows: s.Fields["rows"], Save: s.Save}, nil
}

func (e *Engine) bookKey(by *documents.Account) ScratchKey {
	return ScratchKey{Unit: by.Unit, Record: bookScratch, By: by.ID}
}

// WholeBook returns all entries of the address book of the person's unit, in
// order of their names.
func (e *Engine) WholeBook(ctx context.Context, by *documents.Account) ([]documents.Agency, error) {
	var all []documents.Agency
	q := BookQuery{Limit: MaxPage}
	for {
		page, err := e.Agencies(ctx, by, q)
		if err != nil {
			return nil, err
		}
		all = append(all, page...)
		if len(page) < MaxPage {
			return all, nil
		}
		q.After = page[len(page)-1].ID
	}
}

// PlanBook returns what lines would do to the address book now, in their order.
// ErrForbidden.
func (e *Engine) PlanBook(ctx context.Context, by *documents.Account, lines []BookLine) ([]BookChange, error) {
	if err := mustKeepBook(by); err != nil {
		return nil, err
	}
	all, err := e.WholeBook(ctx, by)
	if err != nil {
		return nil, err
	}
	return newBookPlanner(all, e.Today()).plan(by.Unit, lines), nil
}

// ImportBook does to the address book what the lines say that are not refused,
// and returns what became of each. What was done when an error comes stays; to
// do it again does the rest. ErrForbidden.
func (e *Engine) ImportBook(ctx context.Context, by *documents.Account, lines []BookLine) ([]BookChange, error) {
	changes, err := e.PlanBook(ctx, by, lines)
	if err != nil {
		return nil, err
	}
	for _, wave := range waves(changes) {
		if err := e.putAll(ctx, wave); err != nil {
			return nil, err
		}
	}
	return changes, nil
}

// waves parts what is to be written so that nothing names what is not there:
// the bodies above come first.
func waves(changes []BookChange) [][]*documents.Agency {
	missing := map[documents.AgencyID]bool{}
	var rest []*documents.Agency
	for i := range changes {
		if c := &changes[i]; c.Verdict == LineMade || c.Verdict == LineChanged {
			missing[c.Agency.ID] = c.Verdict == LineMade
			rest = append(rest, &c.Agency)
		}
	}
	var out [][]*documents.Agency
	for len(rest) > 0 {
		var now, later []*documents.Agency
		for _, a := range rest {
			if missing[a.Parent] || missing[a.Successor] {
				later = append(later, a)
			} else {
				now = append(now, a)
			}
		}
		if len(now) == 0 { // they name one another in a ring
			now, later = later, nil
		}
		for _, a := range now {
			delete(missing, a.ID)
		}
		out, rest = append(out, now), later
	}
	return out
}

// writers is how many entries are written at once, so that a store that
// commits in groups has groups.
const writers = 32

func (e *Engine) putAll(ctx context.Context, all []*documents.Agency) error {
	next := make(chan *documents.Agency)
	faults := make(chan error, writers)
	var working sync.WaitGroup
	for range writers {
		working.Go(func() {
			var fault error
			for a := range next {
				if fault == nil {
					fault = e.d.Book.PutAgency(ctx, a)
				}
			}
			faults <- fault
		})
	}
	for _, a := range all {
		next <- a
	}
	close(next)
	working.Wait()
	close(faults)
	for fault := range faults {
		if fault != nil {
			return fmt.Errorf("take lines into the address book: %w", fault)
		}
	}
	return nil
}
