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
}

// clerksDesk is where văn thư works.
const clerksDesk Desk = "clerk"

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
// that leaves it; none at an end or where it rests.
func (f *Flow) deskFor(r *Record, u *documents.Unit) Desk {
	steps := f.From(r.State)
	if f.Ends(r.State) || len(steps) == 0 {
		return ""
	}
	return actors[steps[0].Who](r, u)
}
