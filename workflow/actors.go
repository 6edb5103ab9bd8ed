package workflow

import (
	"slices"

	"vanthu/documents"
)

// actors are the roles a flow table may name under "who". Each gives the desk
// where a record waits for that role; a person may act who sits at that desk.
var actors = map[string]func(*Record, *documents.Unit) Desk{
	"drafter":   func(r *Record, _ *documents.Unit) Desk { return personal(r.Drafter) },
	"reviewer":  func(r *Record, _ *documents.Unit) Desk { return headOf(r.Document.Drafting.Symbol) },
	"checker":   func(_ *Record, u *documents.Unit) Desk { return checkersDesk(u) },
	"signatory": func(r *Record, _ *documents.Unit) Desk { return personal(r.Document.Signatory.Account) },
	"clerk":     func(*Record, *documents.Unit) Desk { return clerksDesk },
	"copier":    func(r *Record, _ *documents.Unit) Desk { return personal(r.Document.Copy.Signatory.Account) },
	"director":  func(_ *Record, u *documents.Unit) Desk { return directorsDesk(u) },
	"handler":   handlersDesk,
	"program":   func(*Record, *documents.Unit) Desk { return programsDesk },
}

// clerksDesk is where văn thư works, chairsDesk where the chair of the committee does;
// programsDesk is where nobody sits: what the program does when something else happened.
const (
	clerksDesk   Desk = "clerk"
	chairsDesk   Desk = "chair"
	programsDesk Desk = "program"
)

// personal is the desk of one person.
func personal(id documents.AccountID) Desk { return Desk("account:" + string(id)) }

// headOf is the desk of the head of the division with that symbol.
func headOf(symbol string) Desk { return Desk("head:" + symbol) }

// checkersDesk is where form is checked (Điều 12.2): by the office's setting
// with its chief or with văn thư.
func checkersDesk(u *documents.Unit) Desk {
	if u.Settings.Checker == documents.ClerkChecks {
		return clerksDesk
	}
	return officesDesk(u)
}

// directorsDesk is where it is said who handles what came: by the office's setting
// with its chief or with the chair (Điều 23).
func directorsDesk(u *documents.Unit) Desk {
	if u.Settings.Director == documents.ChairDirects {
		return chairsDesk
	}
	return officesDesk(u)
}

// handlersDesk is with whom a document that came is: the lead, or whom the head of
// the leading division gave it to.
func handlersDesk(r *Record, _ *documents.Unit) Desk {
	d := r.Incoming.Direction
	switch {
	case d == nil:
		return clerksDesk
	case d.Assigned != nil:
		return d.Assigned.To.desk()
	}
	return d.Lead.desk()
}

// officesDesk is that of the chief of office; văn thư's where there is no office.
func officesDesk(u *documents.Unit) Desk {
	for _, d := range u.Divisions {
		if d.Office {
			return headOf(d.Symbol)
		}
	}
	return clerksDesk
}

// DesksOf returns the desks a person sits at.
func DesksOf(a *documents.Account) []Desk {
	desks := []Desk{personal(a.ID)}
	if a.Has(documents.Reviewer) {
		desks = append(desks, headOf(a.Division))
	}
	if a.Position == documents.Chair {
		desks = append(desks, chairsDesk)
	}
	if a.Has(documents.Clerk) {
		desks = append(desks, clerksDesk)
	}
	return desks
}

// mayDo reports whether a may do the step: is of the unit and sits at the
// desk of who does it. The right to sign is the guard may_sign's to ask.
func mayDo(s Step, r *Record, u *documents.Unit, a *documents.Account) bool {
	return a.Unit == r.Unit && slices.Contains(DesksOf(a), actors[s.Who](r, u))
}

// deskFor returns the desk where r waits in its state: that of the first row
// that leaves it; none at an end or where it rests. What could not be sent waits for
// văn thư wherever the document is.
func (f *Flow) deskFor(r *Record, u *documents.Unit) Desk {
	if r.Incoming != nil && r.Incoming.AskedBack.Asks() {
		return clerksDesk // until văn thư answers
	}
	if r.Troubled() {
		return clerksDesk
	}
	steps := f.From(r.State)
	if f.Ends(r.State) || len(steps) == 0 {
		return ""
	}
	return actors[steps[0].Who](r, u)
}
