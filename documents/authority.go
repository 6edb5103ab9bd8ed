package documents

import "slices"

// AuthorityID names one authority within its unit.
type AuthorityID string

// AbsenceID names one absence within its unit.
type AbsenceID string

// An Authority (việc giao ký, Điều 13) lets somebody sign for the holder of a
// seat, in one capacity: KT, TL, TUQ or Q. It is given to a person or to
// whoever holds a seat. It is ended by its last day and never deleted.
type Authority struct {
	ID        AuthorityID `json:"id"`
	Unit      UnitID      `json:"unit"`
	Capacity  Capacity    `json:"capacity"`
	Account   AccountID   `json:"account,omitempty"`    // who may sign, or
	Seat      Seat        `json:"seat,omitzero"`        // the seat whose holder may
	For       Seat        `json:"for"`                  // in whose place
	Ground    Ground      `json:"ground"`               // the decision that gives it
	Kinds     []Kind      `json:"kinds,omitempty"`      // covers these kinds only
	Fields    []string    `json:"fields,omitempty"`     // covers drafts of these divisions only (lĩnh vực, by symbol)
	InAbsence bool        `json:"in_absence,omitempty"` // only on days when the holder of For is absent
	From      Date        `json:"from"`
	Until     Date        `json:"until,omitzero"` // the last day; none is until further notice
	Void      string      `json:"void,omitempty"` // why it was entered by mistake; it then never counted
}

// A Ground is the written act that an authority rests on.
type Ground struct {
	Kind      Kind      `json:"kind,omitempty"` // "QĐ", or "QC" for a rule of procedure
	Reference Reference `json:"reference,omitzero"`
	Date      Date      `json:"date,omitzero"`
}

// String returns the ground as a sentence cites it: "Quyết định số
// 05/QĐ-UBND ngày 02/01/2026".
func (g Ground) String() string {
	text := g.Kind.Name()
	if !g.Reference.IsZero() {
		text += " số " + g.Reference.String()
	}
	if !g.Date.IsZero() {
		text += " ngày " + g.Date.Short()
	}
	return text
}

// An Absence says that a person is away and cannot sign.
type Absence struct {
	ID      AbsenceID `json:"id"`
	Unit    UnitID    `json:"unit"`
	Account AccountID `json:"account"`
	From    Date      `json:"from"`
	Until   Date      `json:"until,omitzero"` // the last day; none is until further notice
	Reason  string    `json:"reason,omitempty"`
	Void    string    `json:"void,omitempty"` // why it was entered by mistake
}

// Covers reports whether the person is away on the day.
func (a *Absence) Covers(day Date) bool { return a.Void == "" && within(day, a.From, a.Until) }

// within reports whether day is from from to until, both included; no until
// has no end.
func within(day, from, until Date) bool {
	return !day.Before(from) && (until.IsZero() || !until.Before(day))
}

// Powers are all that decides who may sign in an office.
type Powers struct {
	People      []Account
	Divisions   []Division
	Authorities []Authority
	Absences    []Absence
}

// away returns the absence that keeps the person from signing on the day.
func (p *Powers) away(id AccountID, day Date) (Absence, bool) {
	i := slices.IndexFunc(p.Absences, func(a Absence) bool { return a.Account == id && a.Covers(day) })
	if i < 0 {
		return Absence{}, false
	}
	return p.Absences[i], true
}

// holder returns who holds the seat; nil while it is vacant.
func (p *Powers) holder(s Seat) *Account {
	for i := range p.People {
		if a := &p.People[i]; len(a.Roles) > 0 && slices.Contains(a.Seats(), s) {
			return a
		}
	}
	return nil
}

// part returns the name of the division with that symbol, or "".
func (p *Powers) part(symbol string) string {
	for _, d := range p.Divisions {
		if d.Symbol == symbol {
			return d.Name
		}
	}
	return ""
}

// givenTo reports whether a is the person's, by name or by the seat held.
func (a *Authority) givenTo(who *Account) bool {
	if a.Account != "" {
		return a.Account == who.ID
	}
	return slices.Contains(who.Seats(), a.Seat)
}

// seatFor returns the seat of the person in which a may be used: a deputy's
// for KT, that of the head of a part of the office for TL and TUQ, any for Q.
func (a *Authority) seatFor(who *Account) (Seat, bool) {
	for _, s := range who.Seats() {
		if (a.Account != "" || a.Seat == s) && a.fits(s) {
			return s, true
		}
	}
	return Seat{}, false
}

// fits reports whether the holder of s can have a (Điều 13 khoản 1 to 4).
func (a *Authority) fits(s Seat) bool {
	switch a.Capacity {
	case ForHead:
		return s.deputyOf(a.For)
	case ByOrder, BySubMandate:
		return s.Position.leads() && s.In != "" && a.For.In == "" && a.For.Position.leads()
	case Acting:
		return a.For.Position.leads()
	default:
		return false
	}
}
