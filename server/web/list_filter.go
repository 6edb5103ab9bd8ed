package web

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"vanthu/documents"
	"vanthu/workflow"
)

// A listFilter is what a list of documents is asked for, as it stands in the
// address of the page: so that it can be sent, kept and gone back to.
type listFilter struct {
	Text  string         // q
	State workflow.State // buoc
	Kind  documents.Kind // loai
	Whose string         // cua: one of whoseChoices, or whose draft it is
	Due   string         // han
	Year  int            // nam: of the number
	Sort  workflow.Sort  // xep
}

// whoseChoices are the lists of a person.
var whoseChoices = [...]choice{
	{Value: "cho", Text: "Đang chờ tôi"}, {Value: "soan", Text: "Tôi soạn"},
	{Value: "chuyen", Text: "Tôi đã chuyển"}, {Value: "qua", Text: "Đã qua tay tôi"},
}

// draftOf begins the value of Whose that names a drafter.
const draftOf = "nguoi:"

// dueChoices are the deadlines to choose from, by the days until the last day.
var dueChoices = [...]struct {
	choice
	days int
}{
	{choice{Value: "qua", Text: "Đã quá hạn"}, -1}, {choice{Value: "nay", Text: "Hết hôm nay"}, 0},
	{choice{Value: "3", Text: "Trong 3 ngày tới"}, 3}, {choice{Value: "7", Text: "Trong 7 ngày tới"}, 7},
	{choice{Value: "co", Text: "Có hạn xử lý"}, 36_500},
}

// sortChoices are the orders to choose from.
var sortChoices = [...]choice{
	{Value: "", Text: "Mới thay đổi"}, {Value: string(workflow.ByDeadline), Text: "Hạn sớm nhất"},
	{Value: string(workflow.ByNumber), Text: "Số mới nhất"},
}

// readFilter reads a query. What is none of the choices is left out.
func (w *Web) readFilter(q url.Values) listFilter {
	f := listFilter{
		Text: documents.OneLine(q.Get("q")), State: workflow.State(q.Get("buoc")), Kind: documents.Kind(q.Get("loai")),
		Whose: documents.OneLine(q.Get("cua")), Due: q.Get("han"), Sort: workflow.Sort(q.Get("xep")),
	}
	if !w.d.Engine.Flows().Named(workflow.OutgoingFlow).Knows(f.State) {
		f.State = ""
	}
	if f.Kind.Name() == "" {
		f.Kind = ""
	}
	if !strings.HasPrefix(f.Whose, draftOf) && !slices.ContainsFunc(whoseChoices[:], func(c choice) bool { return c.Value == f.Whose }) {
		f.Whose = ""
	}
	if _, ok := f.lastDay(documents.Date{Year: 2000, Month: 1, Day: 1}); !ok {
		f.Due = ""
	}
	if !slices.ContainsFunc(sortChoices[:], func(c choice) bool { return c.Value == string(f.Sort) }) {
		f.Sort = ""
	}
	if year, err := strconv.Atoi(q.Get("nam")); err == nil && year > 0 && year < 10_000 {
		f.Year = year
	}
	return f
}

// lastDay returns the last deadline that is asked for.
func (f listFilter) lastDay(today documents.Date) (documents.Date, bool) {
	for _, c := range dueChoices {
		if c.Value == f.Due {
			return today.Add(c.days), true
		}
	}
	return documents.Date{}, false
}

// Address is where the list is.
func (f listFilter) Address() string { return "/van-ban" + prefixed("?", f.values().Encode()) }

func prefixed(mark, text string) string {
	if text == "" {
		return ""
	}
	return mark + text
}

// values are the filter as a query, without what does not restrict.
func (f listFilter) values() url.Values {
	out := url.Values{}
	for name, value := range map[string]string{
		"q": f.Text, "buoc": string(f.State), "loai": string(f.Kind), "cua": f.Whose, "han": f.Due, "xep": string(f.Sort),
	} {
		if value != "" {
			out.Set(name, value)
		}
	}
	if f.Year != 0 {
		out.Set("nam", strconv.Itoa(f.Year))
	}
	return out
}

// query returns what a person asks of the store.
func (f listFilter) query(by *documents.Account, today documents.Date) workflow.Query {
	q := workflow.Query{Flow: workflow.OutgoingFlow, Text: f.Text, State: f.State, Kind: f.Kind, Year: f.Year, Sort: f.Sort}
	q.DueBy, _ = f.lastDay(today)
	switch f.Whose {
	case "cho":
		q.Desks = workflow.DesksOf(by)
	case "soan":
		q.Drafter = by.ID
	case "chuyen":
		q.Involved, q.Away = by.ID, workflow.DesksOf(by)
	case "qua":
		q.Involved = by.ID
	default:
		q.Drafter = documents.AccountID(strings.TrimPrefix(f.Whose, draftOf))
	}
	return q
}

// order says in what order the list is, where the filter decides it.
func (f listFilter) order(q *workflow.Query) string {
	switch order := q.Order(); {
	case strings.TrimSpace(f.Text) != "":
		return "Đúng từ đã gõ kể cả dấu thì đứng trước, rồi đến văn bản mới thay đổi."
	case order != f.Sort && order == workflow.ByDeadline:
		return "Xếp theo hạn xử lý, sớm nhất trước."
	case order != f.Sort && order == workflow.ByNumber:
		return "Xếp theo ngày và số văn bản, mới nhất trước."
	}
	return ""
}
