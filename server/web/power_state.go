package web

import (
	"slices"
	"time"

	"vanthu/documents"
)

// soon is for how many days before its end an authority is pointed out.
const soon = 30

// A powerState is where an authority or an absence stands on a day, in words.
type powerState struct {
	Text, Tone string // the tone is a class of the page
	rank       int    // in a list
	Open       bool   // something can be done with it
}

// A term is when something holds.
type term struct {
	from, until documents.Date
	void        string
}

func stateOf(t term, today documents.Date) powerState {
	switch {
	case t.void != "":
		return powerState{"nhập nhầm", "ended", 3, false}
	case today.Before(t.from):
		return powerState{"chưa đến ngày", "wait", 1, true}
	case !t.until.IsZero() && t.until.Before(today):
		return powerState{"đã hết", "ended", 2, true}
	case !t.until.IsZero() && daysUntil(today, t.until) <= soon:
		return powerState{"sắp hết", "wait", 0, true}
	default:
		return powerState{"đang hiệu lực", "good", 0, true}
	}
}

func daysUntil(from, to documents.Date) int { return int(noon(to).Sub(noon(from)).Hours() / 24) }

func noon(d documents.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}

// capacities are those that can be given, as people call them (Phụ lục I, ô
// 7a).
var capacities = [...]choice{
	{string(documents.ForHead), "KT. ký thay: cấp phó ký thay cấp trưởng", false},
	{string(documents.ByOrder), "TL. thừa lệnh: người đứng đầu phòng, văn phòng", false},
	{string(documents.BySubMandate), "TUQ. thừa ủy quyền: ghi rõ người và thời hạn", false},
	{string(documents.Acting), "Q. quyền cấp trưởng: ghi rõ người", false},
}

// peopleChoices are the people of the office who can log in.
func peopleChoices(all []documents.Account, none string) []choice {
	out := []choice{{"", none, false}}
	for _, a := range all {
		if len(a.Roles) > 0 {
			out = append(out, choice{Value: string(a.ID), Text: a.Name + ", " + a.Title()})
		}
	}
	return out
}

// personName returns the name of a person, or the id of who is not there.
func personName(all []documents.Account, id documents.AccountID) string {
	i := slices.IndexFunc(all, func(a documents.Account) bool { return a.ID == id })
	if i < 0 {
		return string(id)
	}
	return all[i].Name
}
