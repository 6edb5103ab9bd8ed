package workflow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vanthu/documents"
)

// A Mark is one status (trạng thái xử lý) that a receiver told of a document.
type Mark struct {
	Code  string    `json:"code"`
	At    time.Time `json:"at"` // by the receiver's clock
	By    string    `json:"by,omitempty"`
	Text  string    `json:"text,omitempty"`
	Heard time.Time `json:"heard"`
}

// The statuses that say more than how far the receiver has come.
const (
	statusRejected = "02"
	statusAgreed   = agreedStatus
	statusRefused  = "16"
)

// statusTexts are the statuses (QCVN 102:2016/BTTTT, Sửa đổi 1:2022) in their order,
// which decides between two of one moment.
var statusTexts = [...]struct{ code, text string }{
	{"01", "đã đến, văn thư chưa xử lý"}, {"02", "từ chối tiếp nhận"}, {"03", "đã tiếp nhận, vào sổ"}, {"04", "đã phân công"},
	{"05", "đang xử lý"}, {"06", "hoàn thành"}, {"13", "nơi gửi đề nghị lấy lại"},
	{"15", "đồng ý cập nhật, lấy lại"}, {"16", "từ chối cập nhật, lấy lại"},
}

// SayStatus returns a status in words; "" for what is none.
func SayStatus(code string) string {
	if i := statusRank(code); i >= 0 {
		return statusTexts[i].text
	}
	return ""
}

func statusRank(code string) int {
	return slices.IndexFunc(statusTexts[:], func(s struct{ code, text string }) bool { return s.code == code })
}

// later orders marks by the receiver's clock, then by their rank.
func later(a, b Mark) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(statusRank(a.Code), statusRank(b.Code)))
}

// Stands returns the mark that says how far the receiver has come, and Answer what it
// answered to a recall: in whatever order the marks came in. Both are zero for none.
func (c *Consignment) Stands() Mark { return c.newest(false) }

// Answer returns what the receiver answered to a recall; zero for nothing yet.
func (c *Consignment) Answer() Mark { return c.newest(true) }

func (c *Consignment) newest(answer bool) (found Mark) {
	for _, m := range c.Trace {
		if answer == (m.Code == statusAgreed || m.Code == statusRefused) && (found.Code == "" || later(found, m) < 0) {
			found = m
		}
	}
	return found
}

// read moves the letters of the consignment to where its marks say they are. Whatever
// was marked has arrived.
func (c *Consignment) read(now time.Time) {
	if s := c.Sending.State; s == Waiting || s == Failed {
		c.Sending.came(Sent, now)
		c.Sent = now
	}
	rejected := c.Stands().Code == statusRejected
	switch {
	case rejected && c.Sending.State == Sent:
		c.Sending.came(Declined, now)
	case !rejected && c.Sending.State == Declined:
		c.Sending.came(Sent, now)
	}
	if s := c.Recall.State; s == "" || s == Settled {
		return
	}
	switch c.Answer().Code {
	case statusAgreed:
		c.Recall.came(Agreed, now)
	case statusRefused:
		c.Recall.came(Declined, now)
	}
}

// A Report is a status as it came in.
type Report struct {
	Unit       documents.UnitID
	From       string // identifier of who tells
	DocumentID string
	Reference  string // of the document, for software that sends no DocumentId
	Date       documents.Date
	Mark
}

// maxMarks is how many statuses of one receiver are kept: no document has as many.
const maxMarks = 200

// Hear keeps a status that a receiver told of a document of ours. What was heard
// before is heard in vain. ErrNotFound for a document or a receiver that is not ours;
// FieldErrors.
func (e *Engine) Hear(ctx context.Context, rep Report) error {
	m := rep.Mark
	m.Text, m.By, m.At = documents.OneLine(m.Text), documents.OneLine(m.By), m.At.UTC().Truncate(time.Millisecond)
	if err := errors.Join(documents.RefuseSecret("text", m.Text), documents.RefuseSecret("by", m.By)); err != nil {
		return err
	}
	if SayStatus(m.Code) == "" || len(m.Text)+len(m.By) > 4*maxReason*maxReason {
		return &Refusal{Rule: RuleEdXMLValue, Got: "StatusCode", Kind: documents.ErrInvalid}
	}
	r, err := e.findSent(ctx, rep)
	if err != nil {
		return err
	}
	known := func(r *Record) int {
		return slices.IndexFunc(r.Consignments, func(c Consignment) bool { return c.Code != "" && c.Code == rep.From })
	}
	i := known(r)
	if i < 0 {
		return fmt.Errorf("document %s was not sent to %q: %w", r.ID, rep.From, documents.ErrNotFound)
	}
	if r.Consignments[i].has(m) {
		return nil
	}
	_, err = e.settle(ctx, r, letterTask(SendLetter, &r.Consignments[i]), func(c *Consignment, _ *Delivery, now time.Time) {
		if c.has(m) || len(c.Trace) >= maxMarks {
			return
		}
		m.Heard = now
		c.Trace = append(slices.Clip(c.Trace), m)
		c.read(now)
	})
	return err
}

// has reports whether the consignment bears the mark already.
func (c *Consignment) has(m Mark) bool {
	return slices.ContainsFunc(c.Trace, func(n Mark) bool { return n.Code == m.Code && n.At.Equal(m.At) && n.Text == m.Text })
}

// findSent returns the record of ours that a report is of, by the line of its book.
func (e *Engine) findSent(ctx context.Context, rep Report) (*Record, error) {
	ref, on := rep.Reference, rep.Date
	if parts := strings.SplitN(rep.DocumentID, ",", 3); len(parts) == 3 {
		if day, err := time.Parse(idDay, parts[1]); err == nil {
			ref, on = parts[2], documents.DateOf(day)
		}
	}
	missing := fmt.Errorf("document %q: %w", documents.OneLine(rep.DocumentID), documents.ErrNotFound)
	want, err := documents.ParseReference(ref)
	if err != nil {
		return nil, missing
	}
	books, err := e.d.Books.Series(ctx, rep.Unit, on.Year)
	if err != nil {
		return nil, fmt.Errorf("read the books of %s: %w", rep.Unit, err)
	}
	for _, book := range books {
		lines, err := e.d.Books.Entries(ctx, book, want.Number-1, 1)
		if err != nil {
			return nil, fmt.Errorf("read book %s: %w", book.Series, err)
		}
		if len(lines) == 1 && lines[0].Reference == want && lines[0].Date == on {
			return e.d.Records.Get(ctx, rep.Unit, lines[0].Record)
		}
	}
	return nil, missing
}

// idDay is the form of the day in a DocumentId.
const idDay = "2006/01/02"

// DocumentID is what the axis calls r when sender sends it: as in its samples, the
// sender, the day, number and symbol.
func (r *Record) DocumentID(sender string) string {
	d := r.Document.Date
	return fmt.Sprintf("%s,%04d/%02d/%02d,%s", sender, d.Year, d.Month, d.Day, r.Document.Reference)
}
