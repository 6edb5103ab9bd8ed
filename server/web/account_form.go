package web

import (
	"net/url"
	"strings"

	"vanthu/documents"
)

// roles are what an account may be asked to do, as a form offers it.
var roles = [...]choice{
	{string(documents.Drafter), "Soạn thảo", false},
	{string(documents.Reviewer), "Duyệt của phòng; ở Văn phòng: kiểm tra thể thức", false},
	{string(documents.Signer), "Ký văn bản", false},
	{string(documents.Clerk), "Văn thư: cấp số, phát hành", false},
	{string(documents.Admin), "Quản trị", false},
}

func roleTexts(list []documents.Role) []string {
	short := map[documents.Role]string{
		documents.Drafter: "soạn thảo", documents.Reviewer: "duyệt", documents.Signer: "ký", documents.Clerk: "văn thư", documents.Admin: "quản trị",
	}
	out := make([]string, len(list))
	for i, r := range list {
		out[i] = short[r]
	}
	return out
}

// An accountForm is what the form of a person offers.
type accountForm struct {
	F                           filled
	Positions, Divisions, Seats []choice
	Roles                       []choice
	Also                        []int // the places of the seats held beside the position
}

func newAccountForm(f filled, unit *documents.Unit) accountForm {
	positions := []choice{{"", "Chưa ghi", false}}
	for _, p := range documents.Positions() {
		text := p.Title
		if p.Of == documents.Committee || p.Of == documents.Council {
			text += map[documents.IssuerKind]string{documents.Committee: " UBND", documents.Council: " HĐND"}[p.Of]
		}
		positions = append(positions, choice{Value: string(p.Position), Text: text})
	}
	return accountForm{
		f, positions, divisionChoices(unit, "Không thuộc phòng nào"), append([]choice{{"", "Không", false}}, seatChoices(unit)...), roles[:],
		rows(count(f.Values, "also", "")),
	}
}

// divisionChoices are the divisions of the office, and none.
func divisionChoices(unit *documents.Unit, none string) []choice {
	out := []choice{{"", none, false}}
	for _, d := range unit.Divisions {
		out = append(out, choice{Value: d.Symbol, Text: d.Name + " (" + d.Symbol + ")"})
	}
	return out
}

func writeAccount(a *documents.Account) url.Values {
	f := url.Values{
		"id": {string(a.ID)}, "name": {a.Name}, "short": {a.Short}, "position": {string(a.Position)}, "division": {a.Division},
	}
	for i, s := range a.Also {
		f.Set(part("also", i, ""), seatValue(s))
	}
	for _, r := range a.Roles {
		f.Add("roles", string(r))
	}
	return f
}

// readAccount reads what the form says of a person.
func readAccount(f url.Values) *documents.Account {
	a := &documents.Account{
		ID: documents.AccountID(strings.ToLower(documents.OneLine(f.Get("id")))), Name: documents.OneLine(f.Get("name")),
		Short: documents.OneLine(f.Get("short")), Position: documents.Position(f.Get("position")), Division: f.Get("division"),
	}
	for i := range closeUp(f, "also", []string{""}) {
		a.Also = append(a.Also, readSeat(f.Get(part("also", i, ""))))
	}
	for _, r := range f["roles"] {
		a.Roles = append(a.Roles, documents.Role(r))
	}
	return a
}
