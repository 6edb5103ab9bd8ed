package web

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
	"vanthu/workflow/ledger"
)

// What stands in the columns of each book, in the order of layout.Books.

// after reads the mark of a number book, which is its last number.
func (q ledgerQuery) number() int {
	n, _ := strconv.Atoi(q.after) // what is no number is before all
	return n
}

func readOutgoing(ctx context.Context, w *Web, by *documents.Account, q ledgerQuery) ([]ledgerLine, error) {
	page := workflow.BookPage{Year: q.year, Series: q.series, After: q.number(), Limit: q.limit}
	entries, err := w.d.Engine.OutgoingBook(ctx, by, page)
	if err != nil {
		return nil, err
	}
	lines := make([]ledgerLine, len(entries))
	for i, e := range entries {
		lines[i] = ledgerLine{
			Link: "/van-ban/" + string(e.Record), Void: e.Void != "", Day: e.Date, Number: e.Reference.Ordinal(), Mark: strconv.Itoa(e.Number),
			Cells: []string{
				e.Reference.String(), e.Date.Short(), e.Kind.Name() + ": " + documents.OneLine(e.Abstract), e.Signatory,
				strings.Join(e.Recipients, "; "), e.KeptBy, copies(e.Copies), days(e.Moved), e.Taken, voidNote("", e.Void),
			},
		}
	}
	return lines, nil
}

// copies leaves out the number of copies of what has none.
func copies(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func days(list []documents.Date) string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = d.Short()
	}
	return strings.Join(out, "; ")
}

// voidNote is a note with why the number is void.
func voidNote(note, void string) string {
	if void != "" {
		note = strings.TrimPrefix(note+"; Đã hủy: "+void, "; ")
	}
	return note
}

func (w *Web) incomingLines(ctx context.Context, by *documents.Account, q ledgerQuery) ([]workflow.IncomingLine, error) {
	return w.d.Engine.IncomingBook(ctx, by, workflow.BookPage{Year: q.year, After: q.number(), Limit: q.limit})
}

func readIncoming(ctx context.Context, w *Web, by *documents.Account, q ledgerQuery) ([]ledgerLine, error) {
	came, err := w.incomingLines(ctx, by, q)
	if err != nil {
		return nil, err
	}
	lines := make([]ledgerLine, len(came))
	for i, e := range came {
		lines[i] = incomingRow(e)
		lines[i].Cells = []string{
			e.Day.Short(), e.Number.Ordinal(), e.Author, e.Notation, e.Date.Short(), e.Kind + ": " + e.Abstract, e.To, e.Moved.Short(), "",
			voidNote(e.Note, e.Void),
		}
	}
	return lines, nil
}

func readFollowUp(ctx context.Context, w *Web, by *documents.Account, q ledgerQuery) ([]ledgerLine, error) {
	came, err := w.incomingLines(ctx, by, q)
	if err != nil {
		return nil, err
	}
	lines := make([]ledgerLine, len(came))
	for i, e := range came {
		lines[i] = incomingRow(e)
		about := fmt.Sprintf("%s số %s ngày %s của %s", e.Kind, e.Notation, e.Date.Short(), e.Author)
		lines[i].Cells = []string{e.Number.Ordinal(), about, e.To, e.Deadline.Short(), e.Progress, e.Answer, voidNote(e.Note, e.Void)}
	}
	return lines, nil
}

func incomingRow(e workflow.IncomingLine) ledgerLine {
	return ledgerLine{
		Link: incomingPath + string(e.Record), Void: e.Void != "", Day: e.Day, Number: e.Number.Ordinal(), Mark: strconv.Itoa(e.Number.Number),
	}
}

// readSlips reads lines of a year, page by page, until there are enough.
func readSlips[T any](q ledgerQuery, page func(after string) ([]workflow.Kept[T], error), line func(workflow.Kept[T]) ledgerLine) ([]ledgerLine, error) {
	var lines []ledgerLine
	for after := q.after; len(lines) < q.limit; {
		some, err := page(after)
		if err != nil {
			return nil, err
		}
		for _, k := range some[:min(len(some), q.limit-len(lines))] {
			row := line(k)
			row.Mark, after = k.Mark, k.Mark
			lines = append(lines, row)
		}
		if len(some) < workflow.MaxPage {
			break
		}
	}
	return lines, nil
}

func readPosting(ctx context.Context, w *Web, by *documents.Account, q ledgerQuery) ([]ledgerLine, error) {
	page := func(after string) ([]workflow.Kept[ledger.Posting], error) {
		return w.d.Ledger.Postings(ctx, by, q.year, after)
	}
	return readSlips(q, page, func(k workflow.Kept[ledger.Posting]) ledgerLine {
		p, references := k.Value, []string(nil)
		for _, i := range p.Items {
			references = append(references, i.Reference)
		}
		line := ledgerLine{Day: p.Day, Link: "/van-ban/" + string(p.Items[0].Record), Cells: []string{
			p.Day.Short(), strings.Join(references, "; "), p.To, strconv.Itoa(p.Envelopes), p.Receipt, p.Note,
		}}
		if p.Receipt == "" && by.Has(documents.Clerk) {
			line.Act = k.ID
		}
		return line
	})
}

func readLoans(ctx context.Context, w *Web, by *documents.Account, q ledgerQuery) ([]ledgerLine, error) {
	page := func(after string) ([]workflow.Kept[ledger.Loan], error) {
		return w.d.Ledger.Loans(ctx, by, q.year, after)
	}
	today := w.d.Engine.Today()
	return readSlips(q, page, func(k workflow.Kept[ledger.Loan]) ledgerLine {
		l := k.Value
		signed, note := "", "Hạn trả "+l.Due.Short()
		if l.Signed {
			signed = "Đã ký nhận"
		}
		if late := l.Late(today); late > 0 {
			note += fmt.Sprintf(", quá hạn %d ngày", late)
		}
		if l.Note != "" {
			note += "; " + l.Note
		}
		link := "/van-ban/"
		if l.Came {
			link = incomingPath
		}
		line := ledgerLine{Day: l.Day, Link: link + string(l.Record), Late: l.Late(today) > 0, Cells: []string{
			l.Day.Short(), l.Borrower, strings.TrimSuffix(l.Reference+", "+l.Date.Short(), ", "), l.About, l.File, signed, l.Returned.Short(), l.Allowed, note,
		}}
		if l.Returned.IsZero() && by.Has(documents.Clerk) {
			line.Act = k.ID
		}
		return line
	})
}
