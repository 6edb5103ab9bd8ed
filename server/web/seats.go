package web

import (
	"slices"
	"strings"

	"vanthu/documents"
)

// seatChoices are all seats of the office: who leads, or helps to lead, each of
// the bodies that issue documents and each of its divisions.
func seatChoices(unit *documents.Unit) []choice {
	bodies := append([]documents.Issuer{unit.Issuer}, unit.Issuers...)
	for _, d := range unit.Divisions {
		bodies = append(bodies, documents.Issuer{Name: d.Name, Symbol: d.Symbol})
	}
	var out []choice
	for _, body := range bodies {
		rule, ok := body.Rule()
		if !ok {
			continue
		}
		for _, p := range documents.Positions() {
			if p.Of != rule.Kind {
				continue
			}
			s := documents.Seat{Position: p.Position, In: body.Symbol}
			if rule.Collective {
				s.In = "" // of which there is one
			}
			out = append(out, choice{Value: seatValue(s), Text: documents.TitleIn(p.Title, body.Abbreviated())})
		}
	}
	return out
}

// leads are the seats of those who head a body, who alone can let others sign.
func leads(seats []choice) []choice {
	return slices.DeleteFunc(slices.Clone(seats), func(c choice) bool {
		rule, _ := readSeat(c.Value).Position.Rule()
		return rule.DeputyOf != ""
	})
}

// seatText is a seat in words.
func seatText(unit *documents.Unit, s documents.Seat) string {
	for _, c := range seatChoices(unit) {
		if c.Value == seatValue(s) {
			return c.Text
		}
	}
	return strings.TrimSpace(s.Position.Title() + " " + s.In)
}

func seatTexts(unit *documents.Unit, seats []documents.Seat) []string {
	out := make([]string, len(seats))
	for i, s := range seats {
		out[i] = seatText(unit, s)
	}
	return out
}

// seatValue is a seat as a form has it: "board_head/BCĐ"; "" for none.
func seatValue(s documents.Seat) string {
	if s == (documents.Seat{}) {
		return ""
	}
	return string(s.Position) + "/" + s.In
}

func readSeat(value string) documents.Seat {
	position, in, _ := strings.Cut(value, "/")
	return documents.Seat{Position: documents.Position(position), In: in}
}
