package web

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"vanthu/documents"
	"vanthu/server/sheet"
	"vanthu/templates/books"
	"vanthu/templates/layout"
	"vanthu/workflow"
)

// A BookAsk says which of the five books is wanted as a file, and as what.
type BookAsk struct {
	Name   string // of layout.Books
	Year   int
	Series string // of a book that is one of several
	Kind   string // "xlsx", "csv" or "docx"
}

// BookFile returns a whole book as a file, as its page gives it, and what the file is
// called.
func (w *Web) BookFile(ctx context.Context, by *documents.Account, ask BookAsk) (name string, file []byte, err error) {
	at := slices.IndexFunc(ledgers[:], func(l deskBook) bool { return l.name == ask.Name })
	if at < 0 {
		return "", nil, fmt.Errorf("book %s: %w", ask.Name, documents.ErrNotFound)
	}
	v := &ledgerView{Year: ask.Year, Series: ask.Series}
	if err := w.fillLedger(ctx, by, &ledgers[at], v, ledgerQuery{limit: ledgerAll}); err != nil {
		return "", nil, err
	}
	return w.writeLedger(ctx, by, v, ask.Kind)
}

// fillLedger reads the lines of the book that v is of. Of several of a year the first
// is taken when none is asked for.
func (w *Web) fillLedger(ctx context.Context, by *documents.Account, l *deskBook, v *ledgerView, q ledgerQuery) error {
	v.Form, _ = layout.Book(l.name)
	if l.series {
		all, err := w.d.Engine.Series(ctx, by, v.Year)
		if err != nil {
			return err
		}
		v.Books = slices.DeleteFunc(all, func(b workflow.BookKey) bool { return b.Series == workflow.IncomingSeries })
		if v.Series == "" && len(v.Books) > 0 {
			v.Series = v.Books[0].Series
		}
	}
	var err error
	q.year, q.series = v.Year, v.Series
	v.Lines, err = l.read(ctx, w, by, q)
	return err
}

// bookTypes are the media types of a book's files.
var bookTypes = map[string]string{"xlsx": excelType, "csv": csvType, "docx": docxType}

// ledgerFile sends a whole book, a line a row: as a workbook, as CSV, or in the printed
// form of the decree.
func (w *Web) ledgerFile(c echo.Context, by *documents.Account, l *deskBook) error {
	view, err := w.readLedger(c, by, l, ledgerAll)
	if err != nil {
		return err
	}
	kind := c.QueryParam("dang")
	if bookTypes[kind] == "" {
		kind = "xlsx"
	}
	name, file, err := w.writeLedger(c.Request().Context(), by, view, kind)
	if err != nil {
		return err
	}
	return attach(c, name, bookTypes[kind], file)
}

// writeLedger writes the book as a file of that kind.
func (w *Web) writeLedger(ctx context.Context, by *documents.Account, v *ledgerView, kind string) (name string, file []byte, err error) {
	name = strings.TrimSuffix(fmt.Sprintf("%s-%d-%s", v.Form.Name, v.Year, v.Series), "-")
	switch kind {
	case "csv":
		file, err = sheet.WriteCSV(v.rows())
	case "docx":
		file, err = w.printedLedger(ctx, by, v)
	default:
		file, err = sheet.WriteExcel(name, v.rows())
	}
	if errors.Is(err, books.ErrTooLong) {
		return "", nil, errBookTooLong
	}
	if err != nil {
		return "", nil, fmt.Errorf("write book %s: %w", name, err)
	}
	return name + "." + kind, file, nil
}

// printedLedger is the book as it is printed and bound. A book that is closed has its
// cover as it was closed.
func (w *Web) printedLedger(ctx context.Context, by *documents.Account, v *ledgerView) ([]byte, error) {
	unit, err := w.d.Auth.Unit(ctx, by)
	if err != nil {
		return nil, err
	}
	b := &books.Book{Form: v.Form, Issuer: unit.Issuer, Series: workflow.BookKey{Series: v.Series}.Name(), Year: v.Year, Lines: v.rows()[1:]}
	if n := len(v.Lines); n > 0 {
		b.From, b.To, b.First, b.Last = v.Lines[0].Day, v.Lines[n-1].Day, v.Lines[0].Number, v.Lines[n-1].Number
	}
	series := v.Series
	if v.Form.Name == layout.IncomingBook {
		series = workflow.IncomingSeries
	}
	if book, err := w.d.Engine.Book(ctx, by, v.Year, series); err == nil && book.Closing != nil && series != "" {
		b.Volume = book.Closing.Volume
	} else if err != nil && !errors.Is(err, documents.ErrNotFound) {
		return nil, err
	}
	return w.books.Print(b)
}

var errBookTooLong = &fault{
	"invalid", "Sổ dài quá một tệp Word",
	"Hãy dùng Bản in cả sổ hoặc tải Excel; sổ trên giấy thì chia thành nhiều quyển (Phụ lục IV).",
}
