package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// Get returns a record of the person's unit; ErrNotFound.
func (e *Engine) Get(ctx context.Context, by *documents.Account, id RecordID) (*Record, error) {
	r, err := e.d.Records.Get(ctx, by.Unit, id)
	if err != nil {
		return nil, fmt.Errorf("read document %s: %w", id, err)
	}
	return r, nil
}

// List returns a page of the unit's records.
func (e *Engine) List(ctx context.Context, by *documents.Account, q Query) (Page, error) {
	page, err := e.d.Records.List(ctx, by.Unit, q)
	if err != nil {
		return Page{}, fmt.Errorf("list documents of %s: %w", by.Unit, err)
	}
	return page, nil
}

// Actions returns the acts the person may do on r now, in the order of the
// table. A guard may still ask for something to be mended.
func (e *Engine) Actions(ctx context.Context, by *documents.Account, r *Record) ([]Step, error) {
	unit, err := e.d.Directory.Unit(ctx, r.Unit)
	if err != nil {
		return nil, fmt.Errorf("read unit %s: %w", r.Unit, err)
	}
	var mine []Step
	for _, s := range e.FlowOf(r).From(r.State) {
		if mayDo(s, r, unit, by) && s.suits(r) {
			mine = append(mine, s)
		}
	}
	return mine, nil
}

// Docx returns the file that stands for r now: the numbered one, else the one
// under review, byte for byte as stored; before the first round the draft as
// it is, rendered for this call. Errors as Renderer.Render gives them.
func (e *Engine) Docx(ctx context.Context, r *Record) ([]byte, error) {
	file := r.Shown()
	if file == nil || e.FlowOf(r).Editable(r.State) {
		docx, _, err := e.render(ctx, r)
		return docx, err
	}
	docx, err := e.d.Blobs.Get(ctx, r.Unit, file.Hash)
	if err != nil {
		return nil, fmt.Errorf("read the file of document %s: %w", r.ID, err)
	}
	return docx, nil
}

// A BookPage asks for lines of a number book: up to Limit, from the number
// After.
type BookPage struct {
	Year         int
	Series       string
	After, Limit int
}

// Register returns lines of a number book of the person's unit.
func (e *Engine) Register(ctx context.Context, by *documents.Account, p BookPage) ([]Entry, error) {
	book := BookKey{Unit: by.Unit, Year: p.Year, Series: p.Series}
	entries, err := e.d.Books.Entries(ctx, book, p.After, p.Limit)
	if err != nil {
		return nil, fmt.Errorf("read book %s of %d: %w", p.Series, p.Year, err)
	}
	return entries, nil
}

// Book returns how far a number book of the unit has come; ErrNotFound.
func (e *Engine) Book(ctx context.Context, by *documents.Account, year int, series string) (*BookEnd, error) {
	book, err := e.d.Books.Book(ctx, BookKey{Unit: by.Unit, Year: year, Series: series})
	if err != nil {
		return nil, fmt.Errorf("read book %s of %d: %w", series, year, err)
	}
	return book, nil
}

// Series returns the unit's number books of a year.
func (e *Engine) Series(ctx context.Context, by *documents.Account, year int) ([]BookKey, error) {
	books, err := e.d.Books.Series(ctx, by.Unit, year)
	if err != nil {
		return nil, fmt.Errorf("list the books of %d: %w", year, err)
	}
	return books, nil
}
