package workflow

import (
	"context"
	"errors"
	"fmt"

	"vanthu/documents"
)

// A nameFiller fills the lines of Kính gửi and Nơi nhận from the address book
// as of one day, and gathers what it could not find.
type nameFiller struct {
	book   AddressBook
	unit   documents.UnitID
	day    documents.Date
	faults documents.FieldErrors
}

// fillRecipients names the agencies and groups that doc names by id, follows
// those that were merged or renamed to their successors, and finds the agencies
// that the drafter only typed. What the book does not have stays as typed.
func (e *Engine) fillRecipients(ctx context.Context, doc *documents.Document, unit documents.UnitID) (documents.FieldErrors, error) {
	f := nameFiller{book: e.d.Book, unit: unit, day: e.Today()}
	var to []documents.Addressee
	for i, a := range doc.Addressees {
		l := line{name: a.Name, agency: a.Agency, group: a.Group, each: a.Each}
		if err := f.fill(ctx, fmt.Sprintf("addressees[%d]", i), &l); err != nil {
			return nil, err
		}
		for _, l := range l.lines() {
			to = append(to, documents.Addressee{Name: l.name, Agency: l.agency, Group: l.group, Members: l.members})
		}
	}
	var and []documents.Recipient
	for i, r := range doc.Recipients {
		l := line{name: r.Name, agency: r.Agency, group: r.Group, each: r.Each}
		if r.AsArticle > 0 {
			l.members = r.Members
		}
		if err := f.fill(ctx, fmt.Sprintf("recipients[%d]", i), &l); err != nil {
			return nil, err
		}
		for _, l := range l.lines() {
			next := r
			next.Name, next.Agency, next.Group, next.Each, next.Members = l.name, l.agency, l.group, false, l.members
			and = append(and, next)
		}
	}
	doc.Addressees, doc.Recipients = to, and
	return f.faults, nil
}

// A line is what Kính gửi and Nơi nhận have in common.
type line struct {
	name    string
	agency  documents.AgencyID
	group   documents.GroupID
	each    bool
	members []documents.Member
}

// lines returns the line, or one for each member when the drafter wants them
// by name.
func (l line) lines() []line {
	if !l.each || l.group == "" || len(l.members) == 0 {
		return []line{l}
	}
	out := make([]line, len(l.members))
	for i, m := range l.members {
		out[i] = line{name: m.Name, agency: m.Agency}
	}
	return out
}

// fill fills in one line.
func (f *nameFiller) fill(ctx context.Context, field string, l *line) error {
	for i := range l.members {
		if err := f.byID(ctx, fmt.Sprintf("%s.members[%d].agency", field, i), &l.members[i]); err != nil {
			return err
		}
	}
	if l.group != "" {
		return f.byGroup(ctx, field+".group", l)
	}
	one := documents.Member{Agency: l.agency, Name: l.name}
	fill := f.byName
	if l.agency != "" {
		fill = func(ctx context.Context, m *documents.Member) error { return f.byID(ctx, field+".agency", m) }
	}
	if err := fill(ctx, &one); err != nil {
		return err
	}
	l.agency, l.name = one.Agency, one.Name
	return nil
}

// byGroup fills in the name and the members of a group. Members that ended and
// have no successor are left out.
func (f *nameFiller) byGroup(ctx context.Context, field string, l *line) error {
	g, err := f.book.Group(ctx, f.unit, l.group)
	if errors.Is(err, documents.ErrNotFound) {
		f.fault(field, documents.RuleGroupUnknown, string(l.group))
		return nil
	}
	if err != nil {
		return fmt.Errorf("read group %s: %w", l.group, err)
	}
	if l.name == "" {
		l.name = g.Name
	}
	for _, id := range g.Members {
		a, err := f.current(ctx, id)
		if err != nil {
			return err
		}
		if a != nil && a.Valid(f.day) {
			l.members = append(l.members, documents.Member{Agency: a.ID, Name: a.Name})
		}
	}
	return nil
}

// byID fills in the name of an agency. A name of its own that the drafter
// chose, as the short one, stays.
func (f *nameFiller) byID(ctx context.Context, field string, m *documents.Member) error {
	if m.Agency == "" {
		return nil
	}
	a, err := f.current(ctx, m.Agency)
	switch {
	case err != nil:
		return err
	case a == nil:
		f.fault(field, documents.RuleAgencyUnknown, string(m.Agency))
		return nil
	case !a.Valid(f.day):
		f.fault(field, documents.RuleAgencyEnded, a.Name)
		return nil
	}
	m.Agency = a.ID
	if !a.Called(m.Name) {
		m.Name = a.Name
	}
	return nil
}

// byName finds the one agency that goes by a typed name today.
func (f *nameFiller) byName(ctx context.Context, m *documents.Member) error {
	if m.Name == "" {
		return nil
	}
	found, err := f.book.Agencies(ctx, f.unit, BookQuery{Text: m.Name, Limit: MaxPage})
	if err != nil {
		return fmt.Errorf("look for %q in the address book: %w", m.Name, err)
	}
	for _, a := range found {
		if !a.Called(m.Name) || !a.Valid(f.day) {
			continue
		}
		if m.Agency != "" {
			m.Agency = "" // two go by this name
			return nil
		}
		m.Agency = a.ID
	}
	return nil
}

// longestSuccession is how many mergers and renamings are followed: more is a
// circle.
const longestSuccession = 20

// current returns the agency, or the one that took its place by the day; nil
// when the book has none.
func (f *nameFiller) current(ctx context.Context, id documents.AgencyID) (a *documents.Agency, err error) {
	for range longestSuccession {
		a, err = f.book.Agency(ctx, f.unit, id)
		if errors.Is(err, documents.ErrNotFound) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read agency %s: %w", id, err)
		}
		if a.Valid(f.day) || a.Successor == "" || f.day.Before(a.From) {
			break
		}
		id = a.Successor
	}
	return a, nil
}

func (f *nameFiller) fault(field string, rule documents.Rule, got string) {
	f.faults = append(f.faults, &documents.FieldError{Field: field, Rule: rule, Article: "Phụ lục I, mục II, khoản 9", Got: got})
}
