package filing

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A Standing is what a document is to its file.
type Standing string

// The standings.
const (
	Document Standing = "document" // it was issued, or came and was dealt with
	Pending  Standing = "pending"  // it is on its way
	Material Standing = "material" // it never was: refused, withdrawn, cancelled before it went out
)

// A Filed is a document of a file with what is known of it.
type Filed struct {
	Item
	Record   *workflow.Record
	Standing Standing
}

// Day is the day by which documents are in order.
func (d *Filed) Day() documents.Date {
	if !d.Record.Document.Date.IsZero() {
		return d.Record.Document.Date
	}
	return documents.DateOf(d.Record.Created.In(workflow.Zone))
}

// Documents returns what is in a file, in order of its ordinals.
func (s *Service) Documents(ctx context.Context, by *documents.Account, f *File) ([]Filed, error) {
	var all []Filed
	for _, i := range f.In() {
		r, err := s.d.Engine.Get(ctx, by, i.Record)
		if err != nil {
			return nil, fmt.Errorf("read what is in file %s: %w", f.ID(), err)
		}
		all = append(all, Filed{i, r, s.standing(r)})
	}
	return all, nil
}

func (s *Service) standing(r *workflow.Record) Standing {
	switch {
	case r.Desk != "":
		return Pending
	case s.d.Engine.FlowOf(r).Came(r):
		return Document
	}
	return Material
}

// Suggest returns the period that the documents of a file ask for, by the table of
// the office; zero for none.
func (s *Service) Suggest(ctx context.Context, by *documents.Account, all []Filed) (Period, error) {
	set, err := s.Settings(ctx, by)
	if err != nil {
		return Period{}, err
	}
	var kinds []documents.Kind
	for i := range all {
		kinds = append(kinds, all[i].Record.Document.Kind)
	}
	return suggest(set.Value.Table(), kinds), nil
}

// Close ends a file on the day its work ended (Điều 29 khoản 3): it must have a
// period and a document, and nothing in it may still be on its way. Its documents
// get their ordinals in the order of their days, what never was a document last,
// and the certificate says what there is.
func (s *Service) Close(ctx context.Context, by *documents.Account, seen Seen, ended documents.Date) (Seen, error) {
	if today := s.d.Engine.Today(); ended.IsZero() || today.Before(ended) {
		return Seen{}, documents.FieldErrors{{Field: "ended", Rule: documents.RuleFieldType, Got: "ngày công việc kết thúc, không sau hôm nay"}}
	}
	organ, err := s.organ(ctx, by.Unit)
	if err != nil {
		return Seen{}, err
	}
	return s.write(ctx, by, seen, func(f *File) error {
		all, err := s.Documents(ctx, by, f)
		if err != nil {
			return err
		}
		if err := closable(f, all); err != nil {
			return err
		}
		slices.SortStableFunc(all, func(a, b Filed) int {
			return cmp.Or(cmp.Compare(rank(a.Standing), rank(b.Standing)), a.Day().Compare(b.Day()), cmp.Compare(a.Ordinal, b.Ordinal))
		})
		number(f, all)
		f.Organ, f.Ended = organ, ended
		f.Certificate = certificate(f, all, by)
		f.History = append(f.History, s.event(by, Closed, f.Certificate))
		return nil
	})
}

// closable returns what stands against the end of a file.
func closable(f *File, all []Filed) error {
	if f.Period.IsZero() {
		return documents.FieldErrors{{Field: "period", Rule: workflow.RuleFilePeriod, Article: "Điều 29"}}
	}
	var pending []string
	issued := 0
	for i := range all {
		switch all[i].Standing {
		case Pending:
			pending = append(pending, nameOf(all[i].Record))
		case Document:
			issued++
		}
	}
	switch {
	case len(pending) > 0:
		return refused(workflow.RuleFileUnfinished, "Điều 29", strings.Join(pending[:min(len(pending), 3)], "; "), documents.ErrNotAllowed)
	case issued == 0:
		return refused(workflow.RuleFileEmpty, "Điều 29", "", documents.ErrNotAllowed)
	}
	return nil
}

func rank(s Standing) int {
	if s == Material {
		return 1
	}
	return 0
}

// number gives the documents of a file their ordinals in the order they have. The
// lines of what was taken out come after them.
func number(f *File, in []Filed) {
	next := 0
	for i := range in {
		next++
		f.find(in[i].Item.Record).Ordinal = next
	}
	for i := range f.Items {
		if f.Items[i].Out != "" {
			next++
			f.Items[i].Ordinal = next
		}
	}
}

// certificate is the closing certificate (chứng từ kết thúc).
func certificate(f *File, all []Filed, by *documents.Account) string {
	material := 0
	for i := range all {
		material += rank(all[i].Standing)
	}
	text := fmt.Sprintf("Hồ sơ số, ký hiệu %s gồm %d văn bản, số thứ tự từ 1 đến %d", f.Notation, len(all)-material, len(all)-material)
	if material > 0 {
		text += fmt.Sprintf(", và %d tài liệu dự thảo (số thứ tự %d đến %d) không có giá trị như văn bản", material, len(all)-material+1, len(all))
	}
	return text + fmt.Sprintf(". Thời hạn bảo quản: %s. Công việc kết thúc ngày %s. Người kết thúc hồ sơ: %s", f.Period, f.Ended.Short(), by.Name)
}

// Reopen opens a closed file again, for a reason: what its keeper's head may
// decide, as long as it was not handed over.
func (s *Service) Reopen(ctx context.Context, by *documents.Account, id, why string) (Seen, error) {
	why = documents.OneLine(why)
	if err := reason("reason", why); err != nil {
		return Seen{}, err
	}
	if err := s.mustBeHere(ctx, by, id); err != nil {
		return Seen{}, err
	}
	return s.files.Change(ctx, by.Unit, id, func(f *File) error {
		switch {
		case !s.MayReopen(by, f):
			return refused(workflow.RuleFileHead, "Điều 29", "", documents.ErrForbidden)
		case f.IsOpen():
			return refused(workflow.RuleFileOpen, "", "", documents.ErrNotAllowed)
		case f.Destroyed != nil:
			return refused(workflow.RuleFileClosed, "", "", documents.ErrNotAllowed)
		}
		f.Organ, f.Ended, f.Certificate, f.KeptBack = "", documents.Date{}, "", nil
		f.History = append(f.History, s.event(by, Reopened, "“"+why+"”"))
		return nil
	})
}

// KeepBack records that a file stays with its division after it was due, with the
// written consent (Điều 30): for two years at most.
func (s *Service) KeepBack(ctx context.Context, by *documents.Account, id string, k KeptBack) (Seen, error) {
	k.Reason, k.Consent = documents.OneLine(k.Reason), documents.OneLine(k.Consent)
	for field, text := range map[string]string{"reason": k.Reason, "consent": k.Consent} {
		if err := reason(field, text); err != nil {
			return Seen{}, err
		}
	}
	if err := s.mustBeHere(ctx, by, id); err != nil {
		return Seen{}, err
	}
	return s.files.Change(ctx, by.Unit, id, func(f *File) error {
		if !s.MayKeep(by, f) {
			return refused(workflow.RuleFileKeeper, "Điều 30", "", documents.ErrForbidden)
		}
		due := f.firstDue()
		last := documents.Date{Year: due.Year + maxKeptBack, Month: due.Month, Day: due.Day}
		switch {
		case f.IsOpen():
			return refused(workflow.RuleFileOpen, "Điều 30", "", documents.ErrNotAllowed)
		case !due.Before(k.Until) || last.Before(k.Until):
			return documents.FieldErrors{{Field: "until", Rule: workflow.RuleKeepBack, Article: "Điều 30", Got: last.Short()}}
		}
		f.KeptBack = &k
		f.History = append(f.History, s.event(by, Kept, fmt.Sprintf("đến hết ngày %s, theo %s, vì “%s”", k.Until.Short(), k.Consent, k.Reason)))
		return nil
	})
}

// Destroy records the decision that a file whose time is over may be destroyed.
// Nothing is destroyed here.
func (s *Service) Destroy(ctx context.Context, by *documents.Account, id string, d Destruction) (Seen, error) {
	if !s.MayRun(by) {
		return Seen{}, refused(workflow.RuleListClerk, "", "", documents.ErrForbidden)
	}
	d.Decision, d.On = documents.OneLine(d.Decision), s.d.Engine.Today()
	if err := reason("decision", d.Decision); err != nil {
		return Seen{}, err
	}
	return s.files.Change(ctx, by.Unit, id, func(f *File) error {
		if !f.Expired(d.On) {
			return refused(workflow.RuleFileKept, "Điều 28", cmp.Or(f.Period.Until(f.Ended).Short(), f.Period.String()), documents.ErrNotAllowed)
		}
		f.Destroyed = &d
		f.History = append(f.History, s.event(by, Destroyed, d.Decision))
		return nil
	})
}
