package web

import (
	"net/url"

	"vanthu/documents"
)

// An authorityForm is what the form of an authority offers.
type authorityForm struct {
	F                                            filled
	Capacities, People, Seats, Heads, Kinds, Own []choice // Own are the divisions
	Grounds                                      []choice
}

func newAuthorityForm(f filled, unit *documents.Unit, people []documents.Account) authorityForm {
	seats := seatChoices(unit)
	var kinds, grounds []choice
	for _, k := range documents.Kinds() {
		kinds = append(kinds, choice{Value: string(k.Kind), Text: k.Name})
	}
	for _, k := range [...]documents.Kind{documents.Decision, "QC", "GUQ", "TB", "NQ"} {
		grounds = append(grounds, choice{Value: string(k), Text: k.Name()})
	}
	return authorityForm{
		f, capacities[:], peopleChoices(people, "Không ghi người"), append([]choice{{"", "Không ghi chức vụ", false}}, seats...),
		leads(seats), kinds, divisionChoices(unit, "")[1:], grounds,
	}
}

func writeAuthority(a *documents.Authority) url.Values {
	f := url.Values{
		"capacity": {string(a.Capacity)}, "account": {string(a.Account)}, "seat": {seatValue(a.Seat)}, "for": {seatValue(a.For)},
		"ground.kind": {string(a.Ground.Kind)}, "ground.date": {a.Ground.Date.String()}, "ground.reference": {a.Ground.Reference.String()},
		"from": {a.From.String()}, "until": {a.Until.String()}, "in_absence": {ticked(a.InAbsence)}, "fields": a.Fields,
	}
	for _, k := range a.Kinds {
		f.Add("kinds", string(k))
	}
	return f
}

// readAuthority reads what the form says, with the faults of what is no day
// and no number.
func readAuthority(f url.Values) (*documents.Authority, documents.FieldErrors) {
	days := dayReader{f: f}
	a := &documents.Authority{
		Capacity: documents.Capacity(f.Get("capacity")), Account: documents.AccountID(f.Get("account")), Seat: readSeat(f.Get("seat")),
		For: readSeat(f.Get("for")), Fields: f["fields"], InAbsence: f.Get("in_absence") != "", From: days.day("from"), Until: days.day("until"),
		Ground: documents.Ground{Kind: documents.Kind(f.Get("ground.kind")), Date: days.day("ground.date")},
	}
	for _, k := range f["kinds"] {
		a.Kinds = append(a.Kinds, documents.Kind(k))
	}
	faults := days.faults
	if text := documents.OneLine(f.Get("ground.reference")); text != "" {
		var err error
		if a.Ground.Reference, err = documents.ParseReference(text); err != nil {
			faults = append(faults, &documents.FieldError{Field: "ground.reference", Rule: documents.RuleReferenceForm, Got: text})
		}
	}
	return a, together(faults, a.Check())
}
