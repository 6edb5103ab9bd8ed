package workflow

import (
	"context"
	"fmt"

	"vanthu/documents"
)

// A BookState is how far a book has come, and how many of its numbers no document has.
type BookState struct {
	BookEnd
	Void int // numbers that are void
	Held int // of those, how many were held back
}

// A Proof is what is proven of one book: that it has no gap, no double and no
// difference from the documents, or what is wrong.
type Proof struct {
	BookState
	Faults []string
}

// BookStates returns how each book of a unit's year stands, by its lines alone.
func (e *Engine) BookStates(ctx context.Context, by *documents.Account, year int) ([]BookState, error) {
	keys, err := e.Series(ctx, by, year)
	if err != nil {
		return nil, err
	}
	out := make([]BookState, len(keys))
	for i, key := range keys {
		if out[i], err = stateOfBook(ctx, e.d.Books, key); err != nil {
			return nil, fmt.Errorf("read book %s of %d: %w", key.Series, year, err)
		}
	}
	return out, nil
}

// ProveBooks compares the books of a unit's year with their lines and documents: that of
// a series, all for "".
func (e *Engine) ProveBooks(ctx context.Context, by *documents.Account, year int, series string) ([]Proof, error) {
	return ProveBooks(ctx, e.d.Books, BookKey{Unit: by.Unit, Year: year, Series: series})
}

// ProveBooks compares the books of a unit's year with their lines and documents: that of
// a series, all for "".
func ProveBooks(ctx context.Context, books Books, which BookKey) ([]Proof, error) {
	keys, err := books.Series(ctx, which.Unit, which.Year)
	if err != nil {
		return nil, fmt.Errorf("list the books of %d of %s: %w", which.Year, which.Unit, err)
	}
	var out []Proof
	for _, key := range keys {
		if which.Series != "" && which != key {
			continue
		}
		p, err := proveBook(ctx, books, key)
		if err != nil {
			return nil, fmt.Errorf("prove book %s of %d of %s: %w", key.Series, key.Year, key.Unit, err)
		}
		out = append(out, p)
	}
	return out, nil
}

func proveBook(ctx context.Context, books Books, key BookKey) (Proof, error) {
	state, err := stateOfBook(ctx, books, key)
	if err != nil {
		return Proof{}, err
	}
	p := Proof{BookState: state}
	if p.Faults, err = books.Audit(ctx, key); err != nil {
		return p, err
	}
	if c := p.Closing; c != nil && c.Last != p.Last {
		p.Faults = append(p.Faults, fmt.Sprintf("Sổ %s năm %d: đóng ở số %02d, nhưng số cuối là %02d.", key.Name(), key.Year, c.Last, p.Last))
	}
	return p, nil
}

// stateOfBook counts the void lines of a book.
func stateOfBook(ctx context.Context, books Books, key BookKey) (BookState, error) {
	book, err := books.Book(ctx, key)
	if err != nil {
		return BookState{}, err
	}
	state := BookState{BookEnd: *book}
	lines, err := books.Voided(ctx, key)
	for i := range lines {
		if state.Void++; lines[i].HeldBack() {
			state.Held++
		}
	}
	return state, err
}

// SayBook tells how a book stands in one line: "2025 BC: số 01–12, 3 số hủy (1 giữ), đóng
// ngày 31/12/2025".
func SayBook(b *BookState) string {
	text := fmt.Sprintf("%d %s: số 01–%02d", b.Book.Year, b.Book.Name(), b.Last)
	if b.Void > 0 {
		text += fmt.Sprintf(", %d số hủy", b.Void)
	}
	if b.Held > 0 {
		text += fmt.Sprintf(" (%d giữ)", b.Held)
	}
	if c := b.Closing; c != nil {
		return text + ", đóng ngày " + dayOf(c.At).Short()
	}
	return text + ", chưa đóng"
}

// SayProof tells what is proven of a book, after how it stands: "…: liền mạch, khớp với
// văn bản".
func SayProof(p *Proof) string {
	text := SayBook(&p.BookState)
	if n := len(p.Faults); n > 0 {
		return text + fmt.Sprintf(": %d chỗ sai", n)
	}
	return text + ": liền mạch, khớp với văn bản"
}
